import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { NUMBER_MODES, type OfficeEdit, type OfficeRecord } from '../../server/domain/contract/offices.ts';
import { letterCode } from '../../server/domain/letter-code.ts';
import { useSay } from '../provider/use-say.ts';

type Settings = OfficeEdit['settings'];
interface Props { office: OfficeRecord; settings: Settings; wrong: (field: string, help?: string) => { error: boolean; helperText: string | undefined }; onChange: (change: Partial<Settings>) => void }

/** How each kind of numbered letter gets its number. */
export function NumberingFields({ office, settings, wrong, onChange }: Props) {
  const say = useSay();
  const shown = (pattern: string, letter = 'tanda_terima') => `${say('ui.kantor.contoh_nomor')}: ${exampleOf(pattern, office.code, letter)}`;
  return (
    <>
      <Box sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>{say('ui.kantor.nomor_isi')}</Box>
      <TextField required label={say('ui.kantor.pola_umum')} value={settings.letterNumber} {...wrong('settings.letterNumber', shown(settings.letterNumber))} onChange={(event) => { onChange({ letterNumber: event.target.value }); }} slotProps={{ htmlInput: { maxLength: 120 } }} />
      {office.numberedLetters.map(({ letter, label }) => {
        const rule = settings.letterNumbers[letter] ?? { mode: 'otomatis' as const, pattern: null };
        const set = (change: Partial<typeof rule>) => { onChange({ letterNumbers: { ...settings.letterNumbers, [letter]: { ...rule, ...change } } }); };
        return (
          <Box key={letter} role="group" aria-label={label} sx={{ display: 'grid', gridTemplateColumns: '1fr 120px', gap: 1, alignItems: 'start' }}>
            <TextField label={label} placeholder={settings.letterNumber} disabled={rule.mode === 'manual'} value={rule.pattern ?? ''} {...wrong(`settings.letterNumbers.${letter}.pattern`, rule.mode === 'manual' ? undefined : shown(rule.pattern ?? settings.letterNumber, letter))} onChange={(event) => { set({ pattern: event.target.value || null }); }} slotProps={{ inputLabel: { shrink: true } }} />
            <TextField select label={say('ui.kantor.cara')} value={rule.mode} onChange={(event) => { set({ mode: NUMBER_MODES.find((mode) => mode === event.target.value) ?? 'otomatis' }); }}>{NUMBER_MODES.map((mode) => <MenuItem key={mode} value={mode}>{say(`ui.kantor.cara.${mode}`)}</MenuItem>)}</TextField>
          </Box>
        );
      })}
    </>
  );
}

/** With invented figures; the server makes the real one. */
function exampleOf(pattern: string, office: string, letter: string): string {
  const parts: Record<string, string> = { urut: '0017', jenis: letterCode(letter), kode: '000.3.1', kantor: office, tahun: '2026', bulan: '03', bulan_romawi: 'III' };
  return pattern.replace(/\{(\w+)\}/g, (mark, name: string) => parts[name] ?? mark);
}
