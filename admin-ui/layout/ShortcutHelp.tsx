import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Box from '@mui/material/Box';
import type { UiKey } from '../../server/domain/messages/ui-words.ts';
import { useSay } from '../provider/use-say.ts';

const GROUPS: { title: UiKey; where: 'mana_saja' | 'daftar' | 'berkas'; keys: [string, UiKey][] }[] = [
  { title: 'ui.pintasan.mana_saja', where: 'mana_saja', keys: [['/', 'ui.pintasan.cari'], ['Ctrl K', 'ui.pintasan.cari'], ['n', 'ui.antrean.ambil_berikutnya'], ['?', 'ui.pintasan.buka']] },
  { title: 'ui.pintasan.daftar', where: 'daftar', keys: [['j', 'ui.pintasan.turun'], ['k', 'ui.pintasan.naik'], ['Enter', 'ui.pintasan.buka_baris']] },
  {
    title: 'ui.pintasan.berkas', where: 'berkas',
    keys: [['1 … 9', 'ui.pintasan.dokumen'], ['m', 'ui.berkas.ambil'], ['a', 'ui.pintasan.tindakan'], ['h', 'ui.bantuan.buka'], ['q', 'ui.antrean.rel_buka'], ['>', 'ui.berkas.berikut'], ['<', 'ui.berkas.sebelum'], ['+  −  0', 'ui.pintasan.perbesar'], ['Shift ← ↑ → ↓', 'ui.pintasan.geser'], ['r', 'ui.penampil.putar'], ['R', 'ui.penampil.putar_kiri'], ['[', 'ui.penampil.dokumen_sebelum'], [']', 'ui.penampil.dokumen_sesudah'], ['d', 'ui.penampil.berdampingan'], ['f', 'ui.penampil.layar_penuh'], ['←  →', 'ui.pintasan.halaman'], ['Esc', 'ui.pintasan.tutup']],
  },
];

export function ShortcutHelp({ open, onClose, where }: { open: boolean; onClose: () => void; where: 'daftar' | 'berkas' | 'lain' }) {
  const say = useSay();
  return (
    <Dialog open={open} onClose={onClose} aria-labelledby="judul-pintasan">
      <DialogTitle id="judul-pintasan" variant="h2">{say('ui.pintasan.buka')}</DialogTitle>
      <DialogContent sx={{ minWidth: 380 }}>
        {GROUPS.filter((group) => group.where === 'mana_saja' || group.where === where).map((group) => (
          <Box key={group.where} sx={{ mb: 2 }}>
            <Box sx={{ fontWeight: 600, mb: 0.5 }}>{say(group.title)}</Box>
            {group.keys.map(([key, meaning]) => (
              <Box key={key} sx={{ display: 'flex', gap: 2, py: 0.25 }}>
                <Box sx={{ width: 112, flexShrink: 0 }}><Box component="kbd" sx={{ fontFamily: 'inherit', fontSize: '0.8125rem', fontWeight: 600, whiteSpace: 'nowrap', border: 1, borderColor: 'divider', borderRadius: 0.75, bgcolor: 'background.default', px: 0.75, py: 0.125 }}>{key}</Box></Box><span>{say(meaning)}</span>
              </Box>
            ))}
          </Box>
        ))}
      </DialogContent>
      <DialogActions><Button onClick={onClose}>{say('ui.tutup')}</Button></DialogActions>
    </Dialog>
  );
}
