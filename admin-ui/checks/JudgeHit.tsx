import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import type { HitView } from '../../server/domain/contract/checks.ts';
import { reasonsOf } from '../../server/domain/messages/reasons.ts';
import { useDesk } from '../cases/case-page/case-context.ts';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import { readError, type ReadError } from '../provider/read-error.ts';
import { useLocaleTag, useSay, useSayValue } from '../provider/use-say.ts';

const VERDICTS = ['sama', 'bukan_yang_sama', 'belum_yakin'] as const;

/** Same, not the same, or unsure: always with a reason in words. */
export function JudgeHit({ hit, act: action }: { hit: HitView; act: string }) {
  const say = useSay();
  const sayValue = useSayValue();
  const english = useLocaleTag().startsWith('en');
  const { act, pending, reload } = useDesk();
  const [again, setAgain] = useState(false);
  const [verdict, setVerdict] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<ReadError | null>(null);
  if (hit.verdict && !again) return <Button sx={{ mt: 0.5, ml: -1 }} onClick={() => { setAgain(true); }}>{say('ui.temuan.nilai_ulang')}</Button>;
  const save = () => {
    setProblem(null);
    act(action, { hitId: hit.id, hasil: verdict, alasan: reason.trim() }).then(() => { setAgain(false); setVerdict(null); setReason(''); }, (error: unknown) => { setProblem(readError(error)); });
  };
  return (
    <Box sx={{ mt: 1.25, display: 'flex', flexDirection: 'column', gap: 1, borderTop: 1, borderColor: 'divider', pt: 1.25 }}>
      <ToggleButtonGroup exclusive value={verdict} onChange={(_event, next: string | null) => { setVerdict(next); }} aria-label={say('ui.temuan.penilaian')}>
        {VERDICTS.map((each) => <ToggleButton key={each} value={each}>{sayValue('nilai', each)}</ToggleButton>)}
      </ToggleButtonGroup>
      {verdict && (
        <>
          <Box sx={{ display: 'flex', gap: 0.5, flexWrap: 'wrap' }}>
            {reasonsOf('temuan').map((each) => <Chip key={each.code} variant="outlined" clickable label={english ? each.en : each.id} onClick={() => { setReason(english ? each.en : each.id); }} sx={{ height: 26, fontWeight: 400 }} />)}
          </Box>
          <TextField label={say('ui.temuan.alasan')} required multiline minRows={1} value={reason} onChange={(event) => { setReason(event.target.value); }} slotProps={{ htmlInput: { maxLength: 2000 } }} />
          <Box><Button variant="contained" disabled={reason.trim() === ''} loading={pending === action} onClick={save}>{say('ui.temuan.simpan')}</Button></Box>
        </>
      )}
      <ProblemNote problem={problem} onReload={reload} />
    </Box>
  );
}
