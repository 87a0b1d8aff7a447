/** One day of the office, on a whole Loket: what happened and what is due, by the clock on the office's wall, and nothing of another office. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Walked } from '../../seeds/scenarios/world.ts';
import type { DayDocket } from '../domain/contract/counter.ts';
import { hashPassword } from '../users/index.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

let test: TestLoket;
const at: Record<string, Walked> = {};
let today = '';
beforeAll(async () => {
  test = await startTestLoket({ seed: 58 });
  for (const place of ['cek_unggahan', 'terjadwal', 'menunggu_perbaikan']) at[place] = await walks[place]?.(test.world) as Walked;
  const helpdesk = await test.world.officer('helpdesk');
  await helpdesk.act(at.cek_unggahan?.caseId ?? '', 'terima_berkas_fisik', { penyerah: 'Sari Contoh', asli: 'KTP', salinan: 'NPWP' });
  await helpdesk.act(at.cek_unggahan?.caseId ?? '', 'kembalikan_dokumen_asli', { penerima: 'Rina Contoh', identitas: 'KTP' });
  today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Makassar' }).format(test.clock.now());
}, 120_000);
afterAll(() => test.stop());

const docket = async (who: string, date?: string) => (await test.world.officer(who)).get<DayDocket>(`/api/day-docket${date ? `?date=${date}` : ''}`);

describe('the day docket', () => {
  it('shows papers in and out, the guest book and what is due', async () => {
    const page = await docket('helpdesk');
    expect([page.date, page.zone, page.originalsHeld, page.more]).toEqual([today, 'Asia/Makassar', 0, false]);
    expect(page.papers.map((row) => [row.direction, row.paper, row.person])).toEqual([['masuk', 'KTP', 'Sari Contoh'], ['masuk', 'NPWP', 'Sari Contoh'], ['keluar', 'KTP', 'Rina Contoh']]);
    const seen = await test.db('visits').where({ case_id: at.cek_unggahan?.caseId }).first<{ at: Date }>('at');
    expect((await docket('helpdesk', new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Makassar' }).format(seen.at))).visits.map((row) => row.caseNumber)).toContain(at.cek_unggahan?.number);
  });

  it('shows an appointment on its own day, with room and verifikator', async () => {
    const slot = await test.db('appointments').where({ case_id: at.terjadwal?.caseId, state: 'diusulkan' }).orWhere({ case_id: at.terjadwal?.caseId, state: 'dikonfirmasi' }).first<{ starts_at: Date }>('starts_at');
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Makassar' }).format(slot.starts_at);
    const [row] = (await docket('verifikator', day)).appointments;
    expect([row?.caseNumber, row?.name, row?.room === '']).toEqual([at.terjadwal?.number, at.terjadwal?.person.nama, false]);
    const before = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Makassar' }).format(slot.starts_at.getTime() - 86_400_000);
    expect((await docket('verifikator', before)).appointments.map((other) => other.caseNumber)).not.toContain(at.terjadwal?.number);
  });

  it('shows a repair on the day it is due, by the wall of the office', async () => {
    const { due_at: due } = await test.db('repair_requests').where({ case_id: at.menunggu_perbaikan?.caseId }).first<{ due_at: Date }>('due_at');
    // Half past midnight in Samarinda is still yesterday in UTC.
    const night = new Date('2026-03-12T16:30:00Z');
    await test.db('repair_requests').where({ case_id: at.menunggu_perbaikan?.caseId }).update({ due_at: night });
    expect((await docket('helpdesk', '2026-03-13')).due.map((row) => [row.what, row.caseNumber])).toContainEqual(['perbaikan', at.menunggu_perbaikan?.number]);
    expect((await docket('helpdesk', '2026-03-12')).due.map((row) => row.what)).not.toContain('perbaikan');
    await test.db('repair_requests').where({ case_id: at.menunggu_perbaikan?.caseId }).update({ due_at: due });
  });

  it('is empty on a day without work, and each opening is logged', async () => {
    const empty = await docket('penyelia', '2031-01-05');
    expect([empty.appointments, empty.visits, empty.papers, empty.due]).toEqual([[], [], [], []]);
    expect(await test.db('audit_events').where({ event: 'lihat_lembar_harian', ref: 'lembar_harian:2031-01-05' }).pluck('actor_kind')).toEqual(['staf']);
  });

  it('shows another office nothing', async () => {
    const office = await test.db('offices').where({ code: 'MUAROJAMBI' }).first<{ id: string }>('id');
    const [user] = await test.db('users').insert({ office_id: office.id, email: 'lain@lembar.test', name: 'Petugas lain', password_hash: await hashPassword(TEST_PASSWORD) }).returning<{ id: string }[]>('id');
    await test.db('user_roles').insert({ user_id: user?.id, role: 'helpdesk' });
    const stranger = test.client();
    await stranger.login('lain@lembar.test', TEST_PASSWORD);
    const page = await stranger.get<DayDocket>(`/api/day-docket?date=${today}`);
    expect([page.papers, page.visits, page.originalsHeld]).toEqual([[], [], 0]);
  });
});
