import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import writeXlsxFile from 'write-excel-file/node';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';
import type { Client } from '../testing/client.ts';

const EXPORT = 'penyedia,tanggal_berlaku,status,npwp_penyedia,provinci,kota/kabupaten,nomor_sk,tanggal_selesai';
const firm = (nama: string, sk: string, status = 'PUBLISHED') => `${nama},2025-06-01,${status},**.***.064.*-*72.***,Kalimantan Timur,Kota Samarinda,${sk},2027-05-31`;

describe('lists over HTTP', () => {
  let test: TestLoket;
  let penyelia: Client;
  let verifikator: Client;
  beforeAll(async () => {
    test = await startTestLoket({ seed: 81 });
    penyelia = await test.world.officer('penyelia');
    verifikator = await test.world.officer('verifikator');
  }, 120_000);
  afterAll(() => test.stop());

  const send = (client: Client, path: string, fields: Record<string, string>, name: string, bytes: string | Buffer) => client.upload(path, Buffer.from(bytes as string), name, fields) as Promise<{ status: number; body: unknown; headers: Headers }>;
  const take = (bytes: string | Buffer, fields: Record<string, string> = {}, name = 'daftar.csv') => send(penyelia, '/api/blacklist-imports', { tanggalData: '2026-02-27', konfirmasi: 'ya', ...fields }, name, bytes);
  type Row = Record<string, string | null>;
  const sheet = (rows: (string | Date | null)[][]) => writeXlsxFile(rows.map((cells) => cells.map((value) => (value instanceof Date ? { value, type: Date, format: 'dd/mm/yyyy' } : { value: value ?? undefined, type: String }))) as never).toBuffer();

  it('a version says what it changed: 1 baru, 1 dicabut, 1 ditunda, 1 tidak ada lagi', async () => {
    expect((await take([EXPORT, firm('CV SATU', 'S1'), firm('CV DUA', 'S2'), firm('CV TIGA', 'S3'), firm('CV EMPAT', 'S4')].join('\n'))).status).toBe(201);
    const second = await take([EXPORT, firm('CV SATU', 'S1', 'CANCELED'), firm('CV DUA', 'S2', 'CANCELED_TEMPORARY'), firm('CV TIGA', 'S3'), firm('CV LIMA', 'S5')].join('\n'), { tanggalData: '2026-02-28' });
    expect((second.body as { changes: string }).changes).toBe('1 baru, 1 dicabut, 1 ditunda, 1 tidak ada lagi');
    const changes = (await verifikator.get<{ rows: Row[]; against: { fileName: string } }>(`/api/blacklist-imports/${(second.body as { id: string }).id}/changes`));
    expect(changes.rows.map(({ kind, name }) => [kind, name])).toEqual([['baru', 'CV LIMA'], ['dicabut', 'CV SATU'], ['ditunda', 'CV DUA'], ['hilang', 'CV EMPAT']]);
  });

  it('a plain XLSX is shown with what its columns seem to mean, and taken with what a person chose', async () => {
    const bytes = await sheet([['Nama Perusahaan', 'Nomor Pajak', null, 'Berlaku', 'S.d.', 'SK', 'Ket'], ['CV LAUT BIRU', '04.123.064.8-072.000', null, new Date(Date.UTC(2025, 7, 17)), new Date(Date.UTC(2027, 7, 16)), 'X-1', 'Tayang']]);
    const preview = (await send(penyelia, '/api/list-previews', { jenis: 'daftar_hitam' }, 'kantor.xlsx', bytes)).body as { header: string[]; sample: string[][]; isExport: boolean; fields: { key: string; label: string; words: Record<'id' | 'en', string>; guess: string | null }[] };
    expect(preview.isExport).toBe(false);
    expect(preview.sample[0]).toEqual(['CV LAUT BIRU', '04.123.064.8-072.000', '', '2025-08-17', '2027-08-16', 'X-1', 'Tayang']);
    expect(Object.fromEntries(preview.fields.map(({ key, guess }) => [key, guess]))).toMatchObject({ penyedia: 'Nama Perusahaan', nomor_sk: 'SK', npwp_penyedia: null });
    expect(preview.fields.find(({ key }) => key === 'penyedia')).toMatchObject({ label: 'Nama penyedia', words: { id: 'Nama penyedia', en: 'Supplier name' } });
    expect((await take(bytes, {}, 'kantor.xlsx')).status).toBe(422);
    const kolom = JSON.stringify({ penyedia: 'Nama Perusahaan', npwp_penyedia: 'Nomor Pajak', tanggal_berlaku: 'Berlaku', tanggal_selesai: 'S.d.', nomor_sk: 'SK', status: 'Ket' });
    const taken = await take(bytes, { kolom }, 'kantor.xlsx');
    expect([taken.status, (taken.body as { rowCount: number }).rowCount]).toEqual([201, 1]);
    const [entry] = await verifikator.get<Row[]>(`/api/blacklist-entries?filter=${encodeURIComponent(JSON.stringify({ importId: (taken.body as { id: string }).id }))}`);
    expect(entry).toMatchObject({ name: 'CV LAUT BIRU', status: 'PUBLISHED', startsOn: '2025-08-17', endsOn: '2027-08-16', npwp: '**.***.064.*-*72.***' });
  });

  it.each([
    { name: 'no JSON', kolom: '{' }, { name: 'an unknown meaning', kolom: '{"x":"y"}' }, { name: 'no name', kolom: '{"status":"Ket"}' },
  ])('refuses a choice of columns that is $name', async ({ kolom }) => expect((await take(EXPORT, { kolom })).status).toBe(422));

  it.each([
    { name: 'an XLSX that is none', bytes: () => Promise.resolve(Buffer.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3])) },
  ])('refuses $name with what to do instead', async ({ bytes }) => {
    const answer = await take(await bytes(), {}, 'besar.xlsx');
    expect([answer.status, (answer.body as { errors: { berkas: string } }).errors.berkas]).toEqual([422, expect.stringContaining('CSV UTF-8')]);
  }, 60_000);

  it('refused rows come back as a file with line and reason, formulas as text', async () => {
    const taken = await take([EXPORT, firm('CV BAIK', 'B1'), firm('CV BAIK', 'B2'), firm('=HYPERLINK(1)', 'B3', 'APA')].join('\n'), { tanggalData: '2026-02-20' });
    const answer = await penyelia.request('GET', `/api/blacklist-imports/${(taken.body as { id: string }).id}/refused`);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(String(answer.body)).toContain(`baris,alasan,${EXPORT.split(',')[0]}`);
    expect(String(answer.body)).toContain(`4,"Status ""APA"" tidak dikenal.",'=HYPERLINK(1)`);
  });

  it('a registry is taken in the background, met at step 12, and withdrawn', async () => {
    const rows = ['lpse,user_id,nama,nik,npwp,email,telepon,kabupaten,tanggal_lahir', 'LPSE Kota Jambi,wati_r,Ratna Wati Kencana,6472014508900003,,ratna@lain.test,081234567890,Kota Samarinda,05/08/1990', 'LPSE Kota Jambi,tanpa,Tanpa Nomor\\Apa\tpun,,,,,,', 'LPSE Kota Jambi,,Tanpa Siapa,,,,,,'].join('\n');
    const taken = await send(penyelia, '/api/registry-imports', { tanggalData: '2026-02-28' }, 'registri.csv', rows);
    expect([taken.status, (taken.body as { state: string }).state]).toEqual([202, 'menunggu']);
    await test.loket.workOnce();
    const [listed] = await verifikator.get<Row[]>('/api/registry-imports');
    expect(listed).toMatchObject({ state: 'selesai', rowCount: 2, refusedCount: 1, progress: 1, newest: true });
    const ask = async () => ((await verifikator.post<{ found: { level: string; shown: Row }[] }>('/api/screenings', { jenis: 'lpse_lain', nama: 'Ratna Wati Kentjana', tanggalLahir: '1990-08-05' })).found);
    expect((await ask()).map(({ level, shown }) => [level, shown.lpse, shown.jenis, shown.nama])).toEqual([['B', 'LPSE Kota Jambi', 'registri', 'Ratna Wati K***']]);
    expect((await penyelia.request('POST', `/api/registry-imports/${listed?.id}/revoke`, { alasan: 'Berkas salah', requestId: 'cabut-registri-1' })).status).toBe(200);
    expect(await ask()).toEqual([]);
  }, 60_000);

  it('a registry that is no table is said at once, one without rows fails with its reason', async () => {
    expect((await send(penyelia, '/api/registry-imports', { tanggalData: '2026-02-28' }, 'x.csv', '<html>')).status).toBe(422);
    await send(penyelia, '/api/registry-imports', { tanggalData: '2026-02-28' }, 'kosong.csv', 'nama,nik\n,\nTanpa,\n');
    await test.loket.workOnce();
    const listed = (await verifikator.get<Row[]>('/api/registry-imports')).find(({ fileName }) => fileName === 'kosong.csv');
    expect(listed).toMatchObject({ state: 'gagal', problem: expect.stringMatching(/tidak disimpan/) });
  }, 60_000);

  it('a search by hand keeps who, which list, when and what, masked; a number that cannot be read is no empty answer', async () => {
    await take([EXPORT, firm('CV BINTANG BUANA KENCANA', 'K1'), ...Array.from({ length: 4 }, (_, n) => firm(`CV LAIN ${n}`, `L${n}`))].join('\n'), { tanggalData: '2026-03-01' });
    const asked = await verifikator.post<{ id: string; found: { level: string; inForce: boolean }[]; asked: Row; listName: string; dataDate: string; askedByName: string }>('/api/screenings', { jenis: 'daftar_hitam', nama: 'CV Bintang Boeana Kentjana', npwp: '041230648072000' });
    expect(asked).toMatchObject({ listName: 'daftar.csv', dataDate: '2026-03-01', asked: { npwp: '**.***.064.*-*72.***' }, found: [{ level: 'A', inForce: true }] });
    expect(await verifikator.get(`/api/screenings/${asked.id}`)).toEqual(asked);
    expect((await verifikator.request('POST', '/api/screenings', { jenis: 'daftar_hitam', nama: 'X', npwp: '123' })).status).toBe(422);
    expect((await verifikator.request('POST', '/api/screenings', { jenis: 'daftar_hitam' })).status).toBe(422);
    // Of equally strong ones what is in force comes first, what is over last.
    const inState = (sk: string, status: string) => firm('CV TIGA KEADAAN', sk, status);
    await take([EXPORT, firm('CV BINTANG BUANA KENCANA', 'K1'), inState('T1', 'CANCELED'), inState('T2', 'CANCELED_TEMPORARY'), inState('T3', 'PUBLISHED'), ...Array.from({ length: 4 }, (_, n) => firm(`CV LAIN ${n}`, `L${n}`))].join('\n'), { tanggalData: '2026-03-01' });
    const three = await verifikator.post<{ found: { shown: { nomorSk: string } }[] }>('/api/screenings', { jenis: 'daftar_hitam', nama: 'CV Tiga Keadaan', npwp: '041230648072000' });
    expect(three.found.map(({ shown }) => shown.nomorSk).filter((sk) => sk.startsWith('T'))).toEqual(['T3', 'T2', 'T1']);
    const refused = async (body: object) => Object.keys(((await verifikator.request('POST', '/api/screenings', body)).body as { errors?: object }).errors ?? {});
    // What was never looked for is no empty answer either.
    expect(await refused({ jenis: 'daftar_hitam', email: 'budi@contoh.test' })).toEqual(['nama']);
    expect(await refused({ jenis: 'lpse_lain', nama: 'Budi Santoso' })).toEqual(['kabupaten']);
    expect(await refused({ jenis: 'lpse_lain', nama: 'Budi Santoso', kabupaten: 'Kota Tidak Ada' })).toEqual(['kabupaten']);
    expect(await refused({ jenis: 'lpse_lain', npwp: '**.***.064.*-*72.***' })).toEqual(['npwp']);
    for (const [field, value] of [['email', 'budi di contoh'], ['telepon', '12'], ['tanggalLahir', '31 Februari']] as const) expect(await refused({ jenis: 'lpse_lain', nama: 'Budi Santoso', [field]: value })).toEqual([field]);
    expect(await refused({ jenis: 'lpse_lain', nama: 'Budi Santoso', kabupaten: 'Kab. Kutai Kartanegara' })).toEqual([]);
    await expect(test.db('screenings').where({ id: asked.id }).del()).rejects.toThrow(/permission denied/);
  });

  it('a file is screened in the background and its result is there to be fetched', async () => {
    const started = await send(verifikator, '/api/bulk-screenings', { jenis: 'daftar_hitam' }, 'tanya.csv', 'id,nama,npwp\n1,CV Bintang Buana Kencana,041230648072000\n2,Tidak Ada Dimana Mana,\n');
    expect(started.status).toBe(202);
    await test.loket.workOnce();
    const [row] = await verifikator.get<Row[]>('/api/bulk-screenings');
    expect(row).toMatchObject({ state: 'selesai', askedCount: 2, foundCount: 1, strongCount: 1, hasResult: true, dataDate: '2026-03-01' });
    const result = await verifikator.request('GET', `/api/bulk-screenings/${row?.id}/result`);
    expect(String(result.body)).toMatch(/id,rank,key,nama,level,score,in_force,reason\n1,1,K1,CV BINTANG BUANA KENCANA,A,/);
    expect((await send(verifikator, '/api/bulk-screenings', { jenis: 'daftar_hitam' }, 'x.csv', 'a,b\n1,2')).status).toBe(422);
    const others = await send(verifikator, '/api/bulk-screenings', { jenis: 'lpse_lain' }, 'tanya.csv', 'nama,kabupaten\nSiapa Saja,Kota Samarinda\nNama Saja,\n');
    await test.loket.workOnce();
    const { id } = others.body as { id: string };
    expect((await verifikator.get<Row[]>('/api/bulk-screenings')).find((one) => one.id === id)).toMatchObject({ state: 'selesai', askedCount: 1, refusedCount: 1, partialCount: 0 });
    const unread = await verifikator.request('GET', `/api/bulk-screenings/${id}/refused`);
    expect(String(unread.body)).toMatch(/baris,alasan,nama,kabupaten\r\n3,"Tidak ditapis\. Nama saja tidak dicari .*",Nama Saja,\r\n/);
    expect(await test.db('audit_events').where({ event: 'unduh_baris_ditolak', ref: `bulk-screening:${id}` })).toHaveLength(1);
    expect((await verifikator.request('GET', `/api/bulk-screenings/${row?.id}/refused`)).status).toBe(404);
  }, 60_000);

  it('a changed period is told with the days it had before', async () => {
    const row = firm('CV MASA', 'M1');
    await take([EXPORT, row].join('\n'), { tanggalData: '2026-03-01' });
    const { body } = await take([EXPORT, row.replace('2027-05-31', '2030-01-31')].join('\n'), { tanggalData: '2026-03-02' });
    const { rows } = await verifikator.get<{ rows: Row[] }>(`/api/blacklist-imports/${(body as { id: string }).id}/changes`);
    expect(rows.find(({ name }) => name === 'CV MASA')).toMatchObject({ kind: 'masa_berubah', startsBefore: '2025-06-01', startsOn: '2025-06-01', endsBefore: '2027-05-31', endsOn: '2030-01-31' });
  });
});
