import { foldSound, modernSpelling, weakKeys } from './spelling.ts';
import type { WeakKey } from './spelling.ts';
import { jaroWinkler } from './jaro-winkler.ts';
import { COMMON_WORDS, FREQUENT_WORDS, NEIGHBOUR_WORDS, NUMBER_WORDS } from './name-words.ts';

const INITIAL = 0.85;
/**
 * Jaro-Winkler is generous: unrelated words reach 0.7, Salim and Halim 0.87. So its distance from 1 counts twice, and words
 * that are then below 0.6 are simply different. A typing error in a word of usual length stays above 0.9.
 */
const STEEPNESS = 2;
const DIFFERENT_WORD = 0.6;
/** Words this short are too close to each other (Eko, Eka, Edo) for a similarity: equal or not. */
const SHORT_WORD = 3;
/** A letter lost from a word of four (JAYA, JYA): a typing error as likely as another word (Ani, Anik). */
const LETTER_LOST = 0.7;
/**
 * One letter lost, added, exchanged or replaced in a longer word, as it was written or as it was folded: Jaro-Winkler falls too far
 * where letters repeat (CAAYA, CAHAYA), and folding makes two slips of one (SJAHTERA, SEJAHTERA).
 */
const ONE_SLIP = 0.8;
const SLIP_LENGTH = 5;
const FIRST_SLIP_LENGTH = 7;
/** Two words that are both words are alike at most so much: worth showing, and no slip of one another (Putra, Putri; Jaya, Raya). */
const OTHER_WORD = 0.65;
/** TIGA BERLIAN, 3 BERLIAN. */
const SAID_NUMBER = 0.95;
/** A number tells CV X from CV X II and must not vanish beside the letters. */
const NUMBER_WEIGHT = 4;

const common = new Set(COMMON_WORDS.map(foldSound));
/** Words that are words: two different ones are two words, however few the letters between them. */
const known = new Set([...COMMON_WORDS, ...FREQUENT_WORDS, ...NEIGHBOUR_WORDS].map((word) => foldSound(modernSpelling(word))));

export interface ComparableWord {
  token: string;
  /** As written, upper case. */
  word: string;
  keys: WeakKey[];
  numeric: boolean;
}

/** The words of names repeat; remembering them halves the time of comparing one name with a whole list. */
const remembered = new Map<string, ComparableWord>();
const REMEMBERED_MAX = 10_000;

export function comparable(token: string, word: string): ComparableWord {
  const key = `${token} ${word}`;
  const known = remembered.get(key);
  if (known) return known;
  const made = { token, word: word.replaceAll(' ', ''), keys: weakKeys(token), numeric: hasDigit(token) };
  if (remembered.size >= REMEMBERED_MAX) remembered.clear();
  remembered.set(key, made);
  return made;
}

/** 0 (other words) to 1 (equal), symmetric. */
export function wordSimilarity(a: ComparableWord, b: ComparableWord): number {
  const [one, other] = [a.token, b.token];
  if (one === other) return 1;
  if (a.numeric || b.numeric) return NUMBER_WORDS[one] === other || NUMBER_WORDS[other] === one ? SAID_NUMBER : 0;
  if (one.length === 1 || other.length === 1) return one[0] === other[0] && one.length !== other.length ? INITIAL : 0;
  const sameKey = a.keys.find(({ key }, index) => key === b.keys[index]?.key);
  if (sameKey) return sameKey.worth;
  const slip = isOneSlip(one, other) || isOneSlip(a.word, b.word) ? ONE_SLIP : 0;
  if (Math.min(one.length, other.length) <= SHORT_WORD) return slip || (isLetterLost(one, other) || isLetterLost(a.word, b.word) ? LETTER_LOST : 0);
  const similarity = Math.max(slip, 1 - STEEPNESS * (1 - jaroWinkler(one, other)));
  const most = known.has(one) && known.has(other) ? OTHER_WORD : 1;
  return similarity >= DIFFERENT_WORD ? Math.min(similarity, most) : 0;
}

/** Another first letter makes a short word another one (SALIM, HALIM), unless it was added, lost or exchanged. */
function isOneSlip(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (long.length < SLIP_LENGTH || long.length - short.length > 1 || hasDigit(long) || hasDigit(short)) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  if (short[at + 1] === long[at] && short[at] === long[at + 1] && short.slice(at + 2) === long.slice(at + 2)) return true;
  return (at > 0 || long.length >= FIRST_SLIP_LENGTH) && short.slice(at + 1) === long.slice(at + 1);
}

function isLetterLost(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  if (short.length !== SHORT_WORD || long.length !== SHORT_WORD + 1) return false;
  return [...long].some((_, at) => long.slice(0, at) + long.slice(at + 1) === short);
}

/** How much a folded word says: its letters, half of them when half a country is called so, more for a number. */
export function wordWeight(token: string): number {
  if (hasDigit(token)) return Math.max(token.length, NUMBER_WEIGHT);
  return common.has(token) ? token.length / 2 : token.length;
}

export function hasDigit(text: string): boolean {
  return /[0-9]/.test(text);
}
