/** What others do with a file its holder has in hand: kept from him, or told to him by name. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { take } from '../../seeds/scenarios/world.ts';
import type { NoticeItem } from '../domain/contract/ownership.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

let test: TestLoket;
beforeAll(async () => { test = await startTestLoket({ seed: 78 }); }, 300_000);
afterAll(() => test.stop());

const told = async (officer: string, caseId: string) => (await (await test.world.officer(officer)).get<NoticeItem[]>('/api/notices')).filter((notice) => notice.caseId === caseId).map(({ text }) => text);
async function held(place: string, by: string): Promise<{ caseId: string; number: string }> {
  const { caseId } = await (walks[place] as (typeof walks)[string])(test.world);
  const { holder } = await (await test.world.officer(by)).get<{ holder: { name: string } | null }>(`/api/cases/${caseId}`);
  if (!holder) await take(await test.world.officer(by), caseId);
  return test.db('cases').where({ id: caseId }).first<{ caseId: string; number: string }>('id as caseId', 'number');
}

it('a withdrawal told to the helpdesk waits for the colleague who has the file; its applicant waits for nobody', async () => {
  const { caseId } = await held('cek_unggahan', 'helpdesk');
  const colleague = await test.world.officer('helpdesk2');
  const { version } = await colleague.get<{ version: number }>(`/api/cases/${caseId}`);
  const refused = await colleague.request<{ holder: string; obstacles: { key: string }[] }>('POST', `/api/cases/${caseId}/actions/tarik_permohonan`, { requestId: 'tarik-1', seenVersion: version, input: { catatan: 'Pemohon menelepon.' } });
  expect(refused).toMatchObject({ status: 409, body: { holder: 'Sari Wulandari', obstacles: [{ key: 'hambatan.dipegang_orang_lain' }] } });
  await (await test.world.officer('helpdesk')).act(caseId, 'tarik_permohonan', { catatan: 'Pemohon menelepon.' });
  expect(await test.db('cases').where({ id: caseId }).first('outcome')).toEqual({ outcome: 'ditarik' });
}, 120_000);

it('another time asked for by telephone moves the file, and the verifikator who has it is told by whom', async () => {
  const { caseId, number } = await held('terjadwal', 'verifikator');
  expect((await told('verifikator', caseId)).filter((text) => text.includes('dicatat oleh'))).toEqual([]);
  await (await test.world.officer('helpdesk')).act(caseId, 'minta_jadwal_lain', { keinginan: 'Hari Rabu siang' });
  expect(await told('verifikator', caseId)).toContain(`Berkas ${number} yang saat itu Anda pegang: Minta waktu lain, dicatat oleh Sari Wulandari.`);
  // Whoever did it himself is told nothing.
  expect((await told('helpdesk', caseId)).filter((text) => text.includes('dicatat oleh'))).toEqual([]);
}, 120_000);
