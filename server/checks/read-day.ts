import { isCalendarDay } from '../domain/identity/calendar-day.ts';

const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'januari', 'january'], ['feb', 'februari', 'peb', 'pebruari', 'february'], ['mar', 'maret', 'march'], ['apr', 'april'], ['mei', 'may'], ['jun', 'juni', 'june'],
  ['jul', 'juli', 'july'], ['agu', 'agt', 'ags', 'agustus', 'aug', 'august'], ['sep', 'sept', 'september'], ['okt', 'oktober', 'oct', 'october'],
  ['nov', 'nop', 'november', 'nopember'], ['des', 'desember', 'dec', 'december'],
];

/** `YYYY-MM-DD` with or without a time behind it; null for everything else and for days that do not exist. */
export function isoDay(text: string): string | null {
  const day = /^(\d{4}-\d{2}-\d{2})(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?$/.exec(text)?.[1];
  return day ? existing(day) : null;
}

/** A day as offices write it: ISO, `17/8/2025`, `17-08-2025`, `17.8.2025`, `17 Agustus 2025`, `17/8/25`, or the
 * number a spreadsheet keeps (45886). Day before month, always. Null otherwise. */
export function readDay(text: string): string | null {
  const written = text.trim().slice(0, 40);
  const iso = isoDay(written);
  if (iso) return iso;
  const numeric = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: [\d:.]+)?$/.exec(written);
  if (numeric) return existing(`${numeric[3]}-${two(numeric[2])}-${two(numeric[1])}`);
  const yearFirst = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/.exec(written);
  if (yearFirst) return existing(`${yearFirst[1]}-${two(yearFirst[2])}-${two(yearFirst[3])}`);
  const words = /^(\d{1,2})[ -]([a-z]{3,9})\.?[ -](\d{4})$/i.exec(written);
  const month = words ? MONTHS.findIndex((names) => names.includes(words[2]?.toLowerCase() ?? '')) : -1;
  if (words) return month >= 0 ? existing(`${words[3]}-${two(String(month + 1))}-${two(words[1])}`) : null;
  const short = SHORT_YEAR.exec(written);
  return short ? readDay(`${short[1]}20${short[2]}`) : serialDay(written);
}

const SHORT_YEAR = /^(\d{1,2}[ /.-](?:\d{1,2}|[a-z]{3,9}\.?)[ /.-])(\d{2})$/i;

/** A birth year of two digits up to this one is of this century: whoever registers is grown up. */
const YOUNGEST = 15;
/** Spreadsheets count days from the end of 1899: 1919 to 2046. */
const [FIRST_SERIAL, LAST_SERIAL] = [7_000, 53_500];

function serialDay(text: string): string | null {
  const serial = /^\d{4,5}$/.test(text) ? Number(text) : 0;
  return serial >= FIRST_SERIAL && serial <= LAST_SERIAL ? new Date(Date.UTC(1899, 11, 30 + serial)).toISOString().slice(0, 10) : null;
}

/**
 * A birth date in whatever form it stands in other people's files: as `readDay`, behind the place (`Samarinda, 8 Februari 1965`), with a
 * year of two digits, as `19650208` or `08021965`, or as the number a spreadsheet keeps. Null for everything else.
 */
export function readBirthDay(text: string): string | null {
  const written = (/^[^\d,]+,\s*(\d.*)$/.exec(text.trim().slice(0, 80))?.[1] ?? text.trim()).replace(/[.,]0$/, '');
  const short = SHORT_YEAR.exec(written);
  if (short) return readDay(`${short[1]}${Number(short[2]) > YOUNGEST ? 19 : 20}${short[2]}`);
  const [, a = '', b = '', c = '', d = ''] = /^(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(written) ?? [];
  if (a !== '') return (/^(?:19|20)/.test(a) ? existing(`${a}${b}-${c}-${d}`) : null) ?? existing(`${c}${d}-${b}-${a}`);
  return readDay(written);
}

function existing(day: string): string | null {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  return isCalendarDay(Number(year), Number(month), Number(date)) ? day : null;
}

function two(number: string | undefined): string {
  return (number ?? '').padStart(2, '0');
}
