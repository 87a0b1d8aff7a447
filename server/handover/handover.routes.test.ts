import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apply } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { CaseView } from '../domain/contract/cases.ts';
import type { AbsenceItem, AbsencePlan, BroughtBack, DraftItem, HandedOver, NoteItem, NoticeItem, WorkInHand } from '../domain/contract/ownership.ts';
import { createLogger } from '../platform/log.ts';
import type { Client } from '../testing/client.ts';
import { beginAbsences } from './index.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

/** Ownership as the screens ask for it, over HTTP: two helpdesk colleagues and their supervisor. */
let test: TestLoket;
let sari: Client;
let budi: Client;
let supervisor: Client;
const id = async (name: string) => (await test.db('users').where({ email: `${name}@loket.test` }).first<{ id: string }>('id')).id;
const once = () => ({ requestId: randomUUID() });

beforeAll(async () => {
  test = await startTestLoket({ seed: 55 });
  [sari, budi, supervisor] = [await test.world.officer('helpdesk'), await test.world.officer('helpdesk2'), await test.world.officer('penyelia')];
}, 60_000);
afterAll(() => test.stop());

const claimed = async (by: Client = sari): Promise<CaseView> => by.post<CaseView>(`/api/cases/${(await apply(test.world)).caseId}/claim`);

describe('the former holder', () => {
  it('is told once, reads it, and what he had typed waits for the new holder', async () => {
    const view = await claimed();
    const content = { catatan: 'Nama pada KTP kurang jelas' };
    await sari.post(`/api/cases/${view.id}/drafts`, { kind: 'tindakan', key: 'kembalikan', content });
    const key = { ...once(), seenVersion: view.version, reason: 'Sari sedang rapat' };
    const taken = await budi.post<CaseView>(`/api/cases/${view.id}/take-over`, key);
    expect(taken).toMatchObject({ mine: true, mayTakeOver: false, mayHandOver: true });
    expect(await budi.post<CaseView>(`/api/cases/${view.id}/take-over`, key)).toEqual(taken); // the same request again
    const [notice, ...others] = await sari.get<NoticeItem[]>('/api/notices?filter={"read":false}');
    expect([notice, others]).toMatchObject([{ kind: 'ambil_alih', caseNumber: view.number, text: expect.stringContaining('Sari sedang rapat') as unknown }, []]);
    expect((await sari.request('POST', '/api/notices/read', { ids: [notice?.id] })).status).toBe(204);
    expect(await sari.get<NoticeItem[]>('/api/notices?filter={"read":false}')).toEqual([]);
    expect(await budi.get<NoticeItem[]>('/api/notices')).toEqual([]);

    const refused = await sari.request('POST', `/api/cases/${view.id}/actions/mulai_cek_unggahan`, { ...once(), seenVersion: view.version, input: {} });
    expect(refused).toMatchObject({ status: 409, body: { holder: taken.holder?.name, message: expect.stringContaining(String(taken.holder?.name)) as unknown } });
    const [draft] = await budi.get<DraftItem[]>(`/api/cases/${view.id}/drafts`);
    expect(draft).toMatchObject({ authorName: 'Sari Wulandari', mine: false, content });
    const both = await budi.post<DraftItem[]>(`/api/cases/${view.id}/drafts/adopt`, { draftId: draft?.id });
    expect(both.map((each) => [each.mine, each.content]).sort()).toEqual([[false, content], [true, content]]);
  }, 60_000);
});

