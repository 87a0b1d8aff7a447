import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import { DayField, DayTimeField } from '../../fields/DayField.tsx';
import { DraftUpload } from '../../fields/DraftUpload.tsx';
import { useChoiceTexts } from '../../fields/use-choice-texts.ts';
import { toLocalInput } from '../../fields/office-time.ts';
import { useZone } from '../../fields/Moment.tsx';
import { Reading } from '../../fields/Reading.tsx';
import { ZonesOf } from '../../fields/ZonesOf.tsx';
import type { LoketProvider } from '../../provider/data-provider.ts';
import { errorAt } from '../../provider/read-error.ts';
import { useSay } from '../../provider/use-say.ts';
import { SubjectField } from '../../checks/SubjectField.tsx';
import { RoomField } from '../../scheduling/RoomField.tsx';
import { RepairField } from './RepairField.tsx';
import type { FormField, Option, Values } from './schema-fields.ts';
import { ShortagesField } from './ShortagesField.tsx';

interface Props { field: FormField; value: unknown; values: Values; errors: Record<string, string> | undefined; onChange: (value: unknown, more?: Values) => void; prefix?: string }

export function ActField({ field, value, values, errors, onChange, prefix = '' }: Props) {
  const say = useSay();
  const texts = useChoiceTexts();
  const zone = useZone();
  const wrong = errorAt(errors, `${prefix}${field.key}`);
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const common = {
    label: field.label, required: field.required, fullWidth: true, error: wrong !== undefined, helperText: wrong,
    value: text, onChange: (event: { target: { value: string } }) => { onChange(event.target.value); },
  };
  switch (field.kind) {
    case 'naskah': return <TextField {...common} multiline minRows={2} maxRows={8} slotProps={{ htmlInput: { maxLength: field.maxLength ?? undefined } }} />;
    case 'angka': return <TextField {...common} type="number" slotProps={{ htmlInput: { min: field.min ?? undefined, max: field.max ?? undefined } }} sx={{ maxWidth: 180 }} />;
    case 'ya_tidak': return <FormControlLabel control={<Switch checked={value === true} onChange={(_event, on) => { onChange(on); }} />} label={field.label} />;
    case 'pilihan': return <Choice {...common} options={field.options} />;
    case 'alasan': return (
      <Autocomplete<Option>
        {...texts} options={field.options} getOptionLabel={(option) => option.label} value={field.options.find((option) => option.value === value) ?? null} autoHighlight
        onChange={(_event, chosen) => { onChange(chosen?.value ?? ''); }}
        renderInput={(params) => <TextField {...params} label={field.label} required={field.required} error={wrong !== undefined} helperText={wrong} />}
      />
    );
    case 'tanggal': return <DayField {...common} onChange={onChange} sx={{ maxWidth: 230 }} />;
    case 'waktu': return (
      <div>
        <DayTimeField {...common} onChange={onChange} fullWidth={false} sx={{ width: 230 }} />
        {!field.ahead && <Button sx={{ ml: 1, mt: 0.5 }} onClick={() => { onChange(toLocalInput(new Date(), zone)); }}>{say('ui.waktu.sekarang')}</Button>}
        <ZonesOf local={text} />
      </div>
    );
    case 'unggah': return <DraftUpload label={field.label} value={text || null} onChange={(id) => { onChange(id ?? ''); }} error={wrong} />;
    case 'petugas': return <OfficerField {...common} />;
    case 'subjek': return <SubjectField {...common} />;
    case 'ruang': return <RoomField {...common} channel={values.saluran} />;
    case 'kekurangan': return <ShortagesField label={field.label} items={field.items} value={Array.isArray(value) ? value as Values[] : []} errors={errors} onChange={onChange} />;
    case 'perbaikan': return <RepairField fields={(value ?? {}) as Record<string, string>} documents={(values.dokumen ?? {}) as Record<string, string>} origins={(values.asalDokumen ?? {}) as Record<string, string>} errors={errors} onChange={(isian, dokumen, asalDokumen) => { onChange(isian, { dokumen, asalDokumen }); }} />;
    case 'teks': return <TextField {...common} slotProps={{ htmlInput: { maxLength: field.maxLength ?? undefined } }} />;
  }
}

type ChoiceProps = React.ComponentProps<typeof TextField> & { options: Option[] };

function Choice({ options, ...common }: ChoiceProps) {
  return (
    <TextField {...common} select>
      {options.map((option) => <MenuItem key={option.value} value={option.value}>{option.label}</MenuItem>)}
    </TextField>
  );
}

function OfficerField(common: React.ComponentProps<typeof TextField>) {
  const provider = useDataProvider<LoketProvider>();
  const officers = useQuery({
    queryKey: ['petugas'], queryFn: async () => (await provider.getList<{ id: string; name: string }>('officers', { filter: {}, pagination: { page: 1, perPage: 200 }, sort: { field: 'name', order: 'ASC' } })).data,
  });
  return (
    <Box>
      <Choice {...common} fullWidth options={(officers.data ?? []).map(({ id, name }) => ({ value: id, label: name }))} />
      <Reading query={officers} />
    </Box>
  );
}
