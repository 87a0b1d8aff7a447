import { useState, type SubmitEvent } from 'react';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { Link } from 'react-router-dom';
import { callApi } from '../provider/http.ts';
import { errorAt, readError, strayErrors, type ReadError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';
import { EntranceFrame } from './EntranceFrame.tsx';
import { NewPasswordFields, useNewPassword } from './NewPasswordFields.tsx';

/** One-time link of a new or reset account. */
export function SetPasswordPage({ token }: { token: string }) {
  const say = useSay();
  const entry = useNewPassword();
  const [problem, setProblem] = useState<ReadError | null>(null);
  const [done, setDone] = useState(false);
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    if (!entry.matches) return;
    callApi('/api/auth/set-password', { method: 'POST', json: { token, password: entry.password } }).then(() => { setDone(true); }, (error: unknown) => { setProblem(readError(error)); });
  };
  const wrong = errorAt(problem?.errors, 'password');
  return (
    <EntranceFrame title={say('ui.sandi.judul')}>
      {done ? (
        <Stack spacing={2}>
          <Alert severity="success">{say('ui.sandi.selesai')}</Alert>
          <Button component={Link} to="/login" variant="contained" size="large">{say('ui.masuk.judul')}</Button>
        </Stack>
      ) : (
        <form noValidate onSubmit={save}>
          <Stack spacing={2}>
            {problem && !wrong && <Alert severity="error">{errorAt(problem.errors, 'token') === undefined ? [...strayErrors(problem.errors, []), problem.message][0] : say('ui.sandi.tautan_salah')}</Alert>}
            <NewPasswordFields entry={entry} wrong={wrong} first />
            <Button type="submit" variant="contained" size="large" disabled={entry.differs}>{say('ui.sandi.simpan')}</Button>
          </Stack>
        </form>
      )}
    </EntranceFrame>
  );
}
