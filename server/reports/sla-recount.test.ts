/** "An independent SQL recount agrees with the supervisor's table" (issue 2): a month of an office, counted twice. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apply, archive, continueTo, endings, repair, visit, walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { createWorld } from '../../seeds/scenarios/walker.ts';
import { closeTasks, judgeDocuments, take, type Walked, type World } from '../../seeds/scenarios/world.ts';
import type { SlaStep, SlaVisit } from '../domain/contract/reports.ts';
import { forgetCalendars } from '../offices/index.ts';
import { recountSteps, recountVisits, type CountedStep } from '../testing/sla-recount.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';
import { hashPassword } from '../users/index.ts';

const PROCEDURE = 'registrasi_perseorangan';
const DAYS = { first: '2026-03-01', last: '2026-05-10' };
const TOLERANCE = 0.01;

let loket: TestLoket;
let samarinda: World;
let sengeti: World;
let waits: Walked;

/** A wall clock in Samarinda (WITA) or Sengeti (WIB). */
const wita = (text: string) => new Date(`${text.replace(' ', 'T')}:00+08:00`);
const wib = (text: string) => new Date(`${text.replace(' ', 'T')}:00+07:00`);
const officeId = async (code: string) => (await loket.db('offices').where({ code }).first<{ id: string }>('id')).id;
const slot = (mulai: Date) => ({
  mulai: mulai.toISOString(), menit: 30, saluran: 'daring', tempat: `https://rapat.contoh.test/${mulai.getTime()}`, alasanDiLuarJam: 'Kesepakatan lewat telepon.',
});
const answer = (walked: Walked, body: object) =>
  samarinda.applicant.post(`/api/public/applications/${walked.token}/appointment`, { requestId: crypto.randomUUID(), ...body });

async function finish(walked: Walked): Promise<void> {
  const verifier = await samarinda.officer('verifikator');
  loket.clock.forward(3);
  await closeTasks(verifier, samarinda, walked.caseId, walked.person);
  await verifier.act(walked.caseId, 'kirim_tanda_terima');
  await archive(samarinda, walked);
}

/** A file at the completeness check is sent back once more. */
async function sendBackAgain(walked: Walked): Promise<void> {
  const helpdesk = await samarinda.officer('helpdesk');
  await judgeDocuments(helpdesk, walked.caseId, (_kind, check) => (check === 'nama_sama' ? { hasil: 'unggah_ulang', alasan: 'DOC-03', catatan: 'Nama berbeda.' } : { hasil: 'sesuai' }));
  await helpdesk.act(walked.caseId, 'nyatakan_kurang');
  loket.clock.forward(4);
  await helpdesk.act(walked.caseId, 'kirim_kekurangan', { butir: [{ jenis: 'dokumen', kunci: 'sertifikat_keahlian', alasan: 'DOC-03' }] });
}

async function comeBack(walked: Walked): Promise<void> {
  await repair(samarinda, walked);
  await visit(samarinda, walked);
  loket.clock.forward(5);
  await take(await samarinda.officer('helpdesk'), walked.caseId);
  await continueTo(samarinda, walked, 'cek_unggahan', 'cek_kelengkapan');
}

