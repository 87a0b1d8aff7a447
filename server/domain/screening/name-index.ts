import type { FoldedName } from '../names/fold-name.ts';

/** At most so many names per question are compared letter by letter. */
const MOST = 40;
/** Share of the letter pairs, the rare ones counting more, below which no comparison reaches the lowest level. */
const LEAST_SHARED = 0.3;

export interface NameIndex {
  /** Positions of the names that share enough letter pairs with this one, the most alike first. */
  near(name: FoldedName, most?: number): number[];
}

/**
 * Finds the names worth comparing among many, whatever the order of the words, the spelling or a slip of a letter: pairs of
 * letters, rare ones counting more. In memory; for a database the trigram index does the same.
 */
export function createNameIndex(names: readonly FoldedName[]): NameIndex {
  const postings = new Map<string, number[]>();
  names.forEach((name, at) => { for (const gram of gramsOf(name)) push(postings, gram, at); });
  const worth = (gram: string) => Math.log(1 + names.length / ((postings.get(gram)?.length ?? 0) + 1));
  const weights = new Float64Array(names.length);
  names.forEach((name, at) => { for (const gram of gramsOf(name)) weights[at] = (weights[at] ?? 0) + worth(gram); });
  const shared = new Float64Array(names.length);
  return {
    near(name, most = MOST) {
      const touched: number[] = [];
      let whole = 0;
      for (const gram of gramsOf(name)) {
        const value = worth(gram);
        whole += value;
        for (const at of postings.get(gram) ?? []) {
          if (shared[at] === 0) touched.push(at);
          shared[at] = (shared[at] ?? 0) + value;
        }
      }
      const alike: { at: number; share: number }[] = [];
      for (const at of touched) {
        const share = (2 * (shared[at] ?? 0)) / (whole + (weights[at] ?? 0));
        shared[at] = 0;
        if (share >= LEAST_SHARED) alike.push({ at, share });
      }
      return alike.sort((x, y) => y.share - x.share || x.at - y.at).slice(0, most).map(({ at }) => at);
    },
  };
}

/** Pairs within the words; sounds that are spelt either way are one letter here. */
function gramsOf(name: FoldedName): Set<string> {
  const grams = new Set<string>();
  for (const token of name.tokens) {
    const plain = token.replace(/[VP]/g, 'F').replace(/[JZY]/g, 'S');
    grams.add(`^${plain.slice(0, 1)}`);
    for (let i = 0; i + 1 < plain.length; i += 1) grams.add(plain.slice(i, i + 2));
  }
  return grams;
}

function push(map: Map<string, number[]>, key: string, at: number): void {
  const known = map.get(key);
  if (known) known.push(at);
  else map.set(key, [at]);
}
