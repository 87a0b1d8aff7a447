import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { anOffice, anOfficer } from '../testing/a-case.ts';
import { refusal } from '../testing/act.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import { seedExampleBlacklist, seedExampleProviders } from '../../seeds/reference/20_checks.ts';
import { newestFinishedImport, type ImportRow } from './blacklist.repository.ts';
import { readListNpwp } from './blacklist-row.ts';
import { entriesToldAnew } from './import-changes.view.ts';
import { importBlacklist } from './import-blacklist.ts';
import { revokeBlacklist } from './revoke-blacklist.ts';

const AT = new Date('2026-03-02T02:00:00Z');
const HEADER = 'url,penyedia,organization/individual,tanggal_berlaku,status,npwp_penyedia,alamat_penyedia,provinci,kota/kabupaten,nomor_sk,jenis_pelanggaran,deskripsi_pelanggaran,tanggal_selesai,k/l/pd,satuan_kerja_(satker)';
const line = (change: Partial<Record<'nama' | 'mulai' | 'selesai' | 'status' | 'npwp' | 'sk', string>> = {}): string => {
  const { nama = 'CV BINTANG BUANA', mulai = '2025-03-10', selesai = '2027-03-09', status = 'PUBLISHED', npwp = '**.***.064.*-*72.***', sk = '001/SK-CONTOH/2025' } = change;
  return `https://contoh.invalid,${nama},Organization,${mulai},${status},${npwp},Jl. Contoh No. 1,Kalimantan Timur,Kota Samarinda,${sk},huruf g,Kontrak diputus,${selesai},Pemerintah Contoh,Dinas Contoh`;
};
const csv = (...lines: string[]) => Buffer.from([HEADER, ...lines].join('\n'));

let database: TestDatabase;
beforeAll(async () => { database = await createTestDatabase(); });
afterAll(() => database.drop());

/** Delivered in small pieces, as a network does: letters and lines are cut anywhere. A shorter list than the one before is confirmed. */
const imported = (bytes: Buffer, dataDate = '2026-03-01', pieces = 7, said: { confirmed?: boolean; zone?: string; at?: Date } = { confirmed: true }): Promise<ImportRow> => {
  const cut = Array.from({ length: Math.ceil(bytes.length / pieces) }, (_, i) => bytes.subarray(i * pieces, (i + 1) * pieces));
  return importBlacklist(database.db, { stream: Readable.from(cut), fileName: 'daftar.csv', dataDate, importedBy: null, at: AT, ...said });
};
const entriesOf = (row: ImportRow) => database.db('blacklist_entries').where({ import_id: row.id }).orderBy('file_row');
const countAll = async () => Number((await database.db('blacklist_imports').count({ n: '*' }).first<{ n: number }>())?.n);

