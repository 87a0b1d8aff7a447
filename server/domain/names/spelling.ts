/** Folding of single words, upper case without punctuation. Numbers are never folded. */

/**
 * Old to present spelling (Soewandi 1947, EYD 1972; domain.md 4.1). The order is part of the rule. A single j → y is not done
 * here: Joko must not become Yoko; `weakKeys` offers it as an alternative.
 */
export function modernSpelling(word: string): string {
  return word
    .replaceAll('DJ', 'J')
    .replaceAll('TJ', 'C')
    .replaceAll('NJ', 'NY')
    .replaceAll('SJ', 'SY')
    .replaceAll('CH', 'KH')
    .replaceAll('OE', 'U');
}

/**
 * Variants of the same sound (domain.md 4.2): dh/d, th/t, bh/b, q/k, x/ks, sy/s, ie/i, ae/ai, double letters, y for i.
 * Initials stay as they are.
 */
export function foldSound(word: string): string {
  if (word.length === 1 || /[0-9]/.test(word)) return word;
  return word
    .replace(/([DTB])H/g, '$1')
    .replaceAll('Q', 'K')
    .replaceAll('X', 'KS')
    .replaceAll('SY', 'S')
    .replaceAll('IE', 'I')
    .replaceAll('AE', 'AI')
    .replace(/([A-Z])\1+/g, '$1')
    // y is a vowel at the end, before a consonant and behind one (Sulistyo, Sulistio) except in ny.
    .replace(/Y(?![AEIOU])/g, 'I')
    .replace(/(?<=[BCDFGHJKLMPQRSTVWXZ])Y/g, 'I')
    .replace(/I{2,}/g, 'I');
}

export interface WeakKey {
  key: string;
  /** Similarity of two words that agree in this key only. */
  worth: number;
}

/**
 * Alternative keys of a folded word, too loose for a column (domain.md 4.1, 4.2), always in the same order: v/p for f with z
 * for s (Arip/Arif, Riski/Rizki), with z for j (Jaenal/Zainal), and the old j for y (Jani/Yani).
 */
export function weakKeys(folded: string): WeakKey[] {
  const lips = folded.replace(/[VP]/g, 'F');
  return [
    { key: lips === 'DEWI' ? 'DWI' : lips.replaceAll('Z', 'S'), worth: 0.95 },
    { key: lips.replaceAll('Z', 'J'), worth: 0.95 },
    { key: foldSound(folded.replaceAll('J', 'Y')), worth: 0.9 },
  ];
}