describe('a draft', () => {
  it('of a colleague does not overwrite what I typed for the same thing unless I say so', async () => {
    const view = await claimed();
    const drafts = (client: Client) => client.get<DraftItem[]>(`/api/cases/${view.id}/drafts`);
    await sari.post(`/api/cases/${view.id}/drafts`, { kind: 'tindakan', key: 'kembalikan', content: { catatan: 'kata Sari' } });
    await budi.post(`/api/cases/${view.id}/drafts`, { kind: 'tindakan', key: 'kembalikan', content: { catatan: 'kata Budi' } });
    const hers = (await drafts(budi)).find((draft) => !draft.mine);
    const refused = await budi.request<{ message: string }>('POST', `/api/cases/${view.id}/drafts/adopt`, { draftId: hers?.id });
    expect(refused).toMatchObject({ status: 409, body: { message: expect.stringContaining('sudah mengetik') as unknown } });
    expect((await drafts(budi)).map((draft) => draft.content.catatan).sort()).toEqual(['kata Budi', 'kata Sari']);
    await budi.post(`/api/cases/${view.id}/drafts/adopt`, { draftId: hers?.id, overMine: true });
    expect((await drafts(budi)).map((draft) => draft.content.catatan)).toEqual(['kata Sari', 'kata Sari']);
    // Word for word the same: there is nothing to ask.
    await budi.post(`/api/cases/${view.id}/drafts/adopt`, { draftId: hers?.id });
  }, 60_000);

  it('is gone when its act is done, whoever typed it, and no other', async () => {
    const view = await claimed();
    for (const key of ['mulai_cek_unggahan', 'kembalikan']) await sari.post(`/api/cases/${view.id}/drafts`, { kind: 'tindakan', key, content: { catatan: 'x' } });
    await budi.post(`/api/cases/${view.id}/drafts`, { kind: 'tindakan', key: 'mulai_cek_unggahan', content: { catatan: 'y' } });
    expect((await sari.get<CaseView>(`/api/cases/${view.id}`)).version).toBe(view.version); // typing changes nothing of the case
    await sari.act(view.id, 'mulai_cek_unggahan');
    expect((await sari.get<DraftItem[]>(`/api/cases/${view.id}/drafts`)).map((draft) => draft.key)).toEqual(['kembalikan']);
    await sari.post(`/api/cases/${view.id}/drafts/discard`, { key: 'kembalikan' });
    expect(await sari.get<DraftItem[]>(`/api/cases/${view.id}/drafts`)).toEqual([]);
  }, 60_000);

  it('is refused where it is too long, or of a case of another office', async () => {
    const view = await claimed();
    const answer = await sari.request('POST', `/api/cases/${view.id}/drafts`, { kind: 'tindakan', key: 'kembalikan', content: { catatan: 'x'.repeat(50_000) } });
    expect(answer.status).toBe(422);
  }, 60_000);
});

describe('a note among colleagues', () => {
  it('is read by colleagues, written once per request, and shown to no applicant', async () => {
    const walked = await apply(test.world);
    const note = { ...once(), text: 'Pemohon menelepon, akan datang besok.' };
    await sari.post(`/api/cases/${walked.caseId}/notes`, note);
    await sari.post(`/api/cases/${walked.caseId}/notes`, note);
    expect(await budi.get<NoteItem[]>(`/api/cases/${walked.caseId}/notes`)).toMatchObject([{ authorName: 'Sari Wulandari', text: note.text }]);
    const seen = await fetch(new URL(`/api/public/applications/${walked.token}`, test.url)).then((answer) => answer.text());
    expect(seen).not.toContain('menelepon');
    await expect(test.db('case_notes').del()).rejects.toMatchObject({ code: '42501' });
  }, 60_000);
});

