import { dayIn } from './working-time.ts';

/**
 * Whether a deadline lies where the holidays are not known yet, and may still move. `knownUntil`: the last day of the last year whose national
 * holidays somebody entered; null where no list is there at all. Only deadlines beyond today's list can be wrong, so the question is asked of the date alone.
 */
export function isProvisional(calendar: { zone: string; knownUntil: string | null }, due: Date | null): boolean {
  if (!due) return false;
  return calendar.knownUntil === null || dayIn(calendar.zone, due) > calendar.knownUntil;
}
