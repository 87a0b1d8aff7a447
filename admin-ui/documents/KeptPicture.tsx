import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useMay } from '../provider/use-me.ts';
import { useSay } from '../provider/use-say.ts';

/** A picture kept as evidence. It is fetched only on asking, since every look at it is logged. */
export function KeptPicture({ uploadId, pages, about }: { uploadId: string; pages: number; about: string }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const may = useMay('GET /api/kept-pictures/:id/pages/:n');
  if (!may || pages === 0) return null;
  return (
    <>
      <Button sx={{ minHeight: 0, py: 0 }} onClick={() => { setOpen(true); }}>{say('ui.gambar_bukti.lihat')}</Button>
      <Dialog open={open} onClose={() => { setOpen(false); }} maxWidth="md" fullWidth aria-labelledby={`gambar-${uploadId}`}>
        <DialogTitle id={`gambar-${uploadId}`} variant="h2" sx={{ overflowWrap: 'anywhere' }}>{about}</DialogTitle>
        <DialogContent>
          {open && Array.from({ length: pages }, (_, at) => (
            <Box key={at} component="img" src={`/api/kept-pictures/${uploadId}/pages/${at + 1}`} alt={say('ui.gambar_bukti.halaman', { n: at + 1, dari: pages })} sx={{ display: 'block', maxWidth: '100%', mx: 'auto', mb: 1, border: 1, borderColor: 'divider' }} />
          ))}
        </DialogContent>
        <DialogActions><Button onClick={() => { setOpen(false); }}>{say('ui.tutup')}</Button></DialogActions>
      </Dialog>
    </>
  );
}
