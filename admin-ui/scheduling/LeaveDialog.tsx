import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { useDataProvider } from 'react-admin';
import type { AvailabilityItem, LeaveReply } from '../../server/domain/contract/scheduling.ts';
import { DayField } from '../fields/DayField.tsx';
import { Moment } from '../fields/Moment.tsx';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { readError, type ReadError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';
import { useAskBeforeClose } from '../fields/use-ask-before-close.tsx';
import { useTypedIn } from '../fields/use-typed-in.ts';
import { readWindows } from '../fields/windows-text.ts';

/** Days away. First what it means for what is booked, then the deed: letters go out to applicants. */
export function LeaveDialog({ person, onClose }: { person: AvailabilityItem; onClose: () => void }) {
  const say = useSay();
  const provider = useDataProvider<LoketProvider>();
  const [typed, setTyped] = useState({ from: '', to: '', windows: '', note: '' });
  const [looked, setLooked] = useState<LeaveReply | null>(null);
  const [done, setDone] = useState<LeaveReply | null>(null);
  const [problem, setProblem] = useState<ReadError | null>(null);
  const [busy, setBusy] = useState(false);
  const { form, watch, changed, taken } = useTypedIn();
  const { close, onDialogClose, question } = useAskBeforeClose({ changed, busy, onClose });
  const windows = readWindows(typed.windows);
  const put = (change: Partial<typeof typed>) => { setTyped({ ...typed, ...change }); setLooked(null); };
  const now = useRef(typed);
  useEffect(() => { now.current = typed; });
  const ask = (confirmed: boolean) => {
    setProblem(null);
    setBusy(true);
    provider.takeLeave(person.id, { from: typed.from, to: typed.to || typed.from, windows: windows ?? [], note: typed.note, confirmed }).then((reply) => {
      if (confirmed) {
        taken();
        setDone(reply);
      }
      // What was looked at for other days says nothing of these.
      else if (now.current === typed) setLooked(reply);
    }, (error: unknown) => { setProblem(readError(error)); }).finally(() => { setBusy(false); });
  };
  // Enter only looks: the deed sends letters, and whoever presses twice has not read whom it moves.
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    if (!looked) ask(false);
  };
  const shown = done ?? looked;
  return (
    <>
      <Dialog open onClose={onDialogClose} maxWidth="sm" fullWidth aria-labelledby="judul-cuti">
        <Box component="form" ref={form} {...watch} noValidate onSubmit={send}>
          <DialogTitle id="judul-cuti" variant="h2">{say('ui.ketersediaan.tambah_cuti')}: {person.name}</DialogTitle>
          <DialogContent>
            <Box sx={{ display: 'grid', gap: 1.5, pt: 1 }}>
              <Box sx={{ display: 'flex', gap: 1 }}>
                <DayField label={say('ui.ketersediaan.dari')} value={typed.from} disabled={done !== null} onChange={(from) => { put({ from }); }} fullWidth />
                <DayField label={say('ui.ketersediaan.sampai')} value={typed.to} disabled={done !== null} onChange={(to) => { put({ to }); }} fullWidth />
              </Box>
              <TextField label={say('ui.ketersediaan.jam_hari_itu')} value={typed.windows} disabled={done !== null} error={windows === null} helperText={windows === null ? say('ui.ketersediaan.jendela_salah') : undefined} onChange={(event) => { put({ windows: event.target.value }); }} />
              <TextField label={say('ui.ketersediaan.keterangan')} value={typed.note} disabled={done !== null} onChange={(event) => { put({ note: event.target.value }); }} />
              {shown && <Alert severity={shown.affected.length > 0 && !done ? 'warning' : 'info'}>
                {shown.affected.length === 0 ? say('ui.ketersediaan.tak_terdampak') : !done && say('ui.ketersediaan.terdampak', { n: shown.affected.length })}
                {shown.affected.map((slot) => <Box key={slot.caseId}><Moment at={slot.startsAt} shown="lengkap" /> · {slot.caseNumber}{slot.done === 'akan' ? '' : ` – ${say(`ui.ketersediaan.${slot.done}`)}`}</Box>)}
              </Alert>}
              <ProblemNote problem={problem} />
            </Box>
          </DialogContent>
          <DialogActions>
            <Button onClick={close} disabled={busy}>{say(done ? 'ui.ketersediaan.selesai' : 'ui.batal')}</Button>
            {!done && !looked && <Button variant="contained" loading={busy} type="submit" disabled={!typed.from || windows === null}>{say('ui.ketersediaan.periksa')}</Button>}
            {!done && looked && <Button variant="contained" onClick={({ detail }) => { if (detail < 2) ask(true); }} loading={busy}>{say('ui.ketersediaan.terapkan')}</Button>}
          </DialogActions>
        </Box>
      </Dialog>
      {question}
    </>
  );
}
