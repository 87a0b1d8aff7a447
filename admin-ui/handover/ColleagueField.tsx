import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useDataProvider } from 'react-admin';
import type { LoketProvider } from '../provider/data-provider.ts';
import { readError } from '../provider/read-error.ts';
import { useSayValue } from '../provider/use-say.ts';

/** The choice that is no person: an empty text would be "not chosen yet". */
export const QUEUE = 'antrean';
interface Officer { id: string; name: string; roles: string[] }
interface Props {
  label: string; value: string; onChange: (id: string) => void; error?: string | undefined;
  /** Words for the queue, where it may be chosen. */
  queue?: string;
  /** Only colleagues who play one of these parts. */
  parts?: readonly string[]; except?: string | undefined;
  autoFocus?: boolean;
}

/** A colleague by name and part. */
export function ColleagueField({ label, value, onChange, error, queue, parts, except, autoFocus = false }: Props) {
  const sayValue = useSayValue();
  const provider = useDataProvider<LoketProvider>();
  const { data, error: failed } = useQuery({
    queryKey: ['petugas'], queryFn: async () => (await provider.getList<Officer>('officers', { pagination: { page: 1, perPage: 200 }, sort: { field: 'name', order: 'ASC' }, filter: {} })).data, staleTime: 60_000,
  });
  const shown = (data ?? []).filter((officer) => officer.id !== except && (!parts || officer.roles.some((role) => parts.includes(role))));
  const wrong = error ?? (failed ? readError(failed).message : undefined);
  return (
    <TextField select required autoFocus={autoFocus} label={label} value={data || value === '' || value === QUEUE ? value : ''} onChange={(event) => { onChange(event.target.value); }} error={wrong !== undefined} helperText={wrong} sx={{ mt: 0.5 }}>
      {queue && <MenuItem value={QUEUE}>{queue}</MenuItem>}
      {shown.map((officer) => <MenuItem key={officer.id} value={officer.id}>{officer.name} · {officer.roles.map((role) => sayValue('peran', role)).join(', ')}</MenuItem>)}
    </TextField>
  );
}
