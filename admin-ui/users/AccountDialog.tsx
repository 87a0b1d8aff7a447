import { useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import { useDataProvider, useNotify } from 'react-admin';
import type { AccountItem, AccountLinkReply } from '../../server/domain/contract/users.ts';
import { FormDialog } from '../fields/FormDialog.tsx';
import { ColleagueField, QUEUE } from '../handover/ColleagueField.tsx';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { readError, type ReadError } from '../provider/read-error.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay } from '../provider/use-say.ts';
import { RemoveSecondFactorDialog } from './RemoveSecondFactorDialog.tsx';
import { AuditorFields, newGrant, RoleChoice, sentGrant } from './AccountFields.tsx';

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
  const [grant, setGrant] = useState(account.auditor ?? newGrant(new Date()));
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<ReadError | null>(null);
  const disabling = account.active && !active;
  const save = async () => {
    await provider.saveAccount(account.id, { seenVersion: account.version, name, roles, active, auditor: sentGrant(roles, grant), successorId: disabling && successor !== QUEUE ? successor : null });
    notify(say('ui.akun.tersimpan'), { type: 'success' });
  };
  const now = (act: () => Promise<unknown>, done: string) => () => {
    setProblem(null);
    act().then((reply) => {
      notify(done, { type: 'success' });
      if (typeof reply === 'object' && reply !== null) onLink(reply as AccountLinkReply);
      onClose();
    }, (error: unknown) => { setProblem(readError(error)); });
  };
  return (
    <>
      <FormDialog title={account.name} send={say('ui.simpan')} danger={disabling} fields={['name', 'roles', 'auditor', 'active', 'successorId']} onSend={save} onClose={onClose}>
        {(wrong) => (
          <>
            <Box sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>{account.email}</Box>
            <TextField required label={say('ui.akun.nama')} value={name} {...wrong('name')} onChange={(event) => { setName(event.target.value); }} slotProps={{ htmlInput: { maxLength: 120 } }} />
            <RoleChoice roles={roles} wrong={wrong} onChange={setRoles} />
            {roles.includes('pemeriksa') && <AuditorFields grant={grant} wrong={wrong} onChange={setGrant} />}
            <FormControlLabel label={say('ui.akun.aktif')} disabled={me?.id === account.id} control={<Switch checked={active} onChange={(_event, on) => { setActive(on); }} />} />
            {disabling && <Alert severity="warning">{say(successor === QUEUE ? 'ui.akun.nonaktif_akibat' : 'ui.akun.nonaktif_penerus')}</Alert>}
            {disabling && <ColleagueField label={say('ui.akun.penerus')} queue={say('ui.absensi.ke_antrean')} value={successor} onChange={setSuccessor} except={account.id} error={wrong('successorId').helperText} />}
            <ProblemNote problem={problem} />
            <Divider />
            <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{say('ui.akun.reset_isi')}</Box>
            <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
              <Button variant="outlined" disabled={!account.active} onClick={now(() => provider.resetAccount(account.id, 'surel'), say('ui.akun.reset_terkirim', { alamat: account.email }))}>{say('ui.akun.reset')}: {say('ui.akun.cara_surel')}</Button>
              <Button variant="outlined" disabled={!account.active} onClick={now(() => provider.resetAccount(account.id, 'cetak'), say('ui.akun.tautan_judul'))}>{say('ui.akun.reset')}: {say('ui.akun.cara_cetak')}</Button>
              {account.openSessions > 0 && me?.id !== account.id && <Button variant="outlined" onClick={now(() => provider.endSessions(account.id), say('ui.akun.akhiri_selesai'))}>{say('ui.akun.akhiri')}</Button>}
              {account.secondFactor && me?.id !== account.id && <Button variant="outlined" color="error" onClick={() => { setAsking(true); }}>{say('ui.akun.lepas_dua')}</Button>}
            </Box>
          </>
        )}
      </FormDialog>
      {/* Beside the form, not in it: what is sent here would bubble and save the account too. */}
      {asking && <RemoveSecondFactorDialog account={account} onClose={() => { setAsking(false); }} onDone={() => { notify(say('ui.akun.lepas_dua_selesai'), { type: 'success' }); onClose(); }} />}
    </>
  );
}
