import { useState } from 'react';
import TextField from '@mui/material/TextField';
import { useFilters } from './use-filters.ts';

/** One text filter of a list, sent on Enter or when one leaves the field. */
export function TextFilter({ name, label }: { name: string; label: string }) {
  const { filters, setFilters } = useFilters();
  const { [name]: value, ...others } = filters;
  const given = typeof value === 'string' ? value : '';
  const [text, setText] = useState(given);
  const apply = () => { if (text.trim() !== given) setFilters(text.trim() ? { ...others, [name]: text.trim() } : others); };
  return <TextField label={label} value={text} onChange={(event) => { setText(event.target.value); }} onBlur={apply} onKeyDown={(event) => { if (event.key === 'Enter') apply(); }} sx={{ width: 220 }} />;
}
