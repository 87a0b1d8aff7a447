/** What a colleague is told without being asked: a file came back, stands too long, is brought up by a newer list; a task of his was done. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { continueTo, repair, walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { closeTasks, take } from '../../seeds/scenarios/world.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';
import { tellHits, tellOverdue } from './index.ts';

let test: TestLoket;
beforeAll(async () => { test = await startTestLoket({ seed: 64 }); }, 120_000);
afterAll(() => test.stop());
beforeEach(async () => { await test.db('notices').del(); });

const walkTo = (place: string) => (walks[place] as (typeof walks)[string])(test.world);
const told = async (kind: string) => test.db('notices as n').join('users as u', 'u.id', 'n.user_id').where({ 'n.kind': kind }).orderBy('u.email').pluck<string[]>('u.email');

it('whoever had the file is told that the applicant sent his repair, and that he wants another time', async () => {
  const walked = await walkTo('menunggu_perbaikan');
  expect(await told('kembali')).toEqual([]);
  await repair(test.world, walked);
  expect(await told('kembali')).toEqual(['helpdesk@loket.test']);

  const scheduled = await walkTo('terjadwal');
  await test.world.applicant.post(`/api/public/applications/${scheduled.token}/appointment`, { requestId: randomUUID(), answer: 'lain', wish: 'Besok pagi' });
  expect(await told('kembali')).toEqual(['helpdesk@loket.test', 'verifikator@loket.test']);
  const verifikator = await test.world.officer('verifikator');
  const [notice] = await verifikator.get<{ text: string; caseNumber: string }[]>(`/api/notices?filter=${encodeURIComponent(JSON.stringify({ kind: 'kembali' }))}`);
  expect(notice).toMatchObject({ caseNumber: scheduled.number, text: expect.stringContaining(`Berkas ${scheduled.number} kembali`) as unknown });
}, 60_000);

it('the holder of a file past its time is told once, however often is looked; a file nobody holds is told to the supervisor', async () => {
  const held = await walkTo('cek_daftar_hitam');
  const free = await walkTo('diteruskan');
  await test.db('cases').whereNotIn('id', [held.caseId, free.caseId]).update({ due_at: null });
  test.world.forward(3 * 24 * 60);
  await Promise.all([tellOverdue(test.db, test.clock.now()), tellOverdue(test.db, test.clock.now()), tellOverdue(test.db, test.clock.now())]);
  expect(await tellOverdue(test.db, test.clock.now())).toBe(0);
  expect(await told('terlambat')).toEqual(['helpdesk@loket.test', 'penyelia@loket.test']);
  // The next step has a time of its own.
  await continueTo(test.world, held, 'cek_daftar_hitam', 'cek_kelengkapan');
  test.world.forward(3 * 24 * 60);
  await tellOverdue(test.db, test.clock.now());
  expect(await told('terlambat')).toEqual(['helpdesk@loket.test', 'helpdesk@loket.test', 'penyelia@loket.test']);
}, 60_000);

it('a file whose time was moved on (the holidays were entered late) is told about again once that has passed, and not before', async () => {
  const held = await walkTo('cek_daftar_hitam');
  await test.db('cases').whereNot({ id: held.caseId }).update({ due_at: null });
  test.world.forward(3 * 24 * 60);
  const tell = () => tellOverdue(test.db, test.clock.now());
  expect([await tell(), await tell()]).toEqual([1, 0]);
  await test.db('cases').where({ id: held.caseId }).update({ due_at: new Date(test.clock.now().getTime() + 3_600_000) });
  test.world.forward(59);
  expect(await tell()).toBe(0);
  test.world.forward(1);
  expect([await tell(), await tell()]).toEqual([1, 0]);
  expect(await told('terlambat')).toEqual(['helpdesk@loket.test', 'helpdesk@loket.test']);
  // Made shorter, it is late for the same time still.
  await test.db('cases').where({ id: held.caseId }).update({ due_at: new Date(test.clock.now().getTime() - 7_200_000) });
  expect(await tell()).toBe(0);
}, 60_000);

it('a file past its time in an office without a supervisor is told to its admins', async () => {
  const free = await walkTo('diteruskan');
  await test.db('cases').whereNot({ id: free.caseId }).update({ due_at: null });
  test.world.forward(3 * 24 * 60);
  await test.db('users').where({ email: 'penyelia@loket.test' }).update({ is_active: false });
  try {
    expect(await tellOverdue(test.db, test.clock.now())).toBe(1);
    expect(await told('terlambat')).toEqual(['admin@loket.test']);
  } finally {
    await test.db('users').where({ email: 'penyelia@loket.test' }).update({ is_active: true });
  }
}, 60_000);

it('a file past its time with a holder who is away is told to the supervisor too', async () => {
  const held = await walkTo('cek_daftar_hitam');
  await test.db('cases').whereNot({ id: held.caseId }).update({ due_at: null });
  test.world.forward(3 * 24 * 60);
  const { holder_id: holderId, office_id: officeId } = await test.db('cases').where({ id: held.caseId }).first<{ holder_id: string; office_id: string }>();
  const day = test.clock.now().toISOString().slice(0, 10);
  const [absence] = await test.db('absences').insert({ office_id: officeId, user_id: holderId, first_day: day, last_day: day, recorded_by: holderId, recorded_at: test.clock.now() }).returning<{ id: string }[]>('id');
  await tellOverdue(test.db, test.clock.now());
  expect(await told('terlambat')).toEqual(['helpdesk@loket.test', 'penyelia@loket.test']);
  await test.db('absences').where({ id: absence?.id }).update({ cancelled_at: test.clock.now() });
}, 60_000);

const found = async (caseId: string, target: string) => {
  const { office_id: officeId } = await test.db('cases').where({ id: caseId }).first<{ office_id: string }>('office_id');
  await test.db('standing_hits').insert({
    office_id: officeId, import_id: randomUUID(), data_date: '2026-03-01', entry_id: randomUUID(), case_id: caseId, subject_hash: target, target_key: target, asked: '{}', level: 'A', score: 1,
    in_force: true, reasons: '[]', shown: '{}', found_at: test.clock.now(),
  });
};
const VERIFIERS = ['verifikator2@loket.test', 'verifikator@loket.test'];

it('a name that a newer list brings up is told once, to the holder and to those who judge it; a later finding again', async () => {
  const walked = await walkTo('cek_daftar_hitam');
  await found(walked.caseId, 'satu');
  for (let n = 0; n < 2; n += 1) await tellHits(test.db, test.clock.now());
  expect((await told('temuan')).sort()).toEqual(['helpdesk@loket.test', ...VERIFIERS]);
  test.world.forward(5);
  await found(walked.caseId, 'dua');
  await tellHits(test.db, test.clock.now());
  expect((await told('temuan')).filter((name) => name.startsWith('helpdesk'))).toHaveLength(2);
}, 60_000);

it('a verifier who holds the file is told alone; of a file nobody holds every verifier, and without one the supervision', async () => {
  await test.db('standing_hits').update({ verdict: 'sama', judged_at: test.clock.now() });
  const held = await walkTo('penjadwalan');
  await found(held.caseId, 'tiga');
  await tellHits(test.db, test.clock.now());
  expect(await told('temuan')).toEqual(['verifikator@loket.test']);
  await test.db('notices').del();
  const free = await walkTo('diteruskan');
  await found(free.caseId, 'empat');
  // Some walks end with a file that still knows its officer.
  await test.db('cases').where({ id: free.caseId }).update({ holder_id: null });
  await test.db('standing_hits').whereNot({ case_id: free.caseId }).update({ verdict: 'sama', judged_at: test.clock.now() });
  await tellHits(test.db, test.clock.now());
  expect((await told('temuan')).sort()).toEqual(VERIFIERS);
  const judges = await test.db('user_roles').where({ role: 'verifikator' }).select<{ user_id: string; role: string }[]>();
  await test.db('notices').del();
  await test.db('user_roles').where({ role: 'verifikator' }).del();
  try {
    await tellHits(test.db, test.clock.now());
    expect(await told('temuan')).toEqual(['penyelia@loket.test']);
    await test.db('notices').del();
    await test.db('users').where({ email: 'penyelia@loket.test' }).update({ is_active: false });
    await tellHits(test.db, test.clock.now());
    expect(await told('temuan')).toEqual(['admin@loket.test']);
    // An office without anybody stands in no other office's way.
    await test.db('notices').del();
    await test.db('users').where({ email: 'admin@loket.test' }).update({ is_active: false });
    expect(await tellHits(test.db, test.clock.now())).toBe(0);
  } finally {
    await test.db('users').whereIn('email', ['penyelia@loket.test', 'admin@loket.test']).update({ is_active: true });
    await test.db('user_roles').insert(judges);
  }
}, 60_000);

it('whoever opened a task is told when a colleague has done it', async () => {
  const walked = await walkTo('ditolak_daftar_hitam');
  await (await test.world.officer('helpdesk')).act(walked.caseId, 'kirim_penolakan');
  const verifikator = await test.world.officer('verifikator');
  await take(verifikator, walked.caseId).catch(() => undefined);
  await closeTasks(verifikator, test.world, walked.caseId, walked.person);
  const opened = await test.db('tasks as t').join('users as u', 'u.id', 't.opened_by').where({ 't.case_id': walked.caseId, 't.state': 'selesai' }).whereRaw('t.closed_by <> t.opened_by').pluck<string[]>('u.email');
  expect(opened.length).toBeGreaterThan(0);
  expect(await told('tugas_selesai')).toEqual(opened.sort());
}, 60_000);
