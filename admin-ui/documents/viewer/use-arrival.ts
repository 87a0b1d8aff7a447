import { useState } from 'react';

export type Coming = 'memuat' | 'ada' | 'gagal';
/** How far the two pictures of one page have come; `tries`: how often somebody asked again. */
export interface Arrival { of: string; small: Coming; full: Coming; tries: number }

/** Of the page that is shown now; what is told of another one, later, is about nothing any more. */
export function useArrival(of: string): { arrival: Arrival; tell: (change: Partial<Record<'small' | 'full', Coming>>) => void; again: () => void } {
  const begun = { of, small: 'memuat', full: 'memuat', tries: 0 } as const;
  const [kept, setKept] = useState<Arrival>(begun);
  const change = (next: (now: Arrival) => Arrival) => { setKept((old) => next(old.of === of ? old : begun)); };
  return {
    arrival: kept.of === of ? kept : begun,
    tell: (news) => { change((now) => ({ ...now, ...news })); },
    again: () => { change((now) => ({ ...now, small: now.small === 'gagal' ? 'memuat' : now.small, full: now.full === 'gagal' ? 'memuat' : now.full, tries: now.tries + 1 })); },
  };
}
