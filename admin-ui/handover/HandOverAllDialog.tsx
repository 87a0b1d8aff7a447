import { useRef, useState, type SubmitEvent } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { useDataProvider, useNotify } from 'react-admin';
import type { HandedOver, WorkInHand } from '../../server/domain/contract/ownership.ts';
import { CaseLink } from '../cases/CaseLink.tsx';
import { createIntents } from '../cases/case-page/intents.ts';
import { Moment } from '../fields/Moment.tsx';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { errorAt, readError, type ReadError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';
import { unlessBeside } from '../fields/unless-beside.ts';
import { ColleagueField, QUEUE } from './ColleagueField.tsx';

/** Everything at once, said in numbers before it happens; what clashed, or stays until somebody takes the file, is named afterwards. */
export function HandOverAllDialog({ work, onClose, onDone }: { work: WorkInHand; onClose: () => void; onDone: () => void }) {
  const say = useSay();
  const notify = useNotify();
  const provider = useDataProvider<LoketProvider>();
  const intents = useRef(createIntents(() => crypto.randomUUID()));
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ReadError | null>(null);
  const [clashes, setClashes] = useState<HandedOver['clashes']>([]);
  const numbers = { berkas: work.cases, jadwal: work.appointments, tugas: work.tasks };
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    const input = { fromId: work.id, toId: to === QUEUE ? null : to, reason: reason.trim() };
    try {
      const done = await provider.handOverAll({ ...input, requestId: intents.current.idFor('serah_semua', input) });
      notify(say('ui.serah.selesai', { berkas: done.cases, jadwal: done.appointments, tugas: done.tasks }), { type: 'success' });
      onDone();
      if (done.clashes.length === 0) onClose();
      else setClashes(done.clashes);
    } catch (error) {
      setProblem(readError(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog open onClose={unlessBeside(onClose)} aria-labelledby="judul-serah-semua" fullWidth maxWidth="xs">
      <Box component="form" noValidate onSubmit={(event: SubmitEvent) => { void send(event); }}>
        <DialogTitle id="judul-serah-semua" variant="h2">{say('ui.serah.semua_judul', { nama: work.name })}</DialogTitle>
        <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 1.5 }}>
          {clashes.length > 0 ? (
            <Box role="alert">
              {to === QUEUE ? say('ui.serah.jadwal_tinggal', { nama: work.name }) : say('ui.serah.bentrok')}
              <ul>{clashes.map((clash) => <li key={clash.caseId}><CaseLink id={clash.caseId} number={clash.caseNumber} /> · <Moment at={clash.startsAt} shown="lengkap" /></li>)}</ul>
            </Box>
          ) : (
            <>
              <Box sx={{ fontSize: '0.875rem', color: 'text.secondary' }}>{say(to === QUEUE ? 'ui.serah.semua_antrean' : 'ui.serah.semua_penjelasan', numbers)}</Box>
              <ColleagueField label={say('ui.pegang.kepada')} queue={say('ui.pegang.antrean')} except={work.id} value={to} onChange={setTo} error={errorAt(problem?.errors, 'toId')} />
              <TextField label={say('ui.pegang.alasan')} required multiline minRows={2} value={reason} onChange={(event) => { setReason(event.target.value); }} slotProps={{ htmlInput: { maxLength: 500 } }} error={errorAt(problem?.errors, 'reason') !== undefined} helperText={errorAt(problem?.errors, 'reason') ?? say('ui.pegang.alasan_petunjuk')} />
              <ProblemNote problem={problem} known={['toId', 'reason']} />
            </>
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{say(clashes.length > 0 ? 'ui.serah.tutup' : 'ui.batal')}</Button>
          {clashes.length === 0 && <Button type="submit" variant="contained" color="error" disabled={to === '' || reason.trim().length < 5} loading={busy}>{say('ui.serah.semua')}</Button>}
        </DialogActions>
      </Box>
    </Dialog>
  );
}
