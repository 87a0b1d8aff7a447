import { useState, type SubmitEvent } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useMutation } from '@tanstack/react-query';
import { callApi } from '../provider/http.ts';
import { errorAt, readError } from '../provider/read-error.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay } from '../provider/use-say.ts';
import { NewPasswordFields, useNewPassword } from './NewPasswordFields.tsx';
import { PageHead } from './PageHead.tsx';

/** One's own password, by showing the present one. */
export function ChangePasswordPage() {
  const say = useSay();
  const me = useMe();
  const [current, setCurrent] = useState('');
  const entry = useNewPassword();
  const change = useMutation({ mutationFn: () => callApi('/api/auth/change-password', { method: 'POST', json: { current, password: entry.password } }) });
  const send = (event: SubmitEvent) => { event.preventDefault(); if (entry.matches) change.mutate(); };
  const problem = change.error ? readError(change.error) : null;
  const [wrongCurrent, wrongNew] = [errorAt(problem?.errors, 'current'), errorAt(problem?.errors, 'password')];
  return (
    <Box sx={{ maxWidth: 420 }}>
      <PageHead title={say('ui.sandi.ganti')} />
      {change.isSuccess ? <Alert severity="success">{say('ui.sandi.diganti')}</Alert> : (
        <form noValidate onSubmit={send}>
          <Stack spacing={2}>
            <Box>{say('ui.sandi.ganti_isi')}</Box>
            {problem && !wrongCurrent && !wrongNew && <Alert severity="error">{problem.message}</Alert>}
            {/* For the browser's keeper of passwords: whose password this is. */}
            <input type="text" autoComplete="username" value={me?.email ?? ''} readOnly hidden />
            <TextField label={say('ui.sandi.sekarang')} type="password" autoComplete="current-password" required autoFocus size="medium" value={current} error={wrongCurrent !== undefined} helperText={wrongCurrent ?? ' '} onChange={(event) => { setCurrent(event.target.value); }} />
            <NewPasswordFields entry={entry} wrong={wrongNew} first={false} />
            <Button type="submit" variant="contained" size="large" loading={change.isPending} disabled={entry.differs}>{say('ui.sandi.simpan')}</Button>
          </Stack>
        </form>
      )}
    </Box>
  );
}
