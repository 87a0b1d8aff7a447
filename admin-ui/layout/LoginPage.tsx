import { useState, type SubmitEvent } from 'react';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { Notification, useLogin } from 'react-admin';
import { errorAt, readError, type ReadError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';
import { EntranceFrame } from './EntranceFrame.tsx';
import { SpokenPage } from './SpokenPage.tsx';

export function LoginPage() {
  return <SpokenPage><LoginForm /></SpokenPage>;
}

function LoginForm() {
  const say = useSay();
  const login = useLogin();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [asksCode, setAsksCode] = useState(false);
  const [problem, setProblem] = useState<ReadError | null>(null);
  const [busy, setBusy] = useState(false);
  const enter = (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    login({ email, password, ...(asksCode ? { code } : {}) }).catch((error: unknown) => {
      const read = readError(error);
      // The password was right: only now is a second step asked for.
      const first = errorAt(read.errors, 'code') !== undefined && !asksCode;
      if (first) setAsksCode(true);
      setProblem(first ? null : read);
    }).finally(() => { setBusy(false); });
  };
  const wrong = (field: string) => { const sentence = errorAt(problem?.errors, field); return { error: sentence !== undefined, helperText: sentence }; };
  const told = problem && !['email', 'password', 'code'].some((field) => errorAt(problem.errors, field) !== undefined);
  return (
    <EntranceFrame title={say('ui.masuk.judul')}>
      <form noValidate onSubmit={enter}>
        <Stack spacing={2}>
          {told && <Alert severity="error">{problem.message}</Alert>}
          <TextField label={say('ui.masuk.email')} type="email" autoComplete="username" autoFocus required size="medium" value={email} {...wrong('email')} onChange={(event) => { setEmail(event.target.value); }} />
          <TextField label={say('ui.masuk.sandi')} type="password" autoComplete="current-password" required size="medium" value={password} {...wrong('password')} onChange={(event) => { setPassword(event.target.value); }} />
          {asksCode && <TextField label={say('ui.dua.kode')} autoComplete="one-time-code" autoFocus required size="medium" value={code} error={wrong('code').error} helperText={wrong('code').helperText ?? say('ui.dua.kode_petunjuk')} onChange={(event) => { setCode(event.target.value); }} />}
          <Button type="submit" variant="contained" size="large" loading={busy}>{say('ui.masuk.tombol')}</Button>
          <Alert severity="info" variant="outlined" icon={false} sx={{ border: 0, px: 0, color: 'text.secondary' }}>{say('ui.masuk.lupa')}</Alert>
        </Stack>
      </form>
      <Notification />
    </EntranceFrame>
  );
}
