import { useState } from 'react';

export type Coming = 'memuat' | 'ada' | 'gagal';
/** How far the pictures of one page have come: the small one, the detailed one, and the page as fine as its file gives it; `tries`: how often somebody asked again. */
export interface Arrival { of: string; small: Coming; full: Coming; fine: Coming; tries: number }

/** Of the page that is shown now; what is told of another one, later, is about nothing any more. */
export function useArrival(of: string): { arrival: Arrival; tell: (change: Partial<Record<'small' | 'full' | 'fine', Coming>>) => void; again: () => void } {
  const begun = { of, small: 'memuat', full: 'memuat', fine: 'memuat', tries: 0 } as const;
  const [kept, setKept] = useState<Arrival>(begun);
  const change = (next: (now: Arrival) => Arrival) => { setKept((old) => next(old.of === of ? old : begun)); };
  return {
    arrival: kept.of === of ? kept : begun,
    tell: (news) => { change((now) => ({ ...now, ...news })); },
    again: () => { change((now) => ({ ...now, small: now.small === 'gagal' ? 'memuat' : now.small, full: now.full === 'gagal' ? 'memuat' : now.full, fine: now.fine === 'gagal' ? 'memuat' : now.fine, tries: now.tries + 1 })); },
  };
}
