import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import type { CaseView } from '../../server/domain/contract/cases.ts';
import { useDesk } from '../cases/case-page/case-context.ts';
import { ACTS } from '../cases/workspaces/embedded-acts.ts';
import { draftKey } from '../../server/domain/draft-key.ts';
import { DraftNote } from '../drafts/DraftNote.tsx';
import { useDraft } from '../drafts/use-draft.ts';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import { readError, type ReadError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';

/** "Tidak punya, alasan": where the office's list lets a document be missing, somebody writes down why. */
export function LackNote({ kind }: { kind: CaseView['documentKinds'][number] }) {
  const say = useSay();
  const { view, act, action, pending, reload } = useDesk();
  const [typed, setTyped] = useState<{ alasan?: string }>({});
  const draft = useDraft(view.id, 'penilaian', draftKey(ACTS.recordLack, { jenis: kind.kind }), typed);
  const kept = draft.kept.alasan;
  const reason = typed.alasan ?? (typeof kept === 'string' ? kept : '');
  const [problem, setProblem] = useState<ReadError | null>(null);
  const open = action(ACTS.recordLack)?.obstacles.length === 0;
  const stated = kind.lackStated !== kind.lackReason ? kind.lackStated : null;
  const save = (alasan: string) => {
    setProblem(null);
    act(ACTS.recordLack, { jenis: kind.kind, alasan }).then(() => { draft.done(); setTyped({}); }, (error: unknown) => { setProblem(readError(error)); });
  };
  return (
    <Box sx={{ fontSize: '0.875rem' }}>
      {kind.lackReason && <Box><strong>{say('ui.tidak_punya.judul')}:</strong> “{kind.lackReason}”</Box>}
      {stated && <Box><strong>{say('ui.tidak_punya.menurut_pemohon')}:</strong> “{stated}”{open && <Button size="small" variant="outlined" loading={pending === ACTS.recordLack} onClick={() => { save(stated); }} sx={{ ml: 1 }}>{say('ui.tidak_punya.terima')}</Button>}</Box>}
      {stated && open && <Box sx={{ color: 'text.secondary', mt: 0.5 }}>{say('ui.tidak_punya.atau')}</Box>}
      {open && (
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start', mt: 0.75 }}>
          <TextField size="small" label={say('ui.tidak_punya.alasan')} value={reason} onChange={(event) => { setTyped({ alasan: event.target.value }); }} slotProps={{ htmlInput: { maxLength: 2000 } }} sx={{ flex: 1 }} />
          <Button variant="outlined" disabled={reason.trim() === ''} loading={pending === ACTS.recordLack} onClick={() => { save(reason.trim()); }}>{say('ui.tidak_punya.simpan')}</Button>
        </Box>
      )}
      {(reason !== '' || (open && draft.others.length > 0)) && <Box sx={{ mt: 0.75 }}><DraftNote draft={draft} onReset={() => { setTyped({}); }} /></Box>}
      <ProblemNote problem={problem} onReload={reload} />
    </Box>
  );
}
