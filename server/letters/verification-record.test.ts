/** The Berita Acara says what was seen and when, also when it is written days after the call. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Knex } from 'knex';
import { schedulingDoorPart } from '../scheduling/index.ts';
import { aCaseAt, anOffice, anOfficer, type TestOffice, type TestOfficer } from '../testing/a-case.ts';
import { act } from '../testing/act.ts';
import { aClock, aDoor, type MovableClock } from '../testing/door-fakes.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import { issueLetter } from './issue-letter.ts';
import type { LetterPaper } from './letter-paper.ts';

const config = { secret: 'rahasia-uji-rahasia-uji-rahasia-uji', mailFrom: 'Loket LPSE <loket@contoh.test>', publicUrl: 'https://loket.contoh.test' };
let database: TestDatabase;
let db: Knex;
let office: TestOffice;
let vera: TestOfficer;
let clock: MovableClock;
let door: ReturnType<typeof aDoor>;

beforeAll(async () => { database = await createTestDatabase(); db = database.db; });
afterAll(() => database.drop());
beforeEach(async () => {
  clock = aClock(monday('09:00'));
  door = aDoor({ clock, parts: [schedulingDoorPart()], issueLetter: (trx, context, letter) => issueLetter(trx, { config }, context, letter) });
  office = await anOffice(db);
  vera = await anOfficer(db, office, ['verifikator'], 'Vera Contoh');
});

const monday = (time: string) => `2026-03-02T${time}:00+08:00`;
const thursday = (time: string) => `2026-03-05T${time}:00+08:00`;
const does = async (caseId: string, at: string, action: string, input: object = {}) => { clock.set(at); await act(db, door, vera.actor, caseId, action, input); };
const NOT_PASSED = { alasan: 'VER-02', catatan: 'Tidak dapat dilanjutkan' };

/** Invited for Monday, 10.00–10.30, and there at 10.02. */
async function inTheCall(): Promise<string> {
  const { row } = await aCaseAt(db, 'penjadwalan', { office, holder: vera, at: new Date(monday('08:00')) });
  await does(row.id, monday('09:00'), 'tawarkan_jadwal', { mulai: monday('10:00'), menit: 30, saluran: 'daring', tempat: 'https://rapat.contoh.test/a' });
  await does(row.id, monday('10:02'), 'catat_hadir');
  return row.id;
}
async function fillAll(caseId: string): Promise<void> {
  for (const [minute, butir] of ['ktp', 'npwp', 'sertifikat_keahlian'].entries()) await does(caseId, monday(`10:1${minute}`), 'isi_daftar_periksa', { butir, ada: true, sesuaiAsli: true });
  await does(caseId, monday('10:17'), 'nilai_orang', { orangSesuai: true, persetujuan: true });
}
async function record(caseId: string): Promise<{ body: string; paper: LetterPaper }> {
  const row = await db('letters').where({ case_id: caseId, kind: 'berita_acara_verifikasi' }).orderBy('issued_at', 'desc').orderBy('id', 'desc').first<{ body: string; paper: LetterPaper }>();
  return row;
}
const HELD = 'telah dilaksanakan pada Senin, 2 Maret 2026 pukul';

describe('what was never looked at', () => {
  it('is not called absent, in the mail or on the paper', async () => {
    const caseId = await inTheCall();
    await does(caseId, monday('10:11'), 'isi_daftar_periksa', { butir: 'npwp', ada: false, sesuaiAsli: false });
    await does(caseId, monday('10:20'), 'nyatakan_tidak_lolos', NOT_PASSED);
    const { body, paper } = await record(caseId);
    expect(body).toMatch(/1\. KTP[^\n]*: tidak diperiksa\n2\. [^\n]*NPWP[^\n]*: tidak ada\n3\. [^\n]*: tidak diperiksa\n/);
    expect(body).toContain('Kecocokan orang dengan foto KTP: tidak diperiksa\nPersetujuan pemohon atas verifikasi: tidak dicatat\n');
    expect(paper.checklist?.map(({ present, matches, note }) => [present, matches, note])).toEqual([['–', '–', 'tidak diperiksa'], ['tidak', 'tidak', ''], ['–', '–', 'tidak diperiksa']]);
  });

  it('at the newest call is not quoted from an earlier one', async () => {
    const caseId = await inTheCall();
    await fillAll(caseId);
    await db('cases').where({ id: caseId }).update({ place: 'penjadwalan', round: 2 });
    await does(caseId, thursday('09:00'), 'tawarkan_jadwal', { mulai: thursday('14:00'), menit: 30, saluran: 'daring', tempat: 'https://rapat.contoh.test/a' });
    await does(caseId, thursday('14:01'), 'catat_hadir');
    await does(caseId, thursday('14:05'), 'nyatakan_tidak_lolos', NOT_PASSED);
    const { body } = await record(caseId);
    expect(body).toContain('Kamis, 5 Maret 2026 pukul 14.01–14.05 WITA');
    expect(body.match(/: tidak diperiksa/g)).toHaveLength(4);
  });

  it('is not quoted of another identity, as the guards do not count it: one reader', async () => {
    const caseId = await inTheCall();
    await fillAll(caseId);
    await db('cases').where({ id: caseId }).update({ identity_version: 2 });
    await does(caseId, monday('10:20'), 'nyatakan_tidak_lolos', NOT_PASSED);
    const { body, paper } = await record(caseId);
    expect(body.match(/: tidak diperiksa/g)).toHaveLength(4);
    expect(paper.checklist?.map(({ note }) => note)).toEqual(Array(3).fill('tidak diperiksa'));
  });
});

