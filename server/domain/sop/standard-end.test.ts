import { describe, expect, it } from '@jest/globals';
import { standardWeek } from '../working-time.ts';
import type { Standard } from './model.ts';
import { standardEnd } from './standard-end.ts';

const calendar = { zone: 'Asia/Makassar', weeks: [standardWeek()], holidays: new Set(['2026-03-03']) };
/** Monday, 15:58 in Samarinda. */
const from = new Date('2026-03-02T07:58:00Z');

describe('standardEnd', () => {
  it.each<[Standard, string | null]>([
    [{ menit: 5 }, '2026-03-03T23:33:00.000Z'], // two minutes today, Tuesday is a holiday
    [{ hariKerja: [1, 1] }, '2026-03-04T08:00:00.000Z'],
    [{ hariKerja: [1, 2] }, '2026-03-05T08:00:00.000Z'],
    [{ hariKerja: [0, 0] }, '2026-03-02T07:58:00.000Z'],
    [{ jamKalender: 24 }, '2026-03-03T07:58:00.000Z'],
    ['tidak_dinyatakan', null],
  ])('%j ends at %s', (standard, end) => expect(standardEnd(calendar, standard, from)?.toISOString() ?? null).toBe(end));
});
