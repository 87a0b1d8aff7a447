/**
 * A name as a foreign office may see it: words that are also in `known` stay, of the others only the first letter.
 * Without `known` every word is masked. The number of stars is constant and hides the length.
 */
export function maskName(name: string, known = ''): string {
  const words = new Set(wordsOf(known).map((word) => word.toUpperCase()));
  return wordsOf(name).map((word) => (words.has(word.toUpperCase()) || word.length === 1 ? word : `${word.slice(0, 1)}***`)).join(' ');
}

function wordsOf(name: string): string[] {
  return name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}
