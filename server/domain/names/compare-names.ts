import { bestPairing } from './best-pairing.ts';
import { foldName } from './fold-name.ts';
import type { FoldedName } from './fold-name.ts';
import { jaroWinkler } from './jaro-winkler.ts';
import { COMMON_WORDS } from './name-words.ts';
import type { NameMessageKey, NameReason } from './names.messages.ts';
import { foldSound, weakKeys } from './spelling.ts';
import type { WeakKey } from './spelling.ts';

export interface NameComparison {
  /** 0 (nothing in common) to 1 (equal after folding). */
  score: number;
  /** Both names carry a legal form and they differ: another body until shown otherwise (domain.md 4.4). Does not lower the score. */
  legalFormConflict: boolean;
  reasons: NameReason[];
}

const INITIAL = 0.85;
/**
 * Jaro-Winkler is generous: unrelated words reach 0.7, Salim and Halim 0.87. So its distance from 1 counts twice, and words
 * that are then below 0.6 are simply different. A typing error in a word of usual length stays above 0.9.
 */
const STEEPNESS = 2;
const DIFFERENT_WORD = 0.6;
/** Words this short are too close to each other (Eko, Eka, Edo) for a similarity: equal or not. */
const SHORT_WORD = 3;
/** A number tells CV X from CV X II and must not vanish beside the letters. */
const NUMBER_WEIGHT = 4;
const GLUED_LENGTH_RATIO = 0.85;
const GLUED_MIN = 0.93;

const common = new Set(COMMON_WORDS.map(foldSound));

/**
 * Compares two names of persons or firms (domain.md 4.5). The score is the better of a bag of words – each word paired with
 * its best partner, weighed by its letters, frequent words half, words without partner counted against it – and the strings
 * without blanks. So one common word never equals a longer name. Names are evidence, not identity: only a person decides.
 * Symmetric in score (names of more than eight words each excepted); an alias is compared as a name of its own. An empty name scores 0.
 */
export function compareNames(a: string, b: string): NameComparison {
  return compareFolded(foldName(a), foldName(b));
}

/** The same for names already folded, when one name is compared with many. */
export function compareFolded(a: FoldedName, b: FoldedName): NameComparison {
  const legalFormConflict = a.form !== null && b.form !== null && a.form !== b.form;
  let { score, reasons } = compareTokens(a, b);
  for (const [one, other] of withAliases(a, b)) {
    const better = compareTokens(one, other);
    if (better.score > score) {
      score = better.score;
      const alias = [one, other].flatMap((name) => (name === a || name === b ? [] : [name.core])).join(' / ');
      reasons = [reason('nama.alasan.alias', { alias }), ...better.reasons];
    }
  }
  if (legalFormConflict) reasons = [...reasons, reason('nama.alasan.bentuk_usaha_beda', { bentuk: String(a.form), lain: String(b.form) })];
  return { score, legalFormConflict, reasons };
}

/** The pairs of names in which at least one is an alias. */
function withAliases(a: FoldedName, b: FoldedName): [FoldedName, FoldedName][] {
  if (a.alias === null && b.alias === null) return [];
  const [namesA, namesB] = [a, b].map((name) => (name.alias === null ? [name] : [name, foldName(name.alias)]));
  return (namesA ?? []).flatMap((one) => (namesB ?? []).map((other): [FoldedName, FoldedName] => [one, other])).slice(1);
}

type Scored = Pick<NameComparison, 'score' | 'reasons'>;

function compareTokens(a: FoldedName, b: FoldedName): Scored {
  if (a.glued === '' || b.glued === '') return { score: 0, reasons: [reason('nama.alasan.kosong')] };
  if (a.folded === b.folded) return { score: 1, reasons: [reason('nama.alasan.sama')] };
  const bag = compareBags(a, b);
  const glued = gluedSimilarity(a, b);
  if (glued <= bag.score) return bag;
  return { score: glued, reasons: [reason('nama.alasan.tanpa_spasi', { persen: percent(glued) })] };
}

/**
 * Twice the weight of what was matched, over the weight of both names (Dice), the pairs being those with the largest sum.
 */
