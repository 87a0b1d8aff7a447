import { useState } from 'react';
import TextField from '@mui/material/TextField';
import { useSay } from '../provider/use-say.ts';
import { wholeDate } from './whole-date.ts';
import type { SectionedProps } from './SectionedField.tsx';

/** A date without its calendar: typed from the year on, which reads the same in every language. */
export function PlainDay({ label, value, onChange, withTime, required = false, disabled = false, error = false, helperText, fullWidth = false, sx = {} }: SectionedProps) {
  const say = useSay();
  // As in the field with its calendar: only another value from outside replaces what was typed.
  const [at, setAt] = useState(() => ({ seen: value, told: value, typed: value.replace('T', ' ') }));
  if (value !== at.seen) setAt(value === at.told ? { ...at, seen: value } : { seen: value, told: value, typed: value.replace('T', ' ') });
  const { typed } = at;
  const whole = wholeDate(typed, withTime);
  const wrong = typed !== '' && whole === '';
  return (
    <TextField
      label={label} required={required} disabled={disabled} fullWidth={fullWidth} sx={sx} value={typed} error={error || wrong} slotProps={{ inputLabel: { shrink: true } }}
      helperText={wrong ? say(withTime ? 'ui.tanggal.waktu_belum_lengkap' : 'ui.tanggal.belum_lengkap') : helperText ?? say(withTime ? 'ui.tanggal.polos_waktu' : 'ui.tanggal.polos')}
      onChange={({ target }) => { const told = wholeDate(target.value, withTime); setAt({ ...at, told, typed: target.value }); onChange(told); }}
    />
  );
}
