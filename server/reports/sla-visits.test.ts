/** The rows behind a figure come page by page, none twice and none left out, with how many there are. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aCaseAt, anOffice } from '../testing/a-case.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import { systemClock } from '../platform/clock.ts';
import { reportRoutes } from './reports.routes.ts';
import { slaVisits } from './sla-steps.view.ts';

let test: TestDatabase;
beforeAll(async () => { test = await createTestDatabase(); });
afterAll(() => test.drop());

const LEFT = new Date('2026-03-02T03:00:00Z');

describe('the visits behind a figure', () => {
  it('are read a page at a time, longest work first', async () => {
    const office = await anOffice(test.db);
    for (let n = 0; n < 7; n += 1) {
      const { row } = await aCaseAt(test.db, 'cek_unggahan', { office });
      // Two of each length: the order between them must hold from page to page.
      await test.db('step_visits').where({ case_id: row.id }).update({ left_at: LEFT, working_minutes: Math.floor(n / 2), waiting_minutes: 0, stopped_minutes: 0 });
    }
    const stranger = await aCaseAt(test.db, 'cek_unggahan');
    await test.db('step_visits').where({ case_id: stranger.row.id }).update({ left_at: LEFT, working_minutes: 9, waiting_minutes: 0, stopped_minutes: 0 });
    const page = (first: number) => slaVisits(test.db, {
      officeId: office.id, procedure: 'registrasi_perseorangan', step: '6', from: new Date('2026-03-01T00:00:00Z'), before: new Date('2026-03-03T00:00:00Z'), overOnly: false, first, count: 3,
    });
    const pages = [await page(0), await page(3), await page(6)];
    expect(pages.map(({ total, visits }) => [total, visits.length])).toEqual([[7, 3], [7, 3], [7, 1]]);
    const all = pages.flatMap(({ visits }) => visits);
    expect(new Set(all.map((visit) => visit.id)).size).toBe(7);
    expect(all.map((visit) => visit.workingMinutes)).toEqual([3, 2, 2, 1, 1, 0, 0]);
    expect(await page(9)).toEqual({ total: 7, visits: [] });
  });

  it('open for every step id that a procedure may have', () => {
    const params = reportRoutes({ db: test.db, clock: systemClock }).find(({ path }) => path === '/api/sla-steps/:step/visits')?.params;
    const opens = (step: string) => params?.safeParse({ step }).success;
    expect(['6', '5.1', 'cocokkan', 'terbitkan_undangan', 'x'.repeat(60)].map(opens)).toEqual([true, true, true, true, true]);
    expect(['', '..', '6/a', 'x'.repeat(61)].map(opens)).toEqual([false, false, false, false]);
  });
});
