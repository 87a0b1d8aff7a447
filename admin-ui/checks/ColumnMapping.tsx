import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import TextField from '@mui/material/TextField';
import type { ListPreview } from '../../server/domain/contract/checks.ts';
import { useLanguage } from '../provider/use-language.ts';
import { useSay } from '../provider/use-say.ts';

/** Which column of a plain list means what, beside the first rows of the file. */
export function ColumnMapping({ preview, hint, columns, onChange }: { preview: ListPreview; hint: string; columns: Record<string, string>; onChange: (columns: Record<string, string>) => void }) {
  const say = useSay();
  const [locale] = useLanguage();
  return (
    <Box component="fieldset" sx={{ border: 1, borderColor: 'divider', borderRadius: 1, p: 1.5, m: 0, minWidth: 0 }}>
      <Box component="legend" sx={{ fontWeight: 600, px: 0.5 }}>{say('ui.impor.kolom_judul')}</Box>
      <Box sx={{ color: 'text.secondary', fontSize: '0.875rem', mb: 1 }}>{hint}</Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(210px, 1fr))', gap: 1 }}>
        {preview.fields.map((field) => (
          <TextField key={field.key} select size="small" label={field.words[locale]} required={field.required} value={columns[field.key] ?? ''}
            onChange={(event) => { onChange({ ...columns, [field.key]: event.target.value }); }}>
            <MenuItem value="">{say('ui.impor.kolom_tidak_ada')}</MenuItem>
            {[...new Set(preview.header.filter((title) => title !== ''))].map((title) => <MenuItem key={title} value={title}>{title}</MenuItem>)}
          </TextField>
        ))}
      </Box>
      <Box sx={{ overflowX: 'auto', mt: 1.5 }}>
        <Table size="small" aria-label={say('ui.impor.contoh')} sx={{ '& td, & th': { whiteSpace: 'nowrap', fontSize: '0.75rem', py: 0.25 } }}>
          <TableHead><TableRow>{preview.header.map((title, at) => <TableCell key={`${at}-${title}`}>{title}</TableCell>)}</TableRow></TableHead>
          <TableBody>{preview.sample.map((cells, row) => <TableRow key={row}>{preview.header.map((_, at) => <TableCell key={at}>{cells[at] ?? ''}</TableCell>)}</TableRow>)}</TableBody>
        </Table>
      </Box>
    </Box>
  );
}
