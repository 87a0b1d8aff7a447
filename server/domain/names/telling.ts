import { wordWeight } from './compare-words.ts';
import type { FoldedName } from './fold-name.ts';
import { FREQUENT_WORDS } from './name-words.ts';
import { foldSound, modernSpelling } from './spelling.ts';

const frequent = new Set(FREQUENT_WORDS.map((word) => foldSound(modernSpelling(word))));

/**
 * How much a name says by itself, in letters: words that many share count half. SUGENG 6, BUDI SANTOSO about 6, SUGENG WIJAYA
 * KUSUMA 15. Name-only pairs must not saturate, and short and common names least of all (anchors.md 1.10).
 */
export function tellingLetters(name: FoldedName): number {
  return name.tokens.reduce((sum, token) => sum + Math.min(wordWeight(token), frequent.has(token) ? token.length / 2 : Infinity), 0);
}
