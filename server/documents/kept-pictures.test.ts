/** What was kept as evidence can be looked at again, by whoever may see the file, and each look is logged. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Client } from '../testing/client.ts';
import { pdfOf } from '../testing/hostile-files.ts';
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

  it('of several pages says of which there is no picture, as long as it may still come and when it never will', async () => {
    const pages = pdfOf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R 99 0 R 3 0 R]/Count 3>>', '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>']);
    const { caseId } = await (walks.verifikasi as (typeof walks)[string])(test.world);
    const [verifikator, helpdesk] = [await test.world.officer('verifikator'), await test.world.officer('helpdesk')];
    const taken = async (client: Client) => {
      const { body: { id } } = await client.upload('/api/uploads', pages, 'layar.pdf');
      for (let tries = 0; tries < 600 && !await test.db('uploads').where({ id }).whereNotNull('pages_drawn_at').first<object | undefined>('id'); tries += 1) await new Promise((resolve) => { setTimeout(resolve, 100); });
      return id;
    };
    const id = await taken(verifikator);
    await verifikator.act(caseId, 'simpan_bukti_panggilan', { gambar: id });
    const ofCall = async () => (await helpdesk.get<object[]>(`/api/cases/${caseId}/call-pictures`))[0];
    expect(await ofCall()).toMatchObject({ pages: 3, lackingPages: [2], drawing: false });
    await test.db('uploads').where({ id }).update({ pages_drawn_at: null });
    expect(await ofCall()).toMatchObject({ pages: 3, lackingPages: [2], drawing: true });

    const { caseId: checked } = await (walks.cek_daftar_hitam as (typeof walks)[string])(test.world);
    const seen = { waktu: test.clock.now().toISOString(), pencarian: 'Rina', hasil: 'tidak_ditemukan' };
    const looksOf = async () => (await helpdesk.get<{ portalLooks: object[] }[]>(`/api/checks?filter=${encodeURIComponent(JSON.stringify({ caseId: checked, kind: 'daftar_hitam' }))}`))[0]?.portalLooks;
    await helpdesk.act(checked, 'catat_lihat_portal', seen);
    expect(await looksOf()).toMatchObject([{ pictureUploadId: null, picturePages: 0, pictureLacking: [], pictureDrawing: false }]);
    const other = await taken(helpdesk);
    await helpdesk.act(checked, 'catat_lihat_portal', { ...seen, gambar: other });
    expect(await looksOf()).toContainEqual(expect.objectContaining({ pictureUploadId: other, picturePages: 3, pictureLacking: [2], pictureDrawing: false }));
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