/** Ways through a month that make minutes hard to count. */
const MONTH: Record<string, () => Promise<void>> = {
  async 'one morning, archived'() {
    loket.clock.moveTo(wita('2026-03-02 08:00'));
    await archive(samarinda, await endings.disetujui(samarinda));
  },
  async 'over the lunch break'() {
    loket.clock.moveTo(wita('2026-03-02 11:45'));
    const walked = await apply(samarinda);
    await continueTo(samarinda, walked, 'diterima', 'cek_unggahan');
    loket.clock.moveTo(wita('2026-03-02 12:20'));
    await continueTo(samarinda, walked, 'cek_unggahan', 'cek_daftar_hitam');
    loket.clock.moveTo(wita('2026-03-02 13:12'));
    await continueTo(samarinda, walked, 'cek_daftar_hitam', 'disetujui');
    await finish(walked);
  },
  async 'over a night'() {
    loket.clock.moveTo(wita('2026-03-03 15:46'));
    const walked = await apply(samarinda);
    await continueTo(samarinda, walked, 'diterima', 'cek_unggahan');
    loket.clock.moveTo(wita('2026-03-04 07:34'));
    await continueTo(samarinda, walked, 'cek_unggahan', 'disetujui');
    await finish(walked);
  },
  async 'over a weekend, nobody holds it'() {
    loket.clock.moveTo(wita('2026-03-06 16:10'));
    const walked = await apply(samarinda);
    loket.clock.moveTo(wita('2026-03-09 07:45'));
    await continueTo(samarinda, walked, 'diterima', 'diteruskan');
  },
  async 'given back in the middle and taken by a colleague'() {
    loket.clock.moveTo(wita('2026-03-10 09:00'));
    const walked = await apply(samarinda);
    await continueTo(samarinda, walked, 'diterima', 'cek_unggahan');
    loket.clock.forward(3);
    await (await samarinda.officer('helpdesk')).post(`/api/cases/${walked.caseId}/release`);
    loket.clock.forward(17);
    await take(await samarinda.officer('helpdesk2'), walked.caseId);
    await continueTo(samarinda, walked, 'cek_unggahan', 'diteruskan', { helpdesk: 'helpdesk2' });
    // Held by two people at one step, with a gap of nobody.
    await take(await samarinda.officer('verifikator'), walked.caseId);
    loket.clock.forward(6);
    const supervisor = await samarinda.officer('penyelia');
    const { version } = await supervisor.get<{ version: number }>(`/api/cases/${walked.caseId}`);
    await supervisor.post(`/api/cases/${walked.caseId}/hand-over`, { requestId: 'bagi-beban-1', seenVersion: version, reason: 'Bagi beban kerja', toId: null });
    loket.clock.forward(2);
    await continueTo(samarinda, walked, 'diteruskan', 'cek_lpse_lain', { verifikator: 'verifikator2' });
  },
  async 'put aside over lunch and a night, one time taken up early'() {
    loket.clock.moveTo(wita('2026-03-09 11:20'));
    const walked = await apply(samarinda);
    await continueTo(samarinda, walked, 'diterima', 'cek_unggahan');
    const helpdesk = await samarinda.officer('helpdesk');
    const aside = async (until: Date) => {
      const { version } = await helpdesk.get<{ version: number }>(`/api/cases/${walked.caseId}`);
      await helpdesk.post(`/api/cases/${walked.caseId}/hold`, { requestId: crypto.randomUUID(), seenVersion: version, reason: 'Menunggu jawaban bank', until: until.toISOString() });
    };
    loket.clock.forward(6);
    await aside(wita('2026-03-09 13:15')); // comes back by itself, noticed ten minutes late
    loket.clock.moveTo(wita('2026-03-09 13:25'));
    await samarinda.settle();
    loket.clock.forward(4);
    await aside(wita('2026-03-10 10:00'));
    loket.clock.moveTo(wita('2026-03-10 08:05')); // taken up by working on it
    await continueTo(samarinda, walked, 'cek_unggahan', 'cek_daftar_hitam');
    await aside(wita('2026-03-10 09:00'));
    loket.clock.moveTo(wita('2026-03-10 08:40'));
    const { version } = await helpdesk.get<{ version: number }>(`/api/cases/${walked.caseId}`);
    await helpdesk.post(`/api/cases/${walked.caseId}/resume`, { requestId: crypto.randomUUID(), seenVersion: version });
    loket.clock.forward(5);
    await continueTo(samarinda, walked, 'cek_daftar_hitam', 'diteruskan');
  },
  async 'two rounds of repair'() {
    loket.clock.moveTo(wita('2026-03-10 13:30'));
    const walked = await walks.menunggu_perbaikan?.(samarinda);
    if (!walked) throw new Error('no such walk');
    loket.clock.moveTo(wita('2026-03-11 16:20'));
    await comeBack(walked);
    await sendBackAgain(walked);
    loket.clock.moveTo(wita('2026-03-13 09:00'));
    await comeBack(walked);
    await continueTo(samarinda, walked, 'cek_kelengkapan', 'disetujui');
    await finish(walked);
  },
  async 'an appointment, called late'() {
    loket.clock.moveTo(wita('2026-03-10 08:10'));
    const walked = await apply(samarinda);
    await continueTo(samarinda, walked, 'diterima', 'penjadwalan');
    const verifier = await samarinda.officer('verifikator');
    loket.clock.forward(4);
    await verifier.act(walked.caseId, 'tawarkan_jadwal', slot(wita('2026-03-12 10:00')));
    await answer(walked, { answer: 'ya' });
    loket.clock.moveTo(wita('2026-03-12 10:07'));
    await verifier.act(walked.caseId, 'catat_hadir');
    await continueTo(samarinda, walked, 'verifikasi', 'disetujui');
    await finish(walked);
  },
  async 'another wish, then nobody came, then verified'() {
    loket.clock.moveTo(wita('2026-03-11 08:00'));
    const walked = await apply(samarinda);
    await continueTo(samarinda, walked, 'diterima', 'penjadwalan');
    const verifier = await samarinda.officer('verifikator');
    await verifier.act(walked.caseId, 'tawarkan_jadwal', slot(wita('2026-03-12 14:00')));
    loket.clock.moveTo(wita('2026-03-11 14:15'));
    await answer(walked, { answer: 'lain', wish: 'Jumat pagi' });
    loket.clock.moveTo(wita('2026-03-12 08:00'));
    await verifier.act(walked.caseId, 'tawarkan_jadwal', slot(wita('2026-03-13 08:00')));
    loket.clock.moveTo(wita('2026-03-13 08:32'));
    await verifier.act(walked.caseId, 'catat_tidak_hadir', { catatan: 'Pemohon tidak masuk ke ruang rapat.' });
    await (await samarinda.officer('verifikator')).post(`/api/cases/${walked.caseId}/release`);
    loket.clock.forward(9);
    await take(verifier, walked.caseId);
    await verifier.act(walked.caseId, 'tawarkan_jadwal', slot(wita('2026-03-13 13:30')));
    await answer(walked, { answer: 'ya' });
    loket.clock.moveTo(wita('2026-03-13 13:31'));
    await verifier.act(walked.caseId, 'catat_hadir');
    await continueTo(samarinda, walked, 'verifikasi', 'disetujui');
    await finish(walked);
  },
  async 'withdrawn while the clock stood still'() {
    loket.clock.moveTo(wita('2026-03-16 09:00'));
    const walked = await walks.menunggu_perbaikan?.(samarinda);
    if (!walked) throw new Error('no such walk');
    loket.clock.moveTo(wita('2026-03-16 15:00'));
    await samarinda.applicant.post(`/api/public/applications/${walked.token}/withdraw`, { requestId: crypto.randomUUID() });
    await archive(samarinda, walked);
  },
  async 'over Nyepi and Idulfitri, then over a day off of the province'() {
    loket.clock.moveTo(wita('2026-03-17 15:20'));
    const walked = await apply(samarinda);
    await continueTo(samarinda, walked, 'diterima', 'cek_unggahan');
    loket.clock.moveTo(wita('2026-03-25 07:50'));
    await continueTo(samarinda, walked, 'cek_unggahan', 'cek_kelengkapan');
    loket.clock.moveTo(wita('2026-03-25 15:52'));
    loket.clock.moveTo(wita('2026-03-27 07:36'));
    await continueTo(samarinda, walked, 'cek_kelengkapan', 'diteruskan');
  },
  async 'on the blacklist'() {
    loket.clock.moveTo(wita('2026-03-27 09:00'));
    await archive(samarinda, await endings.ditolak_daftar_hitam(samarinda));
  },
  async 'known elsewhere'() {
    loket.clock.moveTo(wita('2026-03-30 09:00'));
    await archive(samarinda, await endings.gunakan_id_ada(samarinda));
  },
  async 'not passed'() {
    loket.clock.moveTo(wita('2026-03-30 13:30'));
    await archive(samarinda, await endings.tidak_lolos(samarinda));
  },
  async 'expired after two weeks'() {
    loket.clock.moveTo(wita('2026-03-31 10:00'));
    await archive(samarinda, await endings.kedaluwarsa(samarinda));
  },
  async 'another office, another zone, another week'() {
    loket.clock.moveTo(wib('2026-03-05 11:50'));
    const walked = await apply(sengeti);
    await continueTo(sengeti, walked, 'diterima', 'cek_unggahan');
    loket.clock.moveTo(wib('2026-03-05 14:56'));
    await continueTo(sengeti, walked, 'cek_unggahan', 'cek_kelengkapan');
    loket.clock.moveTo(wib('2026-03-06 08:20'));
    await continueTo(sengeti, walked, 'cek_kelengkapan', 'diteruskan');
  },
  async 'still at the first step'() {
    loket.clock.moveTo(wita('2026-04-20 08:00'));
    waits = await apply(samarinda);
    await take(await samarinda.officer('helpdesk'), waits.caseId);
  },
};

