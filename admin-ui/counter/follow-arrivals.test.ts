import { describe, expect, it } from '@jest/globals';
import { followArrivals, withoutGone, type Looked } from './follow-arrivals.ts';

const looked = (requestId: string, files: Record<string, string>): Looked => ({ requestId, files: Object.entries(files).map(([kind, uploadId]) => ({ kind, uploadId })), told: Object.values(files) });
const told = (before: Looked | null, now: Looked) => {
  const { came, gone } = followArrivals(before, now);
  return { came: came.map(({ uploadId }) => uploadId), gone };
};

describe('what came by a link', () => {
  it.each([
    { name: 'the first look', before: null, now: looked('q1', { ktp: 'u1' }), came: ['u1'], gone: [] },
    { name: 'nothing new', before: looked('q1', { ktp: 'u1' }), now: looked('q1', { ktp: 'u1' }), came: [], gone: [] },
    { name: 'one more', before: looked('q1', { ktp: 'u1' }), now: looked('q1', { ktp: 'u1', npwp: 'u2' }), came: ['u2'], gone: [] },
    { name: 'taken back', before: looked('q1', { ktp: 'u1', npwp: 'u2' }), now: looked('q1', { npwp: 'u2' }), came: [], gone: ['u1'] },
    { name: 'another in its place', before: looked('q1', { ktp: 'u1' }), now: looked('q1', { ktp: 'u3' }), came: ['u3'], gone: ['u1'] },
    { name: 'a new link that asks for less: what the first one brought can be used still', before: looked('q1', { ktp: 'u1', npwp: 'u2' }), now: looked('q2', { ktp: 'u1', surat: 'u4' }), came: ['u4'], gone: [] },
  ])('$name', ({ before, now, came, gone }) => expect(told(before, now)).toEqual({ came, gone }));
});

it('is told once, whatever came between', () => {
  const first = followArrivals(null, looked('q1', { ktp: 'u1' })).looked;
  const second = followArrivals(first, looked('q1', {})).looked;
  expect(followArrivals(second, looked('q2', { ktp: 'u1' })).came).toEqual([]);
});

describe('the documents of an entry', () => {
  it('lose what was taken back, and nothing that lies there instead', () => {
    expect(withoutGone({ ktp: 'u1', npwp: 'u2' }, ['u1'])).toEqual({ npwp: 'u2' });
    const own = { ktp: 'u9', npwp: 'u2' };
    expect(withoutGone(own, ['u1'])).toBe(own);
  });
});
