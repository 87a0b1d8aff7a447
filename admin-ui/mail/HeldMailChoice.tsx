import { useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useDataProvider, useNotify, useRefresh } from 'react-admin';
import type { z } from 'zod';
import type { mailListItem } from '../../server/domain/contract/mail.ts';
import { mayCall } from '../provider/auth-provider.ts';
import type { LoketProvider } from '../provider/data-provider.ts';
import { readError } from '../provider/read-error.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay } from '../provider/use-say.ts';

/** What becomes of a mail that a restore held. */
export function HeldMailChoice({ mail, onDone }: { mail: z.output<typeof mailListItem>; onDone: () => void }) {
  const say = useSay();
  const me = useMe();
  const notify = useNotify();
  const refresh = useRefresh();
  const provider = useDataProvider<LoketProvider>();
  const [busy, setBusy] = useState(false);
  const decide = (decision: 'kirim' | 'sudah_terkirim') => {
    setBusy(true);
    provider.decideHeldMail(mail.id, decision).then(() => { notify(say('ui.surel.keputusan_tersimpan'), { type: 'success' }); }, (error: unknown) => { notify(readError(error).message, { type: 'error' }); })
      .finally(() => { setBusy(false); refresh(); onDone(); });
  };
  const may = me !== undefined && mayCall(me.roles, 'POST /api/emails/:id/decision');
  return (
    <Alert severity="warning" sx={{ my: 1 }}>
      {say('ui.surel.ditahan_penjelasan')}
      {mail.outdatedBecause && <Box sx={{ mt: 0.5 }}>{say('ui.surel.tidak_dilepas')} {mail.outdatedBecause}</Box>}
      {may && (
        <Stack direction="row" spacing={1} sx={{ mt: 1 }}>
          <Button variant="contained" loading={busy} disabled={mail.outdatedBecause !== null} onClick={() => { decide('kirim'); }}>{say('ui.surel.kirim_sekarang')}</Button>
          <Button variant="outlined" loading={busy} onClick={() => { decide('sudah_terkirim'); }}>{say('ui.surel.sudah_terkirim')}</Button>
        </Stack>
      )}
    </Alert>
  );
}
