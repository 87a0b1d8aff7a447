import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { CaseDoor } from '../cases/index.ts';
import { foldName } from '../domain/names/fold-name.ts';
import { aCaseAt, anOffice, anOfficer, MONDAY_TEN, PERSON, type TestCase, type TestOffice, type TestOfficer } from '../testing/a-case.ts';
import { act, refusal } from '../testing/act.ts';
import { aClock, aDoor, type MovableClock } from '../testing/door-fakes.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import { checksDoorPart } from './checks-door-part.ts';
import { importBlacklist } from './import-blacklist.ts';
import { revokeBlacklist } from './revoke-blacklist.ts';

const config = { secret: 'rahasia-uji-yang-cukup-panjang-sekali' };
const HEADER = 'penyedia,tanggal_berlaku,status,npwp_penyedia,provinci,kota/kabupaten,nomor_sk,tanggal_selesai';
const RINA = '**.***.456.*-*01.***';
const listed = (change: Partial<Record<'nama' | 'status' | 'npwp' | 'sk' | 'mulai' | 'selesai' | 'kota', string>> = {}): string => {
  const { nama = 'RINA CONTOH', status = 'PUBLISHED', npwp = RINA, sk = 'SK-1', mulai = '2025-06-01', selesai = '2027-05-31', kota = 'Kota Samarinda' } = change;
  return `${nama},${mulai},${status},${npwp},Kalimantan Timur,${kota},${sk},${selesai}`;
};
/** Nobody we know; makes a list differ from the one before. */
const STRANGER = listed({ nama: 'CV ANGIN LALU', npwp: '**.***.111.*-*22.***', sk: 'SK-LAIN' });

let database: TestDatabase;
let office: TestOffice;
let clock: MovableClock;
let door: CaseDoor & { letters: { letter: string }[] };
let help: TestOfficer;
let second: TestOfficer;
beforeAll(async () => { database = await createTestDatabase(); });
afterAll(() => database.drop());
beforeEach(async () => {
  const { ownerDb, db } = database;
  await ownerDb.raw('truncate blacklist_imports, blacklist_entries, checks, check_hits, portal_looks, providers, case_subjects, existing_ids');
  office = await anOffice(db);
  help = await anOfficer(db, office, ['helpdesk', 'verifikator']);
  second = await anOfficer(db, office, ['verifikator'], 'Budi Contoh');
  clock = aClock(MONDAY_TEN);
  door = aDoor({ clock, parts: [checksDoorPart({ config })] });
});

let list = 0;
const revoke = (importId: string) => database.db.transaction((trx) => revokeBlacklist(trx, second, { importId, reason: 'Berkas keliru.', at: clock.now(), requestId: 'uji-cabut', ipHash: 'x' }));
async function publish(dataDate: string, ...lines: string[]): Promise<string> {
  list += 1;
  const bytes = Buffer.from([HEADER, ...lines, listed({ nama: `CV PENGISI ${list}`, npwp: 'N/A', kota: 'Kab. Serang', sk: `P${list}` })].join('\n'));
  return (await importBlacklist(database.db, { stream: Readable.from([bytes]), fileName: 'daftar.csv', dataDate, importedBy: null, at: clock.now() })).id;
}
/** An NPWP whose visible digits are those of RINA above. */
const rina = { npwp15: '041234568001000', npwp16: '0041234568001000', npwp_mask: '45601' };
const atStep7 = (wishes: Parameters<typeof aCaseAt>[2] = {}): Promise<TestCase> => aCaseAt(database.db, 'cek_daftar_hitam', { office, holder: help, ...wishes, person: { ...rina, ...wishes.person } });
const does = (subject: TestCase, action: string, input: object = {}, who = help) => act(database.db, door, who.actor, subject.row.id, action, input);
const hitsOf = (subject: TestCase) => database.db('check_hits').where({ case_id: subject.row.id }).orderBy([{ column: 'score', order: 'desc' }, { column: 'id' }])
  .select<{ id: string; level: string; in_force: boolean; shown: Record<string, unknown>; reasons: { key: string }[]; verdict: string | null; confirmed_at: Date | null; check_id: string }[]>('*');
