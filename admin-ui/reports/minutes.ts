/** Office minutes as a person reads them; tenths below ten, since a standard may be three minutes. */
export function minutesText(minutes: number | null, locale: string): string {
  if (minutes === null) return '–';
  return new Intl.NumberFormat(locale, { maximumFractionDigits: minutes < 10 ? 1 : 0 }).format(minutes);
}

export function shareText(share: number | null, locale: string): string {
  return share === null ? '–' : new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

export type Period = '7' | '30' | '90' | '365';
export const PERIODS: readonly Period[] = ['7', '30', '90', '365'];

/** The last n days up to the end of today, in whole calendar days of the office. `day` gives `YYYY-MM-DD` there, `iso` its midnight. */
export function periodBounds(period: Period, now: Date, day: (moment: Date) => string, iso: (day: string) => string): { from: string; before: string } {
  const DAY = 86_400_000;
  return { from: iso(day(new Date(now.getTime() - (Number(period) - 1) * DAY))), before: iso(day(new Date(now.getTime() + DAY))) };
}
