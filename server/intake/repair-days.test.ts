/** How long an applicant has for a repair is the office's own setting: deadline and proposal follow it, by its calendar. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fireTimers } from '../cases/index.ts';
import { createLogger } from '../platform/log.ts';
import { act } from '../testing/act.ts';
import { aCaseAt, anOffice, anOfficer } from '../testing/a-case.ts';
import { aClock, aDoor } from '../testing/door-fakes.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import { intakeDoorPart } from './index.ts';

let test: TestDatabase;
beforeAll(async () => { test = await createTestDatabase(); });
afterAll(() => test.drop());

/** Monday, 10:00 WITA. */
const MONDAY = '2026-03-02T02:00:00Z';

describe('the days of a repair', () => {
  it('are those of the office: two working days here, four there', async () => {
    const clock = aClock(MONDAY);
    const door = aDoor({ clock, parts: [intakeDoorPart()] });
    const asked = async (repairWorkingDays: number) => {
      const office = await anOffice(test.db, { settings: { repairWorkingDays } });
      const rina = await anOfficer(test.db, office, ['helpdesk']);
      const { row } = await aCaseAt(test.db, 'pengembalian', { office, holder: rina, at: clock.now() });
      await act(test.db, door, rina.actor, row.id, 'kirim_kekurangan', { butir: [{ jenis: 'dokumen', kunci: 'ktp', alasan: 'DOC-02' }] });
      return row.id;
    };
    const [short, long] = [await asked(2), await asked(4)];
    const due = async (caseId: string) => (await test.db('repair_requests').where({ case_id: caseId }).first<{ due_at: Date }>('due_at')).due_at.toISOString().slice(0, 10);
    expect([await due(short), await due(long)]).toEqual(['2026-03-04', '2026-03-06']);

    const fire = () => fireTimers({ db: test.db, door, log: createLogger({ level: 'silent' }), wasOpenedSince: () => Promise.resolve(true) });
    const proposed = async () => test.db('repair_requests').whereIn('case_id', [short, long]).whereNotNull('expiry_proposed_at').pluck('case_id');
    clock.set('2026-03-03T09:00:00Z');
    await fire();
    expect(await proposed()).toEqual([]);
    clock.set('2026-03-05T02:00:00Z');
    await fire();
    expect(await proposed()).toEqual([short]);
    clock.set('2026-03-09T02:00:00Z');
    await fire();
    expect((await proposed()).sort()).toEqual([short, long].sort());
  }, 60_000);
});
