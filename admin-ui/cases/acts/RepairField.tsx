import { use, useEffect, useRef } from 'react';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { ORIGINS_AT_DESK } from '../../../server/domain/origins.ts';
import { ArrivedDrafts } from '../../counter/arrived-drafts.ts';
import { withoutGone } from '../../counter/follow-arrivals.ts';
import { DraftUpload } from '../../fields/DraftUpload.tsx';
import { errorAt } from '../../provider/read-error.ts';
import { useSay, useSayValue } from '../../provider/use-say.ts';
import { useDesk } from '../case-page/case-context.ts';

interface Props {
  fields: Record<string, string>; documents: Record<string, string>; /** of documents that came another way than the rest */ origins: Record<string, string>; errors: Record<string, string> | undefined;
  onChange: (fields: Record<string, string>, documents: Record<string, string>, origins: Record<string, string>) => void;
}

const without = (record: Record<string, string>, key: string) => Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));

/** What came back by hand, mail or WhatsApp: exactly what the request in force asks for, in the order of the procedure. */
export function RepairField({ fields, documents, origins, errors, onChange }: Props) {
  const say = useSay();
  const sayValue = useSayValue();
  const { view } = useDesk();
  const kinds = view.documentKinds.filter((doc) => view.repair?.documents.includes(doc.kind));
  const { arrived, gone } = use(ArrivedDrafts);
  const taken = useRef(new Set<string>());
  // What comes by link takes its place once: taken out by hand it stays out, and a newer picture replaces the one before it. What the applicant took back goes.
  useEffect(() => {
    const fresh = kinds.flatMap(({ kind }) => {
      const came = arrived[kind]?.uploadId;
      const now = documents[kind];
      return came && !taken.current.has(came) && (!now || taken.current.has(now)) ? [[kind, came] as const] : [];
    });
    const standing = withoutGone(documents, gone);
    if (fresh.length === 0 && standing === documents) return;
    for (const [, uploadId] of fresh) taken.current.add(uploadId);
    const next = { ...standing, ...Object.fromEntries(fresh) };
    onChange(fields, next, Object.fromEntries(Object.entries(origins).filter(([kind]) => kind in next)));
  });
  const keys = view.fields.filter((field) => view.repair?.fields.includes(field.key));
  return (
    <Stack spacing={1}>
      {kinds.map((doc) => (
        <div key={doc.kind}>
          <DraftUpload label={doc.label} help={doc.help} value={documents[doc.kind] ?? null} error={errorAt(errors, `dokumen.${doc.kind}`)} arrived={arrived[doc.kind]}
            onChange={(id) => { onChange(fields, id ? { ...documents, [doc.kind]: id } : without(documents, doc.kind), id ? origins : without(origins, doc.kind)); }} />
          {kinds.length > 1 && documents[doc.kind] && (
            <TextField
              select margin="dense" sx={{ minWidth: 260 }} label={say('ui.perbaikan.asal', { dokumen: doc.label })} value={origins[doc.kind] ?? ''}
              slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
              onChange={({ target }) => { onChange(fields, documents, target.value ? { ...origins, [doc.kind]: target.value } : without(origins, doc.kind)); }}
            >
              <MenuItem value="">{say('ui.perbaikan.asal_sama')}</MenuItem>
              {ORIGINS_AT_DESK.map((origin) => <MenuItem key={origin} value={origin}>{sayValue('asal', origin)}</MenuItem>)}
            </TextField>
          )}
        </div>
      ))}
      {keys.map((field) => {
        const wrong = errorAt(errors, `isian.${field.key}`);
        return (
          <TextField key={field.key} label={field.label} value={fields[field.key] ?? ''} error={wrong !== undefined} helperText={wrong}
            onChange={({ target }) => { onChange(target.value ? { ...fields, [field.key]: target.value } : without(fields, field.key), documents, origins); }} />
        );
      })}
    </Stack>
  );
}
