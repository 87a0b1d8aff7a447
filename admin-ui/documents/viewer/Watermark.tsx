import Box from '@mui/material/Box';
import { useMe } from '../../provider/use-me.ts';
import { useMoment } from '../../fields/Moment.tsx';
import { useNow } from '../../fields/use-now.ts';

/** Close enough that a card lying across a tall frame bears two of them. */
const LINES = [0, 1, 2, 3, 4, 5];

/** Who is looking and when: a photograph of this screen names its maker. */
export function Watermark() {
  const me = useMe();
  const moment = useMoment();
  const now = useNow();
  const text = me ? `${me.name} · ${moment(now.toISOString(), 'lengkap')}` : '';
  return (
    <Box aria-hidden sx={{ position: 'absolute', inset: 0, overflow: 'hidden', pointerEvents: 'none', display: 'flex', flexDirection: 'column', justifyContent: 'space-around', alignItems: 'center', color: '#000', opacity: 0.2, fontSize: 15, fontWeight: 600 }}>
      {LINES.map((line) => <Box key={line} sx={{ rotate: '-24deg', whiteSpace: 'nowrap', textShadow: '0 0 2px #fff' }}>{text}</Box>)}
    </Box>
  );
}
