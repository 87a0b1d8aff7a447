import { ALIKE, compareFolded, type NameComparison } from '../names/compare-names.ts';
import { foldName, type FoldedName } from '../names/fold-name.ts';
import { tellingLetters } from '../names/telling.ts';
import { percent, reason, type ScreeningReason } from './screening.ts';

/**
 * Similarities of domain.md 2.4. Below them, and only beside something else that agrees: `shortened`, a name from which words were
 * left out (to a single word: only usual ones, SEJATI INDONESIA but not SEJATI LAUTAN); `weak`, worth a look.
 */
export const NAME = { nearlyEqual: 0.95, strong: 0.92, similar: 0.85, loose: ALIKE, shortened: 0.6, shortenedToOne: 0.72, weak: 0.55, contained: 0.4 };
/** A name with fewer letters says little by itself: half a country is called so. */
const SHORT_NAME = 8;
/** With so many telling letters, name and place together may be evidence without any number. */
const TELLING_NAME = 9;
/** From so many on a name has its full weight. */
const FULL_WEIGHT = 14;

/** A name held once and compared with many: folding costs more than comparing. */
export interface HeldName { folded: FoldedName; letters: number }

export function holdName(folded: FoldedName): HeldName {
  return { folded, letters: tellingLetters(folded) };
}

export interface NameEvidence extends NameComparison {
  /** What the less telling of the two names says by itself, 0 to 1. */
  weight: number;
  short: boolean;
  /** One of them is a single word. */
  single: boolean;
  telling: boolean;
}

/** Beside a number or a birth date that agrees, the names do not speak against it: alike, or one is a part of the other. */
export function isWorthALook(names: NameEvidence): boolean {
  return names.score >= (names.opposed ? NAME.weak : NAME.contained);
}

export function nameEvidence(a: HeldName, b: HeldName): NameEvidence {
  const letters = Math.min(a.letters, b.letters);
  return { ...compareFolded(a.folded, b.folded), weight: Math.min(1, letters / FULL_WEIGHT), short: Math.min(a.folded.glued.length, b.folded.glued.length) < SHORT_NAME, single: Math.min(a.folded.tokens.length, b.folded.tokens.length) === 1, telling: letters >= TELLING_NAME };
}

/**
 * The same for bodies whose town is known (keys of `regionKey`): `CV X` and `CV X SAMARINDA` of Samarinda are one name (domain.md 4.4). Only where one of
 * them has the town behind at least two words of its own; two branches of one firm are compared as they are.
 */
export function nameEvidenceIn(regencies: readonly (string | null)[], a: HeldName, b: HeldName): NameEvidence {
  const whole = nameEvidence(a, b);
  if (whole.score === 1 || (a.folded.form === null && b.folded.form === null)) return whole;
  const known = regencies.flatMap((key) => (key === null ? [] : [townOf(key)]));
  for (const town of known) {
    const [bareA, bareB] = [withoutTown(a.folded, town.tokens), withoutTown(b.folded, town.tokens)];
    if ((bareA === null) === (bareB === null)) continue;
    const bare = nameEvidence(bareA ? holdName(bareA) : a, bareB ? holdName(bareB) : b);
    if (bare.score > whole.score) return { ...bare, reasons: [{ key: 'nama.alasan.kota_di_belakang', params: { kota: town.core } }, ...bare.reasons] };
  }
  return whole;
}

const LEAST_WORDS = 2;
/** A few hundred, and each is met again with every name of its place. */
const towns = new Map<string, FoldedName>();
const MOST_TOWNS = 5_000;

function townOf(regencyKey: string): FoldedName {
  let town = towns.get(regencyKey);
  if (!town) {
    town = foldName(regencyKey.replace(/^(?:KAB|KOTA) /, ''));
    if (towns.size >= MOST_TOWNS) towns.clear();
    towns.set(regencyKey, town);
  }
  return town;
}


function withoutTown(name: FoldedName, town: readonly string[]): FoldedName | null {
  const left = name.tokens.length - town.length;
  if (left < LEAST_WORDS || town.some((token, at) => name.tokens[left + at] !== token)) return null;
  const [tokens, words] = [name.tokens.slice(0, left), name.words.slice(0, left)];
  return { ...name, tokens, words, core: words.join(' '), folded: tokens.join(' '), glued: tokens.join('') };
}

/** One sentence about the names, then which words met where they do not simply agree. */
export function nameReasons(names: NameEvidence): { feature: ScreeningReason; words: ScreeningReason[] } {
  const empty = names.reasons.find(({ key }) => key === 'nama.alasan.kosong');
  if (empty) return { feature: empty, words: [] };
  const equal = names.likeness.startsWith('sama');
  const legalForm = names.reasons.filter(({ key }) => key === 'nama.alasan.bentuk_usaha_beda' || key === 'nama.alasan.alias' || key === 'nama.alasan.kota_di_belakang');
  return {
    feature: equal ? reason(`nama_${names.likeness}`) : reason(names.score >= NAME.loose ? 'nama_mirip' : 'nama_jauh', { persen: percent(names.score) }),
    words: equal ? legalForm : names.reasons,
  };
}
