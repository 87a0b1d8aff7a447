import Box from '@mui/material/Box';
import { Moment } from '../fields/Moment.tsx';
import { fieldsOf } from '../cases/acts/schema-fields.ts';

/** A proof as it was written down. */
export function ProofList({ proof, schema }: { proof: Record<string, unknown> | null; schema: Record<string, unknown> }) {
  return (
    <Box sx={{ fontSize: '0.875rem', display: 'flex', columnGap: 2, rowGap: 0.25, flexWrap: 'wrap' }}>
      {fieldsOf(schema).map((field) => {
        const value = proof?.[field.key];
        return <span key={field.key}><Box component="span" sx={{ color: 'text.secondary' }}>{field.label}:</Box> {field.kind === 'waktu' ? <Moment at={String(value)} /> : typeof value === 'string' || typeof value === 'number' ? value : '–'}</span>;
      })}
    </Box>
  );
}
