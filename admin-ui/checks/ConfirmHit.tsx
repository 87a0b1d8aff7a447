import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import type { CheckItem, HitView } from '../../server/domain/contract/checks.ts';
import { draftKey } from '../../server/domain/draft-key.ts';
import { useDesk } from '../cases/case-page/case-context.ts';
import { DraftNote } from '../drafts/DraftNote.tsx';
import { useDraft } from '../drafts/use-draft.ts';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import { readError, type ReadError } from '../provider/read-error.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay } from '../provider/use-say.ts';
import { judgedBeside } from './same-supplier.ts';

/** The second pair of eyes on a verdict that ends a case. */
export function ConfirmHit({ hit, run, act: action }: { hit: HitView; run: CheckItem; act: string }) {
  const say = useSay();
  const me = useMe();
  const { view, act, pending, reload } = useDesk();
  const [typed, setTyped] = useState<{ alasan?: string }>({});
  const draft = useDraft(view.id, 'penilaian', draftKey(action, { hitId: hit.id }), typed);
  const { alasan: reason = '' } = { ...draft.kept as typeof typed, ...typed };
  const setReason = (alasan: string) => { setTyped({ alasan }); };
  const [problem, setProblem] = useState<ReadError | null>(null);
  const beside = judgedBeside(hit, run, { confirmed: true });
  if (me?.id === hit.judgedById) return null;
  return (
    <Box sx={{ mt: 1, display: 'flex', flexDirection: 'column', gap: 1 }}>
      <Box sx={{ display: 'flex', gap: 1 }}>
        <TextField label={say('ui.temuan.alasan_konfirmasi')} required fullWidth value={reason} onChange={(event) => { setReason(event.target.value); }} slotProps={{ htmlInput: { maxLength: 2000 } }} />
        <Button variant="contained" color="error" disabled={reason.trim() === ''} loading={pending === action} sx={{ whiteSpace: 'nowrap', flexShrink: 0 }}
          onClick={() => { setProblem(null); act(action, { hitId: hit.id, alasan: reason.trim() }).then(() => { draft.done(); setTyped({}); }, (error: unknown) => { setProblem(readError(error)); }); }}>{say('ui.temuan.konfirmasi')}</Button>
      </Box>
      {beside?.confirmReason && reason === '' && <Box><Button sx={{ ml: -1 }} onClick={() => { setReason(beside.confirmReason ?? ''); }}>{say('ui.temuan.pakai_konfirmasi', { alasan: beside.confirmReason.slice(0, 60) })}</Button></Box>}
      <DraftNote draft={draft} onReset={() => { setTyped({}); }} />
      <ProblemNote problem={problem} onReload={reload} />
    </Box>
  );
}
