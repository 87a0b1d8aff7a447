/** One truth about what is short: the guards hold it, the review screen shows it, the request has to ask for it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseView } from '../domain/contract/cases.ts';
import type { DocumentView } from '../domain/contract/documents.ts';
import { BLURRED, walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { ensureFreshList, judgeDocuments, judgeHits } from '../../seeds/scenarios/world.ts';
import type { Client } from '../testing/client.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

let loket: TestLoket;
let helpdesk: Client;
beforeAll(async () => {
  loket = await startTestLoket({ seed: 58 });
  helpdesk = await loket.world.officer('helpdesk');
  await ensureFreshList(loket.world);
}, 120_000);
afterAll(() => loket.stop());

const papersOf = (caseId: string) => helpdesk.get<DocumentView[]>(`/api/documents?filter=${encodeURIComponent(JSON.stringify({ caseId, superseded: false }))}`);
const asked = (kunci: string) => ({ jenis: 'dokumen', kunci, alasan: 'DOC-02' });
const send = async (caseId: string, butir: object[]) => {
  const { version } = await helpdesk.get<CaseView>(`/api/cases/${caseId}`);
  return helpdesk.request<{ message: string; obstacles?: { key: string }[] }>('POST', `/api/cases/${caseId}/actions/kirim_kekurangan`, { requestId: crypto.randomUUID(), seenVersion: version, input: { butir } });
};

describe('what is short at a file', () => {
  it('holds a "no" that does not compare with what was typed through a change of the identity, and the request must ask for it', async () => {
    const { caseId } = await (walks.cek_unggahan as (typeof walks)[string])(loket.world);
    await judgeDocuments(helpdesk, caseId, (kind) => (kind === 'ktp' ? BLURRED : { hasil: 'sesuai' }));
    await helpdesk.act(caseId, 'lanjut_cek_daftar_hitam');
    await judgeHits(helpdesk, caseId, 'daftar_hitam', 'nilai_temuan', 'bukan_yang_sama');
    await helpdesk.act(caseId, 'nyatakan_bersih');
    await judgeDocuments(helpdesk, caseId, (kind, check) => (kind === 'npwp' && check === 'nama_sama' ? { hasil: 'tolak', alasan: 'DOC-03' } : { hasil: 'sesuai' }));
    // The name is taken over from the card: who somebody is has changed.
    const ktp = (await papersOf(caseId)).find(({ kind }) => kind === 'ktp') as DocumentView;
    const { upload_id: upload } = await loket.db('documents').where({ id: ktp.id }).first<{ upload_id: string }>('upload_id');
    await loket.db('upload_readings').where({ upload_id: upload }).delete();
    await loket.db('upload_readings').insert({ upload_id: upload, state: 'terbaca', looks_like: 'ktp', turn: 0, proposals: JSON.stringify([{ field: 'nama', value: 'Rina Contoh Permata', confidence: 90 }]), read_at: loket.clock.now() });
    await helpdesk.act(caseId, 'pakai_bacaan', { dokumenId: ktp.id, isian: 'nama' });

    const verdicts = Object.fromEntries((await papersOf(caseId)).map(({ kind, verdicts: given }) => [kind, given.map(({ check, verdict, stale }) => `${check} ${verdict}${stale ? ' usang' : ''}`).sort()]));
    expect(verdicts).toMatchObject({ ktp: ['nama_sama sesuai usang', 'nik_sama sesuai usang', 'terbaca unggah_ulang'], npwp: ['nama_sama tolak usang', 'npwp_sama sesuai usang', 'terbaca sesuai'] });
    await judgeDocuments(helpdesk, caseId);
    expect((await helpdesk.get<CaseView>(`/api/cases/${caseId}`)).shortages).toEqual([{ jenis: 'dokumen', kunci: 'ktp', alasan: BLURRED.alasan, catatan: BLURRED.catatan }]);

    await helpdesk.act(caseId, 'nyatakan_kurang');
    const without = await send(caseId, [asked('npwp')]);
    expect([without.status, JSON.stringify(without.body)]).toEqual([409, expect.stringContaining('kekurangan_terlewat')]);
    expect((await send(caseId, [asked('ktp')])).status).toBe(200);
  }, 120_000);

  it('leaves the reason to be chosen where the office gives the usual one no longer', async () => {
    const { caseId } = await (walks.cek_unggahan as (typeof walks)[string])(loket.world);
    await loket.db('documents').where({ case_id: caseId, kind: 'npwp' }).update({ superseded_at: loket.clock.now() });
    const shortages = async () => (await helpdesk.get<CaseView>(`/api/cases/${caseId}`)).shortages;
    expect(await shortages()).toEqual([{ jenis: 'dokumen', kunci: 'npwp', alasan: 'DOC-01' }]);
    const admin = await loket.world.officer('admin');
    await admin.post('/api/reasons', { code: 'DOC-01', groups: ['kekurangan'], id: 'Dokumen tidak lengkap', en: 'Documents incomplete', active: false, position: 10 });
    expect(await shortages()).toEqual([{ jenis: 'dokumen', kunci: 'npwp', alasan: '' }]);
  }, 120_000);
});
