import { useCallback, useRef, type RefObject } from 'react';

/** What stands in the controls of a form: however it came there, so a choice and a button that fills in count as typing does. */
function typedIn(form: HTMLFormElement): string {
  return JSON.stringify([...form.elements].flatMap((control) => {
    // A field of several lines measures itself in a second one nobody sees.
    if (control instanceof HTMLTextAreaElement) return control.getAttribute('aria-hidden') === 'true' ? [] : [control.value];
    if (control instanceof HTMLInputElement) return [control.type === 'checkbox' || control.type === 'radio' ? control.checked : control.type === 'file' ? control.files?.length ?? 0 : control.value];
    return control instanceof HTMLSelectElement ? [control.value] : [];
  }));
}

export interface TypedIn {
  form: RefObject<HTMLFormElement | null>;
  /** Laid on the form. */
  watch: Record<'onFocusCapture' | 'onPointerDownCapture' | 'onKeyDownCapture' | 'onInputCapture', () => void>;
  /** Something stands there that did not when somebody began; not any more once it was put back. */
  changed(): boolean;
  /** What stands there now has been handed in. */
  taken(): void;
}

/** Whether somebody changed something in a form. Compared with what stood there when he first touched it: a field may come a moment after its form. */
export function useTypedIn(): TypedIn {
  const form = useRef<HTMLFormElement>(null);
  const before = useRef('');
  const touched = useRef(false);
  const take = useCallback(() => { if (form.current) before.current = typedIn(form.current); }, []);
  const look = useCallback(() => { if (!touched.current) take(); }, [take]);
  const touch = useCallback(() => { look(); touched.current = true; }, [look]);
  // By now it is changed: what stood there was looked at as the field was entered.
  const input = useCallback(() => { touched.current = true; }, []);
  return {
    form, watch: { onFocusCapture: look, onPointerDownCapture: touch, onKeyDownCapture: touch, onInputCapture: input }, taken: take,
    changed: useCallback(() => touched.current && form.current !== null && typedIn(form.current) !== before.current, []),
  };
}