beforeAll(async () => {
  loket = await startTestLoket({ seed: 41 });
  samarinda = loket.world;
  await openSengeti();
  await loket.database.ownerDb('holidays').insert({ office_id: await officeId('KALTIM'), date: '2026-03-26', name: 'Hari libur contoh', kind: 'lokal' });
  for (const walk of Object.values(MONTH)) await walk();
}, 600_000);
afterAll(() => loket.stop());

/** An office in Jambi (WIB) with people of its own and the shorter days of Ramadan in its calendar. */
async function openSengeti(): Promise<void> {
  const { ownerDb } = loket.database;
  const office = await officeId('MUAROJAMBI');
  const passwordHash = await hashPassword(TEST_PASSWORD);
  for (const role of ['helpdesk', 'verifikator', 'penyelia']) {
    const [user] = await ownerDb('users').insert({ office_id: office, email: `${role}@sengeti.test`, name: `Petugas ${role}`, password_hash: passwordHash }).returning<{ id: string }[]>('id');
    await ownerDb('user_roles').insert({ user_id: user?.id, role });
  }
  const day = (...windows: string[]) => windows.map((text) => ({ start: text.slice(0, 5), end: text.slice(6) }));
  const week = (usual: string[], friday: string[]) => JSON.stringify({ 1: day(...usual), 2: day(...usual), 3: day(...usual), 4: day(...usual), 5: day(...friday), 6: [], 7: [] });
  await ownerDb('working_weeks').insert([
    { office_id: office, name: 'Biasa', valid_from: '2026-01-01', days: week(['07:30-12:00', '13:00-16:00'], ['07:30-11:30', '13:00-16:30']) },
    { office_id: office, name: 'Ramadan', valid_from: '2026-02-18', valid_to: '2026-03-19', days: week(['08:00-12:00', '12:30-15:00'], ['08:00-11:30', '12:30-15:30']) },
  ]);
  sengeti = createWorld({ url: loket.url, password: TEST_PASSWORD, office: 'MUAROJAMBI', zone: 'Asia/Jakarta', seed: 42, clock: loket.clock, settle: () => loket.loket.workOnce(), domain: 'sengeti.test' });
}

