/** How the date fields reckon: with the figures on the office's wall, in no zone. UTC has no gap and no double hour, so what is typed is what is sent, wherever the browser believes to be. */
import { AdapterLuxon } from '@mui/x-date-pickers/AdapterLuxon';
import { DateTime } from 'luxon';
import { toLocalInput } from './office-time.ts';

const UTC = { zone: 'utc' } as const;

/** `YYYY-MM-DD` or `YYYY-MM-DDTHH:mm`; null for anything else. */
export function readLocal(text: string): DateTime | null {
  const read = DateTime.fromISO(text, UTC);
  return read.isValid ? read : null;
}

/** The same back; empty for what is no date and for a year that is still being typed (2, 20, 202 …). */
export function writeLocal(at: DateTime | null, withTime: boolean): string {
  if (!at?.isValid || at.year < 1000) return '';
  return at.toFormat(withTime ? "yyyy-MM-dd'T'HH:mm" : 'yyyy-MM-dd');
}

/** The library's own adapter asks the browser three things it must not be asked: which zone, which day is today, and where a week begins (Sunday, for Indonesian). */
export function adapterIn(zone: string): typeof AdapterLuxon {
  return class extends AdapterLuxon {
    constructor(options?: ConstructorParameters<typeof AdapterLuxon>[0]) {
      super(options);
      const made = this.date;
      const onTheWall = () => DateTime.fromISO(toLocalInput(new Date(), zone), { ...UTC, locale: this.locale });
      this.date = (value, timezone) => (value === undefined ? onTheWall() as ReturnType<typeof made<typeof value>> : made(value, timezone));
      // Pasted from wherever: hours and minutes stand apart by a dot in Indonesian, by a colon in English.
      this.parse = (value, format) => (value === '' ? null : DateTime.fromFormat(value.replaceAll('.', ':'), format.replaceAll('.', ':'), { ...UTC, locale: this.locale }));
      this.startOfWeek = (value) => value.startOf('week');
      this.endOfWeek = (value) => value.endOf('week');
      this.getDayOfWeek = (value) => value.weekday;
    }
  };
}
