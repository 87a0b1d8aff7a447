const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'januari', 'january'], ['feb', 'februari', 'pebruari', 'february'], ['mar', 'maret', 'march'], ['apr', 'april'], ['mei', 'may'], ['jun', 'juni', 'june'],
  ['jul', 'juli', 'july'], ['agu', 'agt', 'ags', 'agustus', 'aug', 'august'], ['sep', 'sept', 'september'], ['okt', 'oktober', 'oct', 'october'],
  ['nov', 'nop', 'november', 'nopember'], ['des', 'desember', 'dec', 'december'],
];

/** `YYYY-MM-DD` with or without a time behind it; null for everything else and for days that do not exist. */
export function isoDay(text: string): string | null {
  const day = /^(\d{4}-\d{2}-\d{2})(?:[T ][\d:.]+Z?)?$/.exec(text)?.[1];
  return day ? existing(day) : null;
}

/** A day as offices write it: ISO, `17/8/2025`, `17-08-2025`, `17.8.2025`, `17 Agustus 2025`. Day before month, always. Null otherwise. */
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
  return words && month >= 0 ? existing(`${words[3]}-${two(String(month + 1))}-${two(words[1])}`) : null;
}

function existing(day: string): string | null {
  return new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) === day ? day : null;
}

function two(number: string | undefined): string {
  return (number ?? '').padStart(2, '0');
}
