import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Knex } from 'knex';
import { schemaWithWords } from '../cases/index.ts';
import type { TaskItem } from '../domain/contract/tasks.ts';
import { taskSpecOf } from '../domain/sop/task-spec-of.ts';
import type { Call } from '../platform/http/route.ts';
import { aCaseAt, anOffice, anOfficer, type TestOffice, type TestOfficer } from '../testing/a-case.ts';
import { act, refusal } from '../testing/act.ts';
import { aClock, aDoor, type MovableClock } from '../testing/door-fakes.ts';
import { hitOf, runOf } from '../testing/facts-builder.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import { openTask, remindOverdueTasks, taskRoutes, tasksDoorPart, type TaskReminder } from './index.ts';

let database: TestDatabase;
let db: Knex;
let office: TestOffice;
let rina: TestOfficer;
let budi: TestOfficer;
let clock: MovableClock;
let door: ReturnType<typeof aDoor>;

beforeAll(async () => { database = await createTestDatabase(); db = database.db; });
afterAll(() => database.drop());
beforeEach(async () => {
  await db('tasks').delete();
  clock = aClock('2026-03-02T02:00:00Z'); // Monday, 10:00 WITA
  const confirmed = runOf({ hits: [hitOf({ verdict: 'sama', confirmed: true })] });
  door = aDoor({ clock, parts: [tasksDoorPart()], openTask, facts: { daftarHitam: confirmed } });
  office = await anOffice(db);
  rina = await anOfficer(db, office, ['helpdesk', 'verifikator']);
  budi = await anOfficer(db, office, ['verifikator'], 'Budi Contoh');
});

const proof = (more: object = {}) => ({ userIdSpse: 'RINACONTOH', waktu: '2026-03-02T01:30:00Z', nomorBukti: 'DH/12', ...more });
const onlyTask = async (caseId: string) => {
  const tasks = await db('tasks').where({ case_id: caseId });
  expect(tasks).toHaveLength(1);
  return tasks[0] as { id: string; state: string; due_at: Date; opened_by: string; closed_by: string | null; proof: object | null };
};
/** Rejected by Rina, who thereby opens the task of step 8. */
const rejected = async () => {
  const { row } = await aCaseAt(db, 'cek_daftar_hitam', { office, holder: rina });
  await act(db, door, rina.actor, row.id, 'tolak_daftar_hitam', { catatan: 'Tercantum' });
  return { caseId: row.id, task: await onlyTask(row.id) };
};
const close = (officer: TestOfficer, caseId: string, tugasId: string, bukti: object = proof()) => act(db, door, officer.actor, caseId, 'selesaikan_tugas', { tugasId, bukti });

