/** "Sementara … masih dapat bergeser" is a promise: once the holidays are entered, the deadline moves, and only then is the mark gone. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { fireTimers, recountDeadlines, type RecountDeps } from '../cases/index.ts';
import { isProvisional } from '../domain/provisional.ts';
import { calendarOf, forgetCalendars, noteRecounted, officesToRecount, readCalendar } from '../offices/index.ts';
import { addHoliday, removeHoliday } from '../offices/working-calendar.ts';
import { createLogger } from '../platform/log.ts';
import { taskDeadlines } from '../tasks/recount-tasks.ts';
import { act } from '../testing/act.ts';
import { aCaseAt, anOffice, anOfficer, type TestOffice, type TestOfficer } from '../testing/a-case.ts';
import { aClock, aDoor, type MovableClock, type TestDoor } from '../testing/door-fakes.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import { intakeDoorPart } from './index.ts';

let test: TestDatabase;
let office: TestOffice;
let rina: TestOfficer;
let clock: MovableClock;
let door: TestDoor;
let told: { caseId: string; what: string }[];
beforeAll(async () => { test = await createTestDatabase(); });
afterAll(() => test.drop());
beforeEach(async () => {
  forgetCalendars();
  office = await anOffice(test.db, { settings: { repairWorkingDays: 5 } });
  rina = await anOfficer(test.db, office, ['helpdesk']);
  // Monday, 10:00 WITA; of 2027 nobody knows anything.
  clock = aClock('2026-12-28T02:00:00Z');
  door = aDoor({ clock, parts: [intakeDoorPart(), { deadlines: taskDeadlines }] });
  told = [];
});

const log = createLogger({ level: 'silent' });
const deps = (): RecountDeps => ({
  db: test.db, door, log, calendars: { read: readCalendar, behind: officesToRecount, settled: (db, id, edition) => noteRecounted(db, id, edition, 60_000) },
  tell: (_trx, row, moved) => { told.push(...moved.map(({ what }) => ({ caseId: row.id, what }))); return Promise.resolve(); },
});
const asked = async () => {
  const { row } = await aCaseAt(test.db, 'pengembalian', { office, holder: rina, at: clock.now() });
  await act(test.db, door, rina.actor, row.id, 'kirim_kekurangan', { butir: [{ jenis: 'dokumen', kunci: 'ktp', alasan: 'DOC-02' }] });
  return row.id;
};
const repair = (caseId: string) => test.db('repair_requests').where({ case_id: caseId }).first<{ due_at: Date; due_edition: number; expiry_proposed_at: Date | null }>();
const due = async (caseId: string) => (await repair(caseId)).due_at.toISOString().slice(0, 10);
const marked = async (caseId: string) => { const row = await repair(caseId); return isProvisional(await calendarOf(test.db, office.id), row.due_at, row.due_edition); };
const version = async (caseId: string) => (await test.db('cases').where({ id: caseId }).first<{ version: number }>('version')).version;
const holiday = (date: string, kind: 'nasional' | 'cuti_bersama' = 'nasional') => test.db.transaction((trx) => addHoliday(trx, { officer: { id: rina.id, officeId: office.id, roles: ['admin_kantor'] } as never, requestId: randomUUID(), ipHash: '' }, { date, name: 'Libur', kind, basis: '', everywhere: false }, clock.now()));
/** The whole decree: New Year and eleven days in March. */
const decree = async () => { const id = await holiday('2027-01-01'); for (let day = 10; day < 21; day += 1) await holiday(`2027-03-${day}`); return String(id); };

describe('a repair asked for over a New Year whose holidays nobody has entered', () => {
  it('is provisional until the holidays are entered and the deadline has moved; the mark never goes before', async () => {
    const caseId = await asked();
    const before = await version(caseId);
    // 29, 30, 31 December, 1 and 4 January: the first of January counts as a working day.
    expect([await due(caseId), await marked(caseId)]).toEqual(['2027-01-04', true]);
    await decree();
    expect([await due(caseId), await marked(caseId)]).toEqual(['2027-01-04', true]);
    expect(await recountDeadlines(deps())).toBe(1);
    expect([await due(caseId), await marked(caseId), await version(caseId)]).toEqual(['2027-01-05', false, before + 1]);
    expect(told).toEqual([{ caseId, what: 'perbaikan' }]);
    // Again, and by two at once: nothing moves twice.
    expect(await Promise.all([recountDeadlines(deps()), recountDeadlines(deps())])).toEqual([0, 0]);
    expect([await due(caseId), await version(caseId)]).toEqual(['2027-01-05', before + 1]);
  });

  it('never becomes shorter for the applicant, nor longer by days the office gives since', async () => {
    const caseId = await asked();
    const newYear = await decree();
    await recountDeadlines(deps());
    await test.db('offices').where({ id: office.id }).update({ settings: test.db.raw(`settings || '{"repairWorkingDays": 20}'`) });
    await test.db.transaction((trx) => removeHoliday(trx, { officer: { id: rina.id, officeId: office.id, roles: [] } as never, requestId: randomUUID(), ipHash: '' }, newYear));
    expect(await marked(caseId)).toBe(true);
    expect(await recountDeadlines(deps())).toBe(0);
    // Without the day the decree still counts eleven: too few to be called known.
    expect([await due(caseId), (await repair(caseId)).due_edition]).toEqual(['2027-01-05', (await calendarOf(test.db, office.id)).edition]);
  });

  it('takes back the proposal to close that was made on the old date, and reminds and proposes again on the new one', async () => {
    const caseId = await asked();
    const fire = () => fireTimers({ db: test.db, door, log, wasOpenedSince: () => Promise.resolve(true) });
    clock.set('2027-01-04T09:00:00Z');
    await fire();
    expect((await repair(caseId)).expiry_proposed_at).not.toBeNull();
    await decree();
    await recountDeadlines(deps());
    expect([await due(caseId), (await repair(caseId)).expiry_proposed_at]).toEqual(['2027-01-05', null]);
    await fire();
    expect((await repair(caseId)).expiry_proposed_at).toBeNull();
    clock.set('2027-01-05T09:00:00Z');
    await fire();
    expect((await repair(caseId)).expiry_proposed_at).not.toBeNull();
    expect(await test.db('case_actions').where({ case_id: caseId, action: 'usulkan_kedaluwarsa' })).toHaveLength(2);
  });
});

