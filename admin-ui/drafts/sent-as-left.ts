/** What a page sent as it was left may arrive after the next page has read what is kept. */
const MARK = 'loket-draf-dikirim';
const ARRIVES_WITHIN_MS = [1_500, 6_000];

export const noteSentAsLeft = (): void => { sessionStorage.setItem(MARK, 'ya'); };

let sentAsLeft = sessionStorage.getItem(MARK) !== null;
sessionStorage.removeItem(MARK);

/** On a page that follows such a one: reads the drafts anew, twice. Returns how to stop. */
export function lookAgainIfSentAsLeft(look: () => void): () => void {
  if (!sentAsLeft) return () => undefined;
  const timers = ARRIVES_WITHIN_MS.map((ms) => window.setTimeout(look, ms));
  const over = window.setTimeout(() => { sentAsLeft = false; }, Math.max(...ARRIVES_WITHIN_MS));
  return () => { for (const timer of [...timers, over]) window.clearTimeout(timer); };
}
