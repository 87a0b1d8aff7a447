/** Keys of the office: single letters, off while somebody types. */
import { useEffect, useRef } from 'react';

const TYPING = 'input, textarea, select, [contenteditable="true"], [role="combobox"], [role="listbox"], [role="menu"]';
const PICKING = new Set(['checkbox', 'radio', 'button', 'submit']);

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  const field = target.closest(TYPING);
  if (!field) return false;
  return !(field instanceof HTMLInputElement && PICKING.has(field.type));
}

export type Keys = Record<string, (event: KeyboardEvent) => void>;

/** `ctrl+k` style names for the few keys that also work while typing; otherwise the key as the keyboard names it. */
export function useKeys(keys: Keys, active = true): void {
  const latest = useRef(keys);
  useEffect(() => { latest.current = keys; });
  useEffect(() => {
    if (!active) return undefined;
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey) return;
      const name = event.ctrlKey || event.metaKey ? `ctrl+${event.key.toLowerCase()}` : event.key;
      const act = latest.current[name];
      if (!act) return;
      // A dialog in front owns the keyboard.
      if (!name.startsWith('ctrl+') && (isTyping(event.target) || document.querySelector('[role="dialog"]'))) return;
      event.preventDefault();
      act(event);
    };
    window.addEventListener('keydown', press);
    return () => { window.removeEventListener('keydown', press); };
  }, [active]);
}
