import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import LinearProgress from '@mui/material/LinearProgress';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { useQuery } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import type { LoketProvider } from '../provider/data-provider.ts';
import { readError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';

interface Props { caseId: string; version: number; action: string; letter: string; input: Record<string, unknown>; onSend: () => void; onClose: () => void }

/** Before an appointment's letter goes out: who gets what, and what time that is by each one's own clock. */
export function SendScheduleDialog({ caseId, version, action, letter, input, onSend, onClose }: Props) {
  const say = useSay();
  const provider = useDataProvider<LoketProvider>();
  const { data, error } = useQuery({ queryKey: ['pratinjau', caseId, version, action, letter, JSON.stringify(input), 'kirim'], queryFn: () => provider.letterPreview(caseId, action, letter, input), retry: false });
  const people = data?.schedule?.people ?? [];
  return (
    <Dialog open onClose={onClose} maxWidth="md" fullWidth aria-labelledby="judul-kirim-jadwal">
      <DialogTitle id="judul-kirim-jadwal" variant="h2">{say('ui.kirim_jadwal.judul')}</DialogTitle>
      <DialogContent>
        {!data && !error && <LinearProgress aria-label={say('ui.memuat')} />}
        {error && <Alert severity="warning">{readError(error).message}</Alert>}
        {data && (
          <>
            <Box sx={{ fontWeight: 650, mb: 1 }}>{data.subject}</Box>
            {people.length > 0 && (
              <Table aria-label={say('ui.kirim_jadwal.judul')}>
                <TableHead><TableRow><TableCell>{say('ui.kirim_jadwal.siapa')}</TableCell><TableCell>{say('ui.kirim_jadwal.waktu')}</TableCell><TableCell>{say('ui.kirim_jadwal.menerima')}</TableCell></TableRow></TableHead>
                <TableBody>
                  {people.map((person) => (
                    <TableRow key={person.role}>
                      <TableCell sx={{ verticalAlign: 'top' }}><strong>{person.role}</strong><Box>{person.who}</Box></TableCell>
                      <TableCell sx={{ verticalAlign: 'top' }}><strong>{person.localTime}</strong><Box sx={{ color: 'text.secondary' }}>{person.zone}</Box></TableCell>
                      <TableCell sx={{ verticalAlign: 'top' }}><Box component="ul" sx={{ m: 0, pl: 2 }}>{person.gets.map((thing) => <li key={thing}>{thing}</li>)}</Box></TableCell>
                    </TableRow>
                  ))}
                </TableBody>
              </Table>
            )}
            {data.schedule?.method === 'CANCEL' && <Alert severity="info" sx={{ mt: 1.5 }}>{say('ui.kirim_jadwal.batal_kalender')}</Alert>}
          </>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{say('ui.kirim_jadwal.kembali')}</Button>
        <Button variant="contained" disabled={!data} autoFocus onClick={onSend}>{say('ui.kirim_jadwal.kirim')}</Button>
      </DialogActions>
    </Dialog>
  );
}
