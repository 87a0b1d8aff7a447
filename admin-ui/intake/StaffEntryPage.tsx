import { useCallback, useRef, useState, type SubmitEvent } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDataProvider, useNotify } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { ORIGINS_AT_DESK } from '../../server/domain/origins.ts';
import { createIntents } from '../cases/case-page/intents.ts';
import { OpenRequests } from '../counter/OpenRequests.tsx';
import { UploadLinkPanel } from '../counter/UploadLinkPanel.tsx';
import { withoutGone } from '../counter/follow-arrivals.ts';
import { useUploadLink, type OnMove } from '../counter/use-upload-link.ts';
import { DraftUpload } from '../fields/DraftUpload.tsx';
import { ProblemNote } from '../fields/ProblemNote.tsx';
import { Reading } from '../fields/Reading.tsx';
import { useUnsent } from '../fields/use-unsent.ts';
import { PageHead } from '../layout/PageHead.tsx';
import type { LoketProvider } from '../provider/data-provider.ts';
import { errorAt, readError, type ReadError } from '../provider/read-error.ts';
import { useSay, useSayValue } from '../provider/use-say.ts';
import { EntryField } from './EntryField.tsx';
import { entryOf } from './entry-of.ts';

/** A file that came to the counter, by mail or by WhatsApp, written down with its origin. */
export function StaffEntryPage() {
  const say = useSay();
  const sayValue = useSayValue();
  const notify = useNotify();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const provider = useDataProvider<LoketProvider>();
  const intents = useRef(createIntents());
  const form = useQuery({ queryKey: ['isian-loket'], queryFn: () => provider.counterForm(), staleTime: 300_000 });
  const [origin, setOrigin] = useState<string>('loket');
  const [code, setCode] = useState<string | null>(null);
  const [fields, setFields] = useState<Record<string, string>>({});
  const [documents, setDocuments] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<ReadError | null>(null);
  const [busy, setBusy] = useState(false);
  const link = useUploadLink(null, useCallback<OnMove>((came, gone) => { setDocuments((before) => ({ ...withoutGone(before, gone), ...Object.fromEntries(came.map(({ kind, uploadId }) => [kind, uploadId])) })); }, []));
  const sent = useRef(false);
  // What goes along with a link is kept with it; everything else is on this screen only.
  useUnsent(() => !sent.current && link.request === null && (Object.keys(documents).length > 0 || Object.values(fields).some((value) => value.trim() !== '')));
  const procedures = form.data ?? [];
  const procedure = procedures.find((each) => each.code === code) ?? procedures[0];
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    if (!procedure) return;
    const entry = { asal: origin, ...entryOf(procedure, fields, documents) };
    setBusy(true);
    setProblem(null);
    provider.createCase({ ...entry, requestId: intents.current.idFor('entri', entry) }).then((made) => {
      intents.current.done('entri', entry);
      sent.current = true;
      notify(say('ui.entri.selesai', { nomor: made.number }), { type: 'success' });
      for (const warning of made.warnings) notify(warning, { type: 'warning' });
      void queries.invalidateQueries({ queryKey: ['cases'] });
      void navigate(`/cases/${made.id}/show`);
    }, (error: unknown) => { setProblem(readError(error)); }).finally(() => { setBusy(false); });
  };
  const known = [...procedure?.fields.map((field) => field.key) ?? [], ...procedure?.documents.map((doc) => doc.kind) ?? []].flatMap((key) => [key, `fields.${key}`, `documents.${key}`]);
  // What is missing holds nobody back at the counter: the check of completeness asks for it. Said, so that it is not forgotten.
  const helpOf = ({ help, required }: { help: string | null; required: boolean }) => [help, required ? say('ui.entri.scan_menyusul') : null].filter(Boolean).join(' ');
  const wrongAt = (group: string, key: string) => errorAt(problem?.errors, key) ?? errorAt(problem?.errors, `${group}.${key}`);
  return (
    <Box component="form" onSubmit={send} noValidate sx={{ maxWidth: 1180, pb: 3 }}>
      <PageHead title={say('ui.entri.judul')} note={say('ui.entri.penjelasan')} />
      {!procedure && <Reading query={form} />}
      {procedure && (
        <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)', gap: 2, alignItems: 'start' }}>
          <Paper variant="outlined" sx={{ p: 2 }}>
            <Stack spacing={1.75}>
              <Box sx={{ display: 'flex', gap: 1.5 }}>
                <TextField select fullWidth label={say('ui.entri.layanan')} value={procedure.code} onChange={(event) => { setCode(event.target.value); }}>
                  {procedures.map((each) => <MenuItem key={each.code} value={each.code}>{each.title}</MenuItem>)}
                </TextField>
                <TextField select label={say('ui.entri.asal')} value={origin} onChange={(event) => { setOrigin(event.target.value); }} sx={{ minWidth: 150 }}>
                  {ORIGINS_AT_DESK.map((each) => <MenuItem key={each} value={each}>{sayValue('asal', each)}</MenuItem>)}
                </TextField>
              </Box>
              <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 1.75, alignItems: 'start' }}>
                {procedure.fields.map((field) => <EntryField key={field.key} field={field} value={fields[field.key] ?? ''} wrong={wrongAt('fields', field.key)} onChange={(value) => { setFields((before) => ({ ...before, [field.key]: value })); }} />)}
              </Box>
            </Stack>
          </Paper>
          <Stack spacing={1.25}>
            <OpenRequests current={link.request?.id ?? null} onOpen={(request) => { setCode(request.procedure); setFields(request.fields ?? {}); setDocuments({}); setProblem(null); link.open(request.id); }} />
            {procedure.documents.length > 0 && <UploadLinkPanel link={link} asking={{ documents: procedure.documents, have: Object.keys(documents), procedure: procedure.code, fields }} />}
            {procedure.documents.map((doc) => (
              <DraftUpload key={doc.kind} label={doc.label} help={helpOf(doc)} value={documents[doc.kind] ?? null} error={wrongAt('documents', doc.kind)} arrived={link.arrived[doc.kind]}
                onChange={(id) => { setDocuments((before) => Object.fromEntries(Object.entries({ ...before, [doc.kind]: id }).filter((pair): pair is [string, string] => pair[1] !== null))); }} />
            ))}
            <Box><Button type="submit" variant="contained" size="large" loading={busy}>{say('ui.entri.kirim')}</Button></Box>
            {/* Beneath: above it would push the button from under the pointer. */}
            <ProblemNote problem={problem} known={known} />
          </Stack>
        </Box>
      )}
    </Box>
  );
}
