import { foldName, type FoldedName } from './fold-name.ts';

/**
 * Raised with every change of what folding or these keys give: both are stored beside the names (`name_folded`, `name_glued`,
 * `name_keys`), and the next start folds again what was folded by another version. A test holds a fingerprint of both.
 */
export const FOLDING_VERSION = 2;

/** No name of a person or firm has more; what comes behind makes no keys of its own. */
const MOST_WORDS = 7;
const MOST_CONSONANTS = 30;
/** Shorter than this, leaving a consonant out leaves nothing. */
const LEAST_CONSONANTS = 4;
/** A word shorter than this is an initial or an article: with the beginning of another word it would name half a kabupaten. */
const SAYS_SOMETHING = 3;

/**
 * Under which keys a name is filed within its kabupaten (4-digit code), as 32-bit numbers for one index. Two names of one kabupaten
 * that compare as alike (0.92 and more) share a key with {@link askedNameKeys}, and few others do: a list of all suppliers of a large kabupaten
 * is never walked. Three kinds: two words by their consonants, in any order; a word with the initial of another; the whole name by its consonants with
 * one left out, so that a slip and a blank more or less do no harm. Without a kabupaten none: a name alone is nothing (domain.md 1.11).
 */
export function nameKeys(name: FoldedName, regencyCode: string | null): number[] {
  return keysOf(name, regencyCode, { initial: '.', word: '*' });
}

/** What to look for: an initial asks for words that begin so, a word for initials it may have been shortened to. */
export function askedNameKeys(name: FoldedName, regencyCode: string | null): number[] {
  return keysOf(name, regencyCode, { initial: '*', word: '.' });
}

/** What stands between a word and the first letter of another: of one that is an initial, of one that is a word. */
interface Marks { initial: string; word: string }

function keysOf(name: FoldedName, regencyCode: string | null, marks: Marks): number[] {
  if (!regencyCode || name.glued === '') return [];
  const keys = new Set<number>();
  const start = hashOn(0x811c9dc5, `${regencyCode}|`);
  for (const { tokens } of name.alias === null ? [name] : [name, foldName(name.alias)]) addKeys(keys, start, tokens, marks);
  return [...keys];
}

function addKeys(keys: Set<number>, start: number, tokens: readonly string[], marks: Marks): void {
  const words = tokens.slice(0, MOST_WORDS).map(soundedWord);
  words.forEach((one, i) => {
    const begun = hashOn(start, one.bones);
    words.forEach((other, j) => {
      if (i === j) return;
      if (j > i) keys.add(one.bones < other.bones ? hashOn(begun, `+${other.bones}`) : hashOn(hashOn(start, other.bones), `+${one.bones}`));
      if (one.length >= SAYS_SOMETHING) keys.add(hashOn(begun, `${other.length === 1 ? marks.initial : marks.word}${other.first}`));
    });
  });
  const whole = hashOn(start, '=');
  const consonants = oneSound(tokens.join('')).replace(/[AIUEOH]/g, '').replace(/(.)\1+/g, '$1').slice(0, MOST_CONSONANTS);
  keys.add(hashOn(whole, consonants));
  if (consonants.length < LEAST_CONSONANTS) return;
  for (let at = 0; at < consonants.length; at += 1) keys.add(hashOn(whole, consonants, at));
}

interface SoundedWord { first: string; bones: string; length: number }
/** The words of names repeat; working one out costs more than looking it up. */
const remembered = new Map<string, SoundedWord>();
const REMEMBERED_MAX = 20_000;

function soundedWord(token: string): SoundedWord {
  let known = remembered.get(token);
  if (!known) {
    const sound = oneSound(token);
    known = { first: sound.slice(0, 1), bones: sound.slice(0, 1) + sound.slice(1).replace(/[AIUEOH]/g, ''), length: sound.length };
    if (remembered.size >= REMEMBERED_MAX) remembered.clear();
    remembered.set(token, known);
  }
  return known;
}

/** Sounds that are spelt either way are one letter here (Arip, Arif; Rizki, Riski; Jaenal, Zainal). */
function oneSound(token: string): string {
  return token.replace(/[VP]/g, 'F').replace(/[JZY]/g, 'S');
}

/** FNV-1a carried on over a text, one letter left out if wanted; the signed number that PostgreSQL's `integer` holds. */
function hashOn(start: number, text: string, without = -1): number {
  let value = start;
  for (let at = 0; at < text.length; at += 1) if (at !== without) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value | 0;
}
