import { useState } from 'react';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { useDataProvider } from 'react-admin';
import type { AccountItem } from '../../server/domain/contract/users.ts';
import { FormDialog } from '../fields/FormDialog.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { useSay } from '../provider/use-say.ts';

/** Asks for the password of whoever does it: an open screen alone takes no second factor off. */
export function RemoveSecondFactorDialog({ account, onDone, onClose }: { account: AccountItem; onDone: () => void; onClose: () => void }) {
  const say = useSay();
  const provider = useDataProvider<LoketProvider>();
  const [password, setPassword] = useState('');
  return (
    <FormDialog danger title={`${say('ui.akun.lepas_dua')}: ${account.name}`} send={say('ui.akun.lepas_dua')} fields={['password']} disabled={password === ''} onClose={onClose}
      onSend={async () => {
        await provider.removeSecondFactor(account.id, password);
        onDone();
      }}>
      {(wrong) => (
        <>
          <Box>{say('ui.akun.lepas_dua_akibat')}</Box>
          <TextField required autoFocus type="password" autoComplete="current-password" label={say('ui.akun.sandi_anda')} value={password} {...wrong('password')} onChange={(event) => { setPassword(event.target.value); }} />
        </>
      )}
    </FormDialog>
  );
}
