import { useState } from 'react';
import TextField from '@mui/material/TextField';
import { useSay } from '../provider/use-say.ts';
import { wholeDate } from './whole-date.ts';
import type { SectionedProps } from './SectionedField.tsx';

/** A date without its calendar: typed from the year on, which reads the same in every language. */
export function PlainDay({ label, value, onChange, withTime, required = false, disabled = false, error = false, helperText, fullWidth = false, sx = {} }: SectionedProps) {
  const say = useSay();
  const [typed, setTyped] = useState(value.replace('T', ' '));
  const whole = wholeDate(typed, withTime);
  const wrong = typed !== '' && whole === '';
  return (
    <TextField
      label={label} required={required} disabled={disabled} fullWidth={fullWidth} sx={sx} value={typed} error={error || wrong} slotProps={{ inputLabel: { shrink: true } }}
      helperText={wrong ? say(withTime ? 'ui.tanggal.waktu_belum_lengkap' : 'ui.tanggal.belum_lengkap') : helperText ?? say(withTime ? 'ui.tanggal.polos_waktu' : 'ui.tanggal.polos')}
      onChange={(event) => { setTyped(event.target.value); onChange(wholeDate(event.target.value, withTime)); }}
    />
  );
}