const PERIOD = { from: '2026-03-01T00:00:00+08:00', before: '2026-05-11T00:00:00+08:00' };
const tableOf = async (world: World): Promise<SlaStep[]> =>
  (await world.officer('penyelia')).get(`/api/sla-steps?filter=${encodeURIComponent(JSON.stringify({ procedure: PROCEDURE, ...PERIOD }))}`);
const visitsOf = async (world: World, step: string, over: '0' | '1' = '0'): Promise<SlaVisit[]> =>
  (await world.officer('penyelia')).get(`/api/sla-steps/${step}/visits?${new URLSearchParams({ procedure: PROCEDURE, over, ...PERIOD }).toString()}`);

type Compared = Omit<CountedStep, 'standard'>;
const FIGURES = ['visits', 'workingP50', 'workingP90', 'waitingP50', 'waitingP90', 'stoppedP50', 'within', 'withinShare', 'overruns'] as const satisfies (keyof Compared)[];

/** Every figure of the two tables that is not the same, in words. */
function differences(shown: SlaStep[], counted: CountedStep[]): string[] {
  const steps = new Set([...shown.filter((row) => row.visits > 0).map((row) => row.step), ...counted.map((row) => row.step)]);
  return [...steps].flatMap((step) => {
    const ours = shown.find((row) => row.step === step);
    const theirs = counted.find((row) => row.step === step);
    if (!ours || !theirs) return [`step ${step}: ${ours ? 'only shown' : 'only counted'}`];
    return FIGURES.filter((figure) => {
      const [a, b] = [ours[figure], theirs[figure]];
      return a === null || b === null ? a !== b : Math.abs(a - b) > TOLERANCE;
    }).map((figure) => `step ${step} ${figure}: shown ${ours[figure]}, counted ${theirs[figure]}`);
  });
}