const runsOf = (subject: TestCase) => database.db('checks').where({ case_id: subject.row.id }).orderBy('run_at')
  .select<{ id: string; freshness: string; data_date: string | null; import_id: string | null; query: { hari: string; subjek: Record<string, string>[] }; history: { nomorSk: string }[]; round: number }[]>('*');
const placeOf = async (subject: TestCase) => (await database.db('cases').where({ id: subject.row.id }).first<{ place: string }>('place')).place;

describe('step 7', () => {
  it('freezes which list, how old, who was asked (masked) and what it showed', async () => {
    const importId = await publish('2026-03-01', listed());
    const file = await atStep7();
    await does(file, 'jalankan_daftar_hitam');
    const [run] = await runsOf(file);
    const hits = await hitsOf(file);
    expect(run).toMatchObject({ freshness: 'segar', data_date: '2026-03-01', import_id: importId, round: 1 });
    expect(run?.query.subjek).toMatchObject([{ nama: PERSON.name, nik: '6472********0003', npwp: RINA, email: 'r***@pemohon.test', wilayah: 'Kota Samarinda, Kalimantan Timur' }]);
    expect(JSON.stringify(run?.query)).not.toContain(PERSON.nik);
    expect(hits).toMatchObject([{ level: 'A', in_force: true, verdict: null, shown: { nama: 'RINA CONTOH', npwp: RINA, nomorSk: 'SK-1', selesai: '2027-05-31', keadaan: 'berlaku' } }]);
    // Frozen: what the list says later does not change what was shown.
    await database.ownerDb('blacklist_entries').update({ name: 'DIUBAH' });
    expect((await hitsOf(file))[0]?.shown.nama).toBe('RINA CONTOH');
  });

  it('is clean when only the mask or only the name agrees', async () => {
    await publish('2026-03-01', listed({ nama: 'CV ANGIN LALU' }), listed({ npwp: '**.***.999.*-*88.***' }));
    const file = await atStep7();
    await does(file, 'jalankan_daftar_hitam');
    expect(await hitsOf(file)).toEqual([]);
    await does(file, 'nyatakan_bersih');
    expect(await placeOf(file)).toBe('cek_kelengkapan');
  });

  it('what is over is history and asks nobody for a verdict; what a court postponed is shown and does not block', async () => {
    await publish('2026-03-01', listed({ status: 'EXPIRED', mulai: '2019-01-01', selesai: '2020-12-31', sk: 'LAMA' }), listed({ status: 'CANCELED_TEMPORARY', sk: 'TUNDA' }));
    const file = await atStep7();
    await does(file, 'jalankan_daftar_hitam');
    expect((await runsOf(file))[0]?.history).toMatchObject([{ nomorSk: 'LAMA', keadaan: 'riwayat' }]);
    const [hit] = await hitsOf(file);
    expect(hit).toMatchObject({ in_force: false, shown: { nomorSk: 'TUNDA', keadaan: 'ditunda' } });
    await does(file, 'nilai_temuan', { hitId: hit?.id, hasil: 'sama', alasan: 'Orang yang sama, tetapi ditunda pengadilan.' });
    await does(file, 'nyatakan_bersih');
    expect(await placeOf(file)).toBe('cek_kelengkapan');
  });

  it('counts days in the zone of the office: the last day still blocks in WIB when WITA has the next one', async () => {
    await publish('2026-03-01', listed({ selesai: '2026-03-01' }));
    clock.set('2026-03-01T16:30:00Z');
    const seen: boolean[] = [];
    for (const zone of ['Asia/Jakarta', 'Asia/Makassar']) {
      const there = await anOffice(database.db, { zone });
      const officer = await anOfficer(database.db, there, ['helpdesk']);
      const file = await atStep7({ office: there, holder: officer });
      await does(file, 'jalankan_daftar_hitam', {}, officer);
      seen.push((await hitsOf(file))[0]?.in_force ?? false);
    }
    expect(seen).toEqual([true, false]);
  });

  it('a hit is judged with a reason and confirmed by a second person before it ends the case', async () => {
    await publish('2026-03-01', listed());
    const file = await atStep7();
    await does(file, 'jalankan_daftar_hitam');
    const [hit] = await hitsOf(file);
    expect(await refusal(does(file, 'nyatakan_bersih'))).toEqual(['hambatan.temuan_belum_dinilai']);
    await does(file, 'nilai_temuan', { hitId: hit?.id, hasil: 'belum_yakin', alasan: 'Perlu alamat.' });
    expect(await refusal(does(file, 'nyatakan_bersih'))).toEqual(['hambatan.temuan_belum_yakin']);
    await does(file, 'nilai_temuan', { hitId: hit?.id, hasil: 'sama', alasan: 'NPWP lengkap sama pada SK.' });
    expect(await refusal(does(file, 'tolak_daftar_hitam', { catatan: 'x' }))).toEqual(['hambatan.temuan_belum_dikonfirmasi']);
    expect(await refusal(does(file, 'konfirmasi_temuan', { hitId: hit?.id, alasan: 'Setuju sendiri' }))).toEqual(['hambatan.empat_mata']);
    await does(file, 'konfirmasi_temuan', { hitId: hit?.id, alasan: 'Saya bandingkan SK-nya.' }, second);
    expect(await refusal(does(file, 'nyatakan_bersih'))).toEqual(['hambatan.temuan_sama']);
    await does(file, 'tolak_daftar_hitam', { catatan: 'Masih tayang.' });
    expect(await placeOf(file)).toBe('ditolak_daftar_hitam');
  });

  it('another verdict puts the confirmation aside', async () => {
    await publish('2026-03-01', listed());
    const file = await atStep7();
    await does(file, 'jalankan_daftar_hitam');
    const hitId = (await hitsOf(file))[0]?.id;
    await does(file, 'nilai_temuan', { hitId, hasil: 'sama', alasan: 'Sama.' });
    await does(file, 'konfirmasi_temuan', { hitId, alasan: 'Setuju.' }, second);
    await does(file, 'nilai_temuan', { hitId, hasil: 'bukan_yang_sama', alasan: 'Tanggal lahir pada SK berbeda.' });
    expect((await hitsOf(file))[0]).toMatchObject({ verdict: 'bukan_yang_sama', confirmed_at: null });
    await does(file, 'nyatakan_bersih');
    expect(await placeOf(file)).toBe('cek_kelengkapan');
  });

  it('an earlier "bukan yang sama" is shown beside the same pair in a newer list, and must be given again', async () => {
    await publish('2026-02-27', listed());
    const first = await atStep7();
    await does(first, 'jalankan_daftar_hitam');
    await does(first, 'nilai_temuan', { hitId: (await hitsOf(first))[0]?.id, hasil: 'bukan_yang_sama', alasan: 'Orang lain.' });
    await publish('2026-03-01', listed());
    const again = await atStep7();
    const changed = await atStep7({ person: { nik: '6472014508900004' } });
    for (const file of [again, changed]) await does(file, 'jalankan_daftar_hitam');
    expect((await hitsOf(again))[0]).toMatchObject({ verdict: null, shown: { penilaianSebelumnya: { hasil: 'bukan_yang_sama', berkas: first.row.number } } });
    expect((await hitsOf(changed))[0]?.shown).not.toHaveProperty('penilaianSebelumnya');
    expect(await refusal(does(again, 'nyatakan_bersih'))).toEqual(['hambatan.temuan_belum_dinilai']);
  });
});

