import { keyboardIsFree } from '../layout/use-kept-keyboard.ts';

interface Judged { row: Element; /** only within these: what one compares stays under the eyes */ within?: Element | null | undefined; /** nobody asked to be led on: pressed by the pointer, or refused */ stay?: boolean }

/**
 * The keyboard goes on to the next check that nobody judged, after the one just answered and round to the first again; each is still its own keystroke.
 * Where none is left, and after a click of the pointer, it stays on `judged`: the button that was pressed had been off meanwhile, and the keyboard with it.
 */
export function focusNextCheck(judged?: Judged): void {
  // After the answer has been drawn.
  window.setTimeout(() => {
    // Somebody went elsewhere meanwhile.
    if (judged && !keyboardIsFree() && !judged.row.contains(document.activeElement)) return;
    const open = [...(judged?.within ?? document).querySelectorAll('[data-open-check]')].filter((row) => row !== judged?.row);
    const next = judged?.stay ? undefined : open.find((row) => !judged || isAfter(row, judged.row)) ?? open[0];
    const target = next ?? judged?.row;
    const button = target?.querySelector<HTMLElement>(next ? 'button:not(:disabled)' : 'button[aria-pressed=true]:not(:disabled)') ?? target?.querySelector<HTMLElement>('button:not(:disabled)');
    button?.focus({ preventScroll: next === undefined });
  }, 80);
}

function isAfter(row: Element, other: Element): boolean {
  return (other.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