describe.each([['Samarinda, WITA', 'KALTIM', () => samarinda], ['Sengeti, WIB in Ramadan', 'MUAROJAMBI', () => sengeti]] as const)('%s', (_name, code, world) => {
  it('shows what the history says, step by step', async () => {
    expect(differences(await tableOf(world()), await recountSteps(loket.db, await officeId(code), DAYS))).toEqual([]);
  });

  it('opens each figure into the visits behind it', async () => {
    const counted = await recountVisits(loket.db, await officeId(code), DAYS);
    for (const step of (await tableOf(world())).filter((row) => row.visits > 0)) {
      const rows = await visitsOf(world(), step.step);
      expect(rows).toHaveLength(step.visits);
      const minutes = (list: { number: string; round: number; working: number; waiting: number; stopped: number }[]) =>
        list.map((row) => `${row.number} round ${row.round}: ${row.working.toFixed(2)} + ${row.waiting.toFixed(2)} + ${row.stopped.toFixed(2)}`).sort();
      expect(minutes(rows.map((row) => ({ ...row, working: row.workingMinutes, waiting: row.waitingMinutes, stopped: row.stoppedMinutes }))))
        .toEqual(minutes(counted.filter((row) => row.step === step.step)));
      if (step.withinShare !== null) expect(await visitsOf(world(), step.step, '1')).toHaveLength(step.overruns);
    }
  });
});

