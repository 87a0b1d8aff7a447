import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useRuns } from './use-runs.ts';

/** Whom of those the check was about; where there is one only nothing is asked. */
export function SubjectField(common: React.ComponentProps<typeof TextField>) {
  const subjects = useRuns()?.find(({ kind }) => kind === 'daftar_hitam')?.subjects ?? [];
  if (subjects.length <= 1) return null;
  return (
    <TextField {...common} select required>
      {subjects.map(({ ref, name }) => <MenuItem key={ref ?? name} value={ref ?? ''}>{name}</MenuItem>)}
    </TextField>
  );
}
