import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { publicRegion, PublicOffice } from '../../server/domain/contract/intake.ts';
import { DayField } from '../fields/DayField.tsx';
import { NotRead } from '../fields/Reading.tsx';
import { useChoiceTexts } from '../fields/use-choice-texts.ts';
import { callApi } from '../provider/http.ts';
import { useSay } from '../provider/use-say.ts';

type Field = PublicOffice['procedures'][number]['fields'][number];
type Region = z.output<typeof publicRegion>;
interface Props { field: Field; value: string; wrong: string | undefined; onChange: (value: string) => void }

/** A field of the procedure as its definition describes it. */
export function EntryField({ field, value, wrong, onChange }: Props) {
  const common = { label: field.label, required: field.required, error: wrong !== undefined, helperText: wrong ?? field.hint ?? undefined, fullWidth: true, ...(field.input === 'textarea' ? { sx: { gridColumn: '1 / 3' } } : {}) };
  if (field.input === 'kabupaten') return <RegionField {...common} value={value} onChange={onChange} />;
  if (field.input === 'date') return <DayField {...common} value={value} onChange={onChange} />;
  const type = field.input === 'tel' ? 'tel' : field.input === 'email' ? 'email' : 'text';
  return (
    <TextField
      {...common} type={type} value={value} onChange={(event) => { onChange(event.target.value); }} {...(field.input === 'textarea' ? { multiline: true, minRows: 2 } : {})} autoComplete="off"
      slotProps={{ htmlInput: field.input === 'number' ? { inputMode: 'numeric' } : {} }}
    />
  );
}

function RegionField({ value, onChange, ...common }: { value: string; onChange: (value: string) => void; label: string; required: boolean; error: boolean; helperText: string | undefined; fullWidth: boolean; sx?: object }) {
  const say = useSay();
  const texts = useChoiceTexts();
  const { data, error, refetch, isFetching } = useQuery({ queryKey: ['wilayah'], staleTime: Infinity, queryFn: async () => (await callApi('/api/public/regions')).json as Region[] });
  return (
    <Box sx={error ? { gridColumn: '1 / 3' } : {}}>
      <Autocomplete<Region>
        {...texts} options={data ?? []} loading={isFetching} autoHighlight value={data?.find((region) => region.code === value) ?? null} onChange={(_event, region) => { onChange(region?.code ?? ''); }}
        getOptionLabel={(region) => region.name} getOptionKey={(region) => region.code} groupBy={(region) => region.province} renderInput={(params) => <TextField {...params} {...common} />}
      />
      {error && <NotRead what={say('ui.entri.wilayah_tidak_terbaca')} error={error} onRetry={() => { void refetch(); }} />}
    </Box>
  );
}
