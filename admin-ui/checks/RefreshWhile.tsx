import { useEffect } from 'react';
import { useListContext } from 'react-admin';

const EVERY_MS = 2_000;

/** Looks again while a row of the list is still being worked on in the background. */
export function RefreshWhile({ running }: { running: readonly string[] }) {
  const { data, refetch } = useListContext<{ id: string; state: string }>();
  const busy = data?.some(({ state }) => running.includes(state)) ?? false;
  useEffect(() => {
    if (!busy) return undefined;
    const timer = setInterval(() => { void refetch(); }, EVERY_MS);
    return () => { clearInterval(timer); };
  }, [busy, refetch]);
  return null;
}
