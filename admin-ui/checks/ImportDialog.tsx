import { useRef, useState, type SubmitEvent } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import FileIcon from '@mui/icons-material/UploadFileOutlined';
import { useDataProvider, useNotify, useRefresh } from 'react-admin';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { errorAt, readError, type ReadError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';

/** A list is as old as its data, not as its upload: the date is asked for first. */
export function ImportDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const say = useSay();
  const notify = useNotify();
  const refresh = useRefresh();
  const provider = useDataProvider<LoketProvider>();
  const input = useRef<HTMLInputElement>(null);
  const [date, setDate] = useState('');
  const [file, setFile] = useState<File | null>(null);
  /** What the server asked to have confirmed about this very file and date. */
  const [asked, setAsked] = useState<string | null>(null);
  const [confirmed, setConfirmed] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ReadError | null>(null);
  const forget = () => { setProblem(null); setAsked(null); setConfirmed(false); };
  const close = () => { forget(); setFile(null); onClose(); };
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    if (!file) return;
    setBusy(true);
    setProblem(null);
    provider.importBlacklist(file, date, confirmed).then(() => { notify(say('ui.impor.selesai'), { type: 'success' }); refresh(); close(); }, (error: unknown) => {
      const read = readError(error);
      setProblem(read);
      setAsked(errorAt(read.errors, 'konfirmasi') ?? asked);
    }).finally(() => { setBusy(false); });
  };
  const wrongDate = errorAt(problem?.errors, 'tanggalData');
  return (
    <Dialog open={open} onClose={close} maxWidth="sm" fullWidth aria-labelledby="judul-impor">
      <form onSubmit={send}>
        <DialogTitle id="judul-impor" variant="h2">{say('ui.impor.tombol')}</DialogTitle>
        <DialogContent>
          <Stack spacing={2} sx={{ pt: 1 }}>
            <TextField type="date" required label={say('ui.kolom.tanggal_data')} value={date} error={wrongDate !== undefined} helperText={wrongDate ?? say('ui.impor.tanggal_petunjuk')} onChange={(event) => { forget(); setDate(event.target.value); }} slotProps={{ inputLabel: { shrink: true } }} />
            <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center' }}>
              <Button variant="outlined" startIcon={<FileIcon />} onClick={() => { input.current?.click(); }}>{say('ui.impor.berkas')}</Button>
              <Box sx={{ overflowWrap: 'anywhere' }}>{file?.name ?? ''}</Box>
              <input ref={input} type="file" hidden accept=".csv,.xlsx,text/csv" onChange={(event) => { forget(); setFile(event.target.files?.[0] ?? null); }} />
            </Box>
            {asked && (
              <Alert severity="warning" role="alert">
                <Box>{asked}</Box>
                <FormControlLabel control={<Checkbox checked={confirmed} onChange={(_event, on) => { setConfirmed(on); }} />} label={say('ui.impor.konfirmasi')} />
              </Alert>
            )}
            {!errorAt(problem?.errors, 'konfirmasi') && <ProblemNote problem={problem} known={['tanggalData']} />}
          </Stack>
        </DialogContent>
        <DialogActions><Button onClick={close}>{say('ui.batal')}</Button><Button type="submit" variant="contained" loading={busy} disabled={!file || !date || (asked !== null && !confirmed)}>{say('ui.impor.kirim')}</Button></DialogActions>
      </form>
    </Dialog>
  );
}
