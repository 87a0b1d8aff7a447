import { useId, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import AddIcon from '@mui/icons-material/Add';
import { HELP_TEXT, KIND_NAME, ownKindOf, type OwnKind } from '../../server/domain/sop/checklist.ts';
import { useSay } from '../provider/use-say.ts';

const EMPTY = { nama_id: '', nama_en: '', petunjuk_id: '', petunjuk_en: '' };
type Typed = typeof EMPTY;
const isName = (text: string) => KIND_NAME.test(text.trim());
const isHelp = (text: string) => HELP_TEXT.test(text.trim());

/** A document the SOP does not know: how it is called and what it must hold. All else is set in its row, once it is on the list. */
export function NewKind({ taken, onAdd }: { taken: readonly string[]; onAdd: (kind: string, own: OwnKind) => void }) {
  const say = useSay();
  const id = useId();
  const [typed, setTyped] = useState<Typed | null>(null);
  if (!typed) return <Box sx={{ borderTop: 1, borderColor: 'divider', pt: 1.25 }}><Button startIcon={<AddIcon />} onClick={() => { setTyped(EMPTY); }}>{say('ui.daftar_dokumen.tambah')}</Button></Box>;
  const helped = typed.petunjuk_id.trim() !== '' || typed.petunjuk_en.trim() !== '';
  const ready = isName(typed.nama_id) && isName(typed.nama_en) && (!helped || (isHelp(typed.petunjuk_id) && isHelp(typed.petunjuk_en)));
  const field = (key: keyof Typed, wrong: boolean) => (
    <TextField size="small" fullWidth label={say(`ui.daftar_dokumen.${key}`)} value={typed[key]} error={typed[key] !== '' && wrong} onChange={(event) => { setTyped({ ...typed, [key]: event.target.value }); }} />
  );
  const add = () => {
    onAdd(ownKindOf(typed.nama_id, taken), {
      name: { id: typed.nama_id.trim(), en: typed.nama_en.trim() }, help: helped ? { id: typed.petunjuk_id.trim(), en: typed.petunjuk_en.trim() } : null,
    });
    setTyped(null);
  };
  return (
    <Box role="group" aria-labelledby={id} sx={{ borderTop: 1, borderColor: 'divider', py: 1.25 }}>
      <Box component="h3" id={id} sx={{ typography: 'h3', m: 0, mb: 1.25 }}>{say('ui.daftar_dokumen.tambah')}</Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(2, minmax(0, 1fr))', gap: 1.25 }}>
        {field('nama_id', !isName(typed.nama_id))}
        {field('nama_en', !isName(typed.nama_en))}
        <Box sx={{ gridColumn: '1 / -1', fontSize: '0.8125rem', color: 'text.secondary', mt: -0.75 }}>{say('ui.daftar_dokumen.nama_aturan')}</Box>
        {field('petunjuk_id', helped && !isHelp(typed.petunjuk_id))}
        {field('petunjuk_en', helped && !isHelp(typed.petunjuk_en))}
        <Box sx={{ gridColumn: '1 / -1', fontSize: '0.8125rem', color: 'text.secondary', mt: -0.75 }}>{say('ui.daftar_dokumen.petunjuk_aturan')}</Box>
      </Box>
      <Box sx={{ display: 'flex', gap: 1, mt: 1.25 }}>
        <Button variant="outlined" disabled={!ready} onClick={add}>{say('ui.daftar_dokumen.tambahkan')}</Button>
        <Button onClick={() => { setTyped(null); }}>{say('ui.batal')}</Button>
      </Box>
    </Box>
  );
}
