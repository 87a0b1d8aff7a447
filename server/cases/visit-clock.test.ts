import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Knex } from 'knex';
import { getSop } from '../domain/sop/catalogue.ts';
import { standardWeek, type WorkingCalendar } from '../domain/working-time.ts';
import { aCaseAt, anOffice, anOfficer, type TestCase, type TestOffice, type TestOfficer } from '../testing/a-case.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import { dueAt, enterPlace, leavePlace } from './visit-clock.ts';

let database: TestDatabase;
let db: Knex;
let office: TestOffice;
let sari: TestOfficer;
let bagus: TestOfficer;

beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
  office = await anOffice(db);
  [sari, bagus] = [await anOfficer(db, office, ['helpdesk'], 'Sari Contoh'), await anOfficer(db, office, ['helpdesk'], 'Bagus Contoh')];
});
afterAll(() => database.drop());

/** Samarinda: WITA, 07:30–12:00 and 13:00–16:00, Friday 07:30–11:30 and 13:00–16:30; Thursday 19 March 2026 is Nyepi. */
const CALENDAR: WorkingCalendar = { zone: 'Asia/Makassar', weeks: [standardWeek()], holidays: new Set(['2026-03-19']) };
const wita = (text: string) => new Date(`2026-03-${text.replace(' ', 'T')}${text.length > 8 ? '' : ':00'}+08:00`);

type Holder = 'sari' | 'bagus';
/** Who held the file from when to when; no end where it is held until the act. */
type Held = [holder: Holder, from: string, to?: string];

async function minutesOf({ place = 'cek_unggahan', entered, held, left, called }: { place?: string; entered: string; held: Held[]; left: string; called?: string }): Promise<{ working: number; waiting: number; stopped: number }> {
  const test = await aCaseAt(db, place, { office, at: wita(entered) });
  for (const [holder, from, to] of held) await claim(test, holder, from, to);
  await leave(test, left, { called });
  const visit = await db('step_visits').where({ case_id: test.row.id }).first<{ working_minutes: number; waiting_minutes: number; stopped_minutes: number; left_at: Date }>();
  expect(visit.left_at).toEqual(wita(left));
  return { working: round(visit.working_minutes), waiting: round(visit.waiting_minutes), stopped: round(visit.stopped_minutes) };
}
const round = (minutes: number) => Math.round(minutes * 1000) / 1000;
const claim = (test: TestCase, holder: Holder, from: string, to?: string) => db('case_claims').insert({
  case_id: test.row.id, user_id: (holder === 'sari' ? sari : bagus).id, claimed_at: wita(from), released_at: to === undefined ? null : wita(to),
});
const leave = (test: TestCase, at: string, { called, endsVisit = true }: { called?: string | undefined; endsVisit?: boolean } = {}) => db.transaction((trx) => leavePlace(trx, test.row, {
  at: wita(at), closedBy: sari.id, actionRowId: test.actionId, calendar: CALENDAR, resumesAt: called === undefined ? null : wita(called), endsVisit,
}));

describe('minutes of a visit', () => {
  it.each([
    ['taken some time after it came', '02 09:00', [['sari', '02 09:12']], '02 09:20', 8, 12],
    ['held already when it came: from the entry, not from the claim', '02 09:00', [['sari', '02 08:10']], '02 09:07', 7, 0],
    ['taken at the moment it came', '02 09:00', [['sari', '02 09:00']], '02 09:05', 5, 0],
    ['never taken', '02 09:00', [], '02 09:30', 0, 30],
    ['given back and taken again by the same person', '02 09:00', [['sari', '02 09:05', '02 09:10'], ['sari', '02 09:30']], '02 09:40', 15, 25],
    ['given back, then taken by somebody else', '02 09:00', [['sari', '02 09:00', '02 09:04'], ['bagus', '02 09:10']], '02 09:16', 10, 6],
    ['handed from one to the other in the same second', '02 09:00', [['sari', '02 09:00', '02 09:04'], ['bagus', '02 09:04']], '02 09:16', 16, 0],
    ['given back before it came here counts nothing', '02 09:00', [['sari', '02 08:00', '02 08:59']], '02 09:16', 0, 16],
    ['given back and not held when it left', '02 09:00', [['sari', '02 09:02', '02 09:06']], '02 10:00', 4, 56],
    ['over the lunch break', '02 11:50', [['sari', '02 11:55']], '02 13:05', 10, 5],
    ['taken in the lunch break', '02 11:50', [['sari', '02 12:30']], '02 13:05', 5, 10],
    ['15:58 to 07:36 of the next day', '02 15:58', [['sari', '02 15:58']], '03 07:36', 8, 0],
    ['over a night, taken in the morning', '02 15:50', [['sari', '03 07:33']], '03 07:40', 7, 13],
    ['in the evening, all of it', '02 20:00', [['sari', '02 20:01']], '02 21:00', 0, 0],
    ['over a weekend', '06 16:25', [['sari', '06 16:28']], '09 07:31', 3, 3],
    ['over a day off', '18 15:55', [['sari', '18 15:57']], '20 07:34', 7, 2],
    ['half a minute is half a minute', '02 09:00:00', [['sari', '02 09:00:30']], '02 09:02:00', 1.5, 0.5],
  ] as [string, string, Held[], string, number, number][])('%s', async (_name, entered, held, left, working, waiting) => {
    expect(await minutesOf({ entered, held, left })).toEqual({ working, waiting, stopped: 0 });
  });
});