describe('a request from before its days were written down', () => {
  const DAY = 86_400_000;
  /** The office gave five days then and gives fourteen now. */
  async function askedLongAgo(): Promise<string> {
    const caseId = await asked();
    await test.db('repair_requests').where({ case_id: caseId }).update({ due_days: null });
    await test.db('offices').where({ id: office.id }).update({ settings: test.db.raw(`settings || '{"repairWorkingDays": 14}'`) });
    clock.set(new Date(clock.now().getTime() + DAY).toISOString());
    return caseId;
  }
  const reckonedWith = async (caseId: string) => (await repair(caseId)).due_edition === (await readCalendar(test.db, office.id)).edition;

  it('keeps the date it was told where no day off came between, whatever the office gives today', async () => {
    await holiday('2026-12-30'); // known when he was asked
    clock.set(new Date(clock.now().getTime() + 1).toISOString());
    forgetCalendars();
    const caseId = await askedLongAgo();
    await test.db('repair_requests').where({ case_id: caseId }).update({ expiry_proposed_at: clock.now() });
    await holiday('2027-03-10');
    expect([await recountDeadlines(deps()), told, await due(caseId)]).toEqual([0, [], '2027-01-05']);
    expect([await reckonedWith(caseId), (await repair(caseId)).expiry_proposed_at]).toEqual([true, clock.now()]);
  });

  it('moves by the day off that was entered since, once, however often the calendar changes after', async () => {
    const caseId = await askedLongAgo();
    await holiday('2027-01-01');
    expect([await recountDeadlines(deps()), await due(caseId)]).toEqual([1, '2027-01-05']);
    await holiday('2027-03-10');
    expect([await recountDeadlines(deps()), await due(caseId)]).toEqual([0, '2027-01-05']);
  });

  it('stays where no number of days gives its date', async () => {
    const caseId = await askedLongAgo();
    await test.db('repair_requests').where({ case_id: caseId }).update({ due_at: '2027-01-03T03:00:00Z' });
    await holiday('2027-01-01');
    expect([await recountDeadlines(deps()), await due(caseId), await reckonedWith(caseId)]).toEqual([0, '2027-01-03', true]);
  });
});

it('tasks and the standard of the step move too, in both directions, and nobody else’s office does', async () => {
  const { row } = await aCaseAt(test.db, 'diterima', { office, holder: rina, at: clock.now() });
  const elsewhere = await aCaseAt(test.db, 'diterima', { at: clock.now() });
  const begun = new Date('2026-12-31T23:30:00Z'); // 07.30 on New Year's Day
  const early = new Date('2027-01-01T00:00:00Z');
  for (const id of [row.id, elsewhere.row.id]) await test.db('cases').where({ id }).update({ due_from: begun, due_at: early, due_edition: 1 });
  await test.db('tasks').insert({ case_id: row.id, office_id: office.id, kind: 'spse_daftar_hitam', actor: 'penyelia', round: 1, blocks: '{}', not_opener: false, opened_at: begun, due_at: early, reminded_at: early, state: 'terbuka' });
  await decree();
  expect(await recountDeadlines(deps())).toBe(2);
  const moved = await test.db('cases').where({ id: row.id }).first<{ due_at: Date }>('due_at');
  const task = await test.db('tasks').where({ case_id: row.id }).first<{ due_at: Date; reminded_at: Date | null }>('due_at', 'reminded_at');
  expect([moved.due_at.toISOString() > '2027-01-03', task.due_at.toISOString() > '2027-01-03', task.reminded_at]).toEqual([true, true, null]);
  expect((await test.db('cases').where({ id: elsewhere.row.id }).first<{ due_at: Date }>('due_at')).due_at).toEqual(early);
});

it('an office is settled only once no other process can still be reckoning with the calendar before', async () => {
  await decree();
  await recountDeadlines(deps());
  expect(await officesToRecount(test.db)).toContain(office.id);
  await test.db('offices').where({ id: office.id }).update({ calendar_changed_at: test.db.raw(`now() - interval '2 minutes'`) });
  await recountDeadlines(deps());
  expect(await officesToRecount(test.db)).not.toContain(office.id);
});
