import { describe, expect, it } from '@jest/globals';
import { readAnswer } from '../api-answer.ts';
import { askUntilRead } from './ask-until-read.ts';

const answers = (...given: [number, object][]) => {
  let asked = 0;
  return { ask: () => { const [status, body] = given[Math.min(asked, given.length - 1)] as [number, object]; asked += 1; return Promise.resolve(readAnswer<{ state: 'menunggu' | 'selesai'; warnings: string[] }>(status, JSON.stringify(body), null)); }, count: () => asked };
};
const noWait = () => Promise.resolve();

describe('asking what the machine reads in a draft', () => {
  it('goes on while it is being read, and over a lost connection', async () => {
    const { ask, count } = answers([200, { state: 'menunggu', warnings: [] }], [0, {}], [200, { state: 'selesai', warnings: ['Terbalik.'] }]);
    expect(await askUntilRead(ask, noWait, new AbortController().signal)).toEqual(['Terbalik.']);
    expect(count()).toBe(3);
  });
  it('ends when the draft was used, and some day anyway', async () => {
    const used = answers([404, { message: 'x' }]);
    expect(await askUntilRead(used.ask, noWait, new AbortController().signal)).toEqual([]);
    expect(used.count()).toBe(1);
    const never = answers([200, { state: 'menunggu', warnings: [] }]);
    expect(await askUntilRead(never.ask, noWait, new AbortController().signal)).toEqual([]);
    expect(never.count()).toBeLessThan(20);
  });
  it('asks no more for a file that was replaced', async () => {
    const control = new AbortController();
    const { ask, count } = answers([200, { state: 'menunggu', warnings: [] }]);
    await askUntilRead(ask, () => { if (count() === 1) control.abort(); return Promise.resolve(); }, control.signal);
    expect(count()).toBe(1);
  });
});