describe('the hours of the call', () => {
  it('end with the last thing written, though the file fails days later', async () => {
    const caseId = await inTheCall();
    await fillAll(caseId);
    await does(caseId, monday('11:00'), 'nyatakan_lolos');
    expect((await record(caseId)).body).toContain(`${HELD} 10.02–10.17 WITA`);
    await does(caseId, thursday('14:30'), 'nyatakan_tidak_lolos', NOT_PASSED);
    const { body } = await record(caseId);
    expect(body).toContain(`${HELD} 10.02–10.17 WITA`);
    expect(body).not.toMatch(/setelah panggilan|tanpa panggilan/);
  });

  it.each([['the decision', monday('10:20'), '10.02–10.20'], ['the slot', thursday('14:30'), '10.02–10.30']])('end with %s when nothing was written', async (_what, at, hours) => {
    const caseId = await inTheCall();
    await does(caseId, at, 'nyatakan_tidak_lolos', NOT_PASSED);
    expect((await record(caseId)).body).toContain(`${HELD} ${hours} WITA`);
  });

  it('are those of the slot when attendance was noted afterwards', async () => {
    const { row } = await aCaseAt(db, 'penjadwalan', { office, holder: vera, at: new Date(monday('08:00')) });
    await does(row.id, monday('09:00'), 'tawarkan_jadwal', { mulai: monday('10:00'), menit: 30, saluran: 'daring', tempat: 'https://rapat.contoh.test/a' });
    await does(row.id, monday('15:00'), 'catat_hadir');
    await does(row.id, monday('15:10'), 'nyatakan_tidak_lolos', NOT_PASSED);
    expect((await record(row.id)).body).toContain(`${HELD} 10.00–10.30 WITA`);
  });

  it('stay those of the call there was when no call is repeated, and what was noted since says so', async () => {
    const caseId = await inTheCall();
    await fillAll(caseId);
    await does(caseId, monday('11:00'), 'nyatakan_lolos');
    await db('cases').where({ id: caseId }).update({ place: 'penjadwalan', round: 2 });
    await does(caseId, thursday('09:00'), 'lewati_panggilan', { catatan: 'Hanya NPWP yang diganti' });
    await does(caseId, thursday('09:10'), 'isi_daftar_periksa', { butir: 'npwp', ada: true, sesuaiAsli: true, keterangan: 'Kartu baru.' });
    await does(caseId, thursday('09:20'), 'nyatakan_lolos');
    const { body, paper } = await record(caseId);
    expect(body).toContain(`${HELD} 10.02–10.17 WITA`);
    expect(body).toMatch(/1\. KTP[^\n]*: ada, sesuai asli\n2\. [^\n]*: ada, sesuai asli \(dicatat 5 Maret 2026 pukul 09\.10 WITA, setelah panggilan\)\n3\. [^\n]*: ada, sesuai asli\n/);
    expect(body).toContain('Hasil verifikasi: LOLOS (tanpa panggilan ulang)');
    expect(paper.checklist?.map(({ note }) => note)).toEqual(['', 'Kartu baru. (dicatat 5 Maret 2026 pukul 09.10 WITA, setelah panggilan)', '']);
  });
});
