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

/** `ctrl+k` for those with Ctrl or Cmd, `shift+ArrowUp` for keys that are no sign of their own; otherwise the key as the keyboard names it. */
export function nameOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey'>): string {
  if (event.ctrlKey || event.metaKey) return `ctrl+${event.key.toLowerCase()}`;
  return event.shiftKey && event.key.startsWith('Arrow') ? `shift+${event.key}` : event.key;
}

/** Names as `nameOf` gives them; those with Ctrl work while somebody types, too. */
export function useKeys(keys: Keys, active = true): void {
  const latest = useRef(keys);
  useEffect(() => { latest.current = keys; });
  useEffect(() => {
    if (!active) return undefined;
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey) return;
      const name = nameOf(event);
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