describe('age of the list', () => {
  it.each([
    { dataDate: '2026-02-23', obstacle: [] },
    { dataDate: '2026-02-22', obstacle: ['hambatan.daftar_kuning'] },
    { dataDate: '2026-01-30', obstacle: ['hambatan.daftar_merah'] },
  ])('data of $dataDate on 2 March', async ({ dataDate, obstacle }) => {
    await publish(dataDate);
    const file = await atStep7();
    await does(file, 'jalankan_daftar_hitam');
    if (obstacle.length === 0) await does(file, 'nyatakan_bersih');
    else expect(await refusal(does(file, 'nyatakan_bersih'))).toEqual(obstacle);
  });

  it('without any list the run is red, and a look at the portal carries it', async () => {
    const file = await atStep7();
    await does(file, 'jalankan_daftar_hitam');
    expect((await runsOf(file))[0]).toMatchObject({ freshness: 'merah', import_id: null, data_date: null });
    expect(await refusal(does(file, 'nyatakan_bersih'))).toEqual(['hambatan.daftar_merah']);
    await does(file, 'catat_lihat_portal', { waktu: '2026-03-02T09:30:00+08:00', pencarian: 'Rina Contoh', hasil: 'tidak_ditemukan' });
    await does(file, 'nyatakan_bersih');
    expect(await placeOf(file)).toBe('cek_kelengkapan');
  });

  it('an office may set its own days', async () => {
    const strict = await anOffice(database.db, { settings: { blacklistFreshDays: 0 } });
    const officer = await anOfficer(database.db, strict, ['helpdesk']);
    await publish('2026-03-01');
    const file = await atStep7({ office: strict, holder: officer });
    await does(file, 'jalankan_daftar_hitam', {}, officer);
    expect((await runsOf(file))[0]?.freshness).toBe('kuning');
  });

  it.each([
    { name: 'ahead of now', waktu: '2026-03-02T10:05:00+08:00', key: 'waktu_depan' },
    { name: 'as old as a list that needs a look', waktu: '2026-02-22T10:00:00+08:00', key: 'waktu_lama' },
  ])('does not take a look at the portal $name', async ({ waktu, key }) => {
    const file = await atStep7();
    await does(file, 'jalankan_daftar_hitam');
    expect(await refusal(does(file, 'catat_lihat_portal', { waktu, pencarian: 'Rina', hasil: 'tidak_ditemukan' }))).toEqual([`waktu: galat.portal.${key}`]);
  });

  it('what was found at the portal is a hit like any other, also after the check is run again', async () => {
    await publish('2026-01-15');
    const file = await atStep7();
    await does(file, 'jalankan_daftar_hitam');
    await does(file, 'catat_lihat_portal', { waktu: '2026-03-02T09:30:00+08:00', pencarian: 'Rina Contoh', hasil: 'ditemukan' });
    expect(await refusal(does(file, 'nyatakan_bersih'))).toEqual(['hambatan.temuan_belum_dinilai']);
    clock.pass(1);
    await does(file, 'jalankan_daftar_hitam');
    const newest = (await runsOf(file)).at(-1);
    const [hit] = (await hitsOf(file)).filter((candidate) => candidate.check_id === newest?.id);
    expect(hit).toMatchObject({ level: 'A', in_force: true, verdict: null, reasons: [{ key: 'temuan.alasan.portal' }] });
    await does(file, 'nilai_temuan', { hitId: hit?.id, hasil: 'sama', alasan: 'Tampil di portal.' });
    await does(file, 'konfirmasi_temuan', { hitId: hit?.id, alasan: 'Gambar sesuai.' }, second);
    await does(file, 'tolak_daftar_hitam', { catatan: 'Portal.' });
    expect(await placeOf(file)).toBe('ditolak_daftar_hitam');
  });

  it('a picture must be an unused upload of this office, and then it stays', async () => {
    const file = await atStep7();
    await does(file, 'jalankan_daftar_hitam');
    const upload = async (officeId: string) => {
      const [row] = await database.db('uploads').insert({
        source: 'petugas', office_id: officeId, original_name: 'portal.png', type: 'image/png', received_sha256: 'a', received_bytes: 1, stored_sha256: 'a', stored_bytes: 1,
        storage_key: `uji/${Math.random()}`, page_count: 1, scan_state: 'bersih', expires_at: new Date('2026-03-03T00:00:00Z'),
      }).returning<{ id: string }[]>('id');
      return String(row?.id);
    };
    const look = (gambar: string) => does(file, 'catat_lihat_portal', { waktu: '2026-03-02T09:30:00+08:00', pencarian: 'Rina', hasil: 'tidak_ditemukan', gambar });
    expect(await refusal(look(await upload((await anOffice(database.db)).id)))).toEqual(['gambar: galat.portal.gambar']);
    const own = await upload(office.id);
    await look(own);
    expect(await database.db('uploads').where({ id: own }).first()).toMatchObject({ expires_at: null, used_at: clock.now() });
    expect(await refusal(look(own))).toEqual(['gambar: galat.portal.gambar']);
  });
});

