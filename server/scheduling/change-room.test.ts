/** A room gets another link: those invited to the old one hear it, or are left there because somebody said so; nobody is forgotten in silence. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Walked } from '../../seeds/scenarios/world.ts';
import type { RoomItem } from '../domain/contract/scheduling.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

let test: TestLoket;
beforeAll(async () => { test = await startTestLoket({ seed: 70 }); }, 90_000);
afterAll(() => test.stop());

const OLD = 'https://zoom.contoh.test/j/lama';
let rooms = 0;
async function aRoom(more: object = {}): Promise<RoomItem> {
  rooms += 1;
  const body = { name: `Zoom ${rooms}`, channel: 'daring', linkKind: 'tetap', address: `${OLD}${rooms}`, active: true, ...more };
  return (await test.world.officer('penyelia')).post<RoomItem>('/api/rooms', body);
}
const change = async ({ id, name, channel, linkKind, address, active }: RoomItem, to: object) =>
  (await test.world.officer('penyelia')).request<RoomItem & { message?: string; errors?: Record<string, string>; obstacles?: { key: string }[] }>('PUT', `/api/rooms/${id}`, { name, channel, linkKind, address, active, ...to });
let hours = 0;
/** Each at an hour of its own unless said. */
async function booked(place: object, { at, verifikator = 'verifikator' }: { at?: string; verifikator?: string } = {}): Promise<Walked & { at: string }> {
  const walked = await (walks.penjadwalan as (typeof walks)[string])(test.world, { verifikator });
  hours += 1;
  const mulai = at ?? new Date(Date.parse('2026-03-03T02:00:00Z') + hours * 3_600_000).toISOString();
  await (await test.world.officer(verifikator)).act(walked.caseId, 'tawarkan_jadwal', { mulai, menit: 30, saluran: 'daring', alasanDiLuarJam: 'Disepakati', ...place });
  await test.world.settle();
  return { ...walked, at: mulai };
}
const slotOf = (caseId: string) => test.db('appointments').where({ case_id: caseId }).orderBy('created_at', 'desc').first<{ location: string; sequence: number; state: string; resource_id: string | null }>('location', 'sequence', 'state', 'resource_id');
function entriesOf(walked: Walked) {
  return test.mails.filter(({ to }) => to.address === walked.person.email).flatMap(({ subject, text, attachments }) => attachments.filter(({ type }) => type.startsWith('text/calendar')).map(({ content }) => {
    const calendar = new ICAL.Component(ICAL.parse(String(content)) as never);
    const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined);
    return { subject, text, method: calendar.getFirstPropertyValue('method'), uid: event.uid, sequence: event.sequence, location: event.location, start: event.startDate.toJSDate().toISOString() };
  }));
}

it('asks first, naming how many and whom; what is left is left; what is told gets the new place in letter and calendar, once', async () => {
  const room = await aRoom();
  const [first, second] = [await booked({ ruangId: room.id }), await booked({ ruangId: room.id })];
  const gone = await booked({ ruangId: room.id });
  await (await test.world.officer('verifikator')).act(gone.caseId, 'jadwal_ulang', { alasan: 'JDW-02', catatan: 'Tugas luar' });
  await test.world.settle();

  const asked = await change(room, { address: 'https://zoom.contoh.test/j/baru' });
  expect([asked.status, asked.body.obstacles?.map(({ key }) => key)]).toEqual([409, ['hambatan.ruang_dijadwalkan']]);
  for (const part of ['2 jadwal', first.number, second.number]) expect(asked.body.message).toContain(part);
  expect(asked.body.message).not.toContain(gone.number);
  expect(await test.db('rooms').where({ id: room.id }).first('address')).toEqual({ address: room.address });

  expect((await change(room, { name: 'Zoom utama' })).status).toBe(200); // nobody's link changes
  const before = test.mails.length;
  expect((await change(room, { name: 'Zoom utama', address: 'https://zoom.contoh.test/j/antara', booked: 'biarkan' })).status).toBe(200);
  await test.world.settle();
  expect([test.mails.length, (await slotOf(first.caseId)).location]).toEqual([before, room.address]);

  expect((await change(room, { name: 'Zoom utama', address: 'https://zoom.contoh.test/j/baru', booked: 'kabari' })).status).toBe(200);
  await test.world.settle();
  for (const walked of [first, second]) {
    expect(await slotOf(walked.caseId)).toMatchObject({ location: 'https://zoom.contoh.test/j/baru', state: 'diusulkan', resource_id: room.id });
    const [invited, moved, ...more] = entriesOf(walked);
    expect(more).toEqual([]);
    expect(moved).toMatchObject({ method: 'REQUEST', uid: invited?.uid, start: invited?.start, location: 'https://zoom.contoh.test/j/baru', sequence: Number(invited?.sequence) + 1 });
    expect(moved?.subject).toContain('Perubahan tempat verifikasi');
    expect(moved?.text).toContain('https://zoom.contoh.test/j/baru');
  }
  expect((await slotOf(gone.caseId)).location).toBe(room.address);
  const told = test.mails.length;
  await test.db('outbox').insert({ effect: 'pindah_ke_tempat_ruang', case_id: null, ref_id: room.id });
  await test.world.settle();
  expect(test.mails).toHaveLength(told);
}, 120_000);

it('that makes its own links makes new ones at its new address; a call does not become a desk while somebody is booked', async () => {
  const room = await aRoom({ linkKind: 'dibuat', address: 'https://meet.contoh.test' });
  const walked = await booked({ ruangId: room.id });
  const at = (await slotOf(walked.caseId)).location;
  expect(at).toMatch(/^https:\/\/meet\.contoh\.test\/verifikasi-/);
  expect((await change(room, { channel: 'luring', linkKind: 'tetap', address: 'Meja 1' })).body.errors).toEqual({ channel: expect.stringContaining('1 jadwal') as unknown });
  expect((await change(room, { address: 'https://rapat.contoh.test', booked: 'kabari' })).status).toBe(200);
  await test.world.settle();
  expect((await slotOf(walked.caseId)).location).toMatch(/^https:\/\/rapat\.contoh\.test\/verifikasi-[a-z0-9]{20}$/);
}, 90_000);

it('whose new place somebody else has at that hour: that appointment keeps its old one, and the supervisor is told', async () => {
  const room = await aRoom();
  const walked = await booked({ ruangId: room.id });
  await booked({ tempat: 'https://zoom.contoh.test/j/bersama' }, { at: walked.at, verifikator: 'verifikator2' });
  expect((await change(room, { address: 'https://zoom.contoh.test/j/bersama', booked: 'kabari' })).status).toBe(200);
  await test.world.settle();
  expect((await slotOf(walked.caseId)).location).toBe(room.address);
  expect(await test.db('notices').where({ case_id: walked.caseId, text_key: 'pemberitahuan.jadwal_tempat_lama' })).toHaveLength(1);
}, 90_000);
