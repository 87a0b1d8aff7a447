/**
 * The keyboard goes on to the next check that nobody judged; each is still its own keystroke. `judged` is the row just answered: until the list has
 * come again it still looks open, and the keyboard must not stay on it.
 */
export function focusNextCheck(judged?: Element | null): void {
  // After the answer has been drawn.
  window.setTimeout(() => {
    const open = [...document.querySelectorAll('[data-open-check]')].find((row) => row !== judged);
    open?.querySelector<HTMLElement>('button:not(:disabled)')?.focus();
  }, 80);
}
