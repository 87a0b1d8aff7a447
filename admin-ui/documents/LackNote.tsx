import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import type { CaseView } from '../../server/domain/contract/cases.ts';
import { useDesk } from '../cases/case-page/case-context.ts';
import { ACTS } from '../cases/workspaces/embedded-acts.ts';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import { readError, type ReadError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';

/** "Tidak punya, alasan": where the office's list lets a document be missing, somebody writes down why. */
export function LackNote({ kind }: { kind: CaseView['documentKinds'][number] }) {
  const say = useSay();
  const { act, action, pending, reload } = useDesk();
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<ReadError | null>(null);
  const open = action(ACTS.recordLack)?.obstacles.length === 0;
  const save = () => {
    setProblem(null);
    act(ACTS.recordLack, { jenis: kind.kind, alasan: reason.trim() }).then(() => { setReason(''); }, (error: unknown) => { setProblem(readError(error)); });
  };
  return (
    <Box sx={{ fontSize: '0.875rem' }}>
      {kind.lackReason && <Box><strong>{say('ui.tidak_punya.judul')}:</strong> “{kind.lackReason}”</Box>}
      {open && (
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start', mt: 0.75 }}>
          <TextField size="small" label={say('ui.tidak_punya.alasan')} value={reason} onChange={(event) => { setReason(event.target.value); }} slotProps={{ htmlInput: { maxLength: 2000 } }} sx={{ flex: 1 }} />
          <Button variant="outlined" disabled={reason.trim() === ''} loading={pending === ACTS.recordLack} onClick={save}>{say('ui.tidak_punya.simpan')}</Button>
        </Box>
      )}
      <ProblemNote problem={problem} onReload={reload} />
    </Box>
  );
}
