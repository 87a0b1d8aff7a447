/**
 * Short name of a kind of letter for its number: `tanda_terima` → `TT`; of a single word its first three consonants, since initials alone would be those of others (`kekurangan`
 * → `KKR`, `kedaluwarsa` → `KDL`). Kinds are counted apart, so a number without it stands on several letters.
 */
export function letterCode(letter: string): string {
  const words = letter.toUpperCase().split('_');
  return words.length > 1 ? words.map((word) => word.charAt(0)).join('') : letter.toUpperCase().replace(/[AEIOU]/g, '').slice(0, 3);
}
