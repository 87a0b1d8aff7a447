import { useEffect, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import { useSay } from '../../provider/use-say.ts';
import type { Arrival } from './use-arrival.ts';

/** Sooner than this a picture is simply there; a sign of work would only flicker. */
const SHOWN_AFTER_MS = 150;

/** Over the frame, at its true size however far one has zoomed in: that a page is on its way, or that it did not come. */
export function ArrivalNote({ arrival, page, close, near, onAgain }: { arrival: Arrival; page: number; close: boolean; near: boolean; onAgain: () => void }) {
  const say = useSay();
  const again = <Button variant="outlined" size="small" onClick={onAgain}>{say('ui.daftar.coba_lagi')}</Button>;
  if (arrival.small === 'gagal') return <Box role="alert" sx={{ position: 'absolute', inset: 0, display: 'grid', placeContent: 'center', justifyItems: 'center', gap: 1, p: 2, textAlign: 'center', color: 'text.secondary' }}>{say('ui.penampil.gagal')}{again}</Box>;
  if (arrival.small === 'memuat') return <Late key={arrival.of} sentence={say('ui.penampil.memuat', { n: page })} />;
  if (arrival.full === 'gagal' || (near && arrival.fine === 'gagal')) return <Box role="alert" sx={{ position: 'absolute', insetInline: 0, bottom: 0, display: 'flex', flexWrap: 'wrap', alignItems: 'center', justifyContent: 'center', gap: 1, p: 0.75, bgcolor: 'background.paper', borderTop: 1, borderColor: 'divider', fontSize: '0.875rem' }}>{say('ui.penampil.gagal_rinci')}{again}</Box>;
  return (close && arrival.full === 'memuat') || (near && arrival.fine === 'memuat') ? <Late key={`${arrival.of}:${arrival.full === 'memuat' ? 'penuh' : 'teliti'}`} sentence={say('ui.penampil.memuat_rinci')} /> : null;
}

/** A sign of work, once it takes so long that somebody wonders. */
export function Late({ sentence }: { sentence: string }) {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => { setShown(true); }, SHOWN_AFTER_MS);
    return () => { window.clearTimeout(timer); };
  }, []);
  return (
    <Box role="status" sx={{ position: 'absolute', insetInline: 0, top: 0, pointerEvents: 'none' }}>
      {shown && <><LinearProgress aria-hidden /><Box sx={{ width: 'max-content', maxWidth: '100%', mx: 'auto', mt: 1, px: 1.25, py: 0.25, borderRadius: 1, bgcolor: 'background.paper', fontSize: '0.8125rem' }}>{sentence}</Box></>}
    </Box>
  );
}
