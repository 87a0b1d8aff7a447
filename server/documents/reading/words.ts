/** What the text recogniser found, in pixels of the picture it was given. */
export interface Word { text: string; confidence: number; left: number; top: number; right: number; bottom: number }
export interface Line { text: string; words: Word[]; left: number; top: number; right: number; bottom: number }

/**
 * Words of one height put together, whatever columns the recogniser saw: on a card the label stands left and its value right.
 * `slope` is the picture's tilt (rise per pixel to the right), so that a tilted line stays one line.
 */
export function linesOf(words: readonly Word[], slope: number): Line[] {
  const level = (word: Word) => (word.top + word.bottom) / 2 - slope * ((word.left + word.right) / 2);
  const rows: { at: number; high: number; words: Word[] }[] = [];
  for (const word of [...words].sort((a, b) => level(a) - level(b))) {
    const high = word.bottom - word.top;
    const row = rows.find((candidate) => Math.abs(candidate.at - level(word)) < 0.45 * Math.max(Math.min(high, candidate.high * 1.5), candidate.high * 0.6));
    if (row) {
      row.words.push(word);
      row.at = row.words.reduce((sum, each) => sum + level(each), 0) / row.words.length;
      row.high = row.words.reduce((sum, each) => sum + each.bottom - each.top, 0) / row.words.length;
    } else rows.push({ at: level(word), high, words: [word] });
  }
  return rows.sort((a, b) => a.at - b.at).map(({ words: own }) => {
    const sorted = own.sort((a, b) => a.left - b.left);
    return {
      words: sorted, text: sorted.map((word) => word.text).join(' '), left: Math.min(...sorted.map((word) => word.left)), top: Math.min(...sorted.map((word) => word.top)),
      right: Math.max(...sorted.map((word) => word.right)), bottom: Math.max(...sorted.map((word) => word.bottom)),
    };
  });
}