describe('a withdrawn list', () => {
  const looksClosed = ['hambatan.daftar_hitam_belum_diperiksa'];

  it('a run against it clears nobody; the list in force again finds who was missing', async () => {
    await publish('2026-02-25', listed());
    const wrong = await publish('2026-03-01', STRANGER);
    const file = await atStep7();
    await does(file, 'jalankan_daftar_hitam');
    await revoke(wrong);
    expect(await refusal(does(file, 'nyatakan_bersih'))).toEqual(looksClosed);
    await does(file, 'jalankan_daftar_hitam');
    expect(await hitsOf(file)).toMatchObject([{ level: 'A', in_force: true }]);
    expect(await refusal(does(file, 'nyatakan_bersih'))).toEqual(['hambatan.temuan_belum_dinilai']);
  });

  it('a hit of it rejects nobody, and what was judged stays to be read', async () => {
    const wrong = await publish('2026-03-01', listed());
    const file = await atStep7();
    await does(file, 'jalankan_daftar_hitam');
    const hitId = (await hitsOf(file))[0]?.id;
    await does(file, 'nilai_temuan', { hitId, hasil: 'sama', alasan: 'NPWP sama.' });
    await does(file, 'konfirmasi_temuan', { hitId, alasan: 'Setuju.' }, second);
    await revoke(wrong);
    expect(await refusal(does(file, 'tolak_daftar_hitam', { catatan: 'x' }))).toContain('hambatan.daftar_hitam_belum_diperiksa');
    expect(await placeOf(file)).toBe('cek_daftar_hitam');
    expect(await hitsOf(file)).toMatchObject([{ id: hitId, verdict: 'sama', shown: { nama: 'RINA CONTOH' } }]);
  });

  it('does not bring an earlier run back: what was found at the portal meanwhile would be lost', async () => {
    await publish('2026-03-01', STRANGER);
    const file = await atStep7();
    await does(file, 'jalankan_daftar_hitam');
    const wrong = await publish('2026-03-02', STRANGER);
    clock.pass(60);
    await does(file, 'jalankan_daftar_hitam');
    await does(file, 'catat_lihat_portal', { waktu: '2026-03-02T09:30:00+08:00', pencarian: 'Rina', hasil: 'ditemukan' });
    await revoke(wrong);
    expect(await refusal(does(file, 'nyatakan_bersih'))).toEqual(looksClosed);
    clock.pass(60);
    await does(file, 'jalankan_daftar_hitam');
    expect(await refusal(does(file, 'nyatakan_bersih'))).toEqual(['hambatan.temuan_belum_dinilai']);
  });

  it('the last list withdrawn leaves a red run that a look at the portal must carry', async () => {
    await revoke(await publish('2026-03-01', STRANGER));
    const file = await atStep7();
    await does(file, 'jalankan_daftar_hitam');
    expect((await runsOf(file))[0]).toMatchObject({ import_id: null, freshness: 'merah' });
    expect(await refusal(does(file, 'nyatakan_bersih'))).toEqual(['hambatan.daftar_merah']);
  });
});