describe('a task', () => {
  it('is opened by entering its place, due after one working day, by whoever moved the case', async () => {
    const { task } = await rejected();
    expect(task).toMatchObject({ kind: 'spse_daftar_hitam', state: 'terbuka', due_at: new Date('2026-03-03T08:00:00Z'), opened_by: rina.id, not_opener: true, blocks: ['arsipkan'] });
  });

  it('may not be closed by its opener, but by somebody else, with the proof kept', async () => {
    const { caseId, task } = await rejected();
    expect(await refusal(close(rina, caseId, task.id))).toEqual(['hambatan.tugas_oleh_orang_lain']);
    await close(budi, caseId, task.id);
    expect(await onlyTask(caseId)).toMatchObject({ state: 'selesai', closed_by: budi.id, closed_at: clock.now(), proof: proof() });
    expect(await refusal(close(budi, caseId, task.id))).toEqual(['hambatan.tugas_tidak_terbuka']);
  });

  it.each([
    ['empty', {}, ['bukti.userIdSpse: galat.isian.wajib', 'bukti.waktu: galat.isian.wajib', 'bukti.nomorBukti: galat.isian.wajib']],
    ['too short', proof({ nomorBukti: 'ok' }), ['bukti.nomorBukti: galat.isian.terlalu_pendek']],
    ['without a zone', proof({ waktu: '2026-03-02 09:30' }), ['bukti.waktu: galat.isian.bentuk']],
    ['of tomorrow', proof({ waktu: '2026-03-02T02:00:01Z' }), ['bukti.waktu: galat.bukti.waktu_mendatang']],
  ])('takes no proof that is %s', async (_how, bukti, told) => {
    const { caseId, task } = await rejected();
    expect(await refusal(close(budi, caseId, task.id, bukti))).toEqual(told);
    expect(await onlyTask(caseId)).toMatchObject({ state: 'terbuka', proof: null });
  });

  it('blocks the acts it names', async () => {
    const { caseId, task } = await rejected();
    await act(db, door, rina.actor, caseId, 'kirim_penolakan');
    const filing = { kode: '000.3.5', uraian: 'Permohonan', lokasi: 'Rak 1' };
    await db('cases').where({ id: caseId }).update({ holder_id: rina.id });
    expect(await refusal(act(db, door, rina.actor, caseId, 'arsipkan', filing))).toEqual(['hambatan.tugas_belum_selesai']);
    await close(budi, caseId, task.id);
    expect((await act(db, door, rina.actor, caseId, 'arsipkan', filing)).row.place).toBe('diarsipkan');
  });

  it('is cancelled when it is not needed any more, and opened anew at the next stay', async () => {
    const { row } = await aCaseAt(db, 'verifikasi', { office, holder: rina });
    await act(db, door, rina.actor, row.id, 'nyatakan_lolos');
    await act(db, door, rina.actor, row.id, 'kembalikan_ke_perbaikan', { alasan: 'DOC-03', catatan: 'Ada yang terlewat' });
    expect(await onlyTask(row.id)).toMatchObject({ kind: 'spse_setujui_akun', state: 'batal', proof: null });
    await db('cases').where({ id: row.id }).update({ place: 'verifikasi', turn: 'verifikator', holder_id: rina.id });
    await act(db, door, rina.actor, row.id, 'nyatakan_lolos');
    expect(await db('tasks').where({ case_id: row.id }).orderBy('opened_at').pluck('state')).toEqual(['batal', 'terbuka']);
  });

  it('is only done by the part it is meant for', async () => {
    const { caseId, task } = await rejected();
    const helper = await anOfficer(db, office, ['helpdesk'], 'Citra Contoh');
    expect(await refusal(close(helper, caseId, task.id))).toEqual(['hambatan.tugas_bagian_lain']);
    expect(await onlyTask(caseId)).toMatchObject({ state: 'terbuka' });
  });

  describe('done for an act that did not come', () => {
    const kinds = (caseId: string) => db('tasks').where({ case_id: caseId }).orderBy('opened_at').orderBy('id').select<{ kind: string; state: string }[]>('kind', 'state').then((rows) => rows.map(({ kind, state }) => `${kind} ${state}`).sort());
    const openTaskOf = async (caseId: string, kind: string) => (await db('tasks').where({ case_id: caseId, kind, state: 'terbuka' }).first<{ id: string }>('id')).id;
    const approved = async () => {
      const { row } = await aCaseAt(db, 'verifikasi', { office, holder: rina });
      await act(db, door, rina.actor, row.id, 'nyatakan_lolos');
      await close(rina, row.id, await openTaskOf(row.id, 'spse_setujui_akun'));
      clock.pass(1);
      return row.id;
    };

    it.each([
      { act: 'nyatakan_tidak_lolos', input: { alasan: 'ID-01', catatan: 'Orangnya lain' } }, { act: 'kembalikan_ke_perbaikan', input: { alasan: 'DOC-03', catatan: 'Terlewat' } },
      { act: 'kembalikan_ke_daftar_hitam', input: { catatan: 'Daftar baru' } }, { act: 'kembalikan_ke_lpse_lain', input: { catatan: 'Registri baru' } }, { act: 'tarik_permohonan', input: { catatan: 'Tidak jadi' } },
    ])('has to be undone after $act, before the file ends', async ({ act: name, input }) => {
      const caseId = await approved();
      await act(db, door, rina.actor, caseId, name, input);
      expect(await kinds(caseId)).toEqual(['spse_cabut_persetujuan terbuka', 'spse_setujui_akun selesai']);
      expect(await db('tasks').where({ case_id: caseId, state: 'terbuka' }).first()).toMatchObject({ blocks: expect.arrayContaining(['arsipkan', 'kirim_tidak_lolos', 'nyatakan_lolos']) });
      // Turning off again asks for it again, and once it is proved nobody asks any more.
      if (name !== 'tarik_permohonan') await act(db, door, rina.actor, caseId, 'tarik_permohonan', { catatan: 'Tidak jadi' });
      await close(budi, caseId, await openTaskOf(caseId, 'spse_cabut_persetujuan'));
      expect((await kinds(caseId)).filter((task) => task.endsWith('terbuka'))).toEqual([]);
    });

    it('blacklisted in SPSE, then taken up again: it is taken off there', async () => {
      const { caseId, task } = await rejected();
      await close(budi, caseId, task.id);
      await act(db, door, rina.actor, caseId, 'kirim_penolakan', {});
      clock.pass(1);
      const chief = await anOfficer(db, office, ['penyelia'], 'Dewi Contoh');
      await act(db, door, chief.actor, caseId, 'buka_kembali', { alasan: 'BKA-01', catatan: 'Bukan orangnya' });
      expect(await kinds(caseId)).toEqual(['spse_cabut_daftar_hitam terbuka', 'spse_daftar_hitam selesai']);
    });
  });

  it('is not doubled by coming back while it still waits', async () => {
    const { row } = await aCaseAt(db, 'verifikasi', { office, holder: rina });
    await act(db, door, rina.actor, row.id, 'nyatakan_lolos');
    await db('cases').where({ id: row.id }).update({ place: 'verifikasi', turn: 'verifikator', holder_id: rina.id });
    await act(db, door, rina.actor, row.id, 'nyatakan_lolos');
    await onlyTask(row.id);
  });
});

