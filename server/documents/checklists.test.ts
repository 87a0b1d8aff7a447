/** An office sets what it asks for and checks: in versions with a first day, kept by a case for its life. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ChecklistItem } from '../domain/contract/documents.ts';
import { draftKey } from '../domain/draft-key.ts';
import { apply, continueTo, formOf, visit, walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { sayDay } from '../domain/messages/say-day.ts';
import { translate } from '../domain/messages/translate.ts';
import { dayAfterMonths } from '../domain/sop/validity.ts';
import { closeTasks, ensureFreshList, judgeDocuments, judgeHits, submit, take, uploadScans, type Walked } from '../../seeds/scenarios/world.ts';
import type { Client } from '../testing/client.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

let loket: TestLoket;
let admin: Client;
let helpdesk: Client;
beforeAll(async () => {
  loket = await startTestLoket({ seed: 53 });
  admin = await loket.world.officer('admin');
  helpdesk = await loket.world.officer('helpdesk');
}, 120_000);
afterAll(() => loket.stop());

const listOf = async () => (await admin.get<ChecklistItem[]>('/api/checklists')).find(({ id }) => id === 'registrasi_perseorangan') as ChecklistItem;
const save = (docs: ChecklistItem['docs'], validFrom: string) => admin.request<{ version: number; errors?: Record<string, string> }>('POST', '/api/checklists', { procedure: 'registrasi_perseorangan', validFrom, docs });
interface Seen { documentKinds: { kind: string; mayLack: boolean; lackReason: string | null; lackStated: string | null; checks: { id: string; at: string }[] }[]; actions: { id: string; obstacles: { key: string }[] }[] }
const kindOf = async ({ caseId }: Walked, kind: string) => (await helpdesk.get<Seen>(`/api/cases/${caseId}`)).documentKinds.find((each) => each.kind === kind);

describe('checklists of an office', () => {
  it('holds for cases from its day on; those that are here keep the list they came in with', async () => {
    const before = await apply(loket.world);
    const own = (await listOf()).ownDocs;
    const docs = own.map((doc) => (doc.kind === 'npwp' ? { ...doc, mayLack: true, checks: [...doc.checks, { id: 'asli_diperlihatkan', at: 'cek_kelengkapan' }] } : doc));
    expect((await save(docs, '2026-03-09')).status).toBe(201);
    expect((await listOf()).inForce).toBeNull();
    const sameDay = await apply(loket.world);
    loket.world.forward(8 * 24 * 60);
    const after = await apply(loket.world);
    const checks = async (walked: Walked) => (await kindOf(walked, 'npwp'))?.checks.map(({ id }) => id);
    expect([await checks(before), await checks(sameDay), await checks(after)]).toEqual([['terbaca', 'nama_sama', 'npwp_sama'], ['terbaca', 'nama_sama', 'npwp_sama'], ['terbaca', 'nama_sama', 'npwp_sama', 'asli_diperlihatkan']]);
    expect((await listOf()).inForce).toBe(1);
    // A later version does not reach back.
    expect((await save(own, '2026-03-10')).body.version).toBe(2);
    expect(await checks(after)).toContain('asli_diperlihatkan');
  }, 120_000);

  it('refuses what would leave a case stuck or gather for nothing', async () => {
    const own = (await listOf()).ownDocs;
    const ktp = (more: object) => own.map((doc) => (doc.kind === 'ktp' ? { ...doc, ...more } : doc));
    const faults = async (docs: ChecklistItem['docs'], from = '2026-03-20') => Object.keys((await save(docs, from)).body.errors ?? {});
    expect(await faults(ktp({ checks: [] }))).toEqual(['docs.ktp']);
    expect(await faults(ktp({ checks: [{ id: 'terbaca', at: 'disetujui' }] }))).toEqual(['docs.ktp']);
    expect(await faults(ktp({ checks: [{ id: 'sihir', at: 'cek_unggahan' }] }))).toEqual(['docs.ktp']);
    // Optional and yet to be explained when missing: the form would not ask, the desk would.
    expect(await faults(ktp({ required: false, mayLack: true }))).toEqual(['docs.ktp']);
    expect(await faults(own.map((doc) => ({ ...doc, required: false })))).toEqual(own.map(({ kind }) => `docs.${kind}`));
    expect(await faults(own, '2026-01-01')).toEqual(['validFrom']);
    expect((await (await loket.world.officer('helpdesk')).request('POST', '/api/checklists', {})).status).toBe(403);
  });

  it('lets a document be missing once somebody wrote down why', async () => {
    const own = (await listOf()).ownDocs;
    await save(own.map((doc) => (doc.kind === 'sertifikat_keahlian' ? { ...doc, mayLack: true } : doc)), loket.clock.now().toISOString().slice(0, 10));
    const walked = await apply(loket.world);
    // Handed in without it: the form does not insist.
    await loket.db('documents').where({ case_id: walked.caseId, kind: 'sertifikat_keahlian' }).update({ superseded_at: loket.clock.now() });
    await visit(loket.world, walked);
    await ensureFreshList(loket.world);
    await take(helpdesk, walked.caseId);
    await helpdesk.act(walked.caseId, 'mulai_cek_unggahan');
    await judgeDocuments(helpdesk, walked.caseId);
    await helpdesk.act(walked.caseId, 'lanjut_cek_daftar_hitam');
    await judgeHits(helpdesk, walked.caseId, 'daftar_hitam', 'nilai_temuan', 'bukan_yang_sama');
    await helpdesk.act(walked.caseId, 'nyatakan_bersih');
    await judgeDocuments(helpdesk, walked.caseId);
    const against = async () => (await helpdesk.get<Seen>(`/api/cases/${walked.caseId}`)).actions.find(({ id }) => id === 'nyatakan_lengkap')?.obstacles.map(({ key }) => key);
    expect(await against()).toEqual(['hambatan.dokumen_tidak_ada']);
    await expect(helpdesk.act(walked.caseId, 'catat_tidak_punya', { jenis: 'ktp', alasan: 'Hilang' })).rejects.toThrow('409');
    // What was typed for one paper goes with it, what was typed for another stays.
    const drafts = `/api/cases/${walked.caseId}/drafts`;
    for (const kind of ['npwp', 'sertifikat_keahlian']) await helpdesk.post(drafts, { kind: 'penilaian', key: draftKey('catat_tidak_punya', { jenis: kind }), content: { alasan: `Untuk ${kind}` } });
    await helpdesk.act(walked.caseId, 'catat_tidak_punya', { jenis: 'sertifikat_keahlian', alasan: 'Bidang ini tidak mensyaratkan sertifikat.' });
    expect((await helpdesk.get<{ content: object }[]>(drafts)).map(({ content }) => content)).toEqual([{ alasan: 'Untuk npwp' }]);
    expect(await against()).toEqual([]);
    expect((await kindOf(walked, 'sertifikat_keahlian'))?.lackReason).toBe('Bidang ini tidak mensyaratkan sertifikat.');

    // And it stays accepted to the end: at the call nobody holds a paper that was never handed in against its original.
    await helpdesk.act(walked.caseId, 'nyatakan_lengkap');
    await continueTo(loket.world, walked, 'diteruskan', 'verifikasi');
    const verifier = await loket.world.officer('verifikator');
    expect((await verifier.get<{ checklist: { kinds: string[] } }>(`/api/cases/${walked.caseId}`)).checklist.kinds).toEqual(['ktp', 'npwp']);
    for (const butir of ['ktp', 'npwp']) await verifier.act(walked.caseId, 'isi_daftar_periksa', { butir, ada: true, sesuaiAsli: true });
    // What somebody wrote all the same, truthfully, stands in nobody's way.
    await verifier.act(walked.caseId, 'isi_daftar_periksa', { butir: 'sertifikat_keahlian', ada: false, sesuaiAsli: false });
    await verifier.act(walked.caseId, 'nilai_orang', { orangSesuai: true, persetujuan: true });
    await verifier.act(walked.caseId, 'nyatakan_lolos');
    await closeTasks(verifier, loket.world, walked.caseId, walked.person);
    expect(await verifier.act(walked.caseId, 'kirim_tanda_terima')).toMatchObject({ outcome: 'disetujui' });
  }, 120_000);

  it('lets the applicant say himself that he has none; an officer accepts the reason, and the next round does not ask again', async () => {
    const own = (await listOf()).ownDocs;
    await save(own.map((doc) => (doc.kind === 'sertifikat_keahlian' ? { ...doc, mayLack: true } : doc)), loket.clock.now().toISOString().slice(0, 10));
    const without = await submit(loket.world, 'registrasi_perseorangan', formOf, ['ktp', 'npwp'], { sertifikat_keahlian: 'Belum pernah mengikuti uji kompetensi.' });
    expect(await kindOf(without, 'sertifikat_keahlian')).toMatchObject({ mayLack: true, lackReason: null, lackStated: 'Belum pernah mengikuti uji kompetensi.' });
    expect(await loket.db('documents').where({ case_id: without.caseId }).orderBy('kind').pluck('kind')).toEqual(['ktp', 'npwp']);
    await visit(loket.world, without);
    await ensureFreshList(loket.world);
    await take(helpdesk, without.caseId);
    await helpdesk.act(without.caseId, 'mulai_cek_unggahan');
    await judgeDocuments(helpdesk, without.caseId);
    await helpdesk.act(without.caseId, 'lanjut_cek_daftar_hitam');
    await judgeHits(helpdesk, without.caseId, 'daftar_hitam', 'nilai_temuan', 'bukan_yang_sama');
    await helpdesk.act(without.caseId, 'nyatakan_bersih');
    await judgeDocuments(helpdesk, without.caseId);
    const against = async () => (await helpdesk.get<Seen>(`/api/cases/${without.caseId}`)).actions.find(({ id }) => id === 'nyatakan_lengkap')?.obstacles.map(({ key }) => key);
    // His word alone opens nothing.
    expect(await against()).toEqual(['hambatan.dokumen_tidak_ada']);
    await helpdesk.act(without.caseId, 'catat_tidak_punya', { jenis: 'sertifikat_keahlian', alasan: 'Belum pernah mengikuti uji kompetensi.' });
    expect(await against()).toEqual([]);
    await loket.db('cases').where({ id: without.caseId }).update({ round: 2 });
    expect(await kindOf(without, 'sertifikat_keahlian')).toMatchObject({ lackReason: 'Belum pernah mengikuti uji kompetensi.' });
  }, 120_000);

  it('does not take a reason where the document must be there, nor beside a file, nor nothing at all', async () => {
    const said = async (lacking: Record<string, string>, kinds: string[]) => submit(loket.world, 'registrasi_perseorangan', formOf, kinds, lacking)
      .then(() => null, (error: unknown) => (error as { body: { errors: Record<string, string> } }).body.errors);
    expect(await said({ ktp: 'Hilang' }, ['npwp', 'sertifikat_keahlian'])).toEqual({ 'documents.ktp': translate('galat.isian.dokumen_harus_ada') });
    expect(await said({ sertifikat_keahlian: 'Hilang' }, ['ktp', 'npwp', 'sertifikat_keahlian'])).toEqual({ 'documents.sertifikat_keahlian': translate('galat.isian.dokumen_dan_alasan') });
    expect(await said({}, ['ktp', 'npwp'])).toEqual({ 'documents.sertifikat_keahlian': translate('galat.isian.dokumen_atau_alasan') });
    expect(Object.keys(await said({ sertifikat_keahlian: '  ' }, ['ktp', 'npwp']) as object)).toEqual(['lacking.sertifikat_keahlian']);
  }, 120_000);

  it('may answer a repair request with it, and what was there stays as an earlier version', async () => {
    const walked = await (walks.pengembalian as (typeof walks)[string])(loket.world);
    await helpdesk.act(walked.caseId, 'kirim_kekurangan', { butir: [{ jenis: 'dokumen', kunci: 'ktp', alasan: 'DOC-02' }, { jenis: 'dokumen', kunci: 'sertifikat_keahlian', alasan: 'DOC-02' }] });
    await loket.world.settle();
    const sent = await uploadScans(loket.world.applicant, '/api/public/uploads', ['ktp'], walked.person);
    const repair = (lacking: Record<string, string>, documents: Record<string, string>) => loket.world.applicant.request<{ errors?: Record<string, string> }>('POST', `/api/public/applications/${walked.token}/repair`, { requestId: crypto.randomUUID(), lacking, documents });
    expect(Object.keys((await repair({ ktp: 'Hilang', sertifikat_keahlian: 'Sudah tidak berlaku.' }, {})).body.errors ?? {})).toEqual(['documents.ktp']);
    expect((await repair({ sertifikat_keahlian: 'Sudah tidak berlaku.' }, sent)).status).toBe(200);
    expect(await loket.db('documents').where({ case_id: walked.caseId }).whereNull('superseded_at').orderBy('kind').pluck('kind')).toEqual(['ktp', 'npwp']);
    const [round] = await helpdesk.get<{ lacking: object[] }[]>(`/api/cases/${walked.caseId}/repairs`);
    expect(round?.lacking).toEqual([{ kind: 'sertifikat_keahlian', label: translate('dokumen.sertifikat_keahlian'), reason: 'Sudah tidak berlaku.' }]);
  }, 120_000);
});

describe('how old a document may be', () => {
  interface Paper { reading: { notes: { level: string; message: string }[] } | null }
  const boundOf = async (walked: Walked) => (await helpdesk.get<{ documentKinds: { kind: string; checks: { id: string; bound: string | null }[] }[] }>(`/api/cases/${walked.caseId}`)).documentKinds.find(({ kind }) => kind === 'sertifikat_keahlian')?.checks
    .filter(({ bound }) => bound !== null);
  const readAs = async (walked: Walked, issued: string) => {
    const paper = await loket.db('documents').where({ case_id: walked.caseId, kind: 'sertifikat_keahlian' }).first<{ upload_id: string }>('upload_id');
    await loket.db('upload_readings').insert({ upload_id: paper.upload_id, state: 'terbaca', looks_like: 'sertifikat_keahlian', turn: 0, proposals: JSON.stringify([{ field: 'tanggal_terbit', value: issued, confidence: 92 }]) }).onConflict('upload_id').merge();
    const [seen] = await helpdesk.get<Paper[]>(`/api/documents?filter=${encodeURIComponent(JSON.stringify({ caseId: walked.caseId, kind: 'sertifikat_keahlian' }))}`);
    return seen?.reading?.notes;
  };

  it('is compared with the day that was read, and stands in words beside the mark, as the list of the case has it', async () => {
    const before = await apply(loket.world);
    const docs = (await listOf()).ownDocs.map((doc) => (doc.kind === 'sertifikat_keahlian' ? { ...doc, validMonths: 6 } : doc));
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Makassar' });
    expect((await save(docs, day.format(loket.clock.now().getTime() + 86_400_000))).status).toBe(201);
    loket.world.forward(24 * 60);
    const walked = await apply(loket.world);
    const limit = dayAfterMonths(day.format(loket.clock.now()), -6);
    expect(await boundOf(walked)).toEqual([{ id: 'masih_berlaku', label: expect.any(String), at: expect.any(String), bound: `terbit paling lama 6 bulan lalu, yaitu ${sayDay(limit, 'id')} atau sesudahnya` }]);
    expect(await boundOf(before)).toEqual([]);
    expect(await readAs(walked, limit)).toEqual([]);
    const old = dayAfterMonths(limit, -1);
    expect(await readAs(walked, old)).toEqual([{ level: 'peringatan', message: expect.stringContaining(`terbit lebih dari 6 bulan lalu (${sayDay(old, 'id')})`) }]);
    expect(await readAs(before, old)).toEqual([]);
  }, 120_000);
});

describe('a document the SOP does not know', () => {
  const OWN = { name: { id: 'Surat Kuasa Direktur', en: 'Power of attorney' }, help: { id: 'Bermeterai dan ditandatangani direktur.', en: 'With duty stamp and signed by the director.' } };
  const KIND = 'kantor_surat_kuasa_direktur';
  const newKind = { kind: KIND, own: OWN, required: true, mayLack: true, forms: ['scan' as const, 'asli' as const], maxMegabytes: 1, validMonths: 12, checks: [{ id: 'terbaca', at: 'cek_unggahan' }, { id: 'nama_sama', at: 'cek_kelengkapan' }] };
  const ALL = ['ktp', 'npwp', 'sertifikat_keahlian', KIND];
  const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Makassar' }).format(loket.clock.now());

  it('is asked for, judged, called by its name everywhere and kept, from its day on; earlier files know nothing of it', async () => {
    const own = (await listOf()).ownDocs;
    expect((await save(own, today())).status).toBe(201);
    const before = await apply(loket.world);
    loket.world.forward(24 * 60);
    expect((await save([...own, newKind], today())).status).toBe(201);

    // Applicants read of it, in both languages; who does not send it is told.
    const asked = async (locale: string) => (await loket.world.applicant.request<{ code: string; procedures: { code: string; documents: { kind: string; label: string; help: string | null; maxBytes: number }[]; bringOriginals: string[] }[] }[]>('GET', '/api/public/offices', undefined, { 'X-Loket-Locale': locale }))
      .body.find(({ code }) => code === 'KALTIM')?.procedures.find(({ code }) => code === 'registrasi_perseorangan');
    expect((await asked('id'))?.documents.at(-1)).toMatchObject({ kind: KIND, label: OWN.name.id, help: OWN.help.id, maxBytes: 1_048_576 });
    expect((await asked('en'))?.documents.at(-1)).toMatchObject({ label: OWN.name.en, help: OWN.help.en });
    expect((await asked('id'))?.bringOriginals).toContain(OWN.name.id);
    await expect(submit(loket.world, 'registrasi_perseorangan', formOf, ALL.slice(0, 3))).rejects.toMatchObject({ body: { errors: { [`documents.${KIND}`]: translate('galat.isian.dokumen_atau_alasan') } } });

    const walked = await submit(loket.world, 'registrasi_perseorangan', formOf, ALL);
    expect(await kindOf(walked, KIND)).toMatchObject({ label: OWN.name.id, help: OWN.help.id, checks: [{ id: 'terbaca' }, { id: 'nama_sama' }] });
    expect(await kindOf(before, KIND)).toBeUndefined();
    const papers = await helpdesk.get<{ kind: string; label: string }[]>(`/api/documents?filter=${encodeURIComponent(JSON.stringify({ caseId: walked.caseId, kind: KIND }))}`);
    expect(papers).toMatchObject([{ kind: KIND, label: OWN.name.id }]);

    // What is not judged yet is named; a bad one is asked back by its name, in letter, link and rounds.
    await visit(loket.world, walked);
    await ensureFreshList(loket.world);
    await take(helpdesk, walked.caseId);
    await helpdesk.act(walked.caseId, 'mulai_cek_unggahan');
    const against = async () => (await helpdesk.get<{ actions: { id: string; obstacles: { message: string }[] }[] }>(`/api/cases/${walked.caseId}`)).actions.find(({ id }) => id === 'lanjut_cek_daftar_hitam')?.obstacles.map(({ message }) => message).join(' ');
    expect(await against()).toContain(OWN.name.id);
    await judgeDocuments(helpdesk, walked.caseId, (kind) => (kind === KIND ? { hasil: 'unggah_ulang', alasan: 'DOC-02' } : { hasil: 'sesuai' }));
    expect(await against()).not.toContain(OWN.name.id);
    await helpdesk.act(walked.caseId, 'lanjut_cek_daftar_hitam');
    await judgeHits(helpdesk, walked.caseId, 'daftar_hitam', 'nilai_temuan', 'bukan_yang_sama');
    await helpdesk.act(walked.caseId, 'nyatakan_bersih');
    await judgeDocuments(helpdesk, walked.caseId);
    const butir = [{ jenis: 'dokumen', kunci: KIND, alasan: 'DOC-02' }];
    await helpdesk.act(walked.caseId, 'nyatakan_kurang');
    const preview = await helpdesk.post<{ body: string }>(`/api/cases/${walked.caseId}/letters/preview`, { letter: 'kekurangan', input: { butir } });
    expect(preview.body).toContain(OWN.name.id);
    await helpdesk.act(walked.caseId, 'kirim_kekurangan', { butir });
    await loket.world.settle();
    const letters = await loket.db('letters').where({ case_id: walked.caseId, kind: 'kekurangan' }).first<{ body: string }>('body');
    expect(letters.body).toContain(OWN.name.id);
    const { request: link } = await helpdesk.post<{ request: { id: string } }>('/api/upload-requests', { caseId: walked.caseId, kinds: [KIND], channel: 'email', requestId: crypto.randomUUID() });
    expect(JSON.stringify(await helpdesk.get(`/api/upload-requests/${link.id}`))).toContain(OWN.name.id);
    const status = await loket.world.applicant.get<{ repair: { documents: { kind: string; label: string; help: string | null }[] } }>(`/api/public/applications/${walked.token}`);
    expect(status.repair.documents).toMatchObject([{ kind: KIND, label: OWN.name.id, help: OWN.help.id }]);
    const sent = await uploadScans(loket.world.applicant, '/api/public/uploads', [KIND], walked.person);
    await loket.world.applicant.post(`/api/public/applications/${walked.token}/repair`, { requestId: crypto.randomUUID(), documents: sent });
    const [round] = await helpdesk.get<{ items: { label: string }[]; documents: { label: string }[] }[]>(`/api/cases/${walked.caseId}/repairs`);
    expect([round?.items.map(({ label }) => label), round?.documents.map(({ label }) => label)]).toEqual([[OWN.name.id], [OWN.name.id]]);
  }, 180_000);

  it('needs a name of its own that can stand in a list, a kind the SOP does not use, and a check', async () => {
    const own = (await listOf()).ownDocs;
    const said = async (more: object[]) => Object.keys((await save([...own, ...more] as ChecklistItem['docs'], today())).body.errors ?? {});
    expect(await said([{ ...newKind, checks: [] }])).toEqual([`docs.${KIND}`]);
    expect(await said([newKind, { ...newKind, kind: `${KIND}_x` }])).toEqual([`docs.${KIND}_x`]);
    expect(await said([newKind, newKind])).toEqual([`docs.${KIND}`]);
    expect(await said([{ ...newKind, own: undefined }])).toEqual([`docs.${KIND}`]);
    expect(await said([{ ...newKind, kind: 'surat_kuasa' }])).toEqual(['docs.surat_kuasa']);
    expect(await said([{ ...newKind, own: { ...OWN, name: { id: 'Surat, Kuasa', en: 'Letter' } } }])).toEqual(['docs.3.own.name.id']);
    expect(await said([{ ...newKind, own: { ...OWN, name: { id: 'Surat|Kuasa', en: 'Letter' } } }])).toEqual(['docs.3.own.name.id']);
  });
});