describe('minutes while the clock stands still', () => {
  it.each([
    ['waiting for the applicant', 'menunggu_perbaikan', '02 09:00', [], '03 09:00', undefined, 0, 0, 450],
    ['held though it is not our turn: still no work', 'menunggu_perbaikan', '02 09:00', [['sari', '02 09:00']], '02 10:00', undefined, 0, 0, 60],
    ['until the appointment, then work', 'terjadwal', '02 09:00', [['sari', '02 08:00']], '03 10:07', '03 10:00', 7, 0, 510],
    ['nobody holds it when the appointment begins', 'terjadwal', '02 09:00', [], '02 14:20', '02 14:00', 0, 20, 240],
    ['cancelled before the appointment', 'terjadwal', '02 09:00', [['sari', '02 08:00']], '02 09:30', '03 10:00', 0, 0, 30],
    ['an appointment that lay before the place was entered', 'terjadwal', '02 09:00', [['sari', '02 09:00']], '02 09:30', '02 08:00', 30, 0, 0],
  ] as [string, string, string, Held[], string, string | undefined, number, number, number][])('%s', async (_name, place, entered, held, left, called, working, waiting, stopped) => {
    expect(await minutesOf({ place, entered, held, left, ...(called === undefined ? {} : { called }) })).toEqual({ working, waiting, stopped });
  });
});

describe('a step with several places', () => {
  it('is one visit, whose stays add up', async () => {
    const test = await aCaseAt(db, 'penjadwalan', { office, at: wita('02 09:00') });
    await claim(test, 'sari', '02 09:05');
    const go = async (place: string, at: string, endsVisit: boolean, called?: string) => {
      await leave(test, at, { called, endsVisit });
      await db.transaction((trx) => enterPlace(trx, test.row, getSop(test.row.procedure, test.row.sop_version), { place, at: wita(at), round: 1, newVisit: endsVisit }));
    };
    await go('terjadwal', '02 09:15', false);
    await go('verifikasi', '02 14:03', false, '02 14:00');
    await go('disetujui', '02 14:10', true);
    const visits = await db('step_visits').where({ case_id: test.row.id }).orderBy('entered_at').select<{ step: string; working_minutes: number; waiting_minutes: number; stopped_minutes: number; left_at: Date | null; closed_by: string | null }[]>();
    expect(visits).toMatchObject([
      { step: '15', working_minutes: 20, waiting_minutes: 5, stopped_minutes: 225, left_at: wita('02 14:10'), closed_by: sari.id },
      { step: '17', working_minutes: 0, left_at: null, closed_by: null },
    ]);
    expect(await db('place_stays').where({ case_id: test.row.id }).orderBy('entered_at').pluck('place')).toEqual(['penjadwalan', 'terjadwal', 'verifikasi', 'disetujui']);
  });

  it('has no visit at a place that belongs to no step', async () => {
    const test = await aCaseAt(db, 'pengarsipan', { office, at: wita('02 09:00') });
    await leave(test, '02 09:10');
    await db.transaction((trx) => enterPlace(trx, test.row, getSop(test.row.procedure, test.row.sop_version), { place: 'diarsipkan', at: wita('02 09:10'), round: 1, newVisit: true }));
    expect(await db('step_visits').where({ case_id: test.row.id }).whereNull('left_at')).toEqual([]);
    expect(await db('place_stays').where({ case_id: test.row.id }).whereNull('left_at')).toMatchObject([{ place: 'diarsipkan', visit_id: null }]);
  });
});

describe('when a step is due', () => {
  it.each([
    ['minutes of the same morning', { menit: 5 } as const, 'jalan', '02 09:00', '02 09:05'],
    ['minutes that reach over the night', { menit: 10 } as const, 'jalan', '02 15:58', '03 07:38'],
    ['a working day', { hariKerja: [1, 1] } as const, 'jalan', '02 09:00', '03 16:00'],
    ['no time where the source states none', 'tidak_dinyatakan' as const, 'jalan', '02 09:00', null],
    ['no time while the clock stands still', { menit: 5 } as const, 'berhenti', '02 09:00', null],
  ] as const)('%s', (_name, standard, clock, entered, due) => {
    expect(dueAt(CALENDAR, typeof standard === 'object' && 'hariKerja' in standard ? { hariKerja: [1, 1] } : standard, clock, wita(entered))).toEqual(due === null ? null : wita(due));
  });
});
