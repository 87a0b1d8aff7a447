import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';

/**
 * The page as a whole goes on the full screen and `target` covers it. Were `target` itself put there, the browser would draw nothing else: menus,
 * dialogs and the lock hang on the body, and an identity card would stay on the screen of an empty desk.
 */
export function useWholeScreen(target: RefObject<HTMLElement | null>): { whole: boolean; turn: () => void; leave: () => void } {
  const [whole, setWhole] = useState(false);
  const wanted = useRef(false);
  const want = useCallback((next: boolean) => { wanted.current = next; setWhole(next); }, []);
  const leave = useCallback(() => { want(false); }, [want]);
  const turn = useCallback(() => {
    want(!wanted.current);
    if (!wanted.current) return;
    // A browser that does not give the screen still has its window, and that is filled all the same.
    document.documentElement.requestFullscreen().then(() => { if (!wanted.current) leaveScreen(); }, () => undefined);
  }, [want]);
  useEffect(() => {
    if (!whole) return undefined;
    const before = document.activeElement;
    // What lies beneath is not seen: the keyboard must not come to a verdict there.
    const covered = besides(target.current);
    for (const part of covered) part.inert = true;
    const changed = () => { if (!document.fullscreenElement) leave(); };
    document.addEventListener('fullscreenchange', changed);
    return () => {
      document.removeEventListener('fullscreenchange', changed);
      for (const part of covered) part.inert = false;
      if (document.activeElement === document.body && before instanceof HTMLElement) before.focus({ preventScroll: true });
      leaveScreen();
    };
  }, [whole, target, leave]);
  return { whole, turn, leave };
}

function leaveScreen(): void {
  // Refused only when it is left already.
  if (document.fullscreenElement) document.exitFullscreen().catch(() => undefined);
}

/** Everything of the page that stands beside this part or beside what holds it; not what hangs on the body, which lies above. */
function besides(part: HTMLElement | null): HTMLElement[] {
  const found: HTMLElement[] = [];
  for (let at = part; at?.parentElement && !at.classList.contains('layout') && at !== document.body; at = at.parentElement) {
    for (const other of at.parentElement.children) if (other !== at && other instanceof HTMLElement && !other.inert) found.push(other);
  }
  return found;
}
