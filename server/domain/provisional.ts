import { dayIn } from './working-time.ts';

/**
 * Whether a deadline may still move: it lies where the holidays are not known yet, or it was reckoned before the calendar was last changed and waits to be
 * reckoned anew. `knownYears`: the years whose national holidays somebody entered, with gaps where nobody did. Deadlines are days or weeks away, so the question
 * is asked of the year they fall in alone. `reckonedWith`: the edition of the calendar the deadline was reckoned with.
 */
export function isProvisional(calendar: { zone: string; knownYears: readonly string[]; edition: number }, due: Date | null, reckonedWith: number): boolean {
  if (!due) return false;
  return reckonedWith < calendar.edition || !calendar.knownYears.includes(dayIn(calendar.zone, due).slice(0, 4));
}
