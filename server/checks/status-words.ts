import type { SanctionStatus } from '../domain/screening/sanction-standing.ts';

const WORDS: [SanctionStatus, RegExp][] = [
  ['CANCELED_TEMPORARY', /^(?:CANCELED_TEMPORARY|(?:DI)?TUNDA|PENUNDAAN)$/],
  ['CANCELED', /^(?:CANCELED|CANCELLED|(?:DI)?BATAL(?:KAN)?|PEMBATALAN|DICABUT|PENCABUTAN)$/],
  ['EXPIRED', /^(?:EXPIRED|MASA BERLAKU HABIS|HABIS|KEDALUWARSA|KADALUARSA|BERAKHIR|SELESAI|(?:TIDAK|NON) ?AKTIF|TURUN TAYANG|TIDAK TAYANG)$/],
  ['PUBLISHED', /^(?:PUBLISHED|TAYANG|AKTIF|BERLAKU|MASIH BERLAKU|MASIH TAYANG|)$/],
];

/**
 * The state a plain list means by its own word (domain.md 2.2). An empty cell is Tayang: the dates then decide, and an entry that
 * blocks must not vanish through an empty cell. A word that is not known comes back as it is.
 */
export function statusOfWords(text: string): string {
  const word = text.toUpperCase().replace(/[^A-Z_]+/g, ' ').trim();
  const plain = /^(?:N A|NULL)$/.test(word) ? '' : word;
  if (word === '' && /[^\s–-]/.test(text)) return text;
  return WORDS.find(([, pattern]) => pattern.test(plain))?.[0] ?? text;
}
