import { expect, it } from '@jest/globals';
import { atMost, together } from './together.ts';

it('serves whoever calls at once in one round, and whoever comes meanwhile in the next', async () => {
  const rounds: number[][] = [];
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => { release = resolve; });
  const double = together(async (items: number[]) => {
    rounds.push(items);
    if (rounds.length === 1) await held;
    return items.map((item) => item * 2);
  });
  const first = [double(1), double(2)];
  await new Promise((resolve) => { setImmediate(resolve); });
  await new Promise((resolve) => { setImmediate(resolve); });
  const second = [double(3), double(4), double(5)];
  release();
  expect(await Promise.all([...first, ...second])).toEqual([2, 4, 6, 8, 10]);
  expect(rounds).toEqual([[1, 2], [3, 4, 5]]);
});

it('takes no more than the most at once', async () => {
  const sizes: number[] = [];
  const one = together((items: number[]) => { sizes.push(items.length); return Promise.resolve(items); }, { most: 2 });
  await Promise.all([1, 2, 3, 4, 5].map(one));
  expect(sizes).toEqual([2, 2, 1]);
});

it('waits a moment for company where it may', async () => {
  const sizes: number[] = [];
  const one = together((items: number[]) => { sizes.push(items.length); return Promise.resolve(items); }, { waitMs: 60 });
  const first = one(1);
  await new Promise((resolve) => { setTimeout(resolve, 15); });
  await Promise.all([first, one(2), one(3)]);
  expect(sizes).toEqual([3]);
});

it('a round that fails is told to each of its callers, and the next goes on', async () => {
  let broken = true;
  const one = together((items: number[]) => (broken ? Promise.reject(new Error('no')) : Promise.resolve(items)));
  expect((await Promise.allSettled([one(1), one(2)])).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  broken = false;
  expect(await one(3)).toBe(3);
});

it('at most so many at once, also when some fail', async () => {
  let now = 0;
  let most = 0;
  const slot = atMost(3);
  const results = await Promise.allSettled(Array.from({ length: 12 }, (_, n) => slot(async () => {
    now += 1;
    most = Math.max(most, now);
    await new Promise((resolve) => { setImmediate(resolve); });
    now -= 1;
    if (n % 3 === 0) throw new Error('no');
    return n;
  })));
  expect(most).toBe(3);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(8);
});
