/** What others do with a file its holder has in hand: kept from him, or told to him by name. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { take, type Walked } from '../../seeds/scenarios/world.ts';
import type { NoticeItem } from '../domain/contract/ownership.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

let test: TestLoket;
beforeAll(async () => { test = await startTestLoket({ seed: 78 }); }, 300_000);
afterAll(() => test.stop());

const told = async (officer: string, caseId: string) => (await (await test.world.officer(officer)).get<NoticeItem[]>('/api/notices')).filter((notice) => notice.caseId === caseId).map(({ text }) => text);
async function held(place: string, by: string): Promise<Walked> {
  const walked = await (walks[place] as (typeof walks)[string])(test.world);
  const { holder } = await (await test.world.officer(by)).get<{ holder: { name: string } | null }>(`/api/cases/${walked.caseId}`);
  if (!holder) await take(await test.world.officer(by), walked.caseId);
  return walked;
}

it('a withdrawal told to the helpdesk waits for the colleague who has the file', async () => {
  const { caseId } = await held('cek_unggahan', 'helpdesk');
  const colleague = await test.world.officer('helpdesk2');
  const { version } = await colleague.get<{ version: number }>(`/api/cases/${caseId}`);
  const refused = await colleague.request<{ holder: string; obstacles: { key: string }[] }>('POST', `/api/cases/${caseId}/actions/tarik_permohonan`, { requestId: 'tarik-1', seenVersion: version, input: { catatan: 'Pemohon menelepon.' } });
  expect(refused).toMatchObject({ status: 409, body: { holder: 'Sari Wulandari', obstacles: [{ key: 'hambatan.dipegang_orang_lain' }] } });
  await (await test.world.officer('helpdesk')).act(caseId, 'tarik_permohonan', { catatan: 'Pemohon menelepon.' });
  expect(await test.db('cases').where({ id: caseId }).first('outcome')).toEqual({ outcome: 'ditarik' });
  expect(await told('helpdesk', caseId)).toEqual([]);
}, 120_000);

it('its applicant waits for nobody: he withdraws by his link, and whoever has the file is told so', async () => {
  const { caseId, number, token } = await held('cek_unggahan', 'helpdesk');
  const { status } = await test.world.applicant.request('POST', `/api/public/applications/${token}/withdraw`, { requestId: randomUUID() });
  expect([status, await test.db('cases').where({ id: caseId }).first('outcome', 'holder_id')]).toEqual([200, { outcome: 'ditarik', holder_id: null }]);
  expect(await told('helpdesk', caseId)).toEqual([`Berkas ${number} yang saat itu Anda pegang: Tarik permohonan, oleh pemohon sendiri.`]);
}, 120_000);

it('another time asked for by telephone moves the file, and the verifikator who has it is told by whom', async () => {
  const { caseId, number } = await held('terjadwal', 'verifikator');
  expect((await told('verifikator', caseId)).filter((text) => text.includes('dicatat oleh'))).toEqual([]);
  await (await test.world.officer('helpdesk')).act(caseId, 'minta_jadwal_lain', { keinginan: 'Hari Rabu siang' });
  expect(await told('verifikator', caseId)).toContain(`Berkas ${number} yang saat itu Anda pegang: Minta waktu lain, dicatat oleh Sari Wulandari.`);
  // Whoever did it himself is told nothing.
  expect((await told('helpdesk', caseId)).filter((text) => text.includes('dicatat oleh'))).toEqual([]);
}, 120_000);

it('a receipt the supervisor takes back moves the file out of the hands of whoever files it: he is told by whom', async () => {
  const { caseId, number } = await held('pengarsipan', 'arsiparis');
  await (await test.world.officer('penyelia')).act(caseId, 'batalkan_tanda_terima', { alasan: 'PBT-03', catatan: 'Nama pada Tanda Terima salah ketik.' });
  expect(await told('arsiparis', caseId)).toEqual([`Berkas ${number} yang saat itu Anda pegang: Batalkan Tanda Terima, dicatat oleh Hendra Kusuma.`]);
  expect(await told('penyelia', caseId)).toEqual([]);
}, 120_000);

it.each(['helpdesk', 'arsiparis'])('an ending the supervisor undoes gives the file back to helpdesk, who is told once; %s had it', async (holder) => {
  const { caseId, number } = await held('cek_unggahan', 'helpdesk');
  await (await test.world.officer('helpdesk')).act(caseId, 'tarik_permohonan', { catatan: 'Pemohon menelepon.' });
  await take(await test.world.officer(holder), caseId);
  await (await test.world.officer('penyelia')).act(caseId, 'buka_kembali', { alasan: 'BKA-01', catatan: 'Pemohon tidak jadi menarik.' });
  expect(await told('helpdesk', caseId)).toEqual([`Berkas ${number} kembali kepada Anda: Buka kembali berkas.`]);
  // Out of other hands it was taken all the same.
  expect(await told('arsiparis', caseId)).toEqual(holder === 'helpdesk' ? [] : [`Berkas ${number} yang saat itu Anda pegang: Buka kembali berkas, dicatat oleh Hendra Kusuma.`]);
}, 120_000);
