/**
 * An address corrected wherever a case may stand (decision 12), in both procedures: only the comparison of addresses falls (step 12), and it is made
 * again right there; documents, blacklist, call, appointment and tasks stay what they were.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as registration from '../../seeds/scenarios/registrasi-perseorangan.ts';
import * as userId from '../../seeds/scenarios/permintaan-user-id.ts';
import { judgeDocuments, judgeHits, take, uploadScans, withPerson, type Walked, type World } from '../../seeds/scenarios/world.ts';
import type { CaseView } from '../domain/contract/cases.ts';
import { currentSop } from '../domain/sop/catalogue.ts';
import type { Client } from '../testing/client.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

let loket: TestLoket;
const everybody: Record<string, Client> = {};
beforeAll(async () => {
  loket = await startTestLoket({ seed: 43 });
  for (const name of ['helpdesk', 'verifikator', 'penyelia', 'arsiparis']) everybody[name] = await loket.world.officer(name);
}, 60_000);
afterAll(() => loket.stop());

const by = (name: string): Client => everybody[name] as Client;
const view = (caseId: string, name = 'verifikator') => by(name).get<CaseView>(`/api/cases/${caseId}`);
const placeOf = async (walked: Walked) => (await view(walked.caseId)).place;
/** What stands against each act of each colleague, the acts on the address itself aside. */
async function standing(caseId: string): Promise<Record<string, string[]>> {
  const seen: Record<string, string[]> = {};
  for (const name of Object.keys(everybody)) {
    for (const { id, obstacles } of (await view(caseId, name)).actions) {
      if (!id.endsWith('_alamat')) seen[`${name} ${id}`] = obstacles.map(({ key }) => key.replace('hambatan.', '')).filter((key) => key !== 'belum_diambil' && key !== 'dipegang_orang_lain').sort();
    }
  }
  return seen;
}
const differing = (before: Record<string, string[]>, after: Record<string, string[]>) => Object.keys({ ...before, ...after })
  .filter((act) => JSON.stringify(before[act]) !== JSON.stringify(after[act])).map((act) => [act.split(' ')[1], (after[act] ?? []).filter((key) => !before[act]?.includes(key))] as const);

let corrected = 0;
async function correct(caseId: string, email = `alamat-benar-${corrected += 1}@pemohon.test`): Promise<void> {
  await by('helpdesk').act(caseId, 'ajukan_perbaikan_alamat', { email, caraIdentitas: 'telepon_terdaftar', identitas: 'Menyebut tanggal lahir dan nomor permohonan.' });
  await by('penyelia').act(caseId, 'perbaiki_alamat', { catatan: 'Ditelepon kembali; benar.' });
  await loket.world.settle();
}
const openThings = async (caseId: string) => ({
  tasks: await loket.db('tasks').where({ case_id: caseId, state: 'terbuka' }).orderBy('id').select('id', 'kind', 'due_at', 'meant_for'),
  appointments: await loket.db('appointments').where({ case_id: caseId }).orderBy('id').select('id', 'state', 'starts_at', 'verifikator_id'),
  repair: await loket.db('repair_requests').where({ case_id: caseId }).whereNull('closed_at').select('id', 'due_at', 'items'),
  choice: await loket.db('slot_choices').where({ case_id: caseId }).pluck('case_id'),
});

interface Scenario { procedure: string; walks: Record<string, ((world: World) => Promise<Walked>) | undefined> }
const everyPlace = ([registration, userId] as Scenario[]).flatMap(({ procedure, walks }) =>
  (currentSop(procedure)?.actions.ajukan_perbaikan_alamat?.from ?? []).map((place) => ({ procedure, place, walk: walks[place] })));
/** What the new address closes until it is compared; where nothing of step 12 is behind the file, nothing. */
const CLOSED: Record<string, (readonly [string, string[]])[]> = {
  'registrasi_perseorangan cek_lpse_lain': [['nyatakan_belum_terdaftar', ['kontak_berubah']]],
  'registrasi_perseorangan disetujui': [['kirim_tanda_terima', ['kontak_berubah']]],
  'permintaan_user_id mencocokkan': [['nyatakan_cocok', ['kontak_berubah']], ['nyatakan_tidak_ditemukan', ['kontak_berubah']]],
  'permintaan_user_id menyampaikan': [['nyatakan_disampaikan', ['alamat_belum_dicocokkan']]],
};

