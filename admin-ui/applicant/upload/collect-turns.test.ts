import { describe, expect, it } from '@jest/globals';
import { turnTaken, type Taken } from './collect-turns.ts';

const noWait = () => Promise.resolve();
const picked = new File(['foto'], 'ktp.jpg', { type: 'image/jpeg' });
const taken = (quarters = 0, accepted: Taken['accepted'] = null): Taken => ({ file: picked, quarters, accepted });
/** A phone that draws what it is given, and remembers what that was. */
function phone(unable: 'ponsel' | 'server' | null = null) {
  const drawn: [File, number][] = [];
  return { drawn, draw: async (file: File, quarters: number) => { drawn.push([file, quarters]); return unable ?? new File(['diputar'], 'ktp.jpg'); } };
}

describe('taps on "turn"', () => {
  it('three within a second are one picture, made from what was picked', async () => {
    const card = taken();
    const { drawn, draw } = phone();
    const resting: (() => void)[] = [];
    const wait = () => new Promise<void>((resolve) => { resting.push(resolve); });
    const controls = [new AbortController(), new AbortController(), new AbortController()];
    const taps = controls.map((control, n) => { controls[n - 1]?.abort(); return turnTaken(card, draw, wait, control.signal); });
    resting.forEach((rested) => { rested(); });
    const ends = await Promise.all(taps);
    expect(ends.map(({ end }) => end)).toEqual(['overtaken', 'overtaken', 'turned']);
    expect(drawn).toEqual([[picked, 3]]);
  });

  it('one more after the server has taken it begins from what was picked as well', async () => {
    const { drawn, draw } = phone();
    await turnTaken(taken(1, { quarters: 1, id: 'u1' }), draw, noWait, new AbortController().signal);
    expect(drawn).toEqual([[picked, 2]]);
  });

  it('a fourth brings back what was picked, which is not drawn at all', async () => {
    const { drawn, draw } = phone();
    expect(await turnTaken(taken(3), draw, noWait, new AbortController().signal)).toEqual({ end: 'turned', file: picked });
    expect(drawn).toEqual([]);
  });

  it('a full round of what the server has sends nothing', async () => {
    const { drawn, draw } = phone();
    expect(await turnTaken(taken(0, { quarters: 1, id: 'u1' }), draw, noWait, new AbortController().signal)).toEqual({ end: 'same' });
    expect(drawn).toEqual([]);
  });

  it.each([
    { name: 'what was never taken as it was picked', card: () => taken(1), stands: 0 },
    { name: 'what the server has as it has it', card: () => taken(2, { quarters: 2, id: 'u1' }), stands: 2 },
  ])('leave $name where the phone has not the memory', async ({ card, stands }) => {
    const mine = card();
    expect(await turnTaken(mine, phone('ponsel').draw, noWait, new AbortController().signal)).toEqual({ end: 'failed', why: 'ponsel' });
    expect(mine.quarters).toBe(stands);
  });

  it('say so where the line was cut before the whole picture came, which is not the fault of the phone', async () => {
    expect(await turnTaken(taken(0, { quarters: 0, id: 'u1' }), phone('server').draw, noWait, new AbortController().signal)).toEqual({ end: 'failed', why: 'server' });
  });

  it('end with another pick, also while it is being drawn', async () => {
    const control = new AbortController();
    const draw = async () => { control.abort(); return new File(['diputar'], 'ktp.jpg'); };
    expect(await turnTaken(taken(), draw, noWait, control.signal)).toEqual({ end: 'overtaken' });
  });
});
