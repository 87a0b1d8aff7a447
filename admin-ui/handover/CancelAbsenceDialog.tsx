import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import LinearProgress from '@mui/material/LinearProgress';
import { useQuery } from '@tanstack/react-query';
import { useDataProvider, useNotify } from 'react-admin';
import type { AbsenceItem } from '../../server/domain/contract/ownership.ts';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { readError, type ReadError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';

/**
 * Calls an absence off, and offers to bring back what it passed on and nobody has touched since. The wish goes along whatever the dialog knew: an absence
 * may begin while it is open, and one that was called off brings nothing back later. How much it is the server finds when it happens.
 */
export function CancelAbsenceDialog({ absence, onClose, onDone }: { absence: AbsenceItem; onClose: () => void; onDone: () => void }) {
  const say = useSay();
  const notify = useNotify();
  const provider = useDataProvider<LoketProvider>();
  const { data, error, refetch } = useQuery({ queryKey: ['serah', 'tak-tersentuh', absence.id], queryFn: () => provider.untouchedByAbsence(absence.id), gcTime: 0 });
  const [wanted, setWanted] = useState(true);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ReadError | null>(null);
  const choice = data ? data.cases + data.tasks > 0 && say('ui.absensi.batal_kembali', { berkas: data.cases, tugas: data.tasks }) : error !== null && say('ui.absensi.batal_kembali_semua');
  const cancel = () => {
    setBusy(true);
    setProblem(null);
    provider.cancelAbsence(absence.id, wanted).then((back) => {
      notify(say('ui.absensi.batal_selesai', { berkas: back.cases, tugas: back.tasks }), { type: 'success' });
      onDone();
    }, (failed: unknown) => { setProblem(readError(failed)); setBusy(false); void refetch(); });
  };
  return (
    <Dialog open onClose={busy ? undefined : onClose} aria-labelledby="judul-batal-absensi" fullWidth maxWidth="xs">
      <DialogTitle id="judul-batal-absensi" variant="h2">{say('ui.absensi.batal_judul', { nama: absence.userName })}</DialogTitle>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 1 }}>
        <Box>{say('ui.absensi.batal_isi', { nama: absence.userName })}</Box>
        {!data && !error && <LinearProgress aria-label={say('ui.memuat')} />}
        {choice && <FormControlLabel label={choice} control={<Checkbox checked={wanted} onChange={(_event, on) => { setWanted(on); }} />} />}
        {data !== undefined && data.staying > 0 && <Box sx={{ color: 'text.secondary' }}>{say('ui.absensi.batal_tinggal', { n: data.staying })}</Box>}
        <ProblemNote problem={error ? readError(error) : null} onRetry={() => { void refetch(); }} />
        <ProblemNote problem={problem} />
      </DialogContent>
      <DialogActions><Button disabled={busy} onClick={onClose}>{say('ui.tutup')}</Button><Button variant="contained" color="error" disabled={!data && !error} loading={busy} onClick={cancel}>{say('ui.absensi.batalkan')}</Button></DialogActions>
    </Dialog>
  );
}