describe('an absence', () => {
  it('is recorded for oneself or by the supervisor, once for each day', async () => {
    const days = { userId: await id('helpdesk2'), firstDay: '2026-03-10', lastDay: '2026-03-12', substituteId: await id('helpdesk') };
    expect((await sari.request('POST', '/api/absences', { ...once(), ...days })).status).toBe(403);
    await supervisor.post('/api/absences', { ...once(), ...days });
    expect((await budi.request<{ errors: object }>('POST', '/api/absences', { ...once(), ...days, firstDay: '2026-03-12', lastDay: '2026-03-13' })).body.errors).toHaveProperty('firstDay');
    const [row] = await sari.get<AbsenceItem[]>('/api/absences?filter={"cancelled":false}');
    expect(row).toMatchObject({ firstDay: '2026-03-10', lastDay: '2026-03-12', substituteName: 'Sari Wulandari', state: 'akan_datang' });
    const wrong = async (change: object) => (await budi.request<{ errors: object }>('POST', '/api/absences', { ...once(), ...days, firstDay: '2026-04-01', lastDay: '2026-04-02', ...change })).body.errors;
    expect(await wrong({ lastDay: '2026-03-31' })).toHaveProperty('lastDay');
    expect(await wrong({ substituteId: days.userId })).toHaveProperty('substituteId');
    expect(await wrong({ firstDay: '2026-02-01', lastDay: '2026-02-02' })).toHaveProperty('lastDay');
    expect((await sari.request('POST', `/api/absences/${row?.id ?? ''}/cancel`, {})).status).toBe(403);
    expect((await budi.request('POST', `/api/absences/${row?.id ?? ''}/cancel`, {})).status).toBe(200);
    await budi.post('/api/absences', { ...once(), ...days });
  }, 60_000);
});

/** A task of a kind of its own, which no act waits for. */
async function openTask(caseId: string, { meantFor, openedBy }: { meantFor: string; openedBy: string }): Promise<void> {
  const at = test.clock.now();
  const { office_id: officeId } = await test.db('users').where({ id: meantFor }).first<{ office_id: string }>('office_id');
  await test.db('tasks').insert({
    case_id: caseId, office_id: officeId, kind: 'uji_absensi', step: '7', actor: 'helpdesk', round: 1, blocks: [], not_opener: false, opened_by: openedBy, meant_for: meantFor, opened_at: at, due_at: at, state: 'terbuka',
  });
}
const endTasks = () => test.db('tasks').where({ kind: 'uji_absensi' }).update({ state: 'batal' });
const meantForOf = (views: readonly CaseView[]) => Promise.all(views.map(async (view) => (await test.db('tasks').where({ case_id: view.id, kind: 'uji_absensi' }).first<{ meant_for: string | null }>('meant_for')).meant_for));
const holdersOf = (views: readonly CaseView[]) => Promise.all(views.map(async (view) => (await test.db('cases').where({ id: view.id }).first<{ holder_id: string | null }>('holder_id')).holder_id));
const officeToday = async () => (await test.db('offices').where({ code: 'KALTIM' }).first<{ today: string }>(test.db.raw('(?::timestamptz at time zone zone)::date::text as today', [test.clock.now()]))).today;