describe('importing the national list', () => {
  it('takes the public export with its misspelt column, masked numbers and quoted cells', async () => {
    const row = await imported(csv(line(), line({ nama: '"CV ""ANEKA"", TBK"', npwp: 'N/A', sk: '002' })));
    const entries = await entriesOf(row);
    expect(row).toMatchObject({ state: 'selesai', row_count: 2, refused_count: 0, data_date: '2026-03-01', refused: [], warnings: [] });
    expect(entries[0]).toMatchObject({
      name: 'CV BINTANG BUANA', legal_form: 'CV', npwp_masked: '**.***.064.*-*72.***', mask_key: '06472', npwp15: null, province: 'Kalimantan Timur', regency: 'Kota Samarinda',
      sk_number: '001/SK-CONTOH/2025', status: 'PUBLISHED', starts_on: '2025-03-10', ends_on: '2027-03-09', violation: 'huruf g: Kontrak diputus', agency: 'Pemerintah Contoh, Dinas Contoh',
      file_row: 2,
    });
    expect(entries[1]).toMatchObject({ npwp_masked: null, mask_key: null, name: 'CV "ANEKA", TBK' });
  });

  it('an entry that only gained where it is, or a number, is told anew; one that stayed is not', async () => {
    const before = await imported(csv(line({ sk: 'tetap' }), line({ sk: 'pindah' })));
    const now = await imported(csv(line({ sk: 'tetap' }), line({ sk: 'pindah' }).replace('Kota Samarinda', 'Kota Bontang')));
    const ids = await entriesToldAnew(database.db, { version: now.id, against: before.id });
    expect(await database.db('blacklist_entries').whereIn('id', ids).pluck('sk_number')).toEqual(['pindah']);
  });

  it.each([
    { name: 'semicolons', bytes: () => Buffer.from([HEADER, line({ sk: 'a' })].join('\n').replaceAll(',', ';')) },
    { name: 'a byte order mark and Windows line ends', bytes: () => Buffer.from(`\uFEFF${[HEADER, line({ sk: 'b' }), ''].join('\r\n')}`) },
    { name: 'the column spelt right and in capitals', bytes: () => Buffer.from([HEADER.replace('provinci', 'PROVINSI'), line({ sk: 'c' })].join('\n')) },
    { name: 'letters beyond ASCII', bytes: () => csv(line({ nama: 'CV CAFÉ “SÉNYUM”', sk: 'd' })) },
  ])('takes $name', async ({ bytes }) => expect((await imported(bytes())).row_count).toBe(1));

  it.each([
    { name: 'masked', text: '**.***.874.*-*11.***', key: '87411', shown: '**.***.874.*-*11.***' },
    { name: 'not there', text: 'N/A', key: null, shown: null },
    { name: 'an odd mask', text: '**.***.87.*-*11', key: null, shown: '**.***.87.*-*11' },
    { name: 'a mask of 16 digits', text: '************1234', key: null, shown: '************1234' },
    { name: 'unmasked: stored masked', text: '04.123.064.8-072.000', key: '06472', shown: '**.***.064.*-*72.***' },
    { name: 'too many digits for a mask', text: '123456789012', key: null, shown: '************' },
  ])('a number that is $name', ({ text, key, shown }) => expect(readListNpwp(text)).toMatchObject({ mask_key: key, npwp_masked: shown }));

  it('refuses rows it cannot understand, with row and reason, and keeps the others', async () => {
    const row = await imported(csv(
      line({ sk: '1' }), line({ mulai: '1905-03-10' }), '', line({ sk: '2' }), line({ selesai: '2025-02-30' }), line({ mulai: '03/04/2025' }), line({ status: 'TAYANG' }),
      line({ nama: 'NULL' }), line({ mulai: '2027-03-10', selesai: '2026-03-10' }), 'terlalu,pendek', line({ sk: '3' }), line({ sk: '4' }), line({ sk: '5' }), line({ sk: '6', mulai: 'N/A' }), line({ sk: '7' }),
    ));
    expect(row.refused.map(({ row: at, key }) => `${at} ${key.replace('impor.tolak.', '')}`)).toEqual([
      '3 tahun', '6 tanggal', '7 tanggal', '8 status', '9 nama_kosong', '10 urutan_tanggal', '11 jumlah_kolom',
    ]);
    expect(row).toMatchObject({ row_count: 7, refused_count: 7, warnings: [{ key: 'impor.peringatan.baris_ditolak' }] });
    expect((await entriesOf(row)).map((entry: { file_row: number }) => entry.file_row)).toEqual([2, 5, 12, 13, 14, 15, 16]);
  });

  it('keeps a cell that looks like a formula as the text it is', async () => {
    const row = await imported(csv(line({ nama: '"=HYPERLINK(""http://contoh.invalid"",""CV JUJUR"")"', sk: '=1+1' })));
    expect((await entriesOf(row))[0]).toMatchObject({ name: '=HYPERLINK("http://contoh.invalid","CV JUJUR")', sk_number: '=1+1' });
  });

  it('a NUL and other control characters do not reach the database', async () => {
    const row = await imported(csv(line({ nama: 'CV BINTANG\u0000 \u0007BUANA', sk: 'nul' })));
    expect((await entriesOf(row))[0]).toMatchObject({ name: 'CV BINTANG   BUANA', name_folded: expect.any(String) });
  });

  it.each([
    { name: 'a web page', bytes: () => Buffer.from('\n <!DOCTYPE html><html></html>'), key: 'html' },
    { name: 'an Excel file', bytes: () => Buffer.from([0x50, 0x4b, 0x03, 0x04, 0, 0]), key: 'excel' },
    { name: 'an old Excel file', bytes: () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), key: 'excel' },
    { name: 'a PDF', bytes: () => Buffer.from('%PDF-1.7'), key: 'pdf' },
    { name: 'UTF-16', bytes: () => Buffer.from('\uFEFFpenyedia', 'utf16le'), key: 'bukan_utf8' },
    { name: 'Windows-1252', bytes: () => Buffer.concat([csv(), Buffer.from('\n'), Buffer.from(line({ nama: 'CV CAFÉ' }), 'latin1')]), key: 'bukan_utf8' },
    { name: 'nothing', bytes: () => Buffer.alloc(0), key: 'kosong' },
    { name: 'a header alone', bytes: () => csv(), key: 'tak_terbaca' },
    { name: 'mostly unreadable rows', bytes: () => csv(line(), line({ status: 'x' }), line({ status: 'y' })), key: 'tak_terbaca' },
    { name: 'an unclosed quote', bytes: () => csv(line(), `x,"CV TANPA TUTUP${'\n'.repeat(3)}`), key: 'rusak' },
    { name: 'a cell of 70 KB', bytes: () => csv(line(), line({ nama: 'A'.repeat(70_000) })), key: 'rusak' },
  ])('refuses $name as a whole and stores nothing', async ({ bytes, key }) => {
    const before = await countAll();
    expect(await refusal(imported(bytes(), '2026-02-01', 4096))).toEqual([`berkas: galat.impor.${key}`]);
    expect(await countAll()).toBe(before);
  });

  it('names the columns that are missing', async () => {
    const thrown = imported(Buffer.from('nama,alamat\nCV X,Jl. Y')).catch((error: unknown) => error) as Promise<{ fields: { berkas: { key: string; params: { kolom: string } } } }>;
    const { berkas } = (await thrown).fields;
    expect([berkas.key, berkas.params.kolom]).toEqual(['galat.impor.kolom_kurang', 'penyedia, tanggal_berlaku, status, npwp_penyedia, provinci, kota/kabupaten, nomor_sk, tanggal_selesai']);
  });

  it.each([
    { name: 'tomorrow', dataDate: '2026-03-03', key: 'tanggal_data_depan' },
    { name: 'before there was a list', dataDate: '2006-03-02', key: 'tanggal_data_lama' },
  ])('does not believe a data date $name', async ({ dataDate, key }) => expect(await refusal(imported(csv(line()), dataDate))).toEqual([`tanggalData: galat.impor.${key}`]));
});

