import { useState, type SubmitEvent } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import LockIcon from '@mui/icons-material/LockOutlined';
import { useLogout } from 'react-admin';
import { forgetMe, type Me } from '../provider/auth-provider.ts';
import { callApi } from '../provider/http.ts';
import { errorAt, readError, type ReadError } from '../provider/read-error.ts';
import { useSay, useSayValue } from '../provider/use-say.ts';

/** Covers the page, which stays as it is beneath. The password opens it; a session that ended meanwhile is begun anew, still over the same page. */
export function LockScreen({ me, onOpen }: { me: Me; onOpen: () => void }) {
  const say = useSay();
  const sayValue = useSayValue();
  const logout = useLogout();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [asksCode, setAsksCode] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ReadError | null>(null);
  const enter = async () => {
    try {
      await callApi('/api/auth/unlock', { method: 'POST', json: { password } });
    } catch (error) {
      if (readError(error).status !== 401) throw error;
      // Over a long break the session itself has ended.
      await callApi('/api/auth/login', { method: 'POST', json: { email: me.email, password, ...(code ? { code } : {}) } });
    }
    forgetMe();
  };
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    enter().then(onOpen, (error: unknown) => {
      const read = readError(error);
      if (errorAt(read.errors, 'code')) setAsksCode(true);
      setProblem(read);
    }).finally(() => { setBusy(false); });
  };
  const wrong = errorAt(problem?.errors, 'password');
  return (
    <Dialog open fullScreen aria-labelledby="judul-kunci" transitionDuration={0} sx={{ zIndex: (theme) => theme.zIndex.tooltip + 10 }} slotProps={{ paper: { sx: { bgcolor: 'background.default', alignItems: 'center', justifyContent: 'center' } } }}>
      <Box component="form" noValidate onSubmit={send} sx={{ width: 340, maxWidth: '90vw' }}>
        <Stack spacing={2}>
          <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center' }}><LockIcon color="primary" /><Box component="h1" id="judul-kunci" sx={{ typography: 'h1', m: 0 }}>{say('ui.kunci.judul')}</Box></Box>
          <Box><Box sx={{ fontWeight: 650 }}>{me.name}</Box><Box sx={{ color: 'text.secondary' }}>{me.roles.map((role) => sayValue('peran', role)).join(', ')} · {me.office.name}</Box></Box>
          <Box>{say('ui.kunci.isi')}</Box>
          {problem && wrong === undefined && <Alert severity="error">{problem.message}</Alert>}
          <TextField label={say('ui.masuk.sandi')} type="password" autoComplete="current-password" autoFocus required size="medium" value={password} error={wrong !== undefined} helperText={wrong} onChange={(event) => { setPassword(event.target.value); }} />
          {asksCode && <TextField label={say('ui.dua.kode')} autoComplete="one-time-code" required size="medium" value={code} helperText={say('ui.dua.kode_petunjuk')} onChange={(event) => { setCode(event.target.value); }} />}
          <Button type="submit" variant="contained" size="large" loading={busy}>{say('ui.kunci.buka')}</Button>
          <Button onClick={() => { logout().catch((error: unknown) => { setProblem(readError(error)); }); }}>{say('ui.kunci.bukan_saya')}</Button>
        </Stack>
      </Box>
    </Dialog>
  );
}
