import { figure, percentile, timed, type Figure } from './figure.ts';

const AT_FIRST = 15;
const AGAIN = 100;
/** So many of the slowest are asked again at least. */
const HEAD = 5;

/** `say`: a kind of question in words, for whoever wants to know which it was. */
export interface Kinds<Q> { questions: Q[]; ask(question: Q): Promise<unknown>; say(question: Q): string }

/**
 * The p95 (ms) of the slowest kind of question: what is promised of any of them. The p95 of fifteen askings is the slowest of them, so among hundreds of kinds it finds every
 * hitch of the machine; whichever kinds stand at the head are asked a hundred times more, until all that stand there have been. A kind that is slow once in thirty times may still be missed.
 */
export async function slowestKind<Q>(name: string, target: number, { questions, ask, say }: Kinds<Q>): Promise<Figure> {
  interface Kind { question: Q; times: number[]; value: number }
  const measure = async (kind: Kind, more: number) => {
    for (let n = 0; n < more; n += 1) kind.times.push(await timed(() => ask(kind.question)));
    kind.value = percentile(kind.times, 0.95);
  };
  const again = ({ times }: Kind) => times.length > AT_FIRST;
  const kinds: Kind[] = questions.map((question) => ({ question, times: [], value: 0 }));
  for (const kind of kinds) {
    await ask(kind.question);
    await measure(kind, AT_FIRST);
  }
  const next = () => kinds.sort((a, b) => b.value - a.value).slice(0, HEAD).find((kind) => !again(kind));
  for (let kind = next(); kind; kind = next()) await measure(kind, AGAIN);
  process.stdout.write(`${JSON.stringify({ name: `${name}_slowest`, at: kinds.slice(0, Number(process.env.LOKET_BENCH_TOLD ?? 3)).map((kind) => ({ value: kind.value, asked: kind.times.length, at: say(kind.question) })) })}\n`);
  return figure({
    name, unit: 'ms', value: kinds[0]?.value ?? NaN, target, seen: { questions: kinds.length, askedAgain: kinds.filter(again).length, middle: percentile(kinds.map(({ value }) => value), 0.5) },
  });
}
