import { useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { Confirm, useDataProvider, useNotify } from 'react-admin';
import type { AccountItem, AccountLinkReply } from '../../server/domain/contract/users.ts';
import { FormDialog } from '../fields/FormDialog.tsx';
import { ColleagueField, QUEUE } from '../handover/ColleagueField.tsx';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import { Reading } from '../fields/Reading.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { readError, type ReadError } from '../provider/read-error.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay } from '../provider/use-say.ts';
import { RemoveSecondFactorDialog } from './RemoveSecondFactorDialog.tsx';
import { AuditorFields, newGrant, RoleChoice, sentGrant } from './AccountFields.tsx';

type Act = 'surel' | 'cetak' | 'sesi';

/** One account: parts and standing, a new password, an end to its sessions. */
export function AccountDialog({ account, onLink, onClose }: { account: AccountItem; onLink: (reply: AccountLinkReply) => void; onClose: () => void }) {
  const say = useSay();
  const me = useMe();
  const notify = useNotify();
  const provider = useDataProvider<LoketProvider>();
  const [name, setName] = useState(account.name);
  const [roles, setRoles] = useState(account.roles);
  const [active, setActive] = useState(account.active);
  const [successor, setSuccessor] = useState<string>(QUEUE);
  const [grantBefore] = useState(() => account.auditor ?? newGrant(new Date()));
  const [grant, setGrant] = useState(grantBefore);
  const [asking, setAsking] = useState<Act | 'lepas' | null>(null);
  const [problem, setProblem] = useState<ReadError | null>(null);
  const disabling = account.active && !active;
  const changed = name !== account.name || !active === account.active || JSON.stringify(sentGrant(roles, grant)) !== JSON.stringify(sentGrant(account.roles, grantBefore)) || [...roles].sort().join() !== [...account.roles].sort().join();
  const work = useQuery({ enabled: disabling, queryKey: ['beban-kerja'], queryFn: () => provider.workInHand() });
  // Who has nothing in hand and no part in it stands in no row.
  const held = work.data?.find(({ id }) => id === account.id) ?? { cases: 0, appointments: 0, tasks: 0 };
  const idle = work.data !== undefined && held.cases + held.appointments + held.tasks === 0;
  const save = async () => {
    await provider.saveAccount(account.id, { seenVersion: account.version, name, roles, active, auditor: sentGrant(roles, grant), successorId: disabling && successor !== QUEUE ? successor : null });
    notify(say('ui.akun.tersimpan'), { type: 'success' });
  };
  const acts: Record<Act, { title: string; ask: string; done: string; run: () => Promise<unknown> }> = {
    surel: { title: say('ui.akun.reset'), ask: say('ui.akun.reset_tanya', { nama: account.name, alamat: account.email }), done: say('ui.akun.reset_terkirim', { alamat: account.email }), run: () => provider.resetAccount(account.id, 'surel') },
    cetak: { title: say('ui.akun.reset'), ask: say('ui.akun.cetak_tanya', { nama: account.name }), done: say('ui.akun.tautan_judul'), run: () => provider.resetAccount(account.id, 'cetak') },
    sesi: { title: say('ui.akun.akhiri'), ask: say('ui.akun.akhiri_tanya', { nama: account.name, n: account.openSessions }), done: say('ui.akun.akhiri_selesai'), run: () => provider.endSessions(account.id) },
  };
  const asked = asking && asking !== 'lepas' ? acts[asking] : null;
  const now = ({ run, done }: { run: () => Promise<unknown>; done: string }) => {
    setAsking(null);
    setProblem(null);
    run().then((reply) => {
      notify(done, { type: 'success' });
      if (typeof reply === 'object' && reply !== null) onLink(reply as AccountLinkReply);
      onClose();
    }, (error: unknown) => { setProblem(readError(error)); });
  };
  return (
    <>
      <FormDialog title={account.name} send={say('ui.simpan')} danger={disabling} disabled={disabling && work.data === undefined && !work.error} fields={['name', 'roles', 'auditor', 'active', 'successorId']} onSend={save} onClose={onClose}>
        {(wrong) => (
          <>
            <Box sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>{account.email}</Box>
            <TextField required label={say('ui.akun.nama')} value={name} {...wrong('name')} onChange={(event) => { setName(event.target.value); }} slotProps={{ htmlInput: { maxLength: 120 } }} />
            <RoleChoice roles={roles} wrong={wrong} onChange={setRoles} />
            {roles.includes('pemeriksa') && <AuditorFields grant={grant} wrong={wrong} onChange={setGrant} />}
            <FormControlLabel label={say('ui.akun.aktif')} disabled={me?.id === account.id} control={<Switch checked={active} onChange={(_event, on) => { setActive(on); }} />} />
            {disabling && <Reading query={work} />}
            {disabling && idle && <Alert severity="info">{say('ui.akun.nonaktif_kosong', { nama: account.name })}</Alert>}
            {disabling && !idle && <Alert severity="warning">{work.data && <Box sx={{ fontWeight: 600 }}>{say('ui.akun.nonaktif_jumlah', { nama: account.name, berkas: held.cases, jadwal: held.appointments, tugas: held.tasks })}</Box>}{say(successor === QUEUE ? 'ui.akun.nonaktif_akibat' : 'ui.akun.nonaktif_penerus')}</Alert>}
            {disabling && !idle && <ColleagueField label={say('ui.akun.penerus')} queue={say('ui.absensi.ke_antrean')} value={successor} onChange={setSuccessor} except={account.id} error={wrong('successorId').helperText} />}
            <ProblemNote problem={problem} />
            <Divider />
            {/* Each of these closes the form: what was changed in it would go unsaved and unsaid. */}
            <Box role="status" sx={{ color: changed ? 'warning.main' : 'text.secondary', fontSize: '0.8125rem' }}>{say(changed ? 'ui.akun.simpan_dulu' : 'ui.akun.reset_isi')}</Box>
            <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
              <Button variant="outlined" disabled={!account.active || changed} onClick={() => { setAsking('surel'); }}>{say('ui.akun.reset')}: {say('ui.akun.cara_surel')}</Button>
              <Button variant="outlined" disabled={!account.active || changed} onClick={() => { setAsking('cetak'); }}>{say('ui.akun.reset')}: {say('ui.akun.cara_cetak')}</Button>
              {account.openSessions > 0 && me?.id !== account.id && <Button variant="outlined" disabled={changed} onClick={() => { setAsking('sesi'); }}>{say('ui.akun.akhiri')}</Button>}
              {account.secondFactor && me?.id !== account.id && <Button variant="outlined" color="error" disabled={changed} onClick={() => { setAsking('lepas'); }}>{say('ui.akun.lepas_dua')}</Button>}
            </Box>
          </>
        )}
      </FormDialog>
      {/* Beside the form, not in it: what is sent here would bubble and save the account too. */}
      <Confirm isOpen={asked !== null} title={asked?.title ?? ''} content={asked?.ask ?? ''} confirm={asked?.title ?? ''} cancel={say('ui.batal')} onConfirm={() => { if (asked) now(asked); }} onClose={() => { setAsking(null); }} />
      {asking === 'lepas' && <RemoveSecondFactorDialog account={account} onClose={() => { setAsking(null); }} onDone={() => { notify(say('ui.akun.lepas_dua_selesai'), { type: 'success' }); onClose(); }} />}
    </>
  );
}
