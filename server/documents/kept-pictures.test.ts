/** What was kept as evidence can be looked at again, by whoever may see the file, and each look is logged. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Client } from '../testing/client.ts';
import { sampleScan } from '../testing/sample-files.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

let test: TestLoket;
beforeAll(async () => { test = await startTestLoket({ seed: 58 }); }, 60_000);
afterAll(() => test.stop());

async function upload(client: Client, kind: 'ktp' | 'npwp'): Promise<string> {
  const answer = await client.upload('/api/uploads', await sampleScan(kind, test.world.people().onCards, 'jpeg'), 'layar.jpg');
  expect(answer.status).toBe(201);
  return answer.body.id;
}
const looks = (caseId: string) => test.db('audit_events').where({ case_id: caseId, event: 'lihat_gambar_bukti' }).pluck('ref');

describe('a picture kept as evidence', () => {
  it('of the call is shown again to a colleague, page by page, and the look is logged', async () => {
    const { caseId } = await (walks.verifikasi as (typeof walks)[string])(test.world);
    const [verifikator, helpdesk] = [await test.world.officer('verifikator'), await test.world.officer('helpdesk')];
    const id = await upload(verifikator, 'ktp');
    expect((await helpdesk.request('GET', `/api/kept-pictures/${id}/pages/1`)).status).toBe(404);
    await verifikator.act(caseId, 'simpan_bukti_panggilan', { gambar: id, keterangan: 'KTP asli ditunjukkan.' });
    expect(await helpdesk.get(`/api/cases/${caseId}/call-pictures`)).toMatchObject([{ uploadId: id, pages: 1, note: 'KTP asli ditunjukkan.' }]);
    expect((await helpdesk.request('GET', `/api/kept-pictures/${id}/pages/1`)).status).toBe(200);
    expect((await helpdesk.request('GET', `/api/kept-pictures/${id}/pages/2`)).status).toBe(404);
    expect(await looks(caseId)).toEqual([`gambar:${id}`]);
  });

  it('of a look at the portal is shown again beside that look', async () => {
    const { caseId } = await (walks.cek_daftar_hitam as (typeof walks)[string])(test.world);
    const helpdesk = await test.world.officer('helpdesk');
    const id = await upload(helpdesk, 'npwp');
    await helpdesk.act(caseId, 'catat_lihat_portal', { waktu: test.clock.now().toISOString(), pencarian: 'Rina', hasil: 'tidak_ditemukan', gambar: id });
    const [run] = await helpdesk.get<{ portalLooks: object[] }[]>(`/api/checks?filter=${encodeURIComponent(JSON.stringify({ caseId, kind: 'daftar_hitam' }))}`);
    expect(run?.portalLooks).toMatchObject([{ pictureUploadId: id, picturePages: 1 }]);
    expect((await helpdesk.request('GET', `/api/kept-pictures/${id}/pages/1`)).status).toBe(200);
    expect(await looks(caseId)).toEqual([`gambar:${id}`]);
  });
});
