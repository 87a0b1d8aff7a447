/** Short name of a kind of letter for its number: `tanda_terima` → `TT`. Kinds are counted apart, so a number without it stands on several letters. */
export const letterCode = (letter: string): string => letter.split('_').map((word) => word.charAt(0).toUpperCase()).join('');
