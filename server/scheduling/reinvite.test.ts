/** Leave and transfer as the applicant sees them: the mail and the calendar entry in it, read by a parser that is not the writer's. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Walked } from '../../seeds/scenarios/world.ts';
import type { CaseSeen } from '../testing/client.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

let test: TestLoket;
const day = [{ start: '08:00', end: '12:00' }, { start: '13:00', end: '16:00' }];
const ALL_DAY = { days: { 1: day, 2: day, 3: day, 4: day, 5: day, 6: [], 7: [] }, slotMinutes: 10, bufferMinutes: 0, noticeMinutes: 0, dailyMax: 20, channels: ['daring', 'luring'] };
const idOf = async (name: string) => (await (await test.world.officer(name)).get<{ id: string }>('/api/auth/me')).id;

beforeAll(async () => {
  test = await startTestLoket({ seed: 66 });
  for (const name of ['verifikator', 'verifikator2']) {
    const officer = await test.world.officer(name);
    expect((await officer.request('PUT', `/api/availabilities/${await idOf(name)}`, ALL_DAY)).status).toBe(200);
  }
}, 120_000);
afterAll(() => test.stop());

async function scheduled(): Promise<Walked> {
  const walked = await (walks.terjadwal as (typeof walks)[string])(test.world);
  await test.world.settle();
  return walked;
}
/** The calendar entries he got, oldest first. */
function entriesOf(walked: Walked) {
  return test.mails.filter(({ to }) => to.address === walked.person.email).flatMap(({ subject, text, attachments }) => attachments.filter(({ type }) => type.startsWith('text/calendar')).map(({ type, content }) => {
    const calendar = new ICAL.Component(ICAL.parse(String(content)) as never);
    const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined);
    return { subject, text, type, method: calendar.getFirstPropertyValue('method'), uid: event.uid, sequence: event.sequence, start: event.startDate.toJSDate().toISOString(), description: event.description };
  }));
}

it('leave: a colleague who is free holds it; the applicant gets the entry again, same uid, higher sequence, the new name', async () => {
  const walked = await scheduled();
  const verifikator = await test.world.officer('verifikator');
  const reply = await verifikator.post<{ affected: { caseId: string; done: string }[] }>(`/api/availabilities/${await idOf('verifikator')}/leave`, { from: '2026-03-02', to: '2026-03-02', windows: [], note: 'Sakit', confirmed: true });
  expect(reply.affected).toMatchObject([{ caseId: walked.caseId, done: 'dialihkan' }]);
  await test.world.settle();
  const [first, again, ...more] = entriesOf(walked);
  expect(more).toEqual([]);
  expect(again).toMatchObject({ method: 'REQUEST', uid: first?.uid, start: first?.start, type: expect.stringContaining('method=REQUEST') as unknown });
  expect(Number(again?.sequence)).toBeGreaterThan(Number(first?.sequence));
  expect(first?.description).toContain('Dewi Lestari Ningrum');
  expect(again?.description).toContain('Rahmat Hidayat');
  // The leave ends: the rest of the tests has him again.
  const [item] = (await verifikator.get<{ id: string; exceptions: { id: string }[] }[]>('/api/availabilities')).filter(({ exceptions }) => exceptions.length > 0);
  await verifikator.request('DELETE', `/api/availability-exceptions/${item?.exceptions[0]?.id}`);
}, 90_000);

it('a file handed over takes its appointment along, and the applicant is invited anew, once', async () => {
  const walked = await scheduled();
  const verifikator = await test.world.officer('verifikator');
  const { version } = await verifikator.get<CaseSeen>(`/api/cases/${walked.caseId}`);
  const request = { requestId: randomUUID(), seenVersion: version, reason: 'Pindah tugas', toId: await idOf('verifikator2') };
  for (let n = 0; n < 2; n += 1) await verifikator.request('POST', `/api/cases/${walked.caseId}/hand-over`, request);
  await test.world.settle();
  const [first, again, ...more] = entriesOf(walked);
  expect(more).toEqual([]);
  expect(again).toMatchObject({ method: 'REQUEST', uid: first?.uid, start: first?.start });
  expect(Number(again?.sequence)).toBeGreaterThan(Number(first?.sequence));
  expect(again?.description).toContain('Rahmat Hidayat');
}, 90_000);

it('leave without anybody free: the old entry is cancelled and he chooses again by his link', async () => {
  const walked = await scheduled();
  const both = ['verifikator', 'verifikator2'] as const;
  const away = await test.world.officer('verifikator2');
  await away.post(`/api/availabilities/${await idOf(both[1])}/leave`, { from: '2026-03-02', to: '2026-03-02', windows: [], note: 'Cuti', confirmed: true });
  const verifikator = await test.world.officer('verifikator');
  const reply = await verifikator.post<{ affected: { caseId: string; done: string }[] }>(`/api/availabilities/${await idOf(both[0])}/leave`, { from: '2026-03-02', to: '2026-03-02', windows: [], note: 'Sakit', confirmed: true });
  expect(reply.affected).toContainEqual(expect.objectContaining({ caseId: walked.caseId, done: 'dibatalkan' }));
  await test.world.settle();
  const [first, cancelled] = entriesOf(walked);
  expect(cancelled).toMatchObject({ method: 'CANCEL', uid: first?.uid });
  expect(Number(cancelled?.sequence)).toBeGreaterThan(Number(first?.sequence));
  const status = await test.world.applicant.get<{ slots: { start: string }[] }>(`/api/public/applications/${walked.token}`);
  expect(status.slots.length).toBeGreaterThan(0);
  expect(status.slots.every(({ start }) => start >= '2026-03-02T16:00')).toBe(true);
}, 90_000);
