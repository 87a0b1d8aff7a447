/** Undoing a mistake (decision 12), on a whole Loket: letter, history, what is sealed and what is sealed beside it. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { archive, continueTo, endings, walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { closeTasks, take, type Walked } from '../../seeds/scenarios/world.ts';
import type { CaseView } from '../domain/contract/cases.ts';
import type { Receipt } from '../domain/contract/letters.ts';
import { noteBounce } from '../mail/index.ts';
import { createStorage, type FileStorage } from '../platform/storage.ts';
import { RefusedError, type Client } from '../testing/client.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

let loket: TestLoket;
let storage: FileStorage;
let supervisor: Client;
beforeAll(async () => {
  loket = await startTestLoket({ seed: 31 });
  storage = await createStorage(loket.config);
  supervisor = await loket.world.officer('penyelia');
}, 60_000);
afterAll(() => loket.stop());

const view = (caseId: string, client: Client = supervisor) => client.get<CaseView>(`/api/cases/${caseId}`);
const rowOf = (table: string, where: object) => loket.db(table).where(where).first<Record<string, unknown>>();
const letterOf = (caseId: string, kind: string) => loket.db('letters').where({ case_id: caseId, kind }).orderBy('issued_at', 'desc').first<{ id: string; state: string; public_code: string; pdf_key: string | null; body: string }>();
const receiptSays = async (code: string) => (await loket.world.applicant.get<Receipt>(`/api/public/receipts/${code}`)).state;
const keysOf = (body: unknown) => ((body as { obstacles?: { key: string }[] }).obstacles ?? []).map((each) => each.key);
async function refusedWith(doing: Promise<unknown>): Promise<{ status: number; keys: string[] }> {
  try {
    await doing;
  } catch (error) {
    if (error instanceof RefusedError) return { status: error.status, keys: keysOf(error.body) };
    throw error;
  }
  throw new Error('was not refused');
}

interface FileRow { id: string; number: string; outcome: string; record_manifest_key: string; annex_manifest_key: string; record_manifest_sha256: string; reopened_at: Date | null }
const fileOf = (caseId: string) => loket.db('archive_files').where({ case_id: caseId }).first<FileRow>();
const folderOf = (file: FileRow) => file.record_manifest_key.replace(/\/rekaman\/manifest\.json$/, '');
/** Every byte that was sealed first, by key. */
async function sealedBytes(caseId: string): Promise<Record<string, string>> {
  const folder = folderOf(await fileOf(caseId));
  const keys = (await storage.list(`${folder}/`)).filter((key) => !key.includes('/suplemen/'));
  return Object.fromEntries(await Promise.all(keys.map(async (key) => [key, createHash('sha256').update(await storage.read(key)).digest('hex')] as const)));
}
interface Supplement { n: number; kind: string; text: string; manifest_key: string | null }
const supplementsOf = async (caseId: string) => loket.db('archive_supplements').where({ archive_file_id: (await fileOf(caseId)).id }).orderBy('n').select<Supplement[]>('n', 'kind', 'text', 'manifest_key');
async function filesOfSupplement(supplement: Supplement | undefined): Promise<string[]> {
  const manifest = JSON.parse((await storage.read(supplement?.manifest_key ?? '')).toString()) as { files: { path: string }[] };
  return manifest.files.map((file) => file.path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID'));
}
const revoke = (walked: Walked) => supervisor.act(walked.caseId, 'batalkan_tanda_terima', { alasan: 'PBT-03', catatan: 'Nama pada Tanda Terima salah ketik.' });

describe('a receipt is taken back', () => {
  it('after sealing: its page says so, the registry forgets it, and nothing sealed is touched', async () => {
    const walked = await endings.disetujui(loket.world);
    await archive(loket.world, walked);
    const receipt = await letterOf(walked.caseId, 'tanda_terima');
    const before = await sealedBytes(walked.caseId);
    expect([await receiptSays(receipt.public_code), (await rowOf('providers', { case_id: walked.caseId }))?.withdrawn_at]).toEqual(['berlaku', null]);

    loket.clock.forward(60);
    await revoke(walked);
    await loket.world.settle();

    expect(await receiptSays(receipt.public_code)).toBe('dicabut');
    expect((await rowOf('providers', { case_id: walked.caseId }))?.withdrawn_at).not.toBeNull();
    expect(await rowOf('cases', { id: walked.caseId })).toMatchObject({ place: 'ditinjau_kembali', turn: 'verifikator', outcome: null, ended_at: null, archived_at: null });
    expect((await loket.db('case_actions').where({ case_id: walked.caseId }).orderBy('seq', 'desc').first<{ action: string; from_place: string }>())).toMatchObject({ action: 'batalkan_tanda_terima', from_place: 'diarsipkan' });
    const told = await letterOf(walked.caseId, 'pembatalan_tanda_terima');
    expect(told.body).toContain('Isi Tanda Terima salah.');
    expect(loket.mails.at(-1)).toMatchObject({ subject: expect.stringContaining('dibatalkan') as unknown, to: { address: walked.person.email } });
    expect(await sealedBytes(walked.caseId)).toEqual(before);
    const [supplement] = await supplementsOf(walked.caseId);
    expect(supplement).toMatchObject({ n: 1, kind: 'tindakan', text: 'Batalkan Tanda Terima. Alasan: Isi Tanda Terima salah. Catatan: Nama pada Tanda Terima salah ketik.' });
    expect(await filesOfSupplement(supplement)).toEqual(['suplemen.json', 'surat/pembatalan_tanda_terima-ID.pdf']);
    expect((await fileOf(walked.caseId)).reopened_at).not.toBeNull();

    // SPSE holds an approved account meanwhile: it is closed there before the approval is refused.
    const verifier = await loket.world.officer('verifikator');
    await take(verifier, walked.caseId);
    expect((await refusedWith(verifier.act(walked.caseId, 'nyatakan_tidak_lolos', { alasan: 'FRD-01', catatan: 'KTP palsu.' }))).keys).toEqual(['hambatan.tugas_belum_selesai']);

    await verifier.act(walked.caseId, 'pulihkan_persetujuan', { catatan: 'Hanya suratnya yang salah.' });
    loket.clock.forward(5);
    await closeTasks(verifier, loket.world, walked.caseId, walked.person);
    await verifier.act(walked.caseId, 'kirim_tanda_terima');
    await archive(loket.world, walked);

    const again = await letterOf(walked.caseId, 'tanda_terima');
    expect([await receiptSays(receipt.public_code), await receiptSays(again.public_code)]).toEqual(['dicabut', 'berlaku']);
    expect((await rowOf('providers', { case_id: walked.caseId }))?.withdrawn_at).toBeNull();
    expect(await sealedBytes(walked.caseId)).toEqual(before);
    const both = await supplementsOf(walked.caseId);
    expect(both.map(({ n, kind }) => [n, kind])).toEqual([[1, 'tindakan'], [2, 'lanjutan']]);
    expect((await filesOfSupplement(both[1])).sort()).toEqual(['berkas.json', 'lampiran/identitas.json', 'suplemen.json', 'surat/pembatalan_tanda_terima-ID.pdf', 'surat/tanda_terima-ID.pdf']);
    expect(await fileOf(walked.caseId)).toMatchObject({ outcome: 'disetujui', reopened_at: null });
  }, 90_000);

  it('before filing too, without a supplement', async () => {
    const walked = await endings.disetujui(loket.world);
    await revoke(walked);
    await loket.world.settle();
    expect([await receiptSays((await letterOf(walked.caseId, 'tanda_terima')).public_code), await fileOf(walked.caseId)]).toEqual(['dicabut', undefined]);
  }, 60_000);

  it('by the supervisor only', async () => {
    const walked = await endings.disetujui(loket.world);
    const verifier = await loket.world.officer('verifikator');
    expect((await refusedWith(verifier.act(walked.caseId, 'batalkan_tanda_terima', { alasan: 'PBT-01', catatan: 'Salah.' }))).status).toBe(403);
  }, 60_000);
});

describe('a closed case is opened again', () => {
  it('from the sealed archive: a new round at step 6, a letter, a supplement, and on to another ending', async () => {
    const walked = await endings.bukan_permohonan(loket.world);
    await archive(loket.world, walked);
    const before = await sealedBytes(walked.caseId);
    loket.clock.forward(30);
    await supervisor.act(walked.caseId, 'buka_kembali', { alasan: 'BKA-01', catatan: 'Brosur tertukar dengan permohonan pemohon lain.' });
    await loket.world.settle();
    expect(await rowOf('cases', { id: walked.caseId })).toMatchObject({ place: 'cek_unggahan', round: 2, outcome: null, ended_at: null, archived_at: null });
    expect((await letterOf(walked.caseId, 'pembukaan_kembali')).pdf_key).not.toBeNull();

    const helpdesk = await loket.world.officer('helpdesk');
    await take(helpdesk, walked.caseId);
    await continueTo(loket.world, walked, 'cek_unggahan', 'cek_unggahan');
    await helpdesk.act(walked.caseId, 'rujuk_lpse_lain', { lpse: 'LPSE Kota Balikpapan', alasan: 'DUP-02' });
    await archive(loket.world, walked);
    expect(await sealedBytes(walked.caseId)).toEqual(before);
    expect((await fileOf(walked.caseId)).outcome).toBe('dirujuk_lpse_lain');
    expect((await supplementsOf(walked.caseId)).map(({ kind, manifest_key }) => [kind, manifest_key !== null])).toEqual([['tindakan', true], ['lanjutan', true]]);
  }, 90_000);

  it('never around a receipt', async () => {
    const walked = await endings.disetujui(loket.world);
    expect((await refusedWith(supervisor.act(walked.caseId, 'buka_kembali', { alasan: 'BKA-01', catatan: 'Keliru.' }))).keys).toEqual(['hambatan.cabut_tanda_terima_dulu']);
    // Nor offered: as the case ended, nobody can lift what stands against it.
    const offered = (await supervisor.get<CaseView>(`/api/cases/${walked.caseId}`)).actions.map(({ id }) => id);
    expect([offered.includes('batalkan_tanda_terima'), offered.includes('buka_kembali')]).toEqual([true, false]);
  }, 60_000);
});

describe('an address is corrected', () => {
  const proposal = (email: string) => ({ email, caraIdentitas: 'telepon_terdaftar', identitas: 'Menyebut tanggal lahir, nomor permohonan, dan nama ibu kandung.' });

  it('where the mail was refused: a duty, a second person, dead links, letters again', async () => {
    const walked = await walks.menunggu_perbaikan?.(loket.world) as Walked;
    await loket.world.settle();
    await loket.db('emails').where({ case_id: walked.caseId, kind: 'kekurangan' }).update({ state: 'bounced', last_error: '550' });
    expect((await view(walked.caseId)).duties).toMatchObject([{ key: 'hambatan.alamat_ditolak', fix: { act: 'ajukan_perbaikan_alamat' } }]);

    await supervisor.act(walked.caseId, 'ajukan_perbaikan_alamat', proposal('keliru@pemohon.test'));
    expect((await refusedWith(supervisor.act(walked.caseId, 'perbaiki_alamat', { catatan: 'Ya.' }))).keys).toEqual(['hambatan.empat_mata']);
    await supervisor.act(walked.caseId, 'tolak_perbaikan_alamat', { catatan: 'Salah eja.' });
    const other = await walks.menunggu_perbaikan?.(loket.world) as Walked;
    await loket.world.settle();
    const [lost, late] = await Promise.all(['kekurangan', 'konfirmasi_penerimaan'].map((kind) => loket.db('emails').where({ case_id: other.caseId, kind }).first<{ id: string }>('id')));
    await loket.db.transaction((trx) => noteBounce(trx, lost?.id ?? '', '5.1.1', loket.clock.now()));
    const openDuties = () => loket.db('contact_duties').where({ case_id: other.caseId }).whereNull('closed_at').pluck<string[]>('email_id');
    expect(await openDuties()).toEqual([lost?.id]);
    const helpdesk = await loket.world.officer('helpdesk');
    await helpdesk.act(other.caseId, 'ajukan_perbaikan_alamat', { ...proposal('rina.benar@pemohon.test'), telepon: '0812 9999 8888' });

    const seen = await view(other.caseId);
    expect(seen.addressProposal).toMatchObject({ identityHow: 'Ditelepon ke nomor yang terdaftar', proposedByName: expect.any(String) as unknown });
    expect(JSON.stringify(seen)).not.toContain('rina.benar@pemohon.test');
    expect(await supervisor.post(`/api/cases/${other.caseId}/unmask`, { field: 'email_usul', requestId: crypto.randomUUID() })).toEqual({ value: 'rina.benar@pemohon.test' });

    loket.mails.length = 0;
    await supervisor.act(other.caseId, 'perbaiki_alamat', { catatan: 'Ditelepon kembali; benar.' });
    await loket.world.settle();
    expect(new Set(loket.mails.map((mail) => mail.to.address))).toEqual(new Set(['rina.benar@pemohon.test']));
    expect(loket.mails.map((mail) => mail.subject).sort()).toEqual([
      `Alamat untuk permohonan ${other.number} diperbaiki`, `Permohonan ${other.number} kami terima`, `Permohonan ${other.number} perlu dilengkapi`,
    ]);
    expect((await refusedWith(loket.world.applicant.get(`/api/public/applications/${other.token}`))).status).toBe(404);
    const token = /berkas\/([A-Za-z0-9_-]{43})/.exec(loket.mails.find((mail) => mail.subject.includes('perlu dilengkapi'))?.text ?? '')?.[1] ?? '';
    expect(await loket.world.applicant.get(`/api/public/applications/${token}`)).toMatchObject({ caseNumber: other.number, allowed: expect.arrayContaining(['repair']) as unknown });
    expect((await view(other.caseId)).duties).toEqual([]);
    // Nobody has to telephone about what was sent again; a report about the old address that comes late opens nothing.
    expect(await rowOf('contact_duties', { case_id: other.caseId })).toMatchObject({ how: 'dikirim_ulang', closed_by: expect.any(String) as unknown });
    await loket.db.transaction((trx) => noteBounce(trx, late?.id ?? '', '5.1.1', loket.clock.now()));
    expect(await openDuties()).toEqual([]);
    expect((await view(other.caseId)).duties).toEqual([]);
    expect(await rowOf('case_subjects', { case_id: other.caseId })).toMatchObject({ email: 'rina.benar@pemohon.test', phone: '+6281299998888' });
    expect(await rowOf('address_corrections', { case_id: other.caseId })).toMatchObject({ state: 'diterapkan', email: null, phone: null, letters_resent: 2 });
    expect(await rowOf('address_corrections', { case_id: walked.caseId })).toMatchObject({ state: 'ditolak', email: null });
  }, 90_000);

  it('of a sealed case: written beside what is sealed, with the address masked', async () => {
    const walked = await endings.dirujuk_lpse_lain(loket.world);
    await archive(loket.world, walked);
    const before = await sealedBytes(walked.caseId);
    await (await loket.world.officer('helpdesk')).act(walked.caseId, 'ajukan_perbaikan_alamat', proposal('pindah@pemohon.test'));
    await supervisor.act(walked.caseId, 'perbaiki_alamat', { catatan: 'Benar, pindah kantor (pindah@pemohon.test).' });
    await loket.world.settle();
    expect(await sealedBytes(walked.caseId)).toEqual(before);
    const [supplement] = await supplementsOf(walked.caseId);
    expect(supplement?.kind).toBe('tindakan');
    const kept = (await storage.read((supplement?.manifest_key ?? '').replace('manifest.json', 'suplemen.json'))).toString();
    expect([kept.includes('Setujui perbaikan alamat'), kept.includes('pindah@pemohon.test')]).toEqual([true, false]);
    expect(await rowOf('cases', { id: walked.caseId })).toMatchObject({ place: 'diarsipkan', outcome: 'dirujuk_lpse_lain' });
  }, 60_000);
});

describe('an ending calls off what is still agreed', () => {
  const withdraw = (walked: Walked) => loket.world.applicant.post(`/api/public/applications/${walked.token}/withdraw`, { requestId: crypto.randomUUID() });
  const calendar = () => String(loket.mails.at(-1)?.attachments.find((attachment) => attachment.name === 'jadwal.ics')?.content ?? '');

  it('with a cancellation for the applicant\'s calendar and a free slot', async () => {
    const walked = await walks.terjadwal?.(loket.world) as Walked;
    await loket.world.settle();
    const [invited, invite] = [await rowOf('appointments', { case_id: walked.caseId }), calendar()];
    await withdraw(walked);
    await loket.world.settle();
    expect(await rowOf('appointments', { case_id: walked.caseId })).toMatchObject({ id: invited?.id, state: 'batal', closed_reason: 'tarik_permohonan' });
    expect(loket.mails.at(-1)?.text).toContain('kami batalkan');
    const uid = /UID:(.+)/.exec(invite)?.[1];
    expect([/METHOD:(\w+)/.exec(invite)?.[1], /METHOD:(\w+)/.exec(calendar())?.[1], /UID:(.+)/.exec(calendar())?.[1]]).toEqual(['REQUEST', 'CANCEL', uid]);
  }, 60_000);

  it('also a slot the applicant had asked to move, which still stands in his calendar', async () => {
    const walked = await walks.terjadwal?.(loket.world) as Walked;
    await loket.world.applicant.post(`/api/public/applications/${walked.token}/appointment`, { requestId: crypto.randomUUID(), answer: 'lain', wish: 'Jumat pagi' });
    await withdraw(walked);
    await loket.world.settle();
    expect(/METHOD:(\w+)/.exec(calendar())?.[1]).toBe('CANCEL');
  }, 60_000);
});
