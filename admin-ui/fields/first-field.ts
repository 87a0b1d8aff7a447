/** Where one begins to fill in: never a button, never what only stands behind a field. */
const FIELDS = 'input:not([type=hidden], [type=file], [tabindex="-1"], :disabled), textarea:not([aria-hidden], :disabled), [role=combobox], [role=spinbutton]';

export const firstField = (part: HTMLElement | null): HTMLElement | null => part?.querySelector<HTMLElement>(FIELDS) ?? null;
