import { useState, type SubmitEvent } from 'react';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { Notification, useLogin } from 'react-admin';
import { readError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';
import { EntranceFrame } from './EntranceFrame.tsx';

export function LoginPage() {
  const say = useSay();
  const login = useLogin();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const enter = (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    login({ email, password }).catch((error: unknown) => { setProblem(readError(error).message); }).finally(() => { setBusy(false); });
  };
  return (
    <EntranceFrame title={say('ui.masuk.judul')}>
      <form onSubmit={enter}>
        <Stack spacing={2}>
          {problem && <Alert severity="error">{problem}</Alert>}
          <TextField label={say('ui.masuk.email')} type="email" autoComplete="username" autoFocus required size="medium" value={email} onChange={(event) => { setEmail(event.target.value); }} />
          <TextField label={say('ui.masuk.sandi')} type="password" autoComplete="current-password" required size="medium" value={password} onChange={(event) => { setPassword(event.target.value); }} />
          <Button type="submit" variant="contained" size="large" loading={busy}>{say('ui.masuk.tombol')}</Button>
          <Alert severity="info" variant="outlined" icon={false} sx={{ border: 0, px: 0, color: 'text.secondary' }}>{say('ui.masuk.lupa')}</Alert>
        </Stack>
      </form>
      <Notification />
    </EntranceFrame>
  );
}
