import { addWorkingDays, addWorkingMinutes, type WorkingCalendar } from '../working-time.ts';
import type { Standard } from './model.ts';

/**
 * The instant at which a standard that began at `from` has run out, in the office's calendar; of a range of working days the
 * later end. Zero days or minutes end at `from` itself. Null where the source states no time.
 */
export function standardEnd(calendar: WorkingCalendar, standard: Standard, from: Date): Date | null {
  if (standard === 'tidak_dinyatakan') return null;
  if ('menit' in standard) return addWorkingMinutes(calendar, from, standard.menit);
  if ('jamKalender' in standard) return new Date(from.getTime() + standard.jamKalender * 3_600_000);
  const days = standard.hariKerja[1];
  return days === 0 ? from : addWorkingDays(calendar, from, days);
}
