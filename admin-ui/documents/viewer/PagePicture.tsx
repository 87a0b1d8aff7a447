import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useSay } from '../../provider/use-say.ts';
import { fittedBox, type PictureView } from './picture-view.ts';

interface Props { /** where its pages are fetched */ source: string; page: number; turn: PictureView['turn']; /** enlarged so far that the detailed picture shows more */ close: boolean; frame: { width: number; height: number }; label: string }

/** A picture of at most 150 KB first, which a card can be read by; the detailed one only when somebody zooms in, so that a slow line can work. */
export function PagePicture({ source, page, turn, close, frame, label }: Props) {
  const say = useSay();
  const address = `${source}/pages/${page}`;
  const [failed, setFailed] = useState<string | null>(null);
  const [sharp, setSharp] = useState<string | null>(null);
  const box = fittedBox(frame, turn);
  const style = {
    position: 'absolute', width: box.width, height: box.height, left: (frame.width - box.width) / 2, top: (frame.height - box.height) / 2, objectFit: 'contain', rotate: `${turn}deg`, padding: 6,
  } as const;
  if (failed === address) {
    return (
      <Box role="alert" sx={{ m: 'auto', p: 2, textAlign: 'center', color: 'text.secondary' }}>
        {say('ui.penampil.gagal')}
        <Box sx={{ mt: 1 }}><Button variant="outlined" onClick={() => { setFailed(null); }}>{say('ui.daftar.coba_lagi')}</Button></Box>
      </Box>
    );
  }
  const detailed = close || sharp === address;
  return (
    <>
      <img src={`${address}?ukuran=kecil`} alt={sharp === address ? '' : label} style={{ ...style, visibility: sharp === address ? 'hidden' : 'visible' }} onError={() => { setFailed(address); }} />
      {detailed && <img src={`${address}?ukuran=penuh`} alt={sharp === address ? label : ''} style={{ ...style, visibility: sharp === address ? 'visible' : 'hidden' }} onLoad={() => { setSharp(address); }} />}
    </>
  );
}
