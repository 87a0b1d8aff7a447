/** The keyboard goes on to the next check that nobody judged; each is still its own keystroke. */
export function focusNextCheck(): void {
  // After the answer has been drawn.
  window.setTimeout(() => { document.querySelector<HTMLElement>('[data-open-check] button:not(:disabled)')?.focus(); }, 80);
}
