/** What was done needs no draft any more, whoever was typing it; what was typed for something else stays. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

let test: TestLoket;
beforeAll(async () => { test = await startTestLoket({ seed: 71 }); }, 120_000);
afterAll(() => test.stop());

it('the drafts of an act go with it, those of colleagues too', async () => {
  const walked = await (walks.cek_daftar_hitam as (typeof walks)[string])(test.world);
  const [helpdesk, colleague] = [await test.world.officer('helpdesk'), await test.world.officer('helpdesk2')];
  const type = async (who: typeof helpdesk, key: string, kind = 'tindakan') => {
    expect((await who.request('POST', `/api/cases/${walked.caseId}/drafts`, { kind, key, content: { catatan: `diketik untuk ${key}` } })).status).toBe(200);
  };
  await type(helpdesk, 'catat_penyimpangan');
  await type(colleague, 'catat_penyimpangan');
  await type(helpdesk, 'tarik_permohonan');
  await type(colleague, 'catatan_internal', 'catatan');
  const kept = () => test.db('case_drafts').where({ case_id: walked.caseId }).orderBy('key').pluck<string[]>('key');
  expect(await kept()).toEqual(['catat_penyimpangan', 'catat_penyimpangan', 'catatan_internal', 'tarik_permohonan']);
  await helpdesk.act(walked.caseId, 'catat_penyimpangan', { jenis: 'perlengkapan', catatan: 'Kertas pemohon tidak lengkap.' });
  expect(await kept()).toEqual(['catatan_internal', 'tarik_permohonan']);
}, 120_000);

it('what is typed beside the acts has words of its own; a contact that was noted forgets what its author typed', async () => {
  const walked = await (walks.terjadwal as (typeof walks)[string])(test.world);
  const [helpdesk, colleague] = [await test.world.officer('helpdesk'), await test.world.officer('helpdesk2')];
  const path = `/api/cases/${walked.caseId}/drafts`;
  for (const who of [helpdesk, colleague]) await who.post(path, { kind: 'catatan', key: 'catatan_kontak', content: { saluran: 'telepon', catatan: 'Tidak diangkat.' } });
  await helpdesk.post(path, { kind: 'penilaian', key: `nilai_temuan_pemantauan:${randomUUID()}`, content: { alasan: 'Alamat berbeda.' } });
  const labels = async () => (await helpdesk.get<{ label: string; mine: boolean }[]>(path)).map(({ label, mine }) => [label, mine]).sort();
  expect(await labels()).toEqual([['Hasil menghubungi pemohon', false], ['Hasil menghubungi pemohon', true], ['Penilaian temuan pemantauan', true]]);
  await helpdesk.post(`/api/cases/${walked.caseId}/contacts`, { requestId: randomUUID(), channel: 'telepon', reached: false, note: 'Tidak diangkat.' });
  expect(await labels()).toEqual([['Hasil menghubungi pemohon', false], ['Penilaian temuan pemantauan', true]]);
}, 120_000);
