import { useState } from 'react';
import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import { useQuery } from '@tanstack/react-query';
import { Confirm, useDataProvider, useNotify } from 'react-admin';
import { Link as RouterLink } from 'react-router-dom';
import { Moment } from '../fields/Moment.tsx';
import { mayCall } from '../provider/auth-provider.ts';
import type { LoketProvider } from '../provider/data-provider.ts';
import { readError } from '../provider/read-error.ts';
import { useMe } from '../provider/use-me.ts';
import { useSay } from '../provider/use-say.ts';

const HELD = `/emails?filter=${encodeURIComponent(JSON.stringify({ state: 'held' }))}`;

/** After a restore: what is held and why, until whoever runs the system lets mail go again. Nothing when mail flows. */
export function MailHoldNote() {
  const say = useSay();
  const notify = useNotify();
  const me = useMe();
  const provider = useDataProvider<LoketProvider>();
  const [asking, setAsking] = useState(false);
  const { data, refetch } = useQuery({ queryKey: ['mail-hold'], queryFn: () => provider.mailHold() });
  if (!data) return null;
  const release = () => {
    provider.releaseMailHold().then(() => { notify(say('ui.pulih.dilanjutkan'), { type: 'success' }); }, (error: unknown) => { notify(readError(error).message, { type: 'error' }); })
      .finally(() => { setAsking(false); void refetch(); });
  };
  const [before, after] = say('ui.pulih.isi', { cadangan: '\u0001', n: data.heldEmails }).split('\u0001');
  return (
    <Alert severity="warning" sx={{ mb: 1 }} action={me && mayCall(me.roles, 'POST /api/mail-hold/release') && <Button color="inherit" onClick={() => { setAsking(true); }}>{say('ui.pulih.lanjutkan')}</Button>}>
      <AlertTitle>{say('ui.pulih.judul')}</AlertTitle>
      <Box>{before}<Moment at={data.backupTakenAt} shown="lengkap" />{after}</Box>
      <Link component={RouterLink} to={HELD}>{say('ui.pulih.lihat')}</Link>
      <Confirm isOpen={asking} title={say('ui.pulih.lanjutkan')} content={say('ui.pulih.yakin')} confirm={say('ui.pulih.lanjutkan')} cancel={say('ui.batal')} onConfirm={release} onClose={() => { setAsking(false); }} />
    </Alert>
  );
}