describe('the day of the data', () => {
  // 23.30 in Jakarta, half past one of the next day in Jayapura.
  const at = new Date('2026-03-02T16:30:00Z');
  it.each([
    { zone: 'Asia/Jakarta', dataDate: '2026-03-02', taken: true }, { zone: 'Asia/Jakarta', dataDate: '2026-03-03', taken: false },
    { zone: 'Asia/Jayapura', dataDate: '2026-03-03', taken: true }, { zone: 'Asia/Jayapura', dataDate: '2026-03-04', taken: false },
    { zone: undefined, dataDate: '2026-03-03', taken: true },
  ])('$dataDate is not later than today in $zone: $taken', async ({ zone, dataDate, taken }) => {
    const attempt = imported(csv(line({ sk: `hari ${zone}` })), dataDate, 7, { confirmed: true, at, ...(zone ? { zone } : {}) });
    if (taken) expect((await attempt).data_date).toBe(dataDate);
    else expect(await refusal(attempt)).toEqual(['tanggalData: galat.impor.tanggal_data_depan']);
    await database.ownerDb('blacklist_imports').del();
  });
});

describe('a list much shorter than the one in force', () => {
  const many = (n: number, mark: string) => csv(...Array.from({ length: n }, (_, i) => line({ sk: `${mark}-${i}` })));
  beforeEach(async () => { await database.ownerDb('blacklist_imports').del(); });

  it.each([
    { rows: 1, refused: true }, { rows: 7, refused: true }, { rows: 8, refused: false }, { rows: 20, refused: false },
  ])('10 rows before, $rows now: asks for a confirmation: $refused', async ({ rows, refused }) => {
    const before = await imported(many(10, 'dulu'), '2026-02-01');
    const attempt = imported(many(rows, 'kini'), '2026-03-01', 4096, {});
    if (refused) {
      expect(await refusal(attempt)).toEqual(['konfirmasi: galat.impor.menyusut']);
      expect(await database.db('blacklist_imports')).toHaveLength(1);
      expect(await database.db('blacklist_entries').whereNot({ import_id: before.id })).toEqual([]);
      expect((await newestFinishedImport(database.db))?.id).toBe(before.id);
    } else {
      const { id } = await attempt;
      expect((await newestFinishedImport(database.db))?.id).toBe(id);
    }
  });

  it('rows that were refused do not count; what is confirmed is taken and keeps its warning', async () => {
    await imported(many(5, 'dulu'), '2026-02-01');
    const cut = csv(...Array.from({ length: 3 }, (_, i) => line({ sk: `kini-${i}` })), line({ status: 'x' }), line({ status: 'y' }));
    expect(await refusal(imported(cut, '2026-03-01', 4096, {}))).toEqual(['konfirmasi: galat.impor.menyusut']);
    const taken = await imported(cut, '2026-03-01', 4096, { confirmed: true });
    expect(taken.warnings.map((warning) => warning.key)).toEqual(['impor.peringatan.baris_ditolak', 'impor.peringatan.menyusut']);
    expect((await newestFinishedImport(database.db))?.id).toBe(taken.id);
  });

  it('a withdrawn list is no measure, the first list of all has none', async () => {
    const wrong = await imported(many(10, 'salah'), '2026-02-01', 4096, {});
    const boss = await anOfficer(database.db, await anOffice(database.db), ['penyelia']);
    await database.db.transaction((trx) => revokeBlacklist(trx, boss, { importId: wrong.id, reason: 'Berkas lain.', at: AT, requestId: 'uji-cabut', ipHash: 'x' }));
    expect((await imported(many(1, 'kini'), '2026-02-01', 4096, {})).row_count).toBe(1);
  });

  it('two at once: the second waits for the first and is measured against it', async () => {
    const first = await database.db.transaction();
    await importBlacklist(first, { stream: Readable.from([many(10, 'utuh')]), fileName: 'daftar.csv', dataDate: '2026-02-01', importedBy: null, at: AT });
    let settled = false;
    const second = refusal(imported(many(1, 'terpotong'), '2026-02-02', 4096, {})).catch(() => ['taken']).finally(() => { settled = true; });
    const waits = async () => (await database.db.raw<{ rows: unknown[] }>(`select 1 from pg_locks where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`)).rows.length > 0;
    while (!settled && !await waits()) await pause(10);
    await first.commit();
    expect(await second).toEqual(['konfirmasi: galat.impor.menyusut']);
  });
});