describe('an address corrected at', () => {
  it.each(everyPlace)('$procedure $place', async ({ procedure, place, walk }) => {
    const walked = await walk?.(loket.world) as Walked;
    await loket.world.settle();
    if (place === 'cek_lpse_lain') await judgeHits(by('verifikator'), walked.caseId, 'lpse_lain', 'nilai_kandidat', 'bukan_yang_sama');
    const [before, open] = [await standing(walked.caseId), await openThings(walked.caseId)];
    await correct(walked.caseId);
    expect(await placeOf(walked)).toBe(place);
    expect(await openThings(walked.caseId)).toEqual(open);
    expect([place, differing(before, await standing(walked.caseId))]).toEqual([place, CLOSED[`${procedure} ${place}`] ?? []]);

    const rerun = (await view(walked.caseId)).actions.find(({ id }) => id === 'jalankan_lpse_lain');
    if (!rerun) return;
    const dutiesBefore = (await view(walked.caseId)).duties.map(({ key }) => key);
    expect(dutiesBefore).toEqual(place === 'cek_lpse_lain' ? [] : ['hambatan.kontak_berubah']);
    await take(by('verifikator'), walked.caseId);
    await by('verifikator').act(walked.caseId, 'jalankan_lpse_lain');
    await judgeHits(by('verifikator'), walked.caseId, 'lpse_lain', 'nilai_kandidat', 'bukan_yang_sama');
    expect([differing(before, await standing(walked.caseId)), (await view(walked.caseId)).duties]).toEqual([[], []]);
  }, 120_000);

  it('step 12 and compared again where the file stands, it goes on to its receipt without another call or another verdict', async () => {
    const walked = await registration.walks.verifikasi?.(loket.world) as Walked;
    for (const butir of registration.KINDS) await by('verifikator').act(walked.caseId, 'isi_daftar_periksa', { butir, ada: true, sesuaiAsli: true });
    await by('verifikator').act(walked.caseId, 'nilai_orang', { orangSesuai: true, persetujuan: true });
    await correct(walked.caseId);
    await by('verifikator').act(walked.caseId, 'jalankan_lpse_lain');
    await judgeHits(by('verifikator'), walked.caseId, 'lpse_lain', 'nilai_kandidat', 'bukan_yang_sama');
    await by('verifikator').act(walked.caseId, 'nyatakan_lolos');
    for (const task of (await openThings(walked.caseId)).tasks as { id: string }[]) {
      await by('verifikator').act(walked.caseId, 'selesaikan_tugas', { tugasId: task.id, bukti: { userIdSpse: walked.person.userId, waktu: loket.world.now().toISOString(), nomorBukti: 'SPSE-1' } });
    }
    await by('verifikator').act(walked.caseId, 'kirim_tanda_terima');
    expect(await placeOf(walked)).toBe('pengarsipan');
  }, 120_000);

  it('a place past step 12, where the new address is a known supplier’s: nothing is approved; two people decide at step 12', async () => {
    const known = await registration.endings.disetujui(loket.world);
    const walked = await registration.walks.disetujui?.(loket.world) as Walked;
    await correct(walked.caseId, known.person.email);
    await by('verifikator').act(walked.caseId, 'jalankan_lpse_lain');
    const keysOf = async (act: string) => (await view(walked.caseId)).actions.find(({ id }) => id === act)?.obstacles.map(({ key }) => key);
    expect([await keysOf('kirim_tanda_terima'), (await view(walked.caseId)).duties.map(({ key }) => key)]).toEqual([expect.arrayContaining(['hambatan.temuan_belum_dinilai']) as unknown, ['hambatan.temuan_belum_dinilai']]);
    await judgeHits(by('verifikator'), walked.caseId, 'lpse_lain', 'nilai_kandidat', 'sama');
    expect([await keysOf('kirim_tanda_terima'), (await view(walked.caseId)).duties.map(({ key }) => key)]).toEqual([expect.arrayContaining(['hambatan.kandidat_sama']) as unknown, ['hambatan.kandidat_sama']]);
    await by('verifikator').act(walked.caseId, 'kembalikan_ke_lpse_lain', { catatan: 'E-mail yang benar milik penyedia yang sudah terdaftar.' });
    // It was run once more on the way back; the earlier verdict is shown, and given again by whoever looks.
    const [hitId] = await judgeHits(by('verifikator'), walked.caseId, 'lpse_lain', 'nilai_kandidat', 'sama');
    expect([await placeOf(walked), await keysOf('nyatakan_sudah_terdaftar')]).toEqual(['cek_lpse_lain', ['hambatan.temuan_belum_dikonfirmasi']]);
    await (await loket.world.officer('verifikator2')).act(walked.caseId, 'konfirmasi_temuan', { hitId, alasan: 'E-mail dan nama sama.' });
    await by('verifikator').act(walked.caseId, 'nyatakan_sudah_terdaftar', { lpse: 'LPSE Provinsi Kalimantan Timur', userId: known.person.userId });
    expect(await placeOf(walked)).toBe('gunakan_id_ada');
  }, 120_000);

  it('menunggu_perbaikan with scans asked for by a link: the request ends with the link, and whoever asked is told', async () => {
    const walked = await registration.walks.menunggu_perbaikan?.(loket.world) as Walked;
    const ask = () => by('helpdesk').post<{ request: { id: string } }>('/api/upload-requests', { requestId: randomUUID(), channel: 'email', caseId: walked.caseId, kinds: ['sertifikat_keahlian'] });
    const asked = await ask();
    await correct(walked.caseId);
    expect(await loket.db('upload_requests').where({ id: asked.request.id }).first('closed_how')).toEqual({ closed_how: 'dibatalkan' });
    const told = await by('helpdesk').get<{ caseId: string; text: string }[]>(`/api/notices?filter=${encodeURIComponent(JSON.stringify({ kind: 'unggahan_tautan' }))}`);
    expect(told.filter((notice) => notice.caseId === walked.caseId).map(({ text }) => text)).toEqual([expect.stringContaining('tidak berlaku lagi')]);
    loket.mails.length = 0;
    const again = await ask();
    await loket.world.settle();
    expect([loket.mails.map((mail) => mail.to.address), again.request.id === asked.request.id]).toEqual([[`alamat-benar-${corrected}@pemohon.test`], false]);
  }, 120_000);

  it('the place of the SPSE task: done there, it stays done, and the receipt waits for step 12 alone', async () => {
    const walked = await registration.walks.disetujui?.(withPerson(loket.world, loket.world.people())) as Walked;
    const [task] = (await openThings(walked.caseId)).tasks as { id: string }[];
    await by('verifikator').act(walked.caseId, 'selesaikan_tugas', { tugasId: task?.id, bukti: { userIdSpse: walked.person.userId, waktu: loket.world.now().toISOString(), nomorBukti: 'SPSE-2' } });
    await correct(walked.caseId);
    expect((await view(walked.caseId)).actions.find(({ id }) => id === 'kirim_tanda_terima')?.obstacles.map(({ key }) => key)).toEqual(['hambatan.kontak_berubah']);
    expect(await loket.db('tasks').where({ id: task?.id }).first('state')).toEqual({ state: 'selesai' });
  }, 120_000);

  it('a case with two repairs behind it and a moved appointment: what still holds goes to the new address, and no demand he has met', async () => {
    const walked = await registration.walks.menunggu_perbaikan?.(loket.world) as Walked;
    loket.world.forward(26 * 60);
    await loket.world.settle();
    // While the request is open it is what he should have; its reminder is not.
    loket.mails.length = 0;
    await correct(walked.caseId);
    const sent = () => loket.db('emails').where({ case_id: walked.caseId }).whereRaw(`to_address = ?`, [`alamat-benar-${corrected}@pemohon.test`]).whereNotNull('letter_id').orderBy('kind').pluck<string[]>('kind');
    const first = await sent();
    expect([first.includes('kekurangan'), first.includes('pengingat_perbaikan')]).toEqual([true, false]);
    // The new address has a link nobody here reads: the repairs come over the counter.
    const repaired = async () => {
      const { repair } = await view(walked.caseId, 'helpdesk');
      const documents = await uploadScans(by('helpdesk'), '/api/uploads', repair?.documents ?? [], walked.person);
      await by('helpdesk').act(walked.caseId, 'kirim_perbaikan', { dokumen: documents, isian: {}, asal: 'loket' });
      await take(by('helpdesk'), walked.caseId);
    };
    await repaired();
    await registration.continueTo(loket.world, walked, 'cek_unggahan', 'cek_kelengkapan', { visits: false });
    await judgeDocuments(by('helpdesk'), walked.caseId, (_kind, check) => (check === 'nama_sama' ? { hasil: 'unggah_ulang', alasan: 'DOC-03' } : { hasil: 'sesuai' }));
    await by('helpdesk').act(walked.caseId, 'nyatakan_kurang');
    await by('helpdesk').act(walked.caseId, 'kirim_kekurangan', { butir: (await view(walked.caseId, 'helpdesk')).shortages });
    await loket.world.settle();
    await repaired();
    await registration.continueTo(loket.world, walked, 'cek_unggahan', 'terjadwal', { visits: false });
    await by('verifikator').act(walked.caseId, 'jadwal_ulang', { alasan: 'JDW-02', catatan: 'Tugas luar' });
    await registration.continueTo(loket.world, walked, 'penjadwalan', 'terjadwal');
    await loket.world.settle();
    await correct(walked.caseId);
    const kinds = await sent();
    expect(kinds).toContain('undangan_verifikasi');
    for (const over of ['kekurangan', 'pengingat_perbaikan', 'pembatalan_jadwal', 'pengingat_jadwal', 'tidak_hadir']) expect(kinds).not.toContain(over);
  }, 240_000);

  it('a case whose request was withdrawn: that word goes along only until something newer was said', async () => {
    const walked = await registration.walks.menunggu_perbaikan?.(loket.world) as Walked;
    await by('helpdesk').act(walked.caseId, 'tarik_permintaan_perbaikan', { catatan: 'Ternyata sudah terbaca.' });
    await loket.world.settle();
    const sentTo = async () => loket.db('emails').where({ case_id: walked.caseId, to_address: `alamat-benar-${corrected}@pemohon.test` }).whereNotNull('letter_id').orderBy('kind').pluck<string[]>('kind');
    await correct(walked.caseId);
    expect(await sentTo()).toEqual(expect.arrayContaining(['konfirmasi_penerimaan', 'permintaan_ditarik']));
    await take(by('helpdesk'), walked.caseId);
    await by('helpdesk').act(walked.caseId, 'nyatakan_kurang');
    await by('helpdesk').act(walked.caseId, 'kirim_kekurangan', { butir: (await view(walked.caseId, 'helpdesk')).shortages });
    await loket.world.settle();
    // Not by hand, and not by the correction.
    const [withdrawn] = await loket.db('emails').where({ case_id: walked.caseId, kind: 'permintaan_ditarik', replaced_by: null }).orderBy('created_at', 'desc').select<{ id: string }[]>('id');
    const answer = await by('helpdesk').request<{ obstacles?: { key: string }[] }>('POST', `/api/emails/${withdrawn?.id}/resend`, { requestId: randomUUID() });
    expect([answer.status, answer.body.obstacles?.map(({ key }) => key)]).toEqual([409, ['hambatan.surel_tersusul']]);
    await correct(walked.caseId);
    const asked = await sentTo();
    expect([asked.includes('konfirmasi_penerimaan'), asked.includes('kekurangan'), asked.includes('permintaan_ditarik')]).toEqual([true, true, false]);
  }, 120_000);
});
