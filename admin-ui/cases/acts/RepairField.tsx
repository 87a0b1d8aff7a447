import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { DraftUpload } from '../../fields/DraftUpload.tsx';
import { errorAt } from '../../provider/read-error.ts';
import { useDesk } from '../case-page/case-context.ts';

interface Props {
  fields: Record<string, string>; documents: Record<string, string>; errors: Record<string, string> | undefined;
  onChange: (fields: Record<string, string>, documents: Record<string, string>) => void;
}

const without = (record: Record<string, string>, key: string) => Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));

/** What came back by hand, mail or WhatsApp: exactly what the request in force asks for, in the order of the procedure. */
export function RepairField({ fields, documents, errors, onChange }: Props) {
  const { view } = useDesk();
  const kinds = view.documentKinds.filter((doc) => view.repair?.documents.includes(doc.kind));
  const keys = view.fields.filter((field) => view.repair?.fields.includes(field.key));
  return (
    <Stack spacing={1}>
      {kinds.map((doc) => (
        <DraftUpload key={doc.kind} label={doc.label} value={documents[doc.kind] ?? null} error={errorAt(errors, `dokumen.${doc.kind}`)}
          onChange={(id) => { onChange(fields, id ? { ...documents, [doc.kind]: id } : without(documents, doc.kind)); }} />
      ))}
      {keys.map((field) => {
        const wrong = errorAt(errors, `isian.${field.key}`);
        return (
          <TextField key={field.key} label={field.label} value={fields[field.key] ?? ''} error={wrong !== undefined} helperText={wrong}
            onChange={({ target }) => { onChange(target.value ? { ...fields, [field.key]: target.value } : without(fields, field.key), documents); }} />
        );
      })}
    </Stack>
  );
}
