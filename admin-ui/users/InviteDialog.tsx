import { useState } from 'react';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import TextField from '@mui/material/TextField';
import { useDataProvider, useNotify } from 'react-admin';
import type { AccountLinkReply } from '../../server/domain/contract/users.ts';
import type { Role } from '../../server/domain/permissions.ts';
import { FormDialog } from '../fields/FormDialog.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { useSay } from '../provider/use-say.ts';
import { AuditorFields, newGrant, RoleChoice, sentGrant } from './AccountFields.tsx';

export function InviteDialog({ onDone, onClose }: { onDone: (reply: AccountLinkReply) => void; onClose: () => void }) {
  const say = useSay();
  const notify = useNotify();
  const provider = useDataProvider<LoketProvider>();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [roles, setRoles] = useState<Role[]>([]);
  const [grant, setGrant] = useState(() => newGrant(new Date()));
  const [via, setVia] = useState<'surel' | 'cetak'>('surel');
  const send = async () => {
    const reply = await provider.inviteAccount({ name, email, roles, auditor: sentGrant(roles, grant), via });
    if (via === 'surel') notify(say('ui.akun.terkirim'), { type: 'success' });
    onDone(reply);
  };
  return (
    <FormDialog title={say('ui.akun.undang')} send={say('ui.akun.kirim')} fields={['name', 'email', 'roles', 'auditor']} onSend={send} onClose={onClose}>
      {(wrong) => (
        <>
          <TextField required autoFocus label={say('ui.akun.nama')} value={name} {...wrong('name')} onChange={(event) => { setName(event.target.value); }} slotProps={{ htmlInput: { maxLength: 120 } }} />
          <TextField required type="email" label={say('ui.akun.surel')} value={email} {...wrong('email')} onChange={(event) => { setEmail(event.target.value); }} autoComplete="off" />
          <RoleChoice roles={roles} wrong={wrong} onChange={setRoles} />
          {roles.includes('pemeriksa') && <AuditorFields grant={grant} wrong={wrong} onChange={setGrant} />}
          <FormControl>
            <FormLabel id="cara-tautan">{say('ui.akun.cara')}</FormLabel>
            <RadioGroup aria-labelledby="cara-tautan" value={via} onChange={(_event, value) => { setVia(value === 'cetak' ? 'cetak' : 'surel'); }}>
              <FormControlLabel value="surel" control={<Radio size="small" />} label={say('ui.akun.cara_surel')} />
              <FormControlLabel value="cetak" control={<Radio size="small" />} label={say('ui.akun.cara_cetak')} />
            </RadioGroup>
          </FormControl>
        </>
      )}
    </FormDialog>
  );
}
