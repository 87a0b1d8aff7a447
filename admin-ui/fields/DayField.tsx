import { lazy, Suspense } from 'react';
import TextField from '@mui/material/TextField';
import { PlainDay } from './PlainDay.tsx';
import type { SectionedProps } from './SectionedField.tsx';

/** The calendar weighs more than most pages: it comes when a field needs it. Where it does not come (no line, a new version since), the page and what was typed on it must not go with it. */
const Sectioned = lazy(() => import('./SectionedField.tsx').then((found) => ({ default: found.SectionedField }), () => ({ default: PlainDay })));
type Props = Omit<SectionedProps, 'withTime'>;

/** A calendar day, `YYYY-MM-DD`; empty until it is complete. Day, month, year in the order and words of the screen, whatever language the browser speaks. */
export const DayField = (props: Props) => <Arriving {...props} withTime={false} />;

/** A day with its hour (24), `YYYY-MM-DDTHH:mm` on the clock of the office. */
export const DayTimeField = (props: Props) => <Arriving {...props} withTime />;

/** Its place is kept while it comes, so that nothing jumps. */
function Arriving(props: SectionedProps) {
  const { label, value, required = false, helperText, fullWidth = false, sx = {} } = props;
  return (
    <Suspense fallback={<TextField disabled label={label} value={asShown(value)} required={required} helperText={helperText} fullWidth={fullWidth} sx={sx} slotProps={{ inputLabel: { shrink: true } }} />}>
      <Sectioned {...props} />
    </Suspense>
  );
}

const asShown = (value: string) => value.replace(/^(\d{4})-(\d{2})-(\d{2})T?/, '$3/$2/$1 ').trim();
