import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import type { CheckItem, HitView } from '../../server/domain/contract/checks.ts';
import { reasonsOf } from '../../server/domain/messages/reasons.ts';
import { useDesk } from '../cases/case-page/case-context.ts';
import { draftKey } from '../../server/domain/draft-key.ts';
import { DraftNote } from '../drafts/DraftNote.tsx';
import { useDraft } from '../drafts/use-draft.ts';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import { readError, type ReadError } from '../provider/read-error.ts';
import { useLocaleTag, useSay, useSayValue } from '../provider/use-say.ts';
import { judgedBeside } from './same-supplier.ts';

const brief = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
const VERDICTS = ['sama', 'bukan_yang_sama', 'belum_yakin'] as const;

/** Same, not the same, or unsure: always with a reason in words. */
export function JudgeHit({ hit, run, act: action }: { hit: HitView; run: CheckItem; act: string }) {
  const say = useSay();
  const sayValue = useSayValue();
  const english = useLocaleTag().startsWith('en');
  const { view, act, pending, reload } = useDesk();
  const [again, setAgain] = useState(false);
  const [typed, setTyped] = useState<{ hasil?: string | null; alasan?: string }>({});
  const draft = useDraft(view.id, 'penilaian', draftKey(action, { hitId: hit.id }), typed);
  const { hasil: verdict = null, alasan: reason = '' } = { ...draft.kept as typeof typed, ...typed };
  const setReason = (alasan: string) => { setTyped((before) => ({ ...before, alasan })); };
  const [problem, setProblem] = useState<ReadError | null>(null);
  if (hit.verdict && !again) return <Button sx={{ mt: 0.5, ml: -1 }} onClick={() => { setAgain(true); }}>{say('ui.temuan.nilai_ulang')}</Button>;
  const earlier = hit.shown.penilaianSebelumnya;
  const beside = judgedBeside(hit, run);
  const save = () => {
    setProblem(null);
    act(action, { hitId: hit.id, hasil: verdict, alasan: reason.trim() }).then(() => { draft.done(); setAgain(false); setTyped({}); }, (error: unknown) => { setProblem(readError(error)); });
  };
  return (
    <Box sx={{ mt: 1.25, display: 'flex', flexDirection: 'column', gap: 1, borderTop: 1, borderColor: 'divider', pt: 1.25 }}>
      <ToggleButtonGroup exclusive value={verdict} onChange={(_event, next: string | null) => { setTyped((before) => ({ ...before, hasil: next })); }} aria-label={say('ui.temuan.penilaian')}>
        {VERDICTS.map((each) => <ToggleButton key={each} value={each}>{sayValue('nilai', each)}</ToggleButton>)}
      </ToggleButtonGroup>
      {earlier?.alasan && verdict === null && <Box><Button sx={{ ml: -1 }} onClick={() => { setTyped({ hasil: earlier.hasil, alasan: earlier.alasan ?? '' }); }}>{say('ui.temuan.pakai_dulu')}</Button></Box>}
      {beside && verdict === null && (
        <Box><Button sx={{ ml: -1, textAlign: 'left' }} onClick={() => { setTyped({ hasil: beside.verdict, alasan: beside.verdictReason ?? '' }); }}>
          {say('ui.temuan.pakai_serupa', { hasil: sayValue('nilai', beside.verdict ?? ''), alasan: brief(beside.verdictReason ?? '') })}
        </Button></Box>
      )}
      {verdict && (
        <>
          <Box sx={{ display: 'flex', gap: 0.5, flexWrap: 'wrap' }}>
            {reasonsOf('temuan').map((each) => <Chip key={each.code} variant="outlined" clickable label={english ? each.en : each.id} onClick={() => { setReason(english ? each.en : each.id); }} sx={{ height: 26, fontWeight: 400 }} />)}
          </Box>
          <TextField label={say('ui.temuan.alasan')} required multiline minRows={1} value={reason} onChange={(event) => { setReason(event.target.value); }} slotProps={{ htmlInput: { maxLength: 2000 } }} />
          <Box><Button variant="contained" disabled={reason.trim() === ''} loading={pending === action} onClick={save}>{say('ui.temuan.simpan')}</Button></Box>
        </>
      )}
      <DraftNote draft={draft} onReset={() => { setTyped({}); }} />
      <ProblemNote problem={problem} onReload={reload} />
    </Box>
  );
}
