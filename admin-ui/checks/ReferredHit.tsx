import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import type { HitView } from '../../server/domain/contract/checks.ts';
import { draftKey } from '../../server/domain/draft-key.ts';
import { useDesk } from '../cases/case-page/case-context.ts';
import { ACTS } from '../cases/workspaces/embedded-acts.ts';
import { DraftNote } from '../drafts/DraftNote.tsx';
import { useDraft } from '../drafts/use-draft.ts';
import { Moment } from '../fields/Moment.tsx';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import { readError, type ReadError } from '../provider/read-error.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay, useSayValue } from '../provider/use-say.ts';

const DECISIONS = ['sama', 'bukan_yang_sama', 'kembalikan'] as const;

/** A hit nobody could decide: sent to the supervisor, who judges it or sends it back. */
export function ReferredHit({ hit }: { hit: HitView }) {
  const say = useSay();
  const { action } = useDesk();
  const me = useMe();
  const { referral } = hit;
  const waiting = referral?.waiting === true;
  const mayAsk = action(ACTS.askSupervisor)?.obstacles.length === 0 && hit.verdict === 'belum_yakin' && !waiting;
  const mayDecide = action(ACTS.decideHit)?.obstacles.length === 0 && waiting && referral.byId !== me?.id;
  return (
    <>
      {waiting && (
        <Box sx={{ fontSize: '0.875rem', mt: 0.75 }}>
          <Box component="span" sx={{ fontWeight: 600, color: 'warning.main' }}>{say('ui.temuan.diajukan', { nama: referral.byName ?? '–' })}, <Moment at={referral.at} /></Box>{referral.question && <>: “{referral.question}”</>}
        </Box>
      )}
      {referral?.answer && !waiting && <Box sx={{ fontSize: '0.875rem', mt: 0.75 }}><strong>{say('ui.temuan.dikembalikan', { nama: referral.answeredByName ?? '–' })}</strong> “{referral.answer}”</Box>}
      {mayAsk && <AskSupervisor hit={hit} />}
      {mayDecide && <Decide hit={hit} />}
    </>
  );
}

function AskSupervisor({ hit }: { hit: HitView }) {
  const say = useSay();
  const { view, act, pending, reload } = useDesk();
  const [typed, setTyped] = useState<{ alasan?: string }>({});
  const draft = useDraft(view.id, 'penilaian', draftKey(ACTS.askSupervisor, { hitId: hit.id }), typed);
  const { alasan: reason = '' } = { ...draft.kept as typeof typed, ...typed };
  // What was being written when the power went stands open again.
  const [opened, setOpen] = useState<boolean | null>(null);
  const open = opened ?? (reason !== '' || draft.others.length > 0);
  const [problem, setProblem] = useState<ReadError | null>(null);
  if (!open) return <Box><Button variant="outlined" sx={{ mt: 0.75, mr: 1 }} onClick={() => { setOpen(true); }}>{say('ui.temuan.ajukan')}</Button></Box>;
  const send = () => {
    setProblem(null);
    act(ACTS.askSupervisor, { hitId: hit.id, alasan: reason.trim() }).then(() => { draft.done(); setOpen(null); setTyped({}); }, (error: unknown) => { setProblem(readError(error)); });
  };
  return (
    <Box sx={{ mt: 1, display: 'flex', flexDirection: 'column', gap: 1 }}>
      <TextField label={say('ui.temuan.ajukan_alasan')} required multiline value={reason} onChange={(event) => { setTyped({ alasan: event.target.value }); }} slotProps={{ htmlInput: { maxLength: 2000 } }} />
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button variant="contained" disabled={reason.trim() === ''} loading={pending === ACTS.askSupervisor} onClick={send}>{say('ui.temuan.ajukan_kirim')}</Button>
        <Button onClick={() => { setOpen(false); }}>{say('ui.batal')}</Button>
      </Box>
      <DraftNote draft={draft} onReset={() => { setTyped({}); }} />
      <ProblemNote problem={problem} onReload={reload} />
    </Box>
  );
}

function Decide({ hit }: { hit: HitView }) {
  const say = useSay();
  const sayValue = useSayValue();
  const { view, act, pending, reload } = useDesk();
  const [typed, setTyped] = useState<{ hasil?: string | null; alasan?: string }>({});
  const draft = useDraft(view.id, 'penilaian', draftKey(ACTS.decideHit, { hitId: hit.id }), typed);
  const { hasil: verdict = null, alasan: reason = '' } = { ...draft.kept as typeof typed, ...typed };
  const [problem, setProblem] = useState<ReadError | null>(null);
  const save = () => { setProblem(null); act(ACTS.decideHit, { hitId: hit.id, hasil: verdict, alasan: reason.trim() }).then(() => { draft.done(); setTyped({}); }).catch((error: unknown) => { setProblem(readError(error)); }); };
  return (
    <Box sx={{ mt: 1.25, display: 'flex', flexDirection: 'column', gap: 1, borderTop: 1, borderColor: 'divider', pt: 1.25 }}>
      <ToggleButtonGroup exclusive value={verdict} onChange={(_event, next: string | null) => { setTyped((before) => ({ ...before, hasil: next })); }} aria-label={say('ui.temuan.putusan')}>
        {DECISIONS.map((each) => <ToggleButton key={each} value={each}>{sayValue('nilai', each)}</ToggleButton>)}
      </ToggleButtonGroup>
      {verdict && (
        <>
          <TextField label={say('ui.temuan.alasan')} required multiline value={reason} onChange={(event) => { setTyped((before) => ({ ...before, alasan: event.target.value })); }} slotProps={{ htmlInput: { maxLength: 2000 } }} />
          <Box><Button variant="contained" disabled={reason.trim() === ''} loading={pending === ACTS.decideHit} onClick={save}>{say('ui.temuan.putusan_simpan')}</Button></Box>
        </>
      )}
      <DraftNote draft={draft} onReset={() => { setTyped({}); }} />
      <ProblemNote problem={problem} onReload={reload} />
    </Box>
  );
}
