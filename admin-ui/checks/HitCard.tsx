import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import Paper from '@mui/material/Paper';
import type { CheckItem, HitView } from '../../server/domain/contract/checks.ts';
import { Moment } from '../fields/Moment.tsx';
import { useSay, useSayValue } from '../provider/use-say.ts';
import { CompareTable } from './CompareTable.tsx';
import { ConfirmHit } from './ConfirmHit.tsx';
import { JudgeHit } from './JudgeHit.tsx';
import { ReferredHit } from './ReferredHit.tsx';

interface Props { hit: HitView; run: CheckItem; /** Act that judges, when it is mine to judge here. */ judge?: string | undefined; confirm?: string | undefined }

const VERDICT: Record<string, 'error' | 'success' | 'warning'> = { sama: 'error', bukan_yang_sama: 'success', belum_yakin: 'warning' };

/** One hit: how alike, why, in force or not, and what was judged about it. */
export function HitCard({ hit, run, judge, confirm }: Props) {
  const say = useSay();
  const sayValue = useSayValue();
  // Of a procedure that ends nothing by a candidate the act is not there.
  const waits = hit.verdict === 'sama' && hit.inForce && hit.confirmedAt === null && (run.kind === 'daftar_hitam' || confirm !== undefined);
  return (
    <Paper variant="outlined" component="article" data-ref={hit.id} tabIndex={-1} sx={{ p: 1.5, mb: 1.25 }} aria-label={hit.shown.nama ?? hit.shown.kunci ?? ''}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <Box component="h3" sx={{ typography: 'h3', m: 0 }}>{hit.shown.nama ?? '–'}</Box>
        <Chip color={hit.level === 'A' ? 'error' : hit.level === 'B' ? 'warning' : 'default'} variant="outlined" label={say('ui.temuan.tingkat', { t: hit.level })} />
        <Box className="tabular" sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>{say('ui.temuan.skor', { n: Math.round(hit.score * 100) })}</Box>
        {run.kind === 'daftar_hitam' && <Chip color={hit.inForce ? 'error' : 'warning'} variant={hit.inForce ? 'filled' : 'outlined'} label={hit.standingLabel ?? say(hit.inForce ? 'ui.temuan.tayang' : 'ui.temuan.tidak_tayang')} />}
        <Box sx={{ flex: 1 }} />
        {hit.verdict && <Chip color={VERDICT[hit.verdict] ?? 'default'} label={sayValue('nilai', hit.verdict)} />}
      </Box>
      <Box component="ul" sx={{ m: 0, mt: 0.5, pl: 2.25, fontSize: '0.875rem', ...(hit.reasons.length > 5 ? { columnCount: 2, columnGap: 4, '& li': { breakInside: 'avoid' } } : {}) }}>{hit.reasons.map((reason) => <li key={reason.text}>{reason.text}</li>)}</Box>
      {hit.shown.usul && <Box sx={{ fontSize: '0.875rem', fontWeight: 600, mt: 0.5 }}>{say(`ui.temuan.usul_${hit.shown.usul}`)}</Box>}
      <CompareTable hit={hit} run={run} />
      {hit.shown.penilaianSebelumnya && (
        <Box sx={{ fontSize: '0.875rem', color: 'text.secondary', mt: 0.5 }}>
          {say('ui.temuan.dulu', { hasil: sayValue('nilai', hit.shown.penilaianSebelumnya.hasil), berkas: hit.shown.penilaianSebelumnya.berkas })}
          {hit.shown.penilaianSebelumnya.alasan && <> – “{hit.shown.penilaianSebelumnya.alasan}”</>}
          {hit.shown.penilaianSebelumnya.oleh && <>, {hit.shown.penilaianSebelumnya.oleh}, <Moment at={hit.shown.penilaianSebelumnya.pada} /></>}
        </Box>
      )}
      {hit.verdict && (
        <Box sx={{ fontSize: '0.875rem', mt: 0.75 }}>
          “{hit.verdictReason}” <Box component="span" sx={{ color: 'text.secondary' }}>– {hit.judgedByName}, <Moment at={hit.judgedAt} /></Box>
          {hit.confirmedAt && <Box>{say('ui.temuan.dikonfirmasi', { nama: hit.confirmedByName ?? '' })} “{hit.confirmReason}” <Box component="span" sx={{ color: 'text.secondary' }}><Moment at={hit.confirmedAt} /></Box></Box>}
        </Box>
      )}
      {waits && <Box sx={{ color: 'warning.main', fontWeight: 600, fontSize: '0.875rem', mt: 0.5 }}>{say('ui.temuan.menunggu_kedua')}</Box>}
      {waits && confirm && <ConfirmHit hit={hit} run={run} act={confirm} />}
      <ReferredHit hit={hit} />
      {judge && <JudgeHit hit={hit} run={run} act={judge} />}
    </Paper>
  );
}
