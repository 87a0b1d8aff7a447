/** An appointment nobody will be there for, and that cannot be moved as the file stands: it shows at its file and in the calendar until somebody has arranged it. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { CalendarView } from '../domain/contract/scheduling.ts';
import type { CaseView } from '../domain/contract/cases.ts';
import type { StuckCaseItem, SupervisedFigure } from '../domain/contract/supervision.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';
import { sweepLeft } from './index.ts';

let test: TestLoket;
beforeAll(async () => { test = await startTestLoket({ seed: 67 }); }, 300_000);
afterAll(() => test.stop());

const idOf = async (name: string) => (await test.db('users').where({ email: `${name}@loket.test` }).first<{ id: string }>('id')).id;
const duties = async (caseId: string) => (await (await test.world.officer('penyelia')).get<CaseView>(`/api/cases/${caseId}`)).duties.map(({ key, fix }) => `${key} ${fix?.act ?? ''}`);
const inCalendar = async (caseId: string) => {
  const week = new URLSearchParams({ from: '2026-03-01T16:00:00Z', to: '2026-03-08T16:00:00Z' });
  return (await (await test.world.officer('penyelia')).get<CalendarView>(`/api/calendar?${week}`)).appointments.find((slot) => slot.caseId === caseId)?.trouble;
};
/** In the supervisor's list of what is stuck, and in its figure. */
const stuck = async (caseId: string) => {
  const supervisor = await test.world.officer('penyelia');
  const rows = await supervisor.get<StuckCaseItem[]>(`/api/stuck-cases?${new URLSearchParams({ filter: JSON.stringify({ why: 'janji' }) })}`);
  const figure = (await supervisor.get<SupervisedFigure[]>('/api/supervision')).find(({ id }) => id === 'janji');
  expect(figure?.count).toBe(rows.length);
  const row = rows.find(({ id }) => id === caseId);
  return row && { whys: row.whys, says: row.obstacles[0] };
};
const wordsToSupervisors = () => test.db('notices').where({ text_key: 'pemberitahuan.jadwal_tanpa_petugas' }).count<{ n: number }[]>({ n: '*' }).then(([row]) => Number(row?.n));

it('an officer on leave whose appointment cannot be moved: told once, shown until it is handed over', async () => {
  const walked = await (walks.terjadwal as (typeof walks)[string])(test.world);
  expect([await duties(walked.caseId), await inCalendar(walked.caseId), await stuck(walked.caseId)]).toEqual([[], null, undefined]);
  // Where the file stands now no act moves an appointment.
  await test.db('cases').where({ id: walked.caseId }).update({ place: 'cek_kelengkapan' });
  const verifikator = await test.world.officer('verifikator');
  const leave = () => verifikator.post<{ affected: { done: string }[] }>(`/api/availabilities/${verifierId}/leave`, { from: '2026-03-02', to: '2026-03-02', windows: [], note: 'Sakit', confirmed: true });
  const verifierId = await idOf('verifikator');
  for (let n = 0; n < 2; n += 1) expect((await leave()).affected).toMatchObject([{ caseId: walked.caseId, done: 'tetap' }]);
  expect(await wordsToSupervisors()).toBe(1);
  for (let n = 0; n < 2; n += 1) expect([await duties(walked.caseId), await inCalendar(walked.caseId)]).toEqual([['hambatan.janji_tanpa_petugas alihkan_jadwal'], 'berhalangan pada waktu itu']);
  expect(await stuck(walked.caseId)).toEqual({ whys: ['janji'], says: 'Jadwal verifikasi masih tercatat pada petugas yang berhalangan pada waktu itu. Alihkan ke verifikator lain atau jadwalkan ulang.' });

  await test.db('cases').where({ id: walked.caseId }).update({ place: 'terjadwal' });
  await (await test.world.officer('penyelia')).act(walked.caseId, 'alihkan_jadwal', { verifikatorId: await idOf('verifikator2'), alasan: 'JDW-02', catatan: 'Digantikan.' });
  expect([await duties(walked.caseId), await inCalendar(walked.caseId), await stuck(walked.caseId)]).toEqual([[], null, undefined]);
}, 300_000);

it('an officer who verifies no more: tried again each day, told again only when the word was read', async () => {
  const walked = await (walks.terjadwal as (typeof walks)[string])(test.world, { verifikator: 'verifikator2' });
  await test.db('cases').where({ id: walked.caseId }).update({ place: 'cek_kelengkapan' });
  await test.db('users').where({ email: 'verifikator2@loket.test' }).update({ is_active: false });
  await test.db('notices').del();
  const aDayLater = async () => {
    await test.db('outbox').where({ effect: 'ganti_petugas_janji' }).update({ created_at: test.db.raw(`created_at - interval '25 hours'`) });
    const offered = await sweepLeft(test.db, test.clock.now());
    await test.loket.workOnce();
    return offered;
  };
  expect(await sweepLeft(test.db, test.clock.now())).toBeGreaterThan(0);
  await test.loket.workOnce();
  expect([await sweepLeft(test.db, test.clock.now()), await wordsToSupervisors()]).toEqual([0, 1]);
  expect([await aDayLater(), await wordsToSupervisors()]).toEqual([1, 1]);
  await test.db('notices').update({ read_at: test.clock.now() });
  expect([await aDayLater(), await wordsToSupervisors()]).toEqual([1, 2]);
  expect([await duties(walked.caseId), await inCalendar(walked.caseId)]).toEqual([['hambatan.janji_tanpa_petugas alihkan_jadwal'], 'tidak lagi memverifikasi']);
  expect(await stuck(walked.caseId)).toMatchObject({ says: expect.stringContaining('tidak lagi memverifikasi') as unknown });
}, 300_000);

it('an absence that hands his work to others is in the way like a leave, in the calendar too', async () => {
  await test.db('availability_exceptions').del();
  const walked = await (walks.terjadwal as (typeof walks)[string])(test.world);
  const { user, office } = await test.db('appointments').where({ case_id: walked.caseId }).first<{ user: string; office: string }>('verifikator_id as user', 'office_id as office');
  await test.db('cases').where({ id: walked.caseId }).update({ place: 'cek_kelengkapan' });
  expect([await inCalendar(walked.caseId), await stuck(walked.caseId)]).toEqual([null, undefined]);
  await test.db('absences').insert({ user_id: user, office_id: office, first_day: '2026-03-02', last_day: '2026-03-31', recorded_by: user, recorded_at: test.clock.now() });
  expect([await inCalendar(walked.caseId), await stuck(walked.caseId)]).toMatchObject(['berhalangan pada waktu itu', { whys: ['janji'] }]);
  await test.db('absences').where({ user_id: user }).update({ cancelled_at: test.clock.now() });
  expect([await inCalendar(walked.caseId), await stuck(walked.caseId)]).toEqual([null, undefined]);
}, 300_000);
