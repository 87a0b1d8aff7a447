import { useState, type ReactNode, type SubmitEvent } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useMutation, useQuery } from '@tanstack/react-query';
import { toDataURL } from 'qrcode';
import { callApi } from '../provider/http.ts';
import { readError } from '../provider/read-error.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay } from '../provider/use-say.ts';
import { EntranceFrame } from './EntranceFrame.tsx';
import { PageHead } from './PageHead.tsx';
import { CodeList, RecoveryCodes } from './RecoveryCodes.tsx';
import { useEndSession } from './use-log-out.tsx';

/** The second step is set up: scan, type one code, keep the recovery codes. The picture is drawn here; the secret is sent to nobody. */
export function EnrolPage({ compulsory }: { compulsory: boolean }) {
  const Frame = compulsory ? EntranceFrame : OwnFrame;
  const say = useSay();
  const endSession = useEndSession();
  const [code, setCode] = useState('');
  const begun = useQuery({
    // Asked once: each asking makes a new secret, and whoever has scanned the first one would be refused after a change of language.
    queryKey: ['dua-langkah'], staleTime: 'static', retry: false,
    queryFn: async () => {
      const { address, key } = (await callApi('/api/auth/second-factor/begin', { method: 'POST', json: {} })).json as { address: string; key: string };
      return { key, picture: await toDataURL(address, { margin: 4, width: 224 }) };
    },
  });
  const confirm = useMutation({
    mutationFn: async () => ((await callApi('/api/auth/second-factor/confirm', { method: 'POST', json: { code } })).json as { recoveryCodes: string[] }).recoveryCodes,
  });
  const send = (event: SubmitEvent) => { event.preventDefault(); confirm.mutate(); };
  const problem = confirm.error ?? begun.error;
  if (confirm.data) {
    return (
      <Frame title={say('ui.dua.pemulihan')}>
        <CodeList codes={confirm.data} done={say('ui.dua.sudah_simpan')} />
      </Frame>
    );
  }
  return (
    <Frame title={say('ui.dua.judul')}>
      <form noValidate onSubmit={send}>
        <Stack spacing={2}>
          {compulsory && <Alert severity="info">{say('ui.dua.wajib')}</Alert>}
          <Box component="ol" sx={{ m: 0, pl: 2.5, '& li': { mb: 1 } }}>
            <li>{say('ui.dua.langkah_1')}</li>
            <li>
              {say('ui.dua.langkah_2')}
              {/* A QR code is read dark on light in either theme. */}
              {begun.data && <Box component="img" src={begun.data.picture} alt={say('ui.dua.gambar')} sx={{ display: 'block', my: 1, borderRadius: 1 }} />}
              {begun.data && <Box sx={{ fontSize: '0.8125rem' }}>{say('ui.dua.kunci')}: <Box component="span" data-testid="kunci-totp" className="tabular" sx={{ fontWeight: 600 }}>{begun.data.key}</Box></Box>}
            </li>
            <li>{say('ui.dua.langkah_3')}</li>
          </Box>
          {problem && <Alert severity="error">{readError(problem).message}</Alert>}
          <TextField label={say('ui.dua.kode')} autoComplete="one-time-code" required autoFocus size="medium" value={code} onChange={(event) => { setCode(event.target.value); }} slotProps={{ htmlInput: { inputMode: 'numeric' } }} />
          <Button type="submit" variant="contained" size="large" loading={confirm.isPending} disabled={!begun.data || code.trim() === ''}>{say('ui.dua.pasang')}</Button>
          {compulsory && <Button onClick={() => { void endSession(); }}>{say('ui.masuk.keluar')}</Button>}
        </Stack>
      </form>
    </Frame>
  );
}

/** Inside the office: its own bar and menu are there already. */
function OwnFrame({ title, children }: { title: string; children: ReactNode }) {
  return <Box sx={{ maxWidth: 420 }}><PageHead title={title} />{children}</Box>;
}

/** For who sets it up of his own accord, or has it and looks after the recovery codes. */
export function OwnEnrolPage() {
  const say = useSay();
  const me = useMe();
  if (!me) return null;
  if (me.secondFactor) return <OwnFrame title={say('ui.dua.pemulihan')}><RecoveryCodes /></OwnFrame>;
  return <EnrolPage compulsory={false} />;
}
