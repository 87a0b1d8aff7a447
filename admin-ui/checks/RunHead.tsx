import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import type { CheckItem } from '../../server/domain/contract/checks.ts';
import { KeptPicture } from '../documents/KeptPicture.tsx';
import { Day, Moment } from '../fields/Moment.tsx';
import { useSay } from '../provider/use-say.ts';

const SEVERITY = { segar: 'success', kuning: 'warning', merah: 'error' } as const;

/** When it was run, against which list, and whether that list is good enough. */
export function RunHead({ run }: { run: CheckItem }) {
  const say = useSay();
  // Without a registry there was nothing of other LPSEs to compare with: no success, only a note of what was looked at.
  const severity = run.kind === 'lpse_lain' && !run.dataDate ? 'info' : SEVERITY[run.freshness];
  return (
    <Alert severity={severity} sx={{ mb: 1 }}>
      <Box>
        <strong>{run.kind === 'daftar_hitam' ? `${run.freshnessLabel}.` : say(run.dataDate ? 'ui.periksa.registri' : 'ui.periksa.tanpa_registri')}</strong> {run.dataDate ? <>{say('ui.periksa.data_per')} <Day day={run.dataDate} /> · </> : null}
        {say(run.dataDate ? 'ui.periksa.dijalankan' : 'ui.periksa.dijalankan_awal')} <Moment at={run.runAt} />{run.runByName ? ` · ${run.runByName}` : ''}
      </Box>
      {run.freshness !== 'segar' && <Box>{say(run.portalLookCounts ? 'ui.periksa.sudah_lihat_portal' : run.freshness === 'kuning' ? 'ui.periksa.perlu_portal_kuning' : 'ui.periksa.perlu_portal_merah')}</Box>}
      {run.portalLooks.map((look) => (
        <Box key={look.id}>{say('ui.periksa.portal')} <Moment at={look.lookedAt} />{look.about ? ` · ${look.about}` : ''} · “{look.query}” · {say(`ui.periksa.portal_${look.result}`)} · {look.recordedByName}{look.pictureUploadId && <KeptPicture uploadId={look.pictureUploadId} pages={look.picturePages} lacking={look.pictureLacking} drawing={look.pictureDrawing} about={`${say('ui.periksa.portal')} “${look.query}”`} />}</Box>
      ))}
    </Alert>
  );
}
