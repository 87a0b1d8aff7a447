/** More words than this are paired greedily: the exact way doubles its work with each word. */
export const EXACT_WORDS = 8;

/**
 * Pairs rows with columns, each at most once, so that the sum of the gains is largest. A gain of 0 is no pair.
 * @returns for each row its column, or -1
 */
export function bestPairing(gains: number[][]): number[] {
  const columns = gains[0]?.length ?? 0;
  if (columns <= EXACT_WORDS) return exactPairing(gains, columns);
  if (gains.length <= EXACT_WORDS) {
    const turned = Array.from({ length: columns }, (_, j) => gains.map((row) => row[j] ?? 0));
    const byColumn = exactPairing(turned, gains.length);
    return gains.map((_, i) => byColumn.indexOf(i));
  }
  return greedyPairing(gains);
}

function exactPairing(gains: number[][], columns: number): number[] {
  const states = 1 << columns;
  // best[i][taken]: largest sum of rows i… when the columns in `taken` are gone; filled from the last row back.
  const best = Array.from({ length: gains.length + 1 }, () => new Float64Array(states));
  const choose = gains.map(() => new Int8Array(states));
  for (let i = gains.length - 1; i >= 0; i -= 1) {
    const [row, after, here, choice] = [gains[i] ?? [], best[i + 1], best[i], choose[i]];
    if (!after || !here || !choice) continue;
    for (let taken = 0; taken < states; taken += 1) {
      here[taken] = after[taken] ?? 0;
      choice[taken] = -1;
      for (let j = 0; j < columns; j += 1) {
        const value = taken & (1 << j) ? 0 : row[j] ?? 0;
        if (value > 0 && value + (after[taken | (1 << j)] ?? 0) > (here[taken] ?? 0)) {
          here[taken] = value + (after[taken | (1 << j)] ?? 0);
          choice[taken] = j;
        }
      }
    }
  }
  let taken = 0;
  return choose.map((choice) => {
    const j = choice[taken] ?? -1;
    if (j >= 0) taken |= 1 << j;
    return j;
  });
}

function greedyPairing(gains: number[][]): number[] {
  const pairs = gains.flatMap((row, i) => row.map((gain, j) => ({ i, j, gain }))).filter(({ gain }) => gain > 0);
  pairs.sort((x, y) => y.gain - x.gain);
  const partners = gains.map(() => -1);
  for (const { i, j } of pairs) if (partners[i] === -1 && !partners.includes(j)) partners[i] = j;
  return partners;
}
