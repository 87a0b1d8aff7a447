import { useState } from 'react';
import Box from '@mui/material/Box';
import { useSay } from '../../provider/use-say.ts';
import { fittedBox, type PictureView } from './picture-view.ts';

interface Props { documentId: string; page: number; turn: PictureView['turn']; frame: { width: number; height: number }; label: string }

/** The small picture at once, the full one over it when it has come: a slow line still shows something to read. */
export function PagePicture({ documentId, page, turn, frame, label }: Props) {
  const say = useSay();
  const address = `/api/documents/${documentId}/pages/${page}`;
  const [failed, setFailed] = useState<string | null>(null);
  const [sharp, setSharp] = useState<string | null>(null);
  const box = fittedBox(frame, turn);
  const style = {
    position: 'absolute', width: box.width, height: box.height, left: (frame.width - box.width) / 2, top: (frame.height - box.height) / 2, objectFit: 'contain', rotate: `${turn}deg`, padding: 6,
  } as const;
  if (failed === address) return <Box sx={{ m: 'auto', color: 'text.secondary' }}>{say('ui.penampil.gagal')}</Box>;
  return (
    <>
      {sharp !== address && <img src={`${address}?ukuran=kecil`} alt="" style={style} />}
      <img src={`${address}?ukuran=penuh`} alt={label} style={{ ...style, visibility: sharp === address ? 'visible' : 'hidden' }} onLoad={() => { setSharp(address); }} onError={() => { setFailed(address); }} />
    </>
  );
}
