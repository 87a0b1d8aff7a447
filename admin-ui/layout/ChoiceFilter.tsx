import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { useChoiceTexts } from '../fields/use-choice-texts.ts';
import { useFilters } from './use-filters.ts';

export interface FilterChoice { id: string; label: string }

interface Props { name: string; label: string; choices: readonly FilterChoice[]; width?: number; /** What is looked for, where `choices` are not all there are. */ onSearch?: (words: string) => void }

/** One filter of a list whose values are too many for tabs: found by typing part of their words. */
export function ChoiceFilter({ name, label, choices, width = 280, onSearch }: Props) {
  const texts = useChoiceTexts();
  const { filters, setFilters } = useFilters();
  const { [name]: value, ...others } = filters;
  return (
    <Autocomplete<FilterChoice>
      options={choices} value={choices.find(({ id }) => id === value) ?? null} isOptionEqualToValue={(option, chosen) => option.id === chosen.id} autoHighlight sx={{ width }}
      onChange={(_event, choice) => { setFilters(choice ? { ...others, [name]: choice.id } : others); }}
      onInputChange={(_event, words, reason) => { onSearch?.(reason === 'input' ? words : ''); }}
      {...texts} renderInput={(params) => <TextField {...params} label={label} />}
    />
  );
}
