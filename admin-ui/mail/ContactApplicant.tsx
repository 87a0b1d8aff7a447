import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import TextField from '@mui/material/TextField';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDataProvider, useNotify } from 'react-admin';
import type { ContactLink } from '../../server/domain/contract/mail.ts';
import { CONTACT_DRAFT } from '../../server/domain/draft-key.ts';
import { DraftNote } from '../drafts/DraftNote.tsx';
import { useDraft } from '../drafts/use-draft.ts';
import { Moment } from '../fields/Moment.tsx';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import { Reading } from '../fields/Reading.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { newRequestId } from '../provider/new-request-id.ts';
import { readError, type ReadError } from '../provider/read-error.ts';
import { useMay } from '../provider/use-me.ts';
import { useSay } from '../provider/use-say.ts';

type Told = { saluran?: 'whatsapp' | 'telepon'; catatan?: string; suratId?: string | null };

/** Telephone and WhatsApp with the letter's short form filled in; what came of it is noted with one click. The number is fetched, and logged, on asking. */
export function ContactApplicant({ caseId, lost = [], onDone }: { caseId: string; /** Letters that did not arrive. */ lost?: readonly string[]; onDone?: () => void }) {
  const say = useSay();
  const queries = useQueryClient();
  const provider = useDataProvider<LoketProvider>();
  const notify = useNotify();
  const [link, setLink] = useState<ContactLink | null>(null);
  // The call was made whether or not the screen outlives it: by which way is kept too, and which letter it told of.
  const [typed, setTyped] = useState<Told>({});
  const draft = useDraft(caseId, 'catatan', CONTACT_DRAFT, typed);
  const { saluran: used = null, catatan: note = '', suratId: letterId = null } = { ...draft.kept as Told, ...typed };
  const contacted = (saluran: Told['saluran']) => { setTyped((before) => ({ ...before, saluran, suratId: link?.letterId ?? null })); };
  const [key, setKey] = useState(newRequestId);
  const [problem, setProblem] = useState<ReadError | null>(null);
  const [may, mayReach] = [useMay('GET /api/cases/:id/contacts'), useMay('POST /api/cases/:id/contacts')];
  const contacts = useQuery({ enabled: may, queryKey: ['bagian', caseId, 'kontak'], queryFn: () => provider.contacts(caseId) });
  const fail = (error: unknown) => { setProblem(readError(error)); };
  const record = (reached: boolean) => {
    if (!used) return;
    provider.recordContact(caseId, { requestId: key, channel: used, reached, ...(note.trim() ? { note: note.trim() } : {}), ...(letterId ? { letterId } : {}) }).then(() => {
      draft.done();
      setTyped({}); setKey(newRequestId());
      void queries.invalidateQueries({ queryKey: ['bagian', caseId] });
      void queries.invalidateQueries({ queryKey: ['berkas', caseId] });
      notify(say('ui.hubungi.dicatat'), { type: 'success' });
      onDone?.();
    }, fail);
  };
  if (!mayReach) return null;
  return (
    <Paper variant="outlined" component="section" aria-label={say('ui.hubungi.judul')} sx={{ p: 1.25, mb: 1.25 }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <Box sx={{ flex: 1 }}><Box component="h2" sx={{ typography: 'h3', m: 0 }}>{say('ui.hubungi.judul')}</Box>{lost.length > 0 && <Box sx={{ color: 'error.main', fontSize: '0.875rem' }}>{say('ui.hubungi.tidak_sampai', { surat: lost.join(', ') })}</Box>}</Box>
        {!link && <Button variant="outlined" onClick={() => { setProblem(null); provider.contactLink(caseId).then(setLink, fail); }}>{say('ui.hubungi.tampilkan')}</Button>}
        {link && !link.phone && <Box sx={{ fontSize: '0.875rem', color: 'text.secondary' }}>{say('ui.hubungi.tanpa_nomor')}</Box>}
        {link?.whatsapp && <Button component="a" variant="outlined" href={link.whatsapp} target="_blank" rel="noreferrer" onClick={() => { contacted('whatsapp'); }}>{say('ui.hubungi.whatsapp')}</Button>}
        {link?.telephone && <Button component="a" variant="outlined" href={link.telephone} onClick={() => { contacted('telepon'); }}>{say('ui.hubungi.telepon')} {link.phone}</Button>}
      </Box>
      {used && (
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', mt: 1, flexWrap: 'wrap' }}>
          <Box sx={{ fontWeight: 600, fontSize: '0.875rem' }}>{say('ui.hubungi.catat_tanya')}</Box>
          <TextField multiline label={say('ui.hubungi.catatan')} value={note} onChange={(event) => { setTyped((before) => ({ ...before, catatan: event.target.value })); }} slotProps={{ htmlInput: { maxLength: 500 } }} sx={{ flex: '1 1 340px' }} />
          <Button variant="contained" onClick={() => { record(true); }}>{say('ui.hubungi.tersambung')}</Button>
          <Button onClick={() => { record(false); }}>{say('ui.hubungi.tidak_tersambung')}</Button>
        </Box>
      )}
      <DraftNote draft={draft} onReset={() => { setTyped({}); }} />
      <ProblemNote problem={problem} />
      <Reading query={contacts} />
      {contacts.data?.slice(0, 5).map((contact) => (
        <Box key={contact.id} sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}><Moment at={contact.at} /> · {say(contact.channel === 'whatsapp' ? 'ui.hubungi.lewat_whatsapp' : 'ui.hubungi.lewat_telepon')} · {say(contact.reached ? 'ui.hubungi.hasil_tersambung' : 'ui.hubungi.hasil_tidak')} · {contact.by}{contact.note ? ` · ${contact.note}` : ''}</Box>
      ))}
    </Paper>
  );
}
