/** The keyboard stays somewhere: what it was on may go away or be switched off, and whoever has no mouse would stand nowhere. */
import { useEffect } from 'react';

/** Whoever leads the keyboard on himself (the next check, the form of an act) has done it by then. */
const LOOK_AFTER_MS = 150;
/** So often it is waited for a button that is off only while something is sent. */
const PATIENT_LOOKS = 10;
const MARK = 'data-kept';

/** On nothing one could press: nowhere, or where it was only put so as not to be lost. */
export function keyboardIsFree(): boolean {
  const at = document.activeElement;
  return at === null || at === document.body || at.hasAttribute(MARK);
}

/** Puts the keyboard on a part that is read, not pressed; Tab goes on from there. Says whether it is there. */
function putKeyboardOn(part: HTMLElement): boolean {
  const borrowed = !part.hasAttribute('tabindex');
  if (borrowed) part.tabIndex = -1;
  part.setAttribute(MARK, '');
  part.addEventListener('blur', () => {
    part.removeAttribute(MARK);
    if (borrowed) part.removeAttribute('tabindex');
  }, { once: true });
  part.focus({ preventScroll: true });
  if (document.activeElement === part) return true;
  part.removeAttribute(MARK);
  return false;
}

/** The page itself, as whoever comes to it begins. */
export function putKeyboardOnPage(): void {
  const page = document.getElementById('isi');
  if (page) putKeyboardOn(page);
}

const isGone = (part: HTMLElement): boolean => !part.isConnected || part.matches(':disabled') || !part.checkVisibility();
const hasRoom = (part: HTMLElement): boolean => { const { width, height } = part.getBoundingClientRect(); return width > 0 && height > 0; };

function around(part: HTMLElement): HTMLElement[] {
  const parts: HTMLElement[] = [];
  for (let next = part.parentElement; next && next !== document.body; next = next.parentElement) parts.push(next);
  return parts;
}

/**
 * A button that was off while something was sent gets the keyboard back. What is gone leaves it to the nearest part around it that is still there, never to
 * another button: a second Enter must not press what nobody chose. Of a dialog or a menu that is the part it was opened from.
 */
export function useKeptKeyboard(): void {
  useEffect(() => {
    let last: HTMLElement | null = null;
    let home: HTMLElement[] = [];
    /** What was pressed on the page, and what is around it, while a dialog or a menu stands before it. */
    let beneath: HTMLElement[] = [];
    let timer = 0;
    let looks = 0;
    const wait = () => { timer = window.setTimeout(look, LOOK_AFTER_MS); };
    const look = () => {
      timer = 0;
      // Whoever is in the browser's own bar, or in another window, is not fetched back.
      if (!document.hasFocus()) return;
      // Switched off, it lets go of the keyboard a moment later; in some browsers not by itself.
      if (last && document.activeElement === last && isGone(last)) {
        looks += 1;
        if (looks < PATIENT_LOOKS) { wait(); return; }
        last.blur();
      }
      if (!last || !keyboardIsFree()) return;
      if (!last.isConnected && beneath[0] && last !== beneath[0]) [last, ...home] = beneath;
      if (last && !isGone(last)) { last.focus({ preventScroll: true }); return; }
      if (last?.isConnected && looks < PATIENT_LOOKS) {
        looks += 1;
        wait();
        return;
      }
      // Once: it waits there, too, until its button is back.
      if (document.activeElement?.hasAttribute(MARK)) return;
      if (!home.some((part) => part.isConnected && part.id !== 'root' && hasRoom(part) && putKeyboardOn(part))) putKeyboardOnPage();
    };
    const enter = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return;
      // A button that is only off for now is waited for from there.
      if (target.hasAttribute(MARK) && last?.isConnected && isGone(last)) return;
      last = target;
      looks = 0;
      home = around(target);
      if (target.closest('#root')) beneath = [target, ...home];
    };
    // Whoever points at something else has let go of it himself.
    const point = ({ target }: PointerEvent) => { if (last && !(target instanceof Node && last.contains(target))) last = null; };
    const observer = new MutationObserver(() => { if (last && !timer && (isGone(last) || document.activeElement !== last)) wait(); });
    observer.observe(document.body, { subtree: true, childList: true, attributeFilter: ['disabled', 'hidden'] });
    document.addEventListener('focusin', enter);
    document.addEventListener('pointerdown', point, true);
    return () => {
      window.clearTimeout(timer);
      observer.disconnect();
      document.removeEventListener('focusin', enter);
      document.removeEventListener('pointerdown', point, true);
    };
  }, []);
}
