import { useState, type SubmitEvent } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useMutation, useQuery } from '@tanstack/react-query';
import { callApi } from '../provider/http.ts';
import { readError } from '../provider/read-error.ts';
import { useSay } from '../provider/use-say.ts';

/** Shown this once; kept on paper. */
export function CodeList({ codes, done }: { codes: readonly string[]; done: string }) {
  const say = useSay();
  return (
    <Stack spacing={2}>
      <Box>{say('ui.dua.pemulihan_isi')}</Box>
      <Box component="ul" className="tabular" sx={{ columns: 2, listStyle: 'none', p: 2, m: 0, border: 1, borderColor: 'divider', borderRadius: 1, bgcolor: 'background.paper', fontWeight: 600 }}>
        {codes.map((one) => <li key={one}>{one}</li>)}
      </Box>
      <Button variant="outlined" onClick={() => { window.print(); }}>{say('ui.akun.cetak')}</Button>
      <Button variant="contained" size="large" onClick={() => { window.location.assign('/staf/'); }}>{done}</Button>
    </Stack>
  );
}

/** How many recovery codes are left, and new ones for whoever shows a code of his telephone. */
export function RecoveryCodes() {
  const say = useSay();
  const [code, setCode] = useState('');
  const standing = useQuery({ queryKey: ['kode-pemulihan'], queryFn: async () => (await callApi('/api/auth/recovery-codes')).json as { left: number } });
  const renew = useMutation({ mutationFn: async () => ((await callApi('/api/auth/recovery-codes', { method: 'POST', json: { code } })).json as { recoveryCodes: string[] }).recoveryCodes });
  const send = (event: SubmitEvent) => { event.preventDefault(); renew.mutate(); };
  if (renew.data) return <CodeList codes={renew.data} done={say('ui.dua.sudah_simpan')} />;
  const problem = renew.error ?? standing.error;
  return (
    <form noValidate onSubmit={send}>
      <Stack spacing={2}>
        {standing.data && <Alert severity={standing.data.left < 3 ? 'warning' : 'info'}>{say('ui.dua.sisa', { jumlah: standing.data.left })}</Alert>}
        <Box>{say('ui.dua.baru_isi')}</Box>
        {problem && <Alert severity="error">{readError(problem).message}</Alert>}
        <TextField label={say('ui.dua.kode')} helperText={say('ui.dua.kode_petunjuk')} autoComplete="one-time-code" required value={code} onChange={(event) => { setCode(event.target.value); }} />
        <Button type="submit" variant="contained" loading={renew.isPending}>{say('ui.dua.baru')}</Button>
      </Stack>
    </form>
  );
}
