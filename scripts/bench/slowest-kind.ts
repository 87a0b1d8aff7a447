import { figure, percentile, timed, type Figure } from './figure.ts';

const AT_FIRST = 15;
const AGAIN = 100;

/** `say`: a kind of question in words, for whoever wants to know which it was. */
export interface Kinds<Q> { questions: Q[]; ask(question: Q): Promise<unknown>; say(question: Q): string }

/**
 * The p95 (ms) of the slowest kind of question: what is promised of any of them. The p95 of fifteen askings is the slowest of them, so among hundreds of kinds it finds every
 * hitch of the machine; whichever kind stands at the head is asked a hundred times more, until the one at the head has been.
 */
export async function slowestKind<Q>(name: string, target: number, { questions, ask, say }: Kinds<Q>): Promise<Figure> {
  const p95 = async (question: Q, times: number) => {
    const taken: number[] = [];
    for (let n = 0; n < times; n += 1) taken.push(await timed(() => ask(question)));
    return percentile(taken, 0.95);
  };
  const kinds: { question: Q; value: number; again: boolean }[] = [];
  for (const question of questions) {
    await ask(question);
    kinds.push({ question, value: await p95(question, AT_FIRST), again: false });
  }
  const head = () => kinds.sort((a, b) => b.value - a.value)[0];
  for (let first = head(); first && !first.again; first = head()) {
    first.value = await p95(first.question, AGAIN);
    first.again = true;
  }
  process.stdout.write(`${JSON.stringify({ name: `${name}_slowest`, at: kinds.slice(0, Number(process.env.LOKET_BENCH_TOLD ?? 3)).map(({ question, value }) => ({ value, at: say(question) })) })}\n`);
  return figure({
    name, unit: 'ms', value: kinds[0]?.value ?? NaN, target, seen: { questions: kinds.length, askedAgain: kinds.filter(({ again }) => again).length, middle: percentile(kinds.map(({ value }) => value), 0.5) },
  });
}
