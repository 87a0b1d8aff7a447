/** A date that may still move is called so wherever it is read: on paper, on the telephone, on the day's sheet, in a file that leaves the house. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Walked } from '../../seeds/scenarios/world.ts';
import type { DayDocket } from '../domain/contract/counter.ts';
import type { FoundCase } from '../domain/contract/subjects.ts';
import type { StuckCaseItem } from '../domain/contract/supervision.ts';
import type { Client } from '../testing/client.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

let loket: TestLoket;
let helpdesk: Client;
let supervisor: Client;
let waiting: Walked;
let open: Walked;
let due: Date;
/** Monday, 10 a.m. in Samarinda; of 2027 nobody has entered anything. */
beforeAll(async () => {
  loket = await startTestLoket({ seed: 63, start: new Date('2026-12-28T02:00:00Z') });
  [helpdesk, supervisor] = [await loket.world.officer('helpdesk'), await loket.world.officer('penyelia')];
  waiting = await walks.menunggu_perbaikan?.(loket.world) as Walked;
  open = await walks.diterima?.(loket.world) as Walked;
  await loket.world.settle();
  due = (await loket.db('repair_requests').where({ case_id: waiting.caseId }).first<{ due_at: Date }>('due_at')).due_at;
  await loket.db('cases').where({ id: open.caseId }).update({ due_at: due });
}, 120_000);
afterAll(() => loket.stop());

const MARK = /sementara, dapat mundur bila hari libur tahun itu ditetapkan/;
const found = async () => (await helpdesk.request<FoundCase[]>('POST', '/api/search', { q: waiting.number })).body[0]?.awaiting[0];
const docket = async () => (await helpdesk.get<DayDocket>(`/api/day-docket?date=${due.toISOString().slice(0, 10)}`)).due.map(({ caseId, dueProvisional }) => ({ caseId, dueProvisional }));
const exported = async () => (await supervisor.request<string>('POST', '/api/exports', { list: 'cases', format: 'csv' })).body.split('\n').find((line) => line.includes(open.number));

it('as long as the year is unknown', async () => {
  expect(due.getUTCFullYear()).toBe(2027);
  const letters = await loket.db('letters').where({ case_id: waiting.caseId, kind: 'kekurangan' }).pluck<string[]>('id');
  expect(letters.length).toBeGreaterThan(0);
  expect((await loket.db('emails').where({ case_id: waiting.caseId, kind: 'kekurangan' }).first<{ body: string }>('body')).body).toMatch(MARK);
  expect(await found()).toMatchObject({ kind: 'perbaikan', until: due.toISOString(), provisional: true });
  expect(await docket()).toEqual(expect.arrayContaining([{ caseId: waiting.caseId, dueProvisional: true }, { caseId: open.caseId, dueProvisional: true }]));
  expect(await exported()).toContain('(sementara)');
});

it('and of what is overdue in such a year too', async () => {
  loket.clock.moveTo(new Date(due.getTime() + 86_400_000));
  const stuck = await supervisor.get<StuckCaseItem[]>('/api/stuck-cases?range=[0,99]');
  expect(stuck.find(({ id }) => id === open.caseId)).toMatchObject({ dueAt: due.toISOString(), dueProvisional: true });
});

it('no longer once the year is known and everything was reckoned', async () => {
  const admin = await loket.world.officer('admin');
  const days = Array.from({ length: 16 }, (_, n) => `2027-03-${String(n + 1).padStart(2, '0')},Hari contoh ${n + 1},nasional`).join('\n');
  await admin.post('/api/holidays/import', { text: `tanggal,nama,jenis\n${days}`, everywhere: true });
  expect(await found()).toMatchObject({ provisional: true });
  await loket.loket.workOnce();
  expect(await found()).toMatchObject({ kind: 'perbaikan', provisional: false });
  expect(await exported()).not.toContain('sementara');
});
