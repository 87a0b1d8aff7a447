/**
 * Masks of domain.md 6.4 for lists, mails and exports. What does not look like the identifier is masked completely: a mask
 * function never lets an unexpected value through. The NPWP has its own in `npwp.ts`.
 */

/** `6472014508900003` → `6472********0003`. */
export function maskNik(nik: string): string {
  if (!/^[0-9]{16}$/.test(nik)) return maskEverything(nik);
  return `${nik.slice(0, 4)}********${nik.slice(12)}`;
}

/**
 * `9120001234228` → `**********228`, in the positions of the national list (domain.md 2.4), so that the two can be compared by eye. One in a thousand
 * numbers ends alike: the three digits are shown and never compared by the rules.
 */
export function maskNib(nib: string): string {
  return /^[0-9]{13}$/.test(nib) ? `**********${nib.slice(10)}` : maskEverything(nib);
}

/**
 * E.164 `+6281234567890` → `0812****7890`, as people know their number. Numbers under 12 digits show only the last two, else
 * hardly anything would be hidden. The number of stars is constant and hides the length.
 */
export function maskPhone(e164: string): string {
  if (!/^\+62[0-9]{7,12}$/.test(e164)) return maskEverything(e164);
  const national = `0${e164.slice(3)}`;
  return `${national.slice(0, 4)}****${national.slice(national.length >= 12 ? -4 : -2)}`;
}

/** `budi@domain.id` → `b***@domain.id`. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  if (at < 1) return maskEverything(email);
  return `${email.slice(0, 1)}***${email.slice(at)}`;
}

/** Stars for every letter and digit; punctuation stays so that a person still sees what kind of thing it was. */
export function maskEverything(text: string): string {
  return text.replace(/[\p{L}\p{N}\p{M}]/gu, '*');
}