function compareBags(a: FoldedName, b: FoldedName): Scored {
  const weightsA = a.tokens.map(weight);
  const weightsB = b.tokens.map(weight);
  const wordsB = b.tokens.map(comparable);
  const similarities = a.tokens.map(comparable).map((word) => wordsB.map((other) => wordSimilarity(word, other)));
  const gains = similarities.map((row, i) => row.map((similarity, j) => similarity * ((weightsA[i] ?? 0) + (weightsB[j] ?? 0))));
  const partners = bestPairing(gains);
  const total = [...weightsA, ...weightsB].reduce((sum, value) => sum + value, 0);

  let gain = 0;
  const reasons: NameReason[] = [];
  const unmatched = new Set(b.words.keys());
  partners.forEach((j, i) => {
    const kata = a.words[i] ?? '';
    const similarity = similarities[i]?.[j] ?? 0;
    if (j === -1 || similarity === 0) {
      reasons.push(reason('nama.alasan.tanpa_pasangan', { kata }));
      return;
    }
    const lain = b.words[j] ?? '';
    unmatched.delete(j);
    gain += gains[i]?.[j] ?? 0;
    reasons.push(pairReason(kata, lain, similarity, a.tokens[i] ?? '', b.tokens[j] ?? ''));
  });
  for (const j of unmatched) reasons.push(reason('nama.alasan.tanpa_pasangan', { kata: b.words[j] ?? '' }));
  return { score: gain / total, reasons: withoutRepeats(reasons) };
}

function pairReason(kata: string, lain: string, similarity: number, token: string, other: string): NameReason {
  if (kata === lain) return reason('nama.alasan.kata_sama', { kata });
  if (token === other) return reason('nama.alasan.kata_ejaan', { kata, lain });
  if (token.length === 1 || other.length === 1) return reason('nama.alasan.inisial', { kata, lain });
  return reason('nama.alasan.kata_mirip', { kata, lain, persen: percent(similarity) });
}

interface ComparableWord {
  token: string;
  keys: WeakKey[];
  numeric: boolean;
}

/** The words of names repeat; remembering them halves the time of comparing one name with a whole list. */
const remembered = new Map<string, ComparableWord>();
const REMEMBERED_MAX = 10_000;

function comparable(token: string): ComparableWord {
  const known = remembered.get(token);
  if (known) return known;
  const word = { token, keys: weakKeys(token), numeric: hasDigit(token) };
  if (remembered.size >= REMEMBERED_MAX) remembered.clear();
  remembered.set(token, word);
  return word;
}

function wordSimilarity(a: ComparableWord, b: ComparableWord): number {
  const [one, other] = [a.token, b.token];
  if (one === other) return 1;
  if (a.numeric || b.numeric) return 0;
  if (one.length === 1 || other.length === 1) return one[0] === other[0] && one.length !== other.length ? INITIAL : 0;
  const sameKey = a.keys.find(({ key }, index) => key === b.keys[index]?.key);
  if (sameKey) return sameKey.worth;
  if (Math.min(one.length, other.length) <= SHORT_WORD) return 0;
  const similarity = 1 - STEEPNESS * (1 - jaroWinkler(one, other));
  return similarity >= DIFFERENT_WORD ? similarity : 0;
}

/**
 * Only for names cut into words differently (MEGA BUANA / MEGABUANA). Jaro-Winkler rewards a common beginning, which would
 * raise MUHAMMAD ARIF against MUHAMMAD RIFKI; so lengths must be close and nearly every letter must agree.
 */
function gluedSimilarity(a: FoldedName, b: FoldedName): number {
  if (a.glued === b.glued) return 1;
  const [short, long] = [a.glued.length, b.glued.length].sort((x, y) => x - y) as [number, number];
  if (a.tokens.length === b.tokens.length || short / long < GLUED_LENGTH_RATIO) return 0;
  if (hasDigit(a.glued) || hasDigit(b.glued)) return 0;
  const similarity = jaroWinkler(a.glued, b.glued);
  return similarity >= GLUED_MIN ? similarity : 0;
}

function weight(token: string): number {
  if (hasDigit(token)) return Math.max(token.length, NUMBER_WEIGHT);
  return common.has(token) ? token.length / 2 : token.length;
}

function hasDigit(text: string): boolean {
  return /[0-9]/.test(text);
}

function reason(key: NameMessageKey, params: Record<string, string> = {}): NameReason {
  return { key, params };
}

function percent(similarity: number): string {
  return String(Math.floor(similarity * 100));
}

function withoutRepeats(reasons: NameReason[]): NameReason[] {
  const seen = new Map(reasons.map((entry) => [`${entry.key} ${JSON.stringify(entry.params)}`, entry]));
  return [...seen.values()];
}
