/** A date typed in three parts, because a phone's date wheel is a long way from 1970. */
export interface DateParts { day: string; month: string; year: string }
export type DateTrouble = 'incomplete' | 'short_year' | 'impossible';

const NO_DATE: DateParts = { day: '', month: '', year: '' };

/** `YYYY-MM-DD` in parts without leading zeros; anything else is three empty parts. */
export function splitDate(iso: string): DateParts {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  return found ? { year: found[1] ?? '', month: String(Number(found[2])), day: String(Number(found[3])) } : NO_DATE;
}

/** The date as `YYYY-MM-DD`, or what is wrong with it; nothing typed at all is neither. */
export function joinDate({ day, month, year }: DateParts): { iso: string; trouble: DateTrouble | null } {
  const typed = [day, month, year].map((part) => part.trim());
  if (typed.every((part) => part === '')) return { iso: '', trouble: null };
  if (typed.some((part) => part === '')) return { iso: '', trouble: 'incomplete' };
  const [d, m, y] = typed as [string, string, string];
  if (!/^\d{4}$/.test(y)) return { iso: '', trouble: 'short_year' };
  const iso = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
  return /^\d{1,2}$/.test(d) && /^\d{1,2}$/.test(m) && isDay(iso) ? { iso, trouble: null } : { iso: '', trouble: 'impossible' };
}

/** JavaScript rolls 31 February over into March, so the date must come back as it went in. */
function isDay(iso: string): boolean {
  const at = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === iso;
}
