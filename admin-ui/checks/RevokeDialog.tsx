import { useRef, useState, type SubmitEvent } from 'react';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useDataProvider, useNotify, useRefresh } from 'react-admin';
import type { BlacklistImportItem } from '../../server/domain/contract/checks.ts';
import { createIntents } from '../cases/case-page/intents.ts';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { errorAt, readError, type ReadError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';
import { unlessBeside } from '../fields/unless-beside.ts';

/** Withdraws a wrong version, after saying what that means for cases checked against it. Mounted anew for each version. */
export function RevokeDialog({ row, kind = 'daftar_hitam', onClose }: { row: Pick<BlacklistImportItem, 'id' | 'fileName'>; kind?: 'daftar_hitam' | 'registri'; onClose: () => void }) {
  const say = useSay();
  const notify = useNotify();
  const refresh = useRefresh();
  const provider = useDataProvider<LoketProvider>();
  const intents = useRef(createIntents(() => crypto.randomUUID()));
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ReadError | null>(null);
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    const alasan = reason.trim();
    (kind === 'registri' ? provider.revokeRegistry : provider.revokeBlacklist)(row.id, alasan, intents.current.idFor(row.id, alasan))
      .then(() => { notify(say('ui.impor.dicabut'), { type: 'success' }); refresh(); onClose(); }, (error: unknown) => { setProblem(readError(error)); }).finally(() => { setBusy(false); });
  };
  const wrong = errorAt(problem?.errors, 'alasan');
  return (
    <Dialog open onClose={unlessBeside(onClose)} maxWidth="sm" fullWidth aria-labelledby="judul-cabut">
      <form noValidate onSubmit={send}>
        <DialogTitle id="judul-cabut" variant="h2" sx={{ overflowWrap: 'anywhere' }}>{say('ui.impor.cabut_judul', { berkas: row.fileName })}</DialogTitle>
        <DialogContent>
          <Stack spacing={2} sx={{ pt: 1 }}>
            <span>{say('ui.impor.cabut_akibat')}</span>
            <TextField required multiline minRows={2} label={say('ui.impor.cabut_alasan')} value={reason} error={wrong !== undefined} helperText={wrong} onChange={(event) => { setReason(event.target.value); }} slotProps={{ htmlInput: { maxLength: 500 } }} />
            <ProblemNote problem={problem} known={['alasan']} onReload={() => { refresh(); onClose(); }} />
          </Stack>
        </DialogContent>
        <DialogActions><Button onClick={onClose}>{say('ui.batal')}</Button><Button type="submit" variant="contained" color="error" loading={busy} disabled={reason.trim() === ''}>{say('ui.impor.cabut')}</Button></DialogActions>
      </form>
    </Dialog>
  );
}
