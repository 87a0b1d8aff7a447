import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useMay } from '../provider/use-me.ts';
import { useSay } from '../provider/use-say.ts';
import { Pages } from './viewer/Viewer.tsx';

/** A picture kept as evidence, under the name of who looks. It is fetched only on asking, a page at a time, since every look at it is logged. */
export function KeptPicture({ uploadId, pages, lacking, drawing, about }: { uploadId: string; pages: number; lacking: readonly number[]; drawing: boolean; about: string }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const may = useMay('GET /api/kept-pictures/:id/pages/:n');
  if (!may || pages === 0) return null;
  return (
    <>
      <Button sx={{ minHeight: 0, py: 0 }} onClick={() => { setOpen(true); }}>{say('ui.gambar_bukti.lihat')}</Button>
      <Dialog open={open} onClose={() => { setOpen(false); }} maxWidth="md" fullWidth aria-labelledby={`gambar-${uploadId}`}>
        <DialogTitle id={`gambar-${uploadId}`} variant="h2" sx={{ overflowWrap: 'anywhere' }}>{about}</DialogTitle>
        <DialogContent sx={{ display: 'flex', p: 0 }}>
          <Box sx={{ display: 'flex', flexDirection: 'column', flex: 1, minWidth: 0, height: '70vh', bgcolor: (theme) => (theme.palette.mode === 'dark' ? '#0d1112' : '#e4e0d7') }}>
            <Pages keys={false} open={{
              id: uploadId, type: '', pageCount: pages, lacking, drawing, turns: AS_IT_IS, upright: undefined, source: `/api/kept-pictures/${uploadId}`, own: false,
              labelOf: (page) => say('ui.gambar_bukti.halaman', { n: page, dari: pages }),
            }} />
          </Box>
        </DialogContent>
        <DialogActions><Button onClick={() => { setOpen(false); }}>{say('ui.tutup')}</Button></DialogActions>
      </Dialog>
    </>
  );
}
const AS_IT_IS = {};
