import { useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Paper from '@mui/material/Paper';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import type { RoomItem } from '../../server/domain/contract/scheduling.ts';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import { Reading } from '../fields/Reading.tsx';
import { PageHead } from '../layout/PageHead.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { errorAt, readError, type ReadError } from '../provider/read-error.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay, useSayValue } from '../provider/use-say.ts';
import { useAskBeforeClose } from '../fields/use-ask-before-close.tsx';

/** Somebody is invited there: saving asks what becomes of them. */
const ASKS = ['hambatan.ruang_dijadwalkan', 'hambatan.ruang_ditutup_dijadwalkan'];
const KINDS = ['tetap', 'dibuat', 'diketik'] as const;
type Draft = Omit<RoomItem, 'id' | 'linkKindLabel'> & { id: string | null };
const NEW: Draft = { id: null, name: '', channel: 'daring', linkKind: 'tetap', address: '', active: true };

/** Call accounts and desks. */
export function RoomPage() {
  const say = useSay();
  const sayValue = useSayValue();
  const me = useMe();
  const provider = useDataProvider<LoketProvider>();
  const [open, setOpen] = useState<Draft | null>(null);
  const found = useQuery({ queryKey: ['ruang'], queryFn: () => provider.rooms() });
  const { data } = found;
  const may = me?.roles.some((role) => role === 'penyelia' || role === 'admin_kantor') ?? false;
  return (
    <>
      <PageHead title={say('ui.menu.rooms')} note={say('ui.ruang.penjelasan')}>{may && <Button variant="contained" onClick={() => { setOpen(NEW); }}>{say('ui.ruang.tambah')}</Button>}</PageHead>
      <Reading query={found} />
      {data?.length === 0 && <Paper variant="outlined" sx={{ color: 'text.secondary', p: 4, textAlign: 'center' }}>{say('ui.ruang.kosong')}</Paper>}
      {data?.map((room) => (
        <Paper key={room.id} variant="outlined" sx={{ display: 'flex', gap: 2, alignItems: 'center', p: 1.25, mb: 1, opacity: room.active ? 1 : 0.7 }}>
          <Box sx={{ fontWeight: 650, width: 220 }}>{room.name}{room.active ? '' : ` (${say('ui.ruang.tidak_aktif')})`}</Box>
          <Box sx={{ width: 210 }}>{sayValue('saluran', room.channel)}</Box><Box sx={{ width: 240 }}>{room.linkKindLabel}</Box>
          <Box sx={{ flex: 1, overflowWrap: 'anywhere' }}>{room.address}</Box>
          {may && <Button onClick={() => { setOpen(room); }}>{say('ui.ruang.ubah')}</Button>}
        </Paper>
      ))}
      {open && <RoomDialog start={open} onClose={() => { setOpen(null); }} />}
    </>
  );
}

function RoomDialog({ start, onClose }: { start: Draft; onClose: () => void }) {
  const say = useSay();
  const sayValue = useSayValue();
  const queries = useQueryClient();
  const provider = useDataProvider<LoketProvider>();
  const [room, setRoom] = useState(start);
  const [problem, setProblem] = useState<ReadError | null>(null);
  const put = (change: Partial<Draft>) => {
    setProblem(null);
    setRoom({ ...room, ...change, ...(change.channel === 'luring' ? { linkKind: 'tetap' as const } : {}) });
  };
  // Some are invited to the old place already: whoever changes it says what becomes of them.
  const booked = problem?.obstacles?.find(({ key }) => ASKS.includes(key));
  const [busy, setBusy] = useState(false);
  const { close, onDialogClose, question } = useAskBeforeClose({ changed: () => JSON.stringify(room) !== JSON.stringify(start), busy, onClose });
  const save = (then?: 'kabari' | 'biarkan') => {
    const { id, name, channel, linkKind, address, active } = room;
    setBusy(true);
    provider.saveRoom(id, { name, channel, linkKind, address, active, ...(then ? { booked: then } : {}) }).then(() => { void queries.invalidateQueries({ queryKey: ['ruang'] }); onClose(); }, (error: unknown) => { setProblem(readError(error)); setBusy(false); });
  };
  const at = (key: string) => ({ error: errorAt(problem?.errors, key) !== undefined, helperText: errorAt(problem?.errors, key) });
  return (
    <>
      <Dialog open onClose={onDialogClose} maxWidth="sm" fullWidth aria-labelledby="judul-ruang">
        <DialogTitle id="judul-ruang" variant="h2">{say(start.id ? 'ui.ruang.ubah' : 'ui.ruang.tambah')}</DialogTitle>
        <DialogContent>
          <Box sx={{ display: 'grid', gap: 1.5, pt: 1 }}>
            <TextField autoFocus required label={say('ui.ruang.nama')} value={room.name} onChange={(event) => { put({ name: event.target.value }); }} {...at('name')} />
            <TextField select label={say('ui.ketersediaan.saluran')} value={room.channel} onChange={(event) => { put({ channel: event.target.value as Draft['channel'] }); }} {...at('channel')}>{(['daring', 'luring'] as const).map((channel) => <MenuItem key={channel} value={channel}>{sayValue('saluran', channel)}</MenuItem>)}</TextField>
            <TextField select label={say('ui.ruang.jenis')} value={room.linkKind} disabled={room.channel === 'luring'} onChange={(event) => { put({ linkKind: event.target.value as Draft['linkKind'] }); }} {...at('linkKind')}>{KINDS.map((kind) => <MenuItem key={kind} value={kind}>{sayValue('ruang_jenis', kind)}</MenuItem>)}</TextField>
            <TextField label={say('ui.ruang.alamat')} value={room.address} onChange={(event) => { put({ address: event.target.value }); }} {...at('address')} {...(room.linkKind === 'dibuat' && !problem ? { helperText: say('ui.ruang.alamat_petunjuk') } : {})} />
            <FormControlLabel control={<Switch checked={room.active} onChange={(_event, on) => { put({ active: on }); }} />} label={say('ui.ruang.aktif')} />
            {booked ? <Alert severity="warning">{booked.message}</Alert> : <ProblemNote problem={problem} known={['name', 'channel', 'linkKind', 'address']} />}
          </Box>
        </DialogContent>
        <DialogActions>
          <Button onClick={close} disabled={busy}>{say('ui.batal')}</Button>
          {booked
            ? <><Button disabled={busy} onClick={() => { save('biarkan'); }}>{say('ui.ruang.biarkan')}</Button><Button variant="contained" loading={busy} onClick={() => { save('kabari'); }}>{say('ui.ruang.kabari')}</Button></>
            : <Button variant="contained" loading={busy} disabled={!room.name.trim()} onClick={() => { save(); }}>{say('ui.simpan')}</Button>}
        </DialogActions>
      </Dialog>
      {question}
    </>
  );
}
