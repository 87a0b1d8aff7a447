import { useState, type ReactNode } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import Link from '@mui/material/Link';
import MenuItem from '@mui/material/MenuItem';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import { DataTable, useDataProvider, useNotify, useRefresh } from 'react-admin';
import { ZONES } from '../../server/domain/contract/offices.ts';
import { FormDialog } from '../fields/FormDialog.tsx';
import { zoneName } from '../fields/office-time.ts';
import { RowList } from '../layout/RowList.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { useSay } from '../provider/use-say.ts';

interface Office { id: string; code: string; name: string; zone: string; open: boolean; /** told to a system admin */ secondFactor?: 'wajib' | 'pilihan' }
const Col = DataTable.Col<Office>;

export function OfficeList({ tabs, mayEdit }: { tabs: ReactNode; mayEdit: boolean }) {
  const say = useSay();
  const refresh = useRefresh();
  const [creating, setCreating] = useState(false);
  const [open, setOpen] = useState<Office | null>(null);
  const [inviting, setInviting] = useState<Office | null>(null);
  const done = () => {
    setCreating(false);
    setOpen(null);
    setInviting(null);
    refresh();
  };
  return (
    <>
      <RowList title={say('ui.menu.offices')} tabs={tabs} sort={{ field: 'name', order: 'ASC' }} actions={mayEdit && <Button variant="contained" onClick={() => { setCreating(true); }}>{say('ui.kantor.baru')}</Button>}>
        <Col source="code" label={say('ui.kolom.kode')} render={(office) => office.code} />
        <Col source="name" label={say('ui.kolom.nama')} render={(office) => (mayEdit ? <Link component="button" type="button" sx={{ textAlign: 'left' }} onClick={() => { setOpen(office); }}>{office.name}</Link> : office.name)} />
        <Col label={say('ui.kolom.zona')} disableSort render={(office) => `${zoneName(office.zone)} (${office.zone})`} />
        <Col label={say('ui.kolom.keadaan')} disableSort render={(office) => say(office.open ? 'ui.kantor.menerima' : 'ui.kantor.tutup')} />
      </RowList>
      {creating && <NewOfficeDialog onClose={done} />}
      {open && <StandingDialog key={open.id} office={open} onInvite={() => { setInviting(open); setOpen(null); }} onClose={done} />}
      {inviting && <AdminDialog office={inviting} onClose={done} />}
    </>
  );
}

function NewOfficeDialog({ onClose }: { onClose: () => void }) {
  const say = useSay();
  const notify = useNotify();
  const provider = useDataProvider<LoketProvider>();
  const [value, setValue] = useState({ code: '', name: '', zone: ZONES[0] as (typeof ZONES)[number], adminName: '', adminEmail: '' });
  const set = (change: Partial<typeof value>) => { setValue({ ...value, ...change }); };
  const save = async () => {
    await provider.createOffice(value);
    notify(say('ui.kantor.dibuat'), { type: 'success' });
  };
  return (
    <FormDialog title={say('ui.kantor.baru')} send={say('ui.kantor.baru')} fields={['code', 'name', 'adminName', 'adminEmail', 'email']} onSend={save} onClose={onClose}>
      {(wrong) => (
        <>
          <Alert severity="info">{say('ui.kantor.baru_isi')}</Alert>
          <TextField required autoFocus label={say('ui.kantor.kode')} value={value.code} {...wrong('code')} onChange={(event) => { set({ code: event.target.value.toUpperCase() }); }} slotProps={{ htmlInput: { maxLength: 40 } }} />
          <TextField required label={say('ui.kantor.nama')} value={value.name} {...wrong('name')} onChange={(event) => { set({ name: event.target.value }); }} slotProps={{ htmlInput: { maxLength: 160 } }} />
          <TextField select label={say('ui.kantor.zona')} value={value.zone} onChange={(event) => { set({ zone: ZONES.find((zone) => zone === event.target.value) ?? ZONES[0] }); }}>{ZONES.map((zone) => <MenuItem key={zone} value={zone}>{zoneName(zone)} ({zone})</MenuItem>)}</TextField>
          <TextField required label={say('ui.kantor.admin_nama')} value={value.adminName} {...wrong('adminName')} onChange={(event) => { set({ adminName: event.target.value }); }} />
          <TextField required type="email" label={say('ui.kantor.admin_surel')} value={value.adminEmail} {...wrong(wrong('email').error ? 'email' : 'adminEmail')} onChange={(event) => { set({ adminEmail: event.target.value }); }} autoComplete="off" />
        </>
      )}
    </FormDialog>
  );
}

function StandingDialog({ office, onInvite, onClose }: { office: Office; onInvite: () => void; onClose: () => void }) {
  const say = useSay();
  const provider = useDataProvider<LoketProvider>();
  const [name, setName] = useState(office.name);
  const [open, setOpen] = useState(office.open);
  const [secondFactor, setSecondFactor] = useState(office.secondFactor);
  const changed = name !== office.name || open !== office.open || secondFactor !== office.secondFactor;
  return (
    <FormDialog title={`${office.code} – ${office.name}`} send={say('ui.simpan')} fields={['name']} onSend={() => provider.setOfficeStanding(office.id, { name, open, ...(secondFactor && secondFactor !== office.secondFactor ? { secondFactor } : {}) })} onClose={onClose}>
      {(wrong) => (
        <>
          <TextField required label={say('ui.kantor.nama')} value={name} {...wrong('name')} onChange={(event) => { setName(event.target.value); }} slotProps={{ htmlInput: { maxLength: 160 } }} />
          <FormControlLabel label={say('ui.kantor.buka')} control={<Switch checked={open} onChange={(_event, on) => { setOpen(on); }} />} />
          {secondFactor && <TextField select label={say('ui.kantor.dua')} value={secondFactor} onChange={(event) => { setSecondFactor(event.target.value === 'pilihan' ? 'pilihan' : 'wajib'); }}>{(['wajib', 'pilihan'] as const).map((choice) => <MenuItem key={choice} value={choice}>{say(`ui.kantor.dua.${choice}`)}</MenuItem>)}</TextField>}
          {/* It closes this form: what was changed in it would go unsaved and unsaid. */}
          <Box role="status" sx={{ color: 'warning.main', fontSize: '0.8125rem' }}>{changed ? say('ui.akun.simpan_dulu') : ''}</Box>
          <Box><Button variant="outlined" disabled={changed} onClick={onInvite}>{say('ui.kantor.admin_lagi')}</Button></Box>
        </>
      )}
    </FormDialog>
  );
}

function AdminDialog({ office, onClose }: { office: Office; onClose: () => void }) {
  const say = useSay();
  const notify = useNotify();
  const provider = useDataProvider<LoketProvider>();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const send = async () => {
    await provider.inviteOfficeAdmin(office.id, { name, email });
    notify(say('ui.akun.terkirim'), { type: 'success' });
  };
  return (
    <FormDialog title={`${say('ui.kantor.admin_lagi')}: ${office.name}`} send={say('ui.akun.kirim')} fields={['name', 'email']} onSend={send} onClose={onClose}>
      {(wrong) => (
        <>
          <TextField required autoFocus label={say('ui.akun.nama')} value={name} {...wrong('name')} onChange={(event) => { setName(event.target.value); }} />
          <TextField required type="email" label={say('ui.akun.surel')} value={email} {...wrong('email')} onChange={(event) => { setEmail(event.target.value); }} autoComplete="off" />
        </>
      )}
    </FormDialog>
  );
}