describe('an absence recorded by slip', () => {
  it('is said in numbers before, and what nobody touched comes back when it is called off, once, told to both', async () => {
    const [mine, worked, typed, taken] = [await claimed(), await claimed(), await claimed(), await claimed()];
    const [fromId, toId] = [await id('helpdesk'), await id('helpdesk2')];
    const today = await officeToday();
    for (const view of [mine, worked]) await openTask(view.id, { meantFor: fromId, openedBy: toId });
    const meantFor = () => meantForOf([mine, worked]);
    const holders = () => holdersOf([mine, worked, typed, taken]);
    const before = await sari.get<WorkInHand[]>('/api/work-in-hand');
    const wish = { userId: fromId, firstDay: today, lastDay: today, substituteId: toId };
    expect((await budi.request('POST', '/api/absences/plan', wish)).status).toBe(403);
    const plan = await supervisor.post<AbsencePlan>('/api/absences/plan', wish);
    expect(plan).toEqual({ beginsNow: true, substituteName: 'Bagus Pratama', appointments: 0, cases: { substitute: before[0]?.cases, queue: 0 }, tasks: { substitute: 2, nobody: 0 } });
    expect((await supervisor.post<AbsencePlan>('/api/absences/plan', { ...wish, substituteId: null })).cases).toEqual({ substitute: 0, queue: before[0]?.cases });
    expect(await test.db('absences').where({ user_id: fromId })).toEqual([]);

    // What the substitute had typed for her files before they were his, as above, is no work on them.
    test.clock.forward(1);
    const { id: absenceId } = await supervisor.post<{ id: string }>('/api/absences', { ...once(), ...wish });
    await beginAbsences({ db: test.db, door: test.loket.door, log: createLogger({ level: 'silent' }) });
    expect([await holders(), await meantFor()]).toEqual([[toId, toId, toId, toId], [toId, toId]]);
    // One is only looked at, one is worked on and keeps its task, one has something typed for it, one went on to somebody else.
    await budi.get(`/api/cases/${mine.id}`);
    await budi.act(worked.id, 'mulai_cek_unggahan');
    await budi.post(`/api/cases/${typed.id}/drafts`, { kind: 'tindakan', key: 'kembalikan', content: { catatan: 'x' } });
    await budi.post(`/api/cases/${taken.id}/release`, {});
    const untouched = (client: Client) => client.request<BroughtBack>('GET', `/api/absences/${absenceId}/untouched`);
    const expected = { cases: plan.cases.substitute - 3, tasks: 1, staying: 4 };
    expect([(await untouched(budi)).status, (await untouched(supervisor)).body]).toEqual([403, expected]);
    const cancel = (client: Client) => client.request<BroughtBack>('POST', `/api/absences/${absenceId}/cancel`, { bringBack: true });
    expect((await cancel(budi)).status).toBe(403);
    const answers = await Promise.all([cancel(supervisor), cancel(supervisor)]);
    expect(answers.map(({ body }) => body).sort((a, b) => b.cases - a.cases)).toEqual([expected, { cases: 0, tasks: 0, staying: 0 }]);
    expect([await holders(), await meantFor()]).toEqual([[fromId, toId, toId, null], [fromId, toId]]);
    expect((await sari.get<NoticeItem[]>('/api/notices'))[0]?.text).toContain(`${expected.cases} berkas dan 1 tugas yang belum disentuh kembali kepada Anda`);
    expect((await budi.get<NoticeItem[]>('/api/notices'))[0]?.text).toContain('Ketidakhadiran Sari Wulandari dibatalkan');
    const trail = await test.db('audit_events').where({ event: 'batal_absensi', ref: `absensi:${absenceId}` }).orderBy('id').pluck<{ berkas_kembali: number }[]>('detail');
    expect(trail.map((detail) => detail.berkas_kembali).sort()).toEqual([0, expected.cases].sort());
    await endTasks();
  }, 180_000);

  it('gives a task back with its file only, and one of a file in other hands while that file stays where it was', async () => {
    const [waiting, taken, his, left] = [await claimed(), await claimed(), await claimed(budi), await claimed(budi)];
    const [fromId, toId] = [await id('helpdesk'), await id('helpdesk2')];
    for (const view of [waiting, taken, his, left]) await openTask(view.id, { meantFor: fromId, openedBy: toId });
    const [before] = await sari.get<WorkInHand[]>('/api/work-in-hand');
    const today = await officeToday();
    const { id: absenceId } = await supervisor.post<{ id: string }>('/api/absences', { ...once(), userId: fromId, firstDay: today, lastDay: today, substituteId: null });
    await beginAbsences({ db: test.db, door: test.loket.door, log: createLogger({ level: 'silent' }) });
    expect([await holdersOf([waiting, taken, his, left]), await meantForOf([waiting, taken, his, left])]).toEqual([[null, null, toId, toId], [null, null, null, null]]);
    test.clock.forward(1);
    await budi.post(`/api/cases/${taken.id}/claim`);
    await budi.post(`/api/cases/${left.id}/release`, {});
    const back = { cases: (before?.cases ?? 0) - 1, tasks: 2, staying: 3 };
    expect(await supervisor.get<BroughtBack>(`/api/absences/${absenceId}/untouched`)).toEqual(back);
    expect(await supervisor.post<BroughtBack>(`/api/absences/${absenceId}/cancel`, { bringBack: true })).toEqual(back);
    expect([await holdersOf([waiting, taken, his, left]), await meantForOf([waiting, taken, his, left])]).toEqual([[fromId, toId, toId, null], [fromId, null, fromId, null]]);
    await endTasks();
  }, 180_000);

  it('gives no task back without its file when the file has gone where he plays no part', async () => {
    const view = await claimed();
    const [fromId, toId] = [await id('helpdesk'), await id('helpdesk2')];
    await openTask(view.id, { meantFor: fromId, openedBy: toId });
    const today = await officeToday();
    const { id: absenceId } = await supervisor.post<{ id: string }>('/api/absences', { ...once(), userId: fromId, firstDay: today, lastDay: today, substituteId: toId });
    await beginAbsences({ db: test.db, door: test.loket.door, log: createLogger({ level: 'silent' }) });
    // As a timer or the applicant would have moved it on.
    await test.db('cases').where({ id: view.id }).update({ turn: 'verifikator', place: 'diteruskan' });
    expect((await supervisor.post<BroughtBack>(`/api/absences/${absenceId}/cancel`, { bringBack: true })).tasks).toBe(0);
    expect([await holdersOf([view]), await meantForOf([view])]).toEqual([[toId], [toId]]);
    await test.db('cases').where({ id: view.id }).update({ turn: view.turn, place: view.place });
    await endTasks();
  }, 180_000);
});

