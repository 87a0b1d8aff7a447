import { bestPairing, EXACT_WORDS } from './best-pairing.ts';
import { comparable, hasDigit, wordSimilarity, wordWeight } from './compare-words.ts';
import { foldName } from './fold-name.ts';
import type { FoldedName } from './fold-name.ts';
import { jaroWinkler } from './jaro-winkler.ts';
import type { NameMessageKey, NameReason } from './names.messages.ts';
import { foldSound } from './spelling.ts';

/**
 * In what way two names agree, for one sentence: letter by letter; after titles and old spelling; in another order; written
 * without blanks; nearly; or not.
 */
export type Likeness = 'sama' | 'sama_ejaan' | 'sama_urutan' | 'sama_spasi' | 'mirip' | 'jauh';

export interface NameComparison {
  /** 0 (nothing in common) to 1 (equal after folding). */
  score: number;
  likeness: Likeness;
  /** Each name has a word that the other lacks: a word was exchanged, not left out. Other companies are named like that. */
  opposed: boolean;
  /** Both names carry a legal form and they differ: another body until shown otherwise (domain.md 4.4). Does not lower the score. */
  legalFormConflict: boolean;
  reasons: NameReason[];
}

/** Below this a pair of words is taken for two words. */
const SAME_WORD = 0.7;
const GLUED_LENGTH_RATIO = 0.85;
const GLUED_MIN = 0.93;
/** From here on two names are called alike. */
export const ALIKE = 0.75;

/**
 * Compares two names of persons or firms (domain.md 4.5). The score is the better of a bag of words – each word paired with
 * its best partner, weighed by its letters, frequent words half, words without partner counted against it – and the strings
 * without blanks. So one common word never equals a longer name. Names are evidence, not identity: only a person decides.
 * Symmetric in score; an alias is compared as a name of its own. An empty name scores 0.
 */
export function compareNames(a: string, b: string): NameComparison {
  return compareFolded(foldName(a), foldName(b));
}

/** The same for names already folded, when one name is compared with many. */
export function compareFolded(a: FoldedName, b: FoldedName): NameComparison {
  const legalFormConflict = a.form !== null && b.form !== null && a.form !== b.form;
  let best = compareTokens(a, b);
  for (const [one, other] of withAliases(a, b)) {
    const better = compareTokens(one, other);
    if (better.score > best.score) {
      const alias = [one, other].flatMap((name) => (name === a || name === b ? [] : [name.core])).join(' / ');
      best = { ...better, reasons: [reason('nama.alasan.alias', { alias }), ...better.reasons] };
    }
  }
  const conflict = legalFormConflict ? [reason('nama.alasan.bentuk_usaha_beda', { bentuk: String(a.form), lain: String(b.form) })] : [];
  return { ...best, legalFormConflict, reasons: [...best.reasons, ...conflict] };
}

/** The pairs of names in which at least one is an alias. */
function withAliases(a: FoldedName, b: FoldedName): [FoldedName, FoldedName][] {
  if (a.alias === null && b.alias === null) return [];
  const [namesA, namesB] = [a, b].map((name) => (name.alias === null ? [name] : [name, foldName(name.alias)]));
  return (namesA ?? []).flatMap((one) => (namesB ?? []).map((other): [FoldedName, FoldedName] => [one, other])).slice(1);
}

type Scored = Omit<NameComparison, 'legalFormConflict'>;

function compareTokens(a: FoldedName, b: FoldedName): Scored {
  if (a.glued === '' || b.glued === '') return { score: 0, likeness: 'jauh', opposed: false, reasons: [reason('nama.alasan.kosong')] };
  if (a.folded === b.folded) return { score: 1, likeness: a.core === b.core ? 'sama' : 'sama_ejaan', opposed: false, reasons: [reason('nama.alasan.sama')] };
  // Too many words are paired greedily, and that has a direction.
  const turned = a.tokens.length > EXACT_WORDS && b.tokens.length > EXACT_WORDS && a.folded > b.folded;
  let best = turned ? compareBags(b, a) : compareBags(a, b);
  for (const [one, other] of joinings(a, b)) {
    const joined = compareBags(one, other);
    if (joined.score > best.score) {
      best = { ...joined, likeness: joined.score === 1 ? 'sama_spasi' : joined.likeness, reasons: [reason('nama.alasan.dirangkai'), ...joined.reasons] };
    }
  }
  const glued = gluedSimilarity(a, b);
  if (glued <= best.score && !(glued === 1 && best.likeness === 'sama_spasi')) return best;
  return { score: glued, likeness: glued === 1 ? 'sama_spasi' : 'mirip', opposed: false, reasons: [reason('nama.alasan.tanpa_spasi', { persen: percent(glued) })] };
}

/** Words written together on one side only (NUR HAYATI, NURHAYATI), wherever in the name: the other side joined likewise. */
function joinings(a: FoldedName, b: FoldedName): [FoldedName, FoldedName][] {
  const [joinedA, joinedB] = [joinedLike(a, b), joinedLike(b, a)];
  return [...(joinedA ? [[joinedA, b] as [FoldedName, FoldedName]] : []), ...(joinedB ? [[a, joinedB] as [FoldedName, FoldedName]] : [])];
}

