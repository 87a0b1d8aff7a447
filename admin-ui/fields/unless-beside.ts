/** A dialog somebody types in: a slip of the mouse beside it must not throw that away. Escape and its own buttons close it. */
export const unlessBeside = (close: () => void) => (_event: object, reason: 'backdropClick' | 'escapeKeyDown'): void => {
  if (reason !== 'backdropClick') close();
};
