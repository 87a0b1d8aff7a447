import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import LinearProgress from '@mui/material/LinearProgress';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDataProvider, useNotify } from 'react-admin';
import type { z } from 'zod';
import type { mailListItem, mailShape } from '../../server/domain/contract/mail.ts';
import { Moment } from '../fields/Moment.tsx';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import { readError, type ReadError } from '../provider/read-error.ts';
import type { LoketProvider } from '../provider/data-provider.ts';
import { newRequestId } from '../provider/new-request-id.ts';
import { useSay } from '../provider/use-say.ts';
import { LetterText } from './LetterText.tsx';
import { MailState } from './MailState.tsx';

type Mail = z.output<typeof mailListItem>;

/** One mail of a case: what, to whom, whether it arrived; opened, its exact text. */
export function MailRow({ mail }: { mail: Mail }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const [asking, setAsking] = useState(false);
  return (
    <Box sx={{ borderBottom: 1, borderColor: 'divider', py: 0.5, fontSize: '0.875rem' }}>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center' }}>
        <Box sx={{ color: 'text.secondary', width: 96, flexShrink: 0 }}><Moment at={mail.createdAt} /></Box>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Box>{mail.kindLabel}</Box>
          <Box sx={{ color: 'text.secondary', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{mail.to}</Box>
        </Box>
        <MailState state={mail.state} label={mail.stateLabel} />
        {isResendable(mail) && <Button onClick={() => { setAsking(true); }}>{say('ui.surel.kirim_ulang')}</Button>}
        <Button aria-expanded={open} onClick={() => { setOpen(!open); }}>{say(open ? 'ui.surat.tutup_isi' : 'ui.surat.buka_isi')}</Button>
      </Box>
      {mail.problem && <Box sx={{ color: 'error.main' }}>{mail.problem}</Box>}
      <NotAgain mail={mail} />
      {open && <MailText id={mail.id} />}
      {asking && <Resend mail={mail} onClose={() => { setAsking(false); }} />}
    </Box>
  );
}

/** Not while it is under way, nor one that another mail stands for already or that is true no longer. */
export const isResendable = (mail: Mail): boolean => ['sent', 'failed', 'bounced'].includes(mail.state) && !mail.replaced && !mail.outdated;

/** Why there is no button, before anybody looks for it. */
export function NotAgain({ mail }: { mail: Mail }) {
  const say = useSay();
  if (!mail.outdatedBecause || mail.replaced || !['sent', 'failed', 'bounced'].includes(mail.state)) return null;
  return <Box sx={{ ml: '108px', color: 'text.secondary', fontSize: '0.8125rem' }}>{say('ui.surel.tidak_diulang')} {mail.outdatedBecause}</Box>;
}

/** Asked before, since somebody else's mailbox fills. */
export function Resend({ mail, onClose }: { mail: Mail; onClose: () => void }) {
  const say = useSay();
  const queries = useQueryClient();
  const provider = useDataProvider<LoketProvider>();
  const [key] = useState(newRequestId);
  const notify = useNotify();
  const [problem, setProblem] = useState<ReadError | null>(null);
  const [busy, setBusy] = useState(false);
  const send = () => {
    setBusy(true);
    setProblem(null);
    provider.resendMail(mail.id, key).then(() => {
      notify(say('ui.surel.diulang'), { type: 'success' });
      void queries.invalidateQueries({ queryKey: ['emails'] });
      if (mail.caseId) { void queries.invalidateQueries({ queryKey: ['bagian', mail.caseId] }); void queries.invalidateQueries({ queryKey: ['berkas', mail.caseId] }); }
      onClose();
    }, (error: unknown) => { setProblem(readError(error)); }).finally(() => { setBusy(false); });
  };
  return (
    <Dialog open onClose={() => { if (!busy) onClose(); }} maxWidth="sm" fullWidth aria-labelledby="judul-kirim-ulang">
      <DialogTitle id="judul-kirim-ulang" variant="h2">{say('ui.surel.kirim_ulang')}: {mail.kindLabel}</DialogTitle>
      <DialogContent><Box sx={{ mb: 1 }}>{say('ui.surel.kirim_ulang_tanya')}</Box><ProblemNote problem={problem} /></DialogContent>
      <DialogActions><Button disabled={busy} onClick={onClose}>{say('ui.batal')}</Button><Button variant="contained" autoFocus loading={busy} onClick={send}>{say('ui.surel.kirim_ulang')}</Button></DialogActions>
    </Dialog>
  );
}

export function MailText({ id }: { id: string }) {
  const say = useSay();
  const provider = useDataProvider<LoketProvider>();
  const { data, error } = useQuery({ queryKey: ['emails', 'getOne', id], queryFn: async () => (await provider.getOne<z.output<typeof mailShape>>('emails', { id })).data });
  if (error) return <ProblemNote problem={readError(error)} />;
  if (!data) return <LinearProgress aria-label={say('ui.memuat')} sx={{ my: 1 }} />;
  return (
    <Box sx={{ my: 1, p: 1.5, border: 1, borderColor: 'divider', borderRadius: 1, bgcolor: 'background.paper' }}>
      <Box sx={{ fontWeight: 650, mb: 1, overflowWrap: 'anywhere' }}>{data.subject}</Box>
      <LetterText text={data.body} />
      {data.attachments.map((file) => <Box key={file.name} sx={{ mt: 1, color: 'text.secondary', overflowWrap: 'anywhere' }}>{say('ui.surat.lampiran', { nama: file.name })}{file.ready ? '' : ` – ${say('ui.surat.lampiran_belum')}`}{file.sha256 && <Box sx={{ fontSize: '0.75rem' }}>SHA-256 {file.sha256}</Box>}</Box>)}
      <Box sx={{ mt: 1, fontSize: '0.8125rem', color: 'text.secondary' }}>
        {say('ui.surel.oleh')}: {data.by ?? say('ui.surel.oleh_sistem')}
        {data.tries.map((one) => <Box key={`${one.n}${one.at}`}>{say('ui.surel.percobaan')} {one.n}: {one.outcomeLabel}{one.code ? ` (${one.code})` : ''} · <Moment at={one.at} shown="lengkap" /></Box>)}
        {data.nextAt && <Box>{say('ui.surel.coba_lagi')}: <Moment at={data.nextAt} shown="lengkap" /></Box>}
      </Box>
      {data.linkOpenedAt && <Box sx={{ mt: 1, color: 'text.secondary' }}>{say('ui.surat.tautan_dibuka')} <Moment at={data.linkOpenedAt} /></Box>}
    </Box>
  );
}