describe('GET /api/tasks', () => {
  const list = async (officer: TestOfficer, caseId: string): Promise<TaskItem[]> => {
    const row = taskRoutes({ db, clock }).find(({ path }) => path === '/api/tasks');
    const reply = await row?.handle({ officer, query: { filter: JSON.stringify({ caseId }) }, locale: 'id' } as unknown as Call);
    return (reply as { body: TaskItem[] }).body;
  };

  it('tells each caller whether he may close it, by which act, with which proof', async () => {
    const { caseId } = await rejected();
    const [own] = await list(rina, caseId);
    const [others] = await list(budi, caseId);
    expect(own).toMatchObject({ mayClose: false, closeAction: null, closedToMe: { key: 'hambatan.tugas_oleh_orang_lain' }, overdue: false });
    expect(others).toMatchObject({ mayClose: true, closeAction: 'selesaikan_tugas', closedToMe: null });
    const { sop } = await aCaseAt(db, 'diterima', { office });
    expect(others?.proofSchema).toEqual(schemaWithWords(taskSpecOf(sop, 'spse_daftar_hitam').proof, 'id'));
  });

  it('offers it to its opener once four eyes were lifted for him in this round, as the door does', async () => {
    const { caseId, task } = await rejected();
    const except = (round: number, action = 'selesaikan_tugas') => db('case_exceptions').insert({ case_id: caseId, action, user_id: rina.id, round, granted_by: budi.id, reason: 'Petugas lain sakit', at: clock.now() });
    await except(2);
    await except(1, 'kirim_tanda_terima');
    expect((await list(rina, caseId))[0]).toMatchObject({ mayClose: false, closedToMe: { key: 'hambatan.tugas_oleh_orang_lain' } });
    await except(1);
    expect((await list(rina, caseId))[0]).toMatchObject({ mayClose: true, closeAction: 'selesaikan_tugas', closedToMe: null });
    await close(rina, caseId, task.id);
    expect((await onlyTask(caseId)).closed_by).toBe(rina.id);
  });

  it('shows nothing of another office, and lateness by the clock', async () => {
    const { caseId } = await rejected();
    const elsewhere = await anOfficer(db, await anOffice(db), ['verifikator']);
    expect(await list(elsewhere, caseId)).toEqual([]);
    clock.set('2026-03-03T08:00:01Z');
    expect((await list(budi, caseId))[0]?.overdue).toBe(true);
  });
});

describe('the reminder', () => {
  const reminded: TaskReminder[] = [];
  const run = () => remindOverdueTasks({ db, clock, remind: (_trx, task) => { reminded.push(task); return Promise.resolve(); } });

  it('comes once, after the working day has passed, also when two run at once', async () => {
    const { caseId, task } = await rejected();
    clock.set('2026-03-03T07:59:59Z');
    expect(await run()).toBe(0);
    clock.set('2026-03-03T08:00:00Z');
    // The second runs from beginning to end while the first is still telling.
    let during = -1;
    const first = await remindOverdueTasks({ db, clock, remind: async (_trx, due) => { reminded.push(due); during = await run(); } });
    expect([first, during, await run()]).toEqual([1, 0, 0]);
    expect(reminded).toEqual([expect.objectContaining({ id: task.id, case_id: caseId })]);
  });
});