describe('an absence of an account that was disabled', () => {
  it('is called off, though the wish to bring back comes with it as ever: there is nothing to bring', async () => {
    const userId = await id('verifikator2');
    const today = await officeToday();
    const { id: absenceId } = await supervisor.post<{ id: string }>('/api/absences', { ...once(), userId, firstDay: today, lastDay: today, substituteId: null });
    await beginAbsences({ db: test.db, door: test.loket.door, log: createLogger({ level: 'silent' }) });
    await test.db('users').where({ id: userId }).update({ is_active: false });
    expect(await supervisor.request('POST', `/api/absences/${absenceId}/cancel`, { bringBack: true })).toMatchObject({ status: 200, body: { cases: 0, tasks: 0, staying: 0 } });
    await test.db('users').where({ id: userId }).update({ is_active: true });
  }, 60_000);
});

describe('everything somebody has in hand', () => {
  it('is shown to the supervisor for all, to others for themselves, and handed over by either', async () => {
    await claimed();
    const all = await supervisor.get<WorkInHand[]>('/api/work-in-hand');
    const own = await sari.get<WorkInHand[]>('/api/work-in-hand');
    expect(own).toMatchObject([{ name: 'Sari Wulandari' }]);
    expect(all.length).toBeGreaterThan(3);
    const [fromId, toId] = [await id('helpdesk'), await id('helpdesk2')];
    expect((await budi.request('POST', '/api/handovers', { ...once(), fromId, toId, reason: 'Iseng saja' })).status).toBe(403);
    expect((await sari.request<{ errors: object }>('POST', '/api/handovers', { ...once(), fromId, toId: fromId, reason: 'Kepada saya' }))).toMatchObject({ status: 422, body: { errors: { toId: expect.stringContaining('orang yang sama') as unknown } } });
    const cases = own[0]?.cases ?? 0;
    const result = await supervisor.post<HandedOver>('/api/handovers', { ...once(), fromId, toId, reason: 'Sari cuti' });
    expect(result).toEqual({ cases, appointments: 0, tasks: 0, clashes: [] });
    expect(await sari.get<WorkInHand[]>('/api/work-in-hand')).toMatchObject([{ cases: 0 }]);
    const back = await budi.post<HandedOver>('/api/handovers', { ...once(), fromId: toId, toId: null, reason: 'Kembali ke antrean' });
    expect(back.cases).toBeGreaterThanOrEqual(cases);
  }, 60_000);
});
