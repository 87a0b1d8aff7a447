import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import AddIcon from '@mui/icons-material/Add';
import RemoveIcon from '@mui/icons-material/Close';
import { errorAt } from '../../provider/read-error.ts';
import { useSay } from '../../provider/use-say.ts';
import { useDesk } from '../case-page/case-context.ts';
import { fieldsOf, type Values } from './schema-fields.ts';

interface Props { label: string; items: Record<string, unknown> | null; value: Values[]; errors: Record<string, string> | undefined; onChange: (rows: Values[]) => void }

/** What cannot be changed here is still what the applicant will be asked for: as pale as the library draws it, nobody reads it. */
const TO_BE_READ = { '& .MuiSelect-select.Mui-disabled': { WebkitTextFillColor: 'currentColor', color: 'text.secondary' } } as const;

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

/** What is asked back: one row per document or field, gathered from the verdicts and free to change. */
export function ShortagesField({ label, items, value, errors, onChange }: Props) {
  const say = useSay();
  const { view } = useDesk();
  const reasons = items ? fieldsOf(items).find((field) => field.kind === 'alasan')?.options ?? [] : [];
  const subjects = [
    ...view.documentKinds.map((doc) => ({ value: `dokumen:${doc.kind}`, label: doc.label })),
    ...view.fields.map((field) => ({ value: `isian:${field.key}`, label: say('ui.kekurangan.isian', { isian: field.label }) })),
  ];
  const change = (index: number, next: Values) => { onChange(value.map((row, at) => (at === index ? { ...row, ...next } : row))); };
  const free = subjects.find((subject) => !value.some((row) => `${String(row.jenis)}:${String(row.kunci)}` === subject.value));
  const wrong = errorAt(errors, 'butir');
  // The server says what has to be asked for; it would refuse a list without it.
  const isBound = (row: Values) => view.shortages.some(({ jenis, kunci }) => jenis === row.jenis && kunci === row.kunci);
  return (
    <Box component="fieldset" sx={{ border: 0, p: 0, m: 0, minWidth: 0 }}>
      <Box component="legend" sx={{ fontWeight: 600, fontSize: '0.875rem', p: 0, mb: 1.25 }}>{label}</Box>
      {value.length === 0 && <Box sx={{ color: 'text.secondary', fontSize: '0.875rem', mb: 1 }}>{say('ui.kekurangan.kosong')}</Box>}
      {value.map((row, index) => (
        <Box key={index} sx={{ display: 'grid', gridTemplateColumns: isBound(row) ? 'minmax(0, 1fr)' : 'minmax(0, 1fr) auto', columnGap: 1, rowGap: 1.75, mb: 1.5, alignItems: 'center', ...(index > 0 ? { borderTop: 1, borderColor: 'divider', pt: 1.75 } : {}) }}>
          <TextField select disabled={isBound(row)} sx={TO_BE_READ} slotProps={{ formHelperText: { disabled: false } }} helperText={isBound(row) ? say('ui.kekurangan.harus') : undefined} label={say('ui.kekurangan.apa')} value={`${String(row.jenis)}:${String(row.kunci)}`} onChange={(event) => { const [jenis, kunci] = event.target.value.split(':'); change(index, { jenis, kunci }); }}>
            {subjects.map((subject) => <MenuItem key={subject.value} value={subject.value}>{subject.label}</MenuItem>)}
          </TextField>
          {!isBound(row) && <IconButton size="small" aria-label={say('ui.kekurangan.hapus')} onClick={() => { onChange(value.filter((_row, at) => at !== index)); }}><RemoveIcon fontSize="small" /></IconButton>}
          <TextField select label={say('ui.kekurangan.alasan')} value={textOf(row.alasan)} onChange={(event) => { change(index, { alasan: event.target.value }); }} required sx={{ gridColumn: 1 }}>
            {reasons.map((reason) => <MenuItem key={reason.value} value={reason.value}>{reason.label}</MenuItem>)}
          </TextField>
          <TextField label={say('ui.kekurangan.catatan')} value={textOf(row.catatan)} onChange={(event) => { change(index, { catatan: event.target.value }); }} sx={{ gridColumn: 1 }} />
        </Box>
      ))}
      {wrong && <Box role="alert" sx={{ color: 'error.main', fontSize: '0.8125rem', mb: 1 }}>{wrong}</Box>}
      <Button startIcon={<AddIcon />} disabled={!free} onClick={() => { const [jenis, kunci] = (free?.value ?? '').split(':'); onChange([...value, { jenis, kunci, alasan: '' }]); }}>{say('ui.kekurangan.tambah')}</Button>
    </Box>
  );
}
