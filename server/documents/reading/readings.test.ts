/** A reading beside what was typed, over HTTP: proposed by the machine, taken over by a person only. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DocumentView } from '../../domain/contract/documents.ts';
import { walks } from '../../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Client } from '../../testing/client.ts';
import { sampleScan } from '../../testing/sample-files.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../../testing/start-loket.ts';
import type { DocumentReader } from './document-reader.ts';
import type { Reading } from './reading-messages.ts';

let loket: TestLoket;
const empty: Reading = { proposals: [], turn: 0, looksLike: null, alsoLike: [], words: 0, confidence: 0, hashes: [] };
const reader: DocumentReader = { read: () => Promise.resolve(empty), compare: () => Promise.resolve({ alike: 0, worst: 0, same: false }), peakMebibytes: () => 0, close: () => Promise.resolve() };

/** A file whose KTP was read so, in the hands of its officer. */
async function caseWith(reading: Reading): Promise<{ caseId: string; helpdesk: Client }> {
  const walked = await walks.cek_unggahan?.(loket.world);
  if (!walked) throw new Error('no walk to cek_unggahan');
  await loket.loket.workOnce(); // wakes the readings, which go on by themselves
  for (let tries = 0; tries < 600; tries += 1) {
    const read = await loket.db('upload_readings as r').join('documents as d', 'd.upload_id', 'r.upload_id').where({ 'd.case_id': walked.caseId }).whereNotNull('r.read_as').count<{ n: number }[]>({ n: '*' });
    if (Number(read[0]?.n) === 3) break;
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
  const ktp = await loket.db('documents').where({ case_id: walked.caseId, kind: 'ktp' }).first<{ upload_id: string }>('upload_id');
  await loket.db('upload_readings').where({ upload_id: ktp.upload_id }).update({ state: 'terbaca', looks_like: 'ktp', proposals: JSON.stringify(reading.proposals) });
  return { caseId: walked.caseId, helpdesk: await loket.world.officer('helpdesk') };
}
const ktpOf = async (client: Client, caseId: string): Promise<DocumentView | undefined> =>
  (await client.get<DocumentView[]>(`/api/documents?filter=${encodeURIComponent(JSON.stringify({ caseId, kind: 'ktp' }))}`))[0];

beforeAll(async () => { loket = await startTestLoket({ reader }); }, 300_000);
afterAll(async () => { await loket.stop(); });

const ktpSays = (nik: string): Reading => ({ turn: 0, looksLike: 'ktp', alsoLike: [], words: 20, confidence: 90, hashes: [], proposals: [{ field: 'nik', value: nik, confidence: 88 }, { field: 'jenis_kelamin', value: 'L', confidence: 95 }] });

describe('what the machine read', () => {
  it('stands beside what was typed, masked, and changes nothing by itself', async () => {
    const nik = '6472010708889994';
    const { caseId, helpdesk } = await caseWith(ktpSays(nik));
    const before = await loket.db('case_subjects').where({ case_id: caseId }).first<{ nik: string }>('nik');
    const ktp = await ktpOf(helpdesk, caseId);
    const row = ktp?.reading?.rows.find((candidate) => candidate.field === 'nik');
    expect(row).toMatchObject({ same: false, takeable: true, confidence: 88 });
    expect(JSON.stringify(ktp?.reading)).not.toContain(nik);
    expect((await loket.db('case_subjects').where({ case_id: caseId }).first<{ nik: string }>('nik')).nik).toBe(before.nik);

    await helpdesk.act(caseId, 'pakai_bacaan', { dokumenId: ktp?.id, isian: 'nik' });
    expect((await loket.db('case_subjects').where({ case_id: caseId }).first<{ nik: string }>('nik')).nik).toBe(nik);
    const after = await ktpOf(helpdesk, caseId);
    expect(after?.reading?.rows.find((candidate) => candidate.field === 'nik')).toMatchObject({ same: true, takeable: false });
    // Whoever was compared with the old number must be compared again.
    expect((await loket.db('cases').where({ id: caseId }).first<{ identity_version: number }>('identity_version')).identity_version).toBe(2);
  }, 400_000);

  it('cannot be taken over where it was not read, nor into a field that is no form field', async () => {
    const { caseId, helpdesk } = await caseWith(ktpSays('9972010708889994'));
    const ktp = await ktpOf(helpdesk, caseId);
    expect(ktp?.reading?.notes.map(({ message }) => message)).toContainEqual(expect.stringContaining('Kode wilayah'));
    // Kabupaten and kecamatan, of today and of before; `null`: nothing to say.
    await loket.database.ownerDb('regions').where({ code: '647202' }).update({ is_current: false });
    const upload = loket.db('documents').where({ id: ktp?.id }).select('upload_id');
    for (const [nik, said] of [['6472010708889994', null], ['6472990708889994', 'Kode kecamatan di dalam NIK yang terbaca tidak dikenal'], ['6472020708889994', 'Kode kecamatan di dalam NIK yang terbaca sudah tidak'], ['9101010708889994', 'Kode wilayah di dalam NIK yang terbaca sudah tidak']] as const) {
      await loket.db('upload_readings').whereIn('upload_id', upload).update({ proposals: JSON.stringify([{ field: 'nik', value: nik, confidence: 88 }]) });
      expect((await ktpOf(helpdesk, caseId))?.reading?.notes.flatMap(({ message }) => (message.includes('Kode ') ? [message.slice(0, said?.length ?? 99)] : []))).toEqual(said === null ? [] : [said]);
    }
    for (const isian of ['nama', 'jenis_kelamin']) {
      await expect(helpdesk.act(caseId, 'pakai_bacaan', { dokumenId: ktp?.id, isian })).rejects.toThrow('409');
    }
  }, 400_000);

  it('judges by the day of the office whether a certificate is over', async () => {
    const { caseId } = await caseWith(empty);
    const paper = await loket.db('documents').where({ case_id: caseId, kind: 'sertifikat_keahlian' }).first<{ upload_id: string }>('upload_id');
    await loket.db('upload_readings').where({ upload_id: paper.upload_id }).update({ state: 'terbaca', looks_like: 'sertifikat_keahlian', proposals: JSON.stringify([{ field: 'berlaku_sampai', value: '2026-03-02', confidence: 92 }]) });
    const notes = async () => {
      const desk = loket.client();
      await desk.login('helpdesk@loket.test', TEST_PASSWORD);
      return (await desk.get<DocumentView[]>(`/api/documents?filter=${encodeURIComponent(JSON.stringify({ caseId, kind: 'sertifikat_keahlian' }))}`))[0]?.reading?.notes.map(({ message }) => message);
    };
    expect(await notes()).toEqual([]);
    // Half past midnight in Samarinda; in UTC it is still the last day.
    loket.clock.forward(Math.round((new Date('2026-03-02T16:30:00Z').getTime() - loket.clock.now().getTime()) / 60_000));
    expect(await notes()).toEqual([expect.stringContaining('2 Maret 2026')]);
  }, 400_000);

  it('goes with a draft that is swept away', async () => {
    const fields = await loket.db('upload_readings').count<{ n: number }[]>({ n: '*' });
    expect(Number(fields[0]?.n)).toBeGreaterThan(0);
    const cascade = await loket.db.raw<{ rows: { rule: string }[] }>(`select confdeltype as rule from pg_constraint where conrelid = 'upload_readings'::regclass and contype = 'f'`);
    expect(cascade.rows.map((row) => row.rule)).toEqual(['c']);
  });

  it('warns the sender of a draft while he can still act, and tells nothing of what was read', async () => {
    const { onCards } = loket.world.people();
    const draft = (await loket.world.applicant.upload('/api/public/uploads', await sampleScan('ktp', onCards, 'jpeg'), 'ktp.jpg')).body.id;
    const state = () => loket.client().request<{ state: string; warnings: string[] }>('GET', `/api/public/uploads/${draft}?jenis=ktp`);
    await loket.db('upload_readings').where({ upload_id: draft }).del();
    expect((await state()).body).toEqual({ state: 'menunggu', warnings: [], upload: { type: 'image/jpeg', bytes: expect.any(Number), pageCount: 1, at: expect.any(String) } });
    const reads = (row: object) => loket.db('upload_readings').insert({ upload_id: draft, state: 'terbaca', turn: 0, ...row }).onConflict('upload_id').merge();
    await reads({ turn: 180, looks_like: 'npwp', proposals: JSON.stringify([{ field: 'nik', value: '6472010708889994', confidence: 88 }]) });
    const said = (await state()).body;
    expect(said.state).toBe('selesai');
    expect(said.warnings).toHaveLength(2);
    expect(said.warnings.join(' ')).toMatch(/terbalik.*tampak seperti/s);
    expect(JSON.stringify(said)).not.toContain('6472010708889994');
    await reads({ turn: 180, looks_like: 'npwp', also_like: ['ktp'] });
    expect((await state()).body.warnings.join()).not.toContain('tampak seperti');
    await reads({ turn: 180, looks_like: 'npwp', also_like: [] });
    // Together with what was said when it arrived: whoever changes the language asks once for all of it.
    await loket.db('uploads').where({ id: draft }).update({ warnings: JSON.stringify([{ key: 'picture_small', params: { pixels: 420, least: 600 } }]) });
    const english = await loket.client().request<{ warnings: string[] }>('GET', `/api/public/uploads/${draft}?jenis=ktp`, undefined, { 'X-Loket-Locale': 'en' });
    expect([english.body.warnings.length, english.body.warnings[0]]).toEqual([3, expect.stringContaining('small') as unknown]);
    await reads({ state: 'tidak_terbaca' });
    expect((await state()).body.warnings.some((sentence) => sentence.includes('hampir tidak') || sentence.includes('tidak terbaca') || sentence.includes('sulit'))).toBe(true);
    // Said at the door already, with what to do about it: a photo taken anew would be crushed on the same way.
    for (const key of ['picture_crushed', 'picture_blurred', 'picture_too_dark', 'picture_nearly_empty']) {
      await loket.db('uploads').where({ id: draft }).update({ warnings: JSON.stringify([{ key, params: {} }]) });
      expect((await state()).body.warnings.join()).not.toContain('hampir tidak terbaca');
    }
    await loket.db('uploads').where({ id: draft }).update({ used_at: new Date() });
    expect(await state()).toMatchObject({ status: 200, body: { state: 'selesai', warnings: [], upload: null } });
  }, 120_000);
});
