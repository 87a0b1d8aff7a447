import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { CaseView, HistoryItem } from '../domain/contract/cases.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

/** What a screen says about a case is said in words: the SOP's own, the judgement's, the trail's. */
describe('the words around a case', () => {
  let test: TestLoket;
  beforeAll(async () => { test = await startTestLoket({ seed: 31 }); }, 60_000);
  afterAll(() => test.stop());

  it('quotes the paragraph of the SOP for the place it stands at, with what it demands', async () => {
    const walked = await (walks.cek_kelengkapan as (typeof walks)[string])(test.world);
    const desk = await test.world.officer('helpdesk');
    const { guide } = await desk.get<CaseView>(`/api/cases/${walked.caseId}`);
    expect(guide).toEqual({
      source: '000.3/0633/BPLPSE/B.PBJ, langkah 9', quote: 'Memeriksa kelengkapan berkas permohonan', remarks: [], actor: 'Helpdesk', standardMinutes: 10, requirement: null, output: null,
    });
  }, 60_000);

  it('fills in the archive code that the procedure states', async () => {
    const walked = await (walks.pengarsipan as (typeof walks)[string])(test.world);
    const desk = await test.world.officer('arsiparis');
    const { actions } = await desk.get<CaseView>(`/api/cases/${walked.caseId}`);
    expect(actions.find(({ id }) => id === 'arsipkan')?.input).toMatchObject({ properties: { kode: { default: '000.3.5' } } });
  }, 60_000);

  it('says in the history which document was judged on what, and how', async () => {
    const walked = await (walks.cek_daftar_hitam as (typeof walks)[string])(test.world);
    const desk = await test.world.officer('helpdesk');
    const history = await desk.get<HistoryItem[]>(`/api/cases/${walked.caseId}/history`);
    expect(history.map((row) => row.about)).toContainEqual(['Scan KTP pribadi', 'Terbaca dan tidak terpotong', 'Sesuai']);
  }, 60_000);

  it('says in the audit trail what was done and where the case went', async () => {
    const walked = await (walks.cek_unggahan as (typeof walks)[string])(test.world);
    const supervisor = await test.world.officer('penyelia');
    const trail = await supervisor.get<{ about: string[] }[]>(`/api/audit-events?filter=${encodeURIComponent(JSON.stringify({ caseId: walked.caseId, event: 'tindakan' }))}`);
    expect(trail.map((row) => row.about.join(' · '))).toContainEqual(expect.stringMatching(/^Tindakan: .+ · Dari: Diterima · Ke: .+/i));
    expect(JSON.stringify(trail.map((row) => row.about))).not.toMatch(/_|false|null/);
    // What was searched for as what; what is not known of a search is not said with nothing behind it.
    for (const q of [walked.number, walked.person.nik, 'Tidak Ada Orangnya']) await supervisor.post('/api/search', { q });
    const searches = await supervisor.get<{ about: string[] }[]>(`/api/audit-events?filter=${encodeURIComponent(JSON.stringify({ event: 'pencarian' }))}`);
    expect(searches.map((row) => row.about.join(' · '))).toEqual(expect.arrayContaining(['Cocok pada: nomor berkas · Jumlah: 1', 'Jumlah: 0', 'Cocok pada: NIK · Dicari sebagai: NIK, NPWP · Jumlah: 1']));
  }, 60_000);
});
