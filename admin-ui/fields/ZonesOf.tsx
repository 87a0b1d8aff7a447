import Box from '@mui/material/Box';
import { useLocaleTag } from '../provider/use-say.ts';
import { useZone } from './Moment.tsx';
import { showMoment, toIsoWithOffset, zoneName } from './office-time.ts';

const OTHERS = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'];

/** A typed hour in the office's zone and, beside it, in the other two: an invitation is read by people elsewhere. */
export function ZonesOf({ local }: { local: string }) {
  const zone = useZone();
  const locale = useLocaleTag();
  const iso = toIsoWithOffset(local, zone);
  if (!iso) return null;
  const others = OTHERS.filter((other) => zoneName(other) !== zoneName(zone));
  return (
    <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary', mt: 0.5 }}>
      <strong>{showMoment(iso, zone, locale, 'lengkap')}</strong>{others.map((other) => ` · ${showMoment(iso, other, locale, 'jam')} ${zoneName(other)}`)}
    </Box>
  );
}