describe('versions', () => {
  it('a second import stands beside the first; the latest data date is in force', async () => {
    const newer = await imported(csv(line({ sk: 'baru' }), line({ sk: 'baru2' })), '2026-03-02');
    const older = await imported(csv(line({ sk: 'lama' })), '2026-02-20');
    expect((await newestFinishedImport(database.db))?.id).toBe(newer.id);
    expect(older.warnings.map((warning) => warning.key)).toEqual(['impor.peringatan.menyusut', 'impor.peringatan.bukan_terbaru']);
    expect([(await entriesOf(newer)).length, (await entriesOf(older)).length]).toEqual([2, 1]);
  });

  it('the same file with the same data date is not taken twice, with another date it is', async () => {
    const bytes = csv(line({ sk: 'sekali' }));
    await imported(bytes, '2026-01-05');
    expect(await refusal(imported(bytes, '2026-01-05'))).toEqual(['berkas: galat.impor.sudah_ada']);
    expect((await imported(bytes, '2026-01-06')).row_count).toBe(1);
  });

  it('two people who send it at the same moment make one version', async () => {
    const bytes = csv(line({ sk: 'bersama' }));
    const both = await Promise.allSettled([imported(bytes, '2026-01-09'), imported(bytes, '2026-01-09')]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('examples for the demo', () => {
  it('the invented list is taken whole, once', async () => {
    expect(await seedExampleBlacklist(database.db, { dataDate: '2025-12-01', at: AT })).toBe(true);
    expect(await seedExampleBlacklist(database.db, { dataDate: '2025-12-01', at: AT })).toBe(false);
    expect(await database.db('blacklist_imports').where({ data_date: '2025-12-01' })).toMatchObject([{ row_count: 400, refused_count: 0 }]);
  });

  it('the invented suppliers carry right check digits and the mark of an invented number, once', async () => {
    expect([await seedExampleProviders(database.db), await seedExampleProviders(database.db)]).toEqual([300, 0]);
    const rows = await database.db('providers').select<{ npwp15: string; nik: string }[]>('npwp15', 'nik');
    expect(rows.every((row) => row.npwp15.endsWith('000000') && /999\d$/.test(row.nik))).toBe(true);
    expect((await database.db('providers').distinct('lpse')).length).toBeGreaterThan(30);
  });

  it('the directory of LPSEs is reference data', async () => expect(Number((await database.db('lpse_directory').count({ n: '*' }).first<{ n: number }>())?.n)).toBe(72));
});