const JOINED_LENGTH = 5;
const JOINED_MIN = 0.94;

function joinedLike(name: FoldedName, model: FoldedName): FoldedName | null {
  const [tokens, words] = [[...name.tokens], [...name.words]];
  let found = false;
  for (let i = 0; i + 1 < tokens.length; i += 1) {
    const joined = foldSound(`${tokens[i]}${tokens[i + 1]}`);
    if (joined.length < JOINED_LENGTH || hasDigit(joined) || !model.tokens.some((token) => token === joined || isNear(token, joined))) continue;
    tokens.splice(i, 2, joined);
    words.splice(i, 2, `${words[i]} ${words[i + 1]}`);
    found = true;
  }
  return found ? { ...name, tokens, words } : null;
}

function isNear(token: string, joined: string): boolean {
  return Math.abs(token.length - joined.length) <= 2 && token.length >= JOINED_LENGTH && jaroWinkler(token, joined) >= JOINED_MIN;
}

/**
 * Twice the weight of what was matched, over the weight of both names (Dice), the pairs being those with the largest sum.
 */
function compareBags(a: FoldedName, b: FoldedName): Scored {
  const weightsA = a.tokens.map(wordWeight);
  const weightsB = b.tokens.map(wordWeight);
  const wordsB = b.tokens.map((token, at) => comparable(token, b.words[at] ?? token));
  const similarities = a.tokens.map((token, at) => comparable(token, a.words[at] ?? token)).map((word) => wordsB.map((other) => wordSimilarity(word, other)));
  const gains = similarities.map((row, i) => row.map((similarity, j) => similarity * ((weightsA[i] ?? 0) + (weightsB[j] ?? 0))));
  const partners = bestPairing(gains);
  const total = [...weightsA, ...weightsB].reduce((sum, value) => sum + value, 0);

  let gain = 0;
  const reasons: NameReason[] = [];
  const unmatched = new Set(b.words.keys());
  const without = { a: false, b: false };
  partners.forEach((j, i) => {
    const kata = a.words[i] ?? '';
    const similarity = similarities[i]?.[j] ?? 0;
    if (j === -1 || similarity === 0) {
      reasons.push(reason('nama.alasan.tanpa_pasangan', { kata }));
      without.a ||= isTelling(a.tokens[i]);
      return;
    }
    const lain = b.words[j] ?? '';
    unmatched.delete(j);
    gain += gains[i]?.[j] ?? 0;
    if (similarity < SAME_WORD) { without.a = true; without.b = true; }
    reasons.push(pairReason(kata, lain, similarity, a.tokens[i] ?? '', b.tokens[j] ?? ''));
  });
  for (const j of unmatched) {
    reasons.push(reason('nama.alasan.tanpa_pasangan', { kata: b.words[j] ?? '' }));
    without.b ||= isTelling(b.tokens[j]);
  }
  // Every word has its equal: the sum of the parts may miss the whole by a rounding.
  const whole = unmatched.size === 0 && partners.every((j, i) => j !== -1 && a.tokens[i] === b.tokens[j]);
  const score = whole ? 1 : Math.min(gain / total, 1);
  return { score, likeness: whole ? 'sama_urutan' : score >= ALIKE ? 'mirip' : 'jauh', opposed: without.a && without.b, reasons: withoutRepeats(reasons) };
}

/** A left-over initial or article contradicts nobody. */
function isTelling(token: string | undefined): boolean {
  return token !== undefined && (token.length > 2 || hasDigit(token));
}

function pairReason(kata: string, lain: string, similarity: number, token: string, other: string): NameReason {
  if (kata === lain) return reason('nama.alasan.kata_sama', { kata });
  if (token === other) return reason('nama.alasan.kata_ejaan', { kata, lain });
  if (token.length === 1 || other.length === 1) return reason('nama.alasan.inisial', { kata, lain });
  return reason('nama.alasan.kata_mirip', { kata, lain, persen: percent(similarity) });
}

/**
 * Only for names cut into words differently (MEGA BUANA / MEGABUANA). Jaro-Winkler rewards a common beginning, which would
 * raise MUHAMMAD ARIF against MUHAMMAD RIFKI; so lengths must be close and nearly every letter must agree.
 */
function gluedSimilarity(a: FoldedName, b: FoldedName): number {
  // At the seam a double letter is no spelling: GARUDA ADIKARYA, GARUDAADI KARYA.
  if (a.glued === b.glued || foldSound(a.glued) === foldSound(b.glued)) return 1;
  const [short, long] = [a.glued.length, b.glued.length].sort((x, y) => x - y) as [number, number];
  if (a.tokens.length === b.tokens.length || short / long < GLUED_LENGTH_RATIO) return 0;
  if (hasDigit(a.glued) || hasDigit(b.glued)) return 0;
  const similarity = jaroWinkler(a.glued, b.glued);
  return similarity >= GLUED_MIN ? similarity : 0;
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
