import { fittedBox, type PictureView } from './picture-view.ts';
import type { Arrival, Coming } from './use-arrival.ts';

interface Props { /** where this page is fetched */ address: string; turn: PictureView['turn']; /** enlarged so far that the detailed picture shows more */ close: boolean; /** and so far that only the file itself has more */ near: boolean; frame: { width: number; height: number }; label: string; arrival: Arrival; onArrival: (change: Partial<Record<'small' | 'full' | 'fine', Coming>>) => void }

/**
 * A picture of at most 150 KB first, which a card can be read by; the detailed one only when somebody zooms in, so that a slow line can work,
 * and over it the page as fine as its file gives it once that, too, shows its pixels: a card at its true size on A4. An element
 * for each address: the old one would keep the page before on the screen, under the number of this. None is fetched ahead: each fetch is a logged look.
 */
export function PagePicture({ address, turn, close, near, frame, label, arrival, onArrival }: Props) {
  const box = fittedBox(frame, turn);
  const style = {
    position: 'absolute', width: box.width, height: box.height, left: (frame.width - box.width) / 2, top: (frame.height - box.height) / 2, objectFit: 'contain', rotate: `${turn}deg`, padding: 6,
  } as const;
  if (arrival.small === 'gagal') return null;
  const sharp = arrival.full === 'ada';
  return (
    <>
      <img key={`${address}:${arrival.tries}`} src={`${address}?ukuran=kecil`} alt={sharp ? '' : label} style={{ ...style, visibility: sharp ? 'hidden' : 'visible' }} onLoad={() => { onArrival({ small: 'ada' }); }} onError={() => { onArrival({ small: 'gagal' }); }} />
      {(close || sharp) && arrival.full !== 'gagal' && <img key={`${address}:${arrival.tries}:penuh`} src={`${address}?ukuran=penuh`} alt={sharp ? label : ''} style={{ ...style, visibility: sharp ? 'visible' : 'hidden' }} onLoad={() => { onArrival({ full: 'ada' }); }} onError={() => { onArrival({ full: 'gagal' }); }} />}
      {near && sharp && arrival.fine !== 'gagal' && <img key={`${address}:${arrival.tries}:teliti`} src={`${address}/close-up`} alt="" style={{ ...style, visibility: arrival.fine === 'ada' ? 'visible' : 'hidden' }} onLoad={() => { onArrival({ fine: 'ada' }); }} onError={() => { onArrival({ fine: 'gagal' }); }} />}
    </>
  );
}