describe('rounds, newer lists and step 17', () => {
  it('a repaired file needs a run of its own round', async () => {
    await publish('2026-03-01');
    const file = await atStep7({ round: 2 });
    await database.db('checks').insert({ case_id: file.row.id, office_id: office.id, kind: 'daftar_hitam', round: 1, identity_version: 1, freshness: 'segar', query: '{}', run_at: clock.now() });
    expect(await refusal(does(file, 'nyatakan_bersih'))).toEqual(['hambatan.daftar_hitam_belum_diperiksa']);
    await does(file, 'jalankan_daftar_hitam');
    await does(file, 'nyatakan_bersih');
    expect(await placeOf(file)).toBe('cek_kelengkapan');
  });

  const atStep17 = async () => {
    await publish('2026-03-01', STRANGER);
    const file = await aCaseAt(database.db, 'disetujui', { office, holder: second, person: rina });
    await does(file, 'jalankan_daftar_hitam', {}, second);
    await database.db('checks').insert({ case_id: file.row.id, office_id: office.id, kind: 'lpse_lain', round: 1, identity_version: 1, freshness: 'segar', query: '{}', run_at: clock.now() });
    return file;
  };

  it('is closed by a newer list until the check is run again there', async () => {
    const file = await atStep17();
    clock.pass(60);
    await publish('2026-03-02', STRANGER);
    expect(await refusal(does(file, 'kirim_tanda_terima', {}, second))).toEqual(['hambatan.daftar_lebih_baru']);
    await does(file, 'jalankan_daftar_hitam', {}, second);
    await does(file, 'kirim_tanda_terima', {}, second);
    expect(await placeOf(file)).toBe('pengarsipan');
  });

  it('an older list imported afterwards closes nothing', async () => {
    const file = await atStep17();
    await publish('2026-02-25', STRANGER);
    await does(file, 'kirim_tanda_terima', {}, second);
    expect(await placeOf(file)).toBe('pengarsipan');
  });

  it('a list goes on ageing between 7 and 17, and so does a look at the portal', async () => {
    const file = await atStep17();
    clock.set('2026-03-12T02:00:00Z');
    expect(await refusal(does(file, 'kirim_tanda_terima', {}, second))).toEqual(['hambatan.daftar_kuning']);
    await does(file, 'catat_lihat_portal', { waktu: '2026-03-12T09:00:00+08:00', pencarian: 'Rina', hasil: 'tidak_ditemukan' }, help);
    clock.set('2026-03-20T02:00:00Z');
    expect(await refusal(does(file, 'kirim_tanda_terima', {}, second))).toEqual(['hambatan.daftar_kuning']);
    clock.set('2026-03-13T02:00:00Z');
    await does(file, 'kirim_tanda_terima', {}, second);
    expect(await placeOf(file)).toBe('pengarsipan');
  });

  it('who looked at the portal for step 17 does not send it', async () => {
    const file = await atStep17();
    clock.set('2026-03-12T02:00:00Z');
    await does(file, 'catat_lihat_portal', { waktu: '2026-03-12T09:00:00+08:00', pencarian: 'Rina', hasil: 'tidak_ditemukan' }, second);
    expect(await refusal(does(file, 'kirim_tanda_terima', {}, second))).toEqual(['hambatan.empat_mata']);
  });

  it('approval enters the supplier into the registry, and a later application of the same person meets it', async () => {
    const file = await atStep17();
    await does(file, 'kirim_tanda_terima', {}, second);
    expect(await database.db('providers')).toMatchObject([{
      office_id: office.id, case_id: file.row.id, name: PERSON.name, name_folded: foldName(PERSON.name).folded, user_id_spse: PERSON.user_id_spse, nik: PERSON.nik, regency_code: '6472',
    }]);
    const next = await aCaseAt(database.db, 'cek_lpse_lain', { office, holder: second, person: { ...rina, email: 'lain@pemohon.test', user_id_spse: 'lain' } });
    await does(next, 'jalankan_lpse_lain', {}, second);
    expect(await hitsOf(next)).toMatchObject([{ level: 'A', shown: { jenis: 'penyedia', kunci: 'npwp', luar: false, nama: PERSON.name, nomorBerkas: file.row.number } }]);
  });
});

