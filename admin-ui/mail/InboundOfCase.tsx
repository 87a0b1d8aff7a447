import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Paper from '@mui/material/Paper';
import TextField from '@mui/material/TextField';
import type { InboundItem } from '../../server/domain/contract/mail.ts';
import { useDesk } from '../cases/case-page/case-context.ts';
import { useCaseRows } from '../cases/case-page/use-case-desk.ts';
import { Moment } from '../fields/Moment.tsx';
import { useSay } from '../provider/use-say.ts';
import { Attachments, InboundDialog } from './InboxPage.tsx';

/** Mail of the applicant that waits; each file that could be taken can be named as what was asked for. */
export function InboundOfCase({ chosen, onChoose }: { chosen: Record<string, string>; onChoose: (documents: Record<string, string>) => void }) {
  const say = useSay();
  const { view } = useDesk();
  const [open, setOpen] = useState<InboundItem | null>(null);
  const mails = useCaseRows<InboundItem>(view.id, 'inbound-mails', { field: 'receivedAt', order: 'DESC' });
  const waiting = (mails.data ?? []).filter((mail) => mail.state === 'baru');
  const asked = view.documentKinds.filter(({ kind }) => view.repair?.documents.includes(kind));
  const put = (kind: string, uploadId: string) => { const { [kind]: _before, ...others } = chosen; onChoose(uploadId ? { ...others, [kind]: uploadId } : others); };
  if (waiting.length === 0) return null;
  const files = waiting.flatMap((mail) => mail.attachments).filter((file) => file.uploadId !== null);
  return (
    <Box component="section" aria-label={say('ui.masuk_surel.untuk_berkas')} sx={{ mb: 1.5 }}>
      <Box component="h2" sx={{ typography: 'h3', m: 0, mb: 0.5 }}>{say('ui.masuk_surel.untuk_berkas')}</Box>
      {waiting.map((mail) => (
        <Paper key={mail.id} variant="outlined" sx={{ p: 1.25, mb: 1 }}>
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
            <Box sx={{ flex: 1 }}><strong>{mail.subject || say('ui.masuk_surel.tanpa_perihal')}</strong> · {mail.from} · <Moment at={mail.receivedAt} />{mail.reason && <Box sx={{ color: 'warning.main' }}>{mail.reason}</Box>}{!mail.knownSender && <Box sx={{ color: 'warning.main' }}>{say('ui.masuk_surel.alamat_lain')}</Box>}</Box>
            <Button onClick={() => { setOpen(mail); }}>{say('ui.masuk_surel.baca')}</Button>
          </Box>
          <Attachments mail={mail} />
        </Paper>
      ))}
      {files.length > 0 && asked.map(({ kind, label }) => (
        <TextField key={kind} select fullWidth label={say('ui.masuk_surel.pakai_sebagai', { dokumen: label })} value={chosen[kind] ?? ''} onChange={(event) => { put(kind, event.target.value); }} sx={{ mb: 1 }} slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}>
          <MenuItem value="">{say('ui.masuk_surel.tidak_dari_surel')}</MenuItem>
          {files.map((file) => <MenuItem key={file.uploadId} value={file.uploadId ?? ''}>{file.name}</MenuItem>)}
        </TextField>
      ))}
      {open && <InboundDialog mail={open} onClose={() => { setOpen(null); }} />}
    </Box>
  );
}
