import { useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import TextField from '@mui/material/TextField';
import { useDataProvider, useNotify } from 'react-admin';
import type { z } from 'zod';
import type { letterListItem } from '../../server/domain/contract/letters.ts';
import { useDesk } from '../cases/case-page/case-context.ts';
import { FormDialog } from '../fields/FormDialog.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { useSay } from '../provider/use-say.ts';

const FIELDS = ['nik', 'passphrase'] as const;

/** A certified signature under a letter, by whoever holds the certificate; what is typed here lives as long as the dialog. */
export function CertifyDialog({ letter, onClose }: { letter: z.output<typeof letterListItem>; onClose: () => void }) {
  const say = useSay();
  const notify = useNotify();
  const { reload } = useDesk();
  const provider = useDataProvider<LoketProvider>();
  const [nik, setNik] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [waiting, setWaiting] = useState(false);
  const sign = async () => {
    setWaiting(true);
    try {
      await provider.certifyLetter(letter.id, nik, passphrase);
    } finally {
      setWaiting(false);
    }
    reload();
    notify(say('ui.surat.tte_selesai', { nomor: letter.number ?? '' }), { type: 'success' });
  };
  return (
    <FormDialog title={`${say('ui.surat.tte')}: ${letter.number ?? ''}`} send={say('ui.surat.tte')} fields={FIELDS} disabled={nik.length !== 16 || passphrase === ''} onSend={sign} onClose={onClose}>
      {(wrong) => {
        const [nikWrong, passphraseWrong] = [wrong('nik'), wrong('passphrase')];
        return (
          <>
            <Box>{letter.kindLabel}. {say('ui.surat.tte_akibat')}</Box>
            <TextField autoFocus required label={say('ui.surat.tte_nik')} value={nik} onChange={(event) => { setNik(event.target.value.replace(/\D/g, '').slice(0, 16)); }} autoComplete="off" error={nikWrong.error}
              helperText={nikWrong.helperText ?? say('ui.surat.tte_nik_bantuan')} slotProps={{ htmlInput: { inputMode: 'numeric' } }} />
            <TextField required type="password" label={say('ui.surat.tte_frasa')} value={passphrase} onChange={(event) => { setPassphrase(event.target.value); }} autoComplete="new-password" error={passphraseWrong.error}
              helperText={passphraseWrong.helperText ?? say('ui.surat.tte_tidak_disimpan')} />
            {waiting && <Box role="status"><LinearProgress aria-label={say('ui.surat.tte_menunggu')} /><Alert severity="info" sx={{ mt: 1 }}>{say('ui.surat.tte_menunggu')}</Alert></Box>}
          </>
        );
      }}
    </FormDialog>
  );
}