describe('step 12', () => {
  const known = (change: object = {}) => database.db('providers').insert({
    lpse: 'LPSE Kota Bekasi', user_id_spse: 'rina_bekasi', name: 'Rina Contoh Wulandari', name_folded: foldName('Rina Contoh Wulandari').folded,
    name_glued: foldName('Rina Contoh Wulandari').glued, nik: PERSON.nik, npwp15: '091230645000000', email: 'rina.w@penyedia.test', regency_code: '3275', since: new Date('2024-05-06T03:00:00Z'), ...change,
  });
  const atStep12 = (wishes: Parameters<typeof aCaseAt>[2] = {}) => aCaseAt(database.db, 'cek_lpse_lain', { office, holder: second, ...wishes, person: { ...rina, ...wishes.person } });
  const looks = async (file: TestCase) => { await does(file, 'jalankan_lpse_lain', {}, second); return hitsOf(file); };

  it('shows a foreign supplier masked, with the LPSE and the ID to use', async () => {
    await known();
    const [hit, ...others] = await looks(await atStep12());
    expect(others).toEqual([]);
    expect(hit).toMatchObject({
      level: 'A', shown: { kunci: 'nik', lpse: 'LPSE Kota Bekasi', luar: true, nama: 'Rina Contoh W***', nik: '6472********0003', npwp: '**.***.064.*-*00.***', email: 'r***@penyedia.test', userId: 'rina_bekasi', sejak: '2024-05-06T03:00:00.000Z' },
    });
    expect(JSON.stringify(hit)).not.toMatch(/wulandari/i);
  });

  it.each([
    { name: 'in another kabupaten: nothing', regency: '3275', birth: null, level: undefined },
    { name: 'in the same kabupaten: weak', regency: '6472', birth: null, level: 'C' },
    { name: 'in the same kabupaten, born on another day: nothing', regency: '6472', birth: '1970-01-01', level: undefined },
  ])('an equal name $name', async ({ regency, birth, level }) => {
    await known({ name: 'RINA TJONTOH', name_folded: foldName('RINA TJONTOH').folded, nik: null, npwp15: null, regency_code: regency, birth_date: birth });
    const [hit] = await looks(await atStep12());
    expect(hit?.level).toBe(level);
    if (hit) expect(hit.shown.userId).toBe('r*** b***');
  });

  it('meets other open files of this office, not ended ones and not those of another office', async () => {
    const open = await atStep7();
    await atStep7({ outcome: 'ditarik' });
    const elsewhere = await anOffice(database.db);
    await atStep7({ office: elsewhere, holder: await anOfficer(database.db, elsewhere, ['helpdesk']) });
    const hits = await looks(await atStep12());
    expect(hits).toMatchObject([{ level: 'A', shown: { jenis: 'berkas', nomorBerkas: open.row.number, tempat: 'cek_daftar_hitam', luar: false } }]);
  });

  it('a candidate is judged before the file goes on; the same person uses the existing ID', async () => {
    await known();
    const file = await atStep12();
    expect(await refusal(does(file, 'nyatakan_belum_terdaftar', {}, second))).toEqual(['hambatan.lpse_lain_belum_diperiksa']);
    const [hit] = await looks(file);
    expect(await refusal(does(file, 'nyatakan_belum_terdaftar', {}, second))).toEqual(['hambatan.temuan_belum_dinilai']);
    await does(file, 'nilai_kandidat', { hitId: hit?.id, hasil: 'sama', alasan: 'NIK sama.' }, second);
    expect(await refusal(does(file, 'nyatakan_belum_terdaftar', {}, second))).toEqual(['hambatan.kandidat_sama']);
    await does(file, 'nyatakan_sudah_terdaftar', { lpse: 'LPSE Kota Bekasi', userId: 'rina_bekasi' }, second);
    expect(await database.db('existing_ids').where({ case_id: file.row.id })).toMatchObject([{ lpse: 'LPSE Kota Bekasi', user_id_spse: 'rina_bekasi', recorded_by: second.id, at: clock.now() }]);
    expect(await placeOf(file)).toBe('gunakan_id_ada');
  });

  it('is done again when who somebody is has changed, and not for a new round alone', async () => {
    const file = await atStep12();
    await looks(file);
    await database.db('cases').where({ id: file.row.id }).update({ identity_version: 2 });
    expect(await refusal(does(file, 'nyatakan_belum_terdaftar', {}, second))).toEqual(['hambatan.lpse_lain_belum_diperiksa']);
    await database.db('cases').where({ id: file.row.id }).update({ identity_version: 1, round: 2 });
    await does(file, 'nyatakan_belum_terdaftar', {}, second);
    expect(await placeOf(file)).toBe('penjadwalan');
  });
});