describe('the month', () => {
  it('has every kind of minute, or the recount would prove little', async () => {
    const visits = await recountVisits(loket.db, await officeId('KALTIM'), DAYS);
    const steps = new Set(visits.map((row) => row.step));
    expect([...steps].sort()).toEqual(['10', '11', '12', '13', '15', '17', '18', '19', '4', '6', '7', '8', '9']);
    expect(Math.max(...visits.map((row) => row.round))).toBe(3);
    expect(Math.max(...visits.map((row) => row.stopped))).toBeGreaterThan(60);
    expect(Math.max(...visits.map((row) => row.waiting))).toBeGreaterThan(30);
    expect(Math.max(...visits.map((row) => row.working))).toBeGreaterThan(30);
  });

  it('notices a minute that somebody changed', async () => {
    const { ownerDb } = loket.database;
    const office = await officeId('KALTIM');
    for (const column of ['working_minutes', 'waiting_minutes', 'stopped_minutes']) {
      await ownerDb.transaction(async (trx) => {
        await trx('step_visits').where({ office_id: office, step: '15' }).whereNotNull('left_at').update({ [column]: trx.raw('?? + 0.2', [column]) });
      });
      expect(differences(await tableOf(samarinda), await recountSteps(loket.db, office, DAYS))).not.toEqual([]);
      await ownerDb('step_visits').where({ office_id: office, step: '15' }).whereNotNull('left_at').update({ [column]: ownerDb.raw('?? - 0.2', [column]) });
    }
    expect(differences(await tableOf(samarinda), await recountSteps(loket.db, office, DAYS))).toEqual([]);
  });

  it('tells automatic steps and steps outside apart, and compares neither with a standard', async () => {
    const table = await tableOf(samarinda);
    const row = (step: string) => table.find((candidate) => candidate.step === step);
    expect(row('11')).toMatchObject({ measured: 'otomatis', withinShare: null, within: 0, overruns: 0 });
    expect(row('4')).toMatchObject({ measured: 'di_luar', withinShare: null, within: 0, overruns: 0 });
    expect(row('11')?.visits).toBeGreaterThan(5);
    expect(row('4')?.visits).toBeGreaterThan(2);
    expect(row('9')).toMatchObject({ measured: 'di_sini', standardMinutes: 10, standardOverridden: false });
    expect(row('6')).toMatchObject({ openNow: 1 });
  });

  it('measures against the minutes an office set for itself, and against the printed ones again when it takes them back', async () => {
    const { ownerDb } = loket.database;
    const office = await officeId('KALTIM');
    const before = (await tableOf(samarinda)).find((row) => row.step === '9');
    await ownerDb('standard_overrides').insert({ office_id: office, procedure: PROCEDURE, step: '9', minutes: 1 });
    const table = await tableOf(samarinda);
    const after = table.find((row) => row.step === '9');
    expect(after).toMatchObject({ standardMinutes: 1, standardOverridden: true });
    expect(after?.overruns).toBeGreaterThan(before?.overruns ?? Infinity);
    expect(differences(table, await recountSteps(loket.db, office, DAYS))).toEqual([]);
    expect((await tableOf(sengeti)).find((row) => row.step === '9')).toMatchObject({ standardMinutes: 10, standardOverridden: false });
    await ownerDb('standard_overrides').where({ office_id: office }).del();
    expect((await tableOf(samarinda)).find((row) => row.step === '9')).toEqual(before);
  });
});

/**
 * What holds: the minutes of a stay are counted once, when it ends, with the calendar as it was known then. A day off that is entered
 * afterwards changes no visit that is closed (a figure somebody answered for stays what it was) and counts for every visit still open.
 */
describe('a day off entered afterwards', () => {
  it('leaves closed visits as they were measured and counts for open ones', async () => {
    const { ownerDb } = loket.database;
    const office = await officeId('KALTIM');
    const before = await tableOf(samarinda);
    await ownerDb('holidays').insert([
      { office_id: office, date: '2026-03-10', name: 'Libur yang diketahui terlambat', kind: 'lokal' },
      { office_id: office, date: '2026-04-20', name: 'Libur yang diketahui terlambat', kind: 'lokal' },
    ]);
    forgetCalendars();
    expect(await tableOf(samarinda)).toEqual(before);
    // With today's calendar the same history would give other minutes: the comparison above says something.
    expect(differences(before, await recountSteps(loket.db, office, DAYS))).not.toEqual([]);

    loket.clock.moveTo(wita('2026-04-21 07:40'));
    await (await samarinda.officer('helpdesk')).act(waits.caseId, 'nyatakan_bukan_permohonan', { alasan: 'TTP-02', catatan: 'Berkas berisi brosur.' });
    const visit = (await visitsOf(samarinda, '6')).find((row) => row.caseId === waits.caseId);
    expect(visit?.workingMinutes).toBeCloseTo(10, 5);
    expect(visit?.waitingMinutes).toBeCloseTo(0, 5);
  });
});
