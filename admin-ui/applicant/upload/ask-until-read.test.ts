import { describe, expect, it } from '@jest/globals';
import { readAnswer } from '../api-answer.ts';
import { askUntilRead } from './ask-until-read.ts';

const answers = (...given: [number, object][]) => {
  let asked = 0;
  return { ask: () => { const [status, body] = given[Math.min(asked, given.length - 1)] as [number, object]; asked += 1; return Promise.resolve(readAnswer<{ state: 'menunggu' | 'selesai'; warnings: string[]; upload: object | null }>(status, JSON.stringify(body), null)); }, count: () => asked };
};
/** What is told of it, answer by answer. */
const hear = async (ask: Parameters<typeof askUntilRead>[0], wait = () => Promise.resolve(), signal = new AbortController().signal) => { const heard: string[][] = []; await askUntilRead(ask, wait, signal, (warnings) => heard.push(warnings)); return heard; };
const noWait = () => Promise.resolve();

describe('asking what the machine reads in a draft', () => {
  it('goes on while it is being read, and over a lost connection', async () => {
    const { ask, count } = answers([200, { state: 'menunggu', warnings: ['Buram.'], upload: {} }], [0, {}], [200, { state: 'selesai', warnings: ['Buram.', 'Terbalik.'], upload: {} }]);
    expect(await hear(ask)).toEqual([['Buram.'], ['Buram.', 'Terbalik.']]);
    expect(count()).toBe(3);
  });
  it('ends when the draft was used, and some day anyway', async () => {
    const used = answers([404, { message: 'x' }]);
    expect(await hear(used.ask)).toEqual([]);
    expect(used.count()).toBe(1);
    // Taken into a case: that nothing is said of it any more takes no warning away.
    expect(await hear(answers([200, { state: 'selesai', warnings: [], upload: null }]).ask)).toEqual([]);
    const never = answers([200, { state: 'menunggu', warnings: [], upload: {} }]);
    await hear(never.ask);
    expect(never.count()).toBeLessThan(20);
  });
  it('asks no more for a file that was replaced', async () => {
    const control = new AbortController();
    const { ask, count } = answers([200, { state: 'menunggu', warnings: [], upload: {} }]);
    await hear(ask, () => { if (count() === 1) control.abort(); return Promise.resolve(); }, control.signal);
    expect(count()).toBe(1);
    // Nor is the answer told that comes after it was.
    const late = new AbortController();
    expect(await hear(() => { late.abort(); return answers([200, { state: 'selesai', warnings: ['Buram.'], upload: {} }]).ask(); }, noWait, late.signal)).toEqual([]);
  });
});
