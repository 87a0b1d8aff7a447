/** The office's usual link becomes another one, or a room is put out of use: nobody who is invited there is forgotten in silence. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Walked } from '../../seeds/scenarios/world.ts';
import type { OfficeEdit, OfficeRecord } from '../domain/contract/offices.ts';
import type { RoomItem } from '../domain/contract/scheduling.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

let test: TestLoket;
beforeAll(async () => { test = await startTestLoket({ seed: 71 }); }, 90_000);
afterAll(() => test.stop());

interface Answer { message?: string; errors?: Record<string, string>; obstacles?: { key: string }[] }
async function saveOffice(settings: Partial<OfficeEdit['settings']>, booked?: OfficeEdit['booked']): Promise<{ status: number; body: OfficeRecord & Answer }> {
  const admin = await test.world.officer('admin');
  const { version, name, zone, open, letterhead, settings: before } = await admin.get<OfficeRecord>('/api/office-settings');
  return admin.request('POST', '/api/office-settings', { seenVersion: version, name, zone, open, letterhead, settings: { ...before, ...settings }, ...(booked ? { booked } : {}) });
}
const saveRoom = async (body: object, id?: string) => (await test.world.officer('penyelia')).request<RoomItem & Answer>(id ? 'PUT' : 'POST', id ? `/api/rooms/${id}` : '/api/rooms', body);
let hours = 0;
async function booked(place: object): Promise<Walked> {
  const walked = await (walks.penjadwalan as (typeof walks)[string])(test.world);
  hours += 1;
  await (await test.world.officer('verifikator')).act(walked.caseId, 'tawarkan_jadwal', { mulai: new Date(Date.parse('2026-03-03T02:00:00Z') + hours * 3_600_000).toISOString(), menit: 30, saluran: 'daring', alasanDiLuarJam: 'Disepakati', ...place });
  await test.world.settle();
  return walked;
}
const slotOf = (caseId: string) => test.db('appointments').where({ case_id: caseId }).orderBy('created_at', 'desc').first<{ location: string; sequence: number; room_id: string | null; resource_id: string | null }>('location', 'sequence', 'room_id', 'resource_id');
const lettersTo = (walked: Walked) => test.mails.filter(({ to, subject }) => to.address === walked.person.email && subject.includes('Perubahan tempat verifikasi'));
const [OLD, NEW] = ['https://zoom.contoh.test/j/biasa', 'https://zoom.contoh.test/j/biasa-baru'];

it('a new usual link asks first, naming how many and whom; what is left is left; who is told gets it in letter and calendar, once', async () => {
  expect((await saveOffice({ meetingRoom: OLD })).status).toBe(200);
  const [first, second, elsewhere] = [await booked({ tempat: OLD }), await booked({ tempat: OLD }), await booked({ tempat: 'https://zoom.contoh.test/j/lain' })];
  const asked = await saveOffice({ meetingRoom: NEW });
  expect([asked.status, asked.body.obstacles?.map(({ key }) => key)]).toEqual([409, ['hambatan.tempat_biasa_dijadwalkan']]);
  for (const part of ['2 jadwal', first.number, second.number]) expect(asked.body.message).toContain(part);
  expect((await (await test.world.officer('admin')).get<OfficeRecord>('/api/office-settings')).settings.meetingRoom).toBe(OLD);
  expect((await saveOffice({ returnDays: 20 })).status).toBe(200); // nobody's link changes

  expect((await saveOffice({ meetingRoom: '' }, 'kabari')).body.errors).toEqual({ 'settings.meetingRoom': expect.stringContaining('yang baru') as unknown });
  expect((await saveOffice({ meetingRoom: NEW }, 'kabari')).status).toBe(200);
  await test.world.settle();
  for (const walked of [first, second]) {
    expect(await slotOf(walked.caseId)).toMatchObject({ location: NEW, sequence: 1 });
    expect(lettersTo(walked)).toHaveLength(1);
    expect(lettersTo(walked)[0]?.text).toContain(NEW);
  }
  expect([(await slotOf(elsewhere.caseId)).location, lettersTo(elsewhere)]).toEqual(['https://zoom.contoh.test/j/lain', []]);
  await test.db('outbox').where({ effect: 'pindah_ke_tempat_biasa' }).update({ done_at: null, handed_at: null });
  await test.world.settle();
  expect(lettersTo(first)).toHaveLength(1);

  expect((await saveOffice({ meetingRoom: OLD }, 'biarkan')).status).toBe(200);
  await test.world.settle();
  expect([(await slotOf(first.caseId)).location, lettersTo(first).length]).toEqual([NEW, 1]);
}, 180_000);

it('a room put out of use asks the same; who is told goes to the usual place, which there must be; who is left keeps the room', async () => {
  const room = { name: 'Zoom ruang tutup', channel: 'daring', linkKind: 'tetap', address: 'https://zoom.contoh.test/j/ruang-tutup', active: true };
  const { body: { id } } = await saveRoom(room);
  const [moved, left] = [await booked({ ruangId: id }), await booked({ ruangId: id })];
  const asked = await saveRoom({ ...room, active: false }, id);
  expect([asked.status, asked.body.obstacles?.map(({ key }) => key)]).toEqual([409, ['hambatan.ruang_ditutup_dijadwalkan']]);
  for (const part of ['2 jadwal', moved.number, left.number]) expect(asked.body.message).toContain(part);
  expect((await saveRoom({ ...room, active: false, booked: 'biarkan' }, id)).status).toBe(200);
  await test.world.settle();
  expect((await slotOf(left.caseId)).location).toBe(room.address);
  expect((await saveRoom(room, id)).status).toBe(200);

  expect((await saveOffice({ meetingRoom: '' }, 'biarkan')).status).toBe(200);
  expect((await saveRoom({ ...room, active: false, booked: 'kabari' }, id)).body.errors).toEqual({ active: expect.stringContaining('halaman Kantor') as unknown });
  expect((await saveOffice({ meetingRoom: OLD })).status).toBe(200);
  expect((await saveRoom({ ...room, active: false, booked: 'kabari' }, id)).status).toBe(200);
  await test.world.settle();
  expect(await slotOf(moved.caseId)).toMatchObject({ location: OLD, room_id: null, resource_id: null, sequence: 1 });
  expect(lettersTo(moved)).toHaveLength(1);
  expect((await saveOffice({ meetingRoom: '' }, 'biarkan')).status).toBe(200);
}, 180_000);

it('emptied before those who were to move have moved: they keep their old place, and the supervisors are told', async () => {
  // Of its own: nobody else is booked there.
  const [from, to] = [`${OLD}-pagi`, `${OLD}-sore`];
  expect((await saveOffice({ meetingRoom: from }, 'biarkan')).status).toBe(200);
  const walked = await booked({ tempat: from });
  expect((await saveOffice({ meetingRoom: to }, 'kabari')).status).toBe(200);
  expect((await saveOffice({ meetingRoom: '' })).status).toBe(200);
  await test.world.settle();
  expect((await slotOf(walked.caseId)).location).toBe(from);
  expect(await test.db('notices as n').join('users as u', 'u.id', 'n.user_id').where({ 'n.case_id': walked.caseId, 'n.text_key': 'pemberitahuan.jadwal_tanpa_tempat' }).pluck('u.email')).toEqual(['penyelia@loket.test']);
}, 90_000);
