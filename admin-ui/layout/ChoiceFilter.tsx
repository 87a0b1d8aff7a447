import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { useSay } from '../provider/use-say.ts';
import { useFilters } from './use-filters.ts';

export interface FilterChoice { id: string; label: string }

/** One filter of a list whose values are too many for tabs: found by typing part of their words. */
export function ChoiceFilter({ name, label, choices, width = 280 }: { name: string; label: string; choices: readonly FilterChoice[]; width?: number }) {
  const say = useSay();
  const { filters, setFilters } = useFilters();
  const { [name]: value, ...others } = filters;
  return (
    <Autocomplete<FilterChoice>
      options={choices} value={choices.find(({ id }) => id === value) ?? null} isOptionEqualToValue={(option, chosen) => option.id === chosen.id} autoHighlight sx={{ width }}
      onChange={(_event, choice) => { setFilters(choice ? { ...others, [name]: choice.id } : others); }}
      noOptionsText={say('ui.saringan.tidak_ada_pilihan')} clearText={say('ui.saringan.hapus')} openText={say('ui.saringan.buka')} closeText={say('ui.tutup')} renderInput={(params) => <TextField {...params} label={label} />}
    />
  );
}
