import { useRef, useState } from 'react';
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
import { FormDialog } from '../fields/FormDialog.tsx';
import { Moment } from '../fields/Moment.tsx';
import { unlessBeside } from '../fields/unless-beside.ts';
import type { LoketProvider } from '../provider/data-provider.ts';
import { useSay } from '../provider/use-say.ts';
import { ColleagueField, QUEUE } from './ColleagueField.tsx';

type Clashes = HandedOver['clashes'];

/** Everything at once, said in numbers before it happens; what clashed, or stays until somebody takes the file, is named afterwards. */
export function HandOverAllDialog({ work, onClose, onDone }: { work: WorkInHand; onClose: () => void; onDone: () => void }) {
  const say = useSay();
  const notify = useNotify();
  const provider = useDataProvider<LoketProvider>();
  const intents = useRef(createIntents());
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const [clashes, setClashes] = useState<Clashes>([]);
  const title = say('ui.serah.semua_judul', { nama: work.name });
  const send = async () => {
    const input = { fromId: work.id, toId: to === QUEUE ? null : to, reason: reason.trim() };
    const done = await provider.handOverAll({ ...input, requestId: intents.current.idFor('serah_semua', input) });
    notify(say('ui.serah.selesai', { berkas: done.cases, jadwal: done.appointments, tugas: done.tasks }), { type: 'success' });
    onDone();
    if (done.clashes.length === 0) onClose();
    else setClashes(done.clashes);
  };
  if (clashes.length > 0) return <StaysBehind title={title} sentence={to === QUEUE ? say('ui.serah.jadwal_tinggal', { nama: work.name }) : say('ui.serah.bentrok')} clashes={clashes} onClose={onClose} />;
  return (
    <FormDialog title={title} send={say('ui.serah.semua')} danger width="xs" stays disabled={to === '' || reason.trim().length < 5} fields={['toId', 'reason']} onSend={send} onClose={onClose}>
      {(wrong) => {
        const reasonWrong = wrong('reason');
        return (
          <>
            <Box sx={{ fontSize: '0.875rem', color: 'text.secondary' }}>{say(to === QUEUE ? 'ui.serah.semua_antrean' : 'ui.serah.semua_penjelasan', { berkas: work.cases, jadwal: work.appointments, tugas: work.tasks })}</Box>
            <ColleagueField label={say('ui.pegang.kepada')} queue={say('ui.pegang.antrean')} except={work.id} value={to} onChange={setTo} error={wrong('toId').helperText} />
            <TextField label={say('ui.pegang.alasan')} required multiline minRows={2} value={reason} onChange={(event) => { setReason(event.target.value); }} slotProps={{ htmlInput: { maxLength: 500 } }} error={reasonWrong.error} helperText={reasonWrong.helperText ?? say('ui.pegang.alasan_petunjuk')} />
          </>
        );
      }}
    </FormDialog>
  );
}

function StaysBehind({ title, sentence, clashes, onClose }: { title: string; sentence: string; clashes: Clashes; onClose: () => void }) {
  const say = useSay();
  return (
    <Dialog open onClose={unlessBeside(onClose)} aria-labelledby="judul-tinggal" fullWidth maxWidth="xs">
      <DialogTitle id="judul-tinggal" variant="h2">{title}</DialogTitle>
      <DialogContent>
        <Box role="alert">
          {sentence}
          <ul>{clashes.map((clash) => <li key={clash.caseId}><CaseLink id={clash.caseId} number={clash.caseNumber} /> · <Moment at={clash.startsAt} shown="lengkap" /></li>)}</ul>
        </Box>
      </DialogContent>
      <DialogActions><Button onClick={onClose}>{say('ui.serah.tutup')}</Button></DialogActions>
    </Dialog>
  );
}
