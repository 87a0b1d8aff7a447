/** The repair loop as staff see it: asked, answered by whatever way, old and new side by side, withdrawn without losing the thread. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { take, uploadScans } from '../../seeds/scenarios/world.ts';
import { KTP_SHORT, walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { RepairRound } from '../domain/contract/intake.ts';
import type { DocumentView } from '../domain/contract/documents.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

let loket: TestLoket;
beforeAll(async () => { loket = await startTestLoket({ seed: 44 }); }, 300_000);
afterAll(async () => { await loket.stop(); });

const LONG = 400_000;
const asked = { butir: [{ jenis: 'dokumen', kunci: 'ktp', alasan: 'DOC-02', catatan: 'Bagian bawah terpotong.' }, { jenis: 'isian', kunci: 'nik', alasan: 'ID-01' }, { jenis: 'isian', kunci: 'alamat', alasan: 'DOC-03' }] };

async function waiting() {
  const walked = await walks.pengembalian?.(loket.world, KTP_SHORT);
  if (!walked) throw new Error('no walk to pengembalian');
  const helpdesk = await loket.world.officer('helpdesk');
  await helpdesk.act(walked.caseId, 'kirim_kekurangan', asked);
  return { walked, helpdesk, rounds: () => helpdesk.get<RepairRound[]>(`/api/cases/${walked.caseId}/repairs`) };
}

describe('repair rounds', () => {
  it('what comes back at the counter is filed against the open request, with its origin, and stands beside the old', async () => {
    const { walked, helpdesk, rounds } = await waiting();
    expect(await rounds()).toMatchObject([{ round: 1, closedAt: null, changes: [], documents: [], items: [{ key: 'ktp', note: 'Bagian bawah terpotong.' }, { key: 'nik' }, { key: 'alamat' }] }]);
    const dokumen = await uploadScans(helpdesk, '/api/uploads', ['ktp'], walked.person);
    const nik = `${walked.person.nik.slice(0, 15)}${(Number(walked.person.nik[15]) + 1) % 10}`;
    await helpdesk.act(walked.caseId, 'kirim_perbaikan', { isian: { nik, alamat: 'Jl. Baru No. 9' }, dokumen, asal: 'whatsapp' });
    const [answered] = await rounds();
    expect(answered).toMatchObject({ closedHow: 'diperbaiki', origin: 'whatsapp', documents: [{ kind: 'ktp', version: 2 }] });
    expect(answered?.changes).toEqual([
      expect.objectContaining({ field: 'alamat', before: walked.person.alamat, after: 'Jl. Baru No. 9', same: false }),
      expect.objectContaining({ field: 'nik', same: false, difference: 'Berbeda pada angka ke-16.' }),
    ]);
    expect(JSON.stringify(answered)).not.toContain(nik);
    // Both versions can be opened; each look is written down.
    for (const id of [answered?.documents[0]?.newId, answered?.documents[0]?.oldId]) expect((await helpdesk.request('GET', `/api/documents/${id}/pages/1?ukuran=kecil`)).status).toBe(200);
    const looks = await loket.db('audit_events').where({ case_id: walked.caseId, event: 'lihat_pindaian' }).pluck<string[]>('ref');
    expect(looks).toEqual(expect.arrayContaining([`dokumen:${answered?.documents[0]?.newId}`, `dokumen:${answered?.documents[0]?.oldId}`]));
  }, LONG);

  it('a request can be withdrawn: the file goes on, the thread stays, the applicant is told', async () => {
    const { walked, helpdesk, rounds } = await waiting();
    const after = await helpdesk.act(walked.caseId, 'tarik_permintaan_perbaikan', { catatan: 'Ternyata pindaian sudah terbaca.' });
    expect(after).toMatchObject({ place: 'cek_kelengkapan', round: 1 });
    expect(await rounds()).toMatchObject([{ closedHow: 'ditarik', items: [{ key: 'ktp' }, { key: 'nik' }, { key: 'alamat' }] }]);
    expect(await loket.db('letters').where({ case_id: walked.caseId, kind: 'permintaan_ditarik' }).count<{ n: number }[]>({ n: '*' })).toEqual([{ n: 1 }]);
    // Nothing is asked through the link any more.
    const status = await loket.client().get<{ repair: unknown; allowed: string[] }>(`/api/public/applications/${walked.token}`);
    expect(status).toMatchObject({ repair: null });
    expect(status.allowed).not.toContain('repair');
  }, LONG);

  it('how a page was turned is kept for this person and no other', async () => {
    const walked = await walks.cek_unggahan?.(loket.world);
    if (!walked) throw new Error('no walk to cek_unggahan');
    const [helpdesk, other] = [await loket.world.officer('helpdesk'), await loket.world.officer('helpdesk2')];
    await take(helpdesk, walked.caseId);
    const documents = (client: typeof helpdesk) => client.get<DocumentView[]>(`/api/documents?filter=${encodeURIComponent(JSON.stringify({ caseId: walked.caseId, kind: 'ktp' }))}`);
    const [ktp] = await documents(helpdesk);
    for (const turn of [90, 180]) expect((await helpdesk.request('POST', `/api/documents/${ktp?.id}/turns`, { page: 1, turn })).status).toBe(204);
    expect((await helpdesk.request('POST', `/api/documents/${ktp?.id}/turns`, { page: 1, turn: 45 })).status).toBe(422);
    expect((await documents(helpdesk))[0]?.turns).toEqual({ 1: 180 });
    expect((await documents(other))[0]?.turns).toEqual({});
  }, LONG);
});
