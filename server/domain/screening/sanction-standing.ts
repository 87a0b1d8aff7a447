import { daysBetween } from './freshness.ts';

/** Words of the national list, in its own spelling (domain.md 2.2). */
export type SanctionStatus = 'PUBLISHED' | 'CANCELED_TEMPORARY' | 'CANCELED' | 'EXPIRED';

/**
 * - `berlaku`: Tayang and within its days: blocks
 * - `baru_berakhir`: ended yesterday, or called expired before its last day: shown with a warning (exports of the list were seen one day short)
 * - `ditunda`: postponed by a court, may return: shown with a warning
 * - `belum_mulai`: published, begins later: shown with a warning
 * - `riwayat`: cancelled or over: kept as history, nobody is asked to judge it
 */
export type SanctionStanding = 'berlaku' | 'baru_berakhir' | 'ditunda' | 'belum_mulai' | 'riwayat';

export interface SanctionPeriod { status: SanctionStatus; startsOn: string | null; endsOn: string | null }

/**
 * How an entry stands on a day (`YYYY-MM-DD`, office zone). Both first and last day count; a missing date does not limit,
 * because an entry that blocks must not vanish through an empty cell.
 */
export function sanctionStanding(entry: SanctionPeriod, onDate: string): SanctionStanding {
  if (entry.status === 'CANCELED') return 'riwayat';
  const daysOver = entry.endsOn === null ? null : daysBetween(entry.endsOn, onDate);
  if (daysOver !== null && daysOver > 1) return 'riwayat';
  if (entry.status === 'CANCELED_TEMPORARY') return 'ditunda';
  if (entry.status === 'EXPIRED') return daysOver === null ? 'riwayat' : 'baru_berakhir';
  if (daysOver === 1) return 'baru_berakhir';
  return entry.startsOn !== null && daysBetween(onDate, entry.startsOn) > 0 ? 'belum_mulai' : 'berlaku';
}
