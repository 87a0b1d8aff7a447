import { dayIn } from './working-time.ts';

/**
 * Whether a deadline lies where the holidays are not known yet, and may still move. `knownYears`: the years whose national holidays somebody entered,
 * with gaps where nobody did. Deadlines are days or weeks away, so the question is asked of the year they fall in alone.
 */
export function isProvisional(calendar: { zone: string; knownYears: readonly string[] }, due: Date | null): boolean {
  if (!due) return false;
  return !calendar.knownYears.includes(dayIn(calendar.zone, due).slice(0, 4));
}
