import { useEffect } from 'react';

const holders = new Set<() => boolean>();

/**
 * Something typed that is kept nowhere is asked for before its page is left (layout/UnsentGuard.tsx). Several may hold something at once, a page and a dialog over it,
 * where the router knows one question only. `isUnsent`: asked at that moment, not as it was drawn.
 */
export function useUnsent(isUnsent: () => boolean): void {
  useEffect(() => {
    const holds = () => isUnsent();
    holders.add(holds);
    return () => { holders.delete(holds); };
  }, [isUnsent]);
}

/** Whose session is over can do nothing with it any more. */
export const forgetUnsent = (): void => { holders.clear(); };

export const isAnythingUnsent = (): boolean => [...holders].some((holds) => holds());
