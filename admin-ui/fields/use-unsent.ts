import { useEffect } from 'react';

/** `halaman_hilang`: the page itself goes (reload, tab closed), so that nothing of it runs on to save what waits. */
export type Leaving = 'bagian_ditinggalkan' | 'halaman_hilang';
const holders = new Set<(leaving: Leaving) => boolean>();

/**
 * Something typed that is kept nowhere is asked for before its page is left (layout/UnsentGuard.tsx). Several may hold something at once, a page and a dialog over it,
 * where the router knows one question only. `isUnsent`: asked at that moment, not as it was drawn.
 */
export function useUnsent(isUnsent: (leaving: Leaving) => boolean): void {
  useEffect(() => {
    const holds = (leaving: Leaving) => isUnsent(leaving);
    holders.add(holds);
    return () => { holders.delete(holds); };
  }, [isUnsent]);
}

/** Whose session is over can do nothing with it any more. */
export const forgetUnsent = (): void => { holders.clear(); };

export const isAnythingUnsent = (leaving: Leaving = 'bagian_ditinggalkan'): boolean => [...holders].some((holds) => holds(leaving));
