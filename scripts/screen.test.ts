import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';

let folder: string;
beforeAll(() => { folder = mkdtempSync(path.join(tmpdir(), 'loket-tapis-')); });
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

const at = (name: string) => path.join(folder, name);
const write = (name: string, text: string | Buffer) => { writeFileSync(at(name), text); return at(name); };
type Row = Record<'id' | 'rank' | 'key' | 'nama' | 'level' | 'score' | 'in_force' | 'reason', string>;

function screen(kind: string, list: string | Buffer, queries: string | Buffer, more: string[] = []): { status: number | null; said: string; stdout: string; rows: Row[] } {
  const out = at('hasil.csv');
  rmSync(out, { force: true });
  const run = spawnSync(process.execPath, [path.join(import.meta.dirname, 'screen.ts'), '--kind', kind, '--list', write('daftar.csv', list), '--queries', write('tanya.csv', queries), '--out', out, '--on', '2026-03-02', ...more], { encoding: 'utf8' });
  return { status: run.status, said: run.stderr, stdout: run.stdout, rows: existsSync(out) ? parse(readFileSync(out), { columns: true }) as unknown as Row[] : [] };
}

const EXPORT = 'url,penyedia,organization/individual,tanggal_berlaku,tanggal_status,status,npwp_penyedia,provinci,kota/kabupaten,nomor_sk,tanggal_selesai';
const firm = (nama: string, sk: string, { npwp = '**.***.064.*-*72.***', status = 'PUBLISHED', selesai = '2027-03-10' } = {}) =>
  `x,${nama},Organization,2025-03-10,2025-03-10,${status},${npwp},Kalimantan Timur,Kota Samarinda,${sk},${selesai}`;
const LIST = [EXPORT, firm('CV BINTANG BUANA KENCANA', 'SK-1'), firm('PT SINAR LAUT ABADI', 'SK-2', { npwp: 'N/A', status: 'EXPIRED', selesai: '2025-12-31' })].join('\n');
const ASKED = 'id,nama,npwp,kabupaten\n7,CV Bintang Boeana Kentjana,04.123.064.8-072.000,Kota Samarinda\n8,Nobody At All,,\n';

describe('npm run screen, national list', () => {
  it('writes the columns that were asked for, best first, and nothing for somebody who is nowhere', () => {
    const { status, rows } = screen('daftar-hitam', LIST, ASKED);
    expect([status, rows.map(({ reason: _reason, score: _score, ...row }) => row)]).toEqual([0, [{ id: '7', rank: '1', key: 'SK-1', nama: 'CV BINTANG BUANA KENCANA', level: 'A', in_force: 'true' }]]);
    expect(Number(rows[0]?.score)).toBeGreaterThan(0.75);
    expect(rows[0]?.reason).toMatch(/angka NPWP yang terlihat.*; Nama sama setelah gelar dan ejaan lama disamakan; Kabupaten\/kota sama; Sanksi masih tayang sampai 10 Maret 2027/);
    expect(readFileSync(at('hasil.csv'), 'utf8').split('\n')[0]).toBe('id,rank,key,nama,level,score,in_force,reason');
  });

  it.each([
    { name: 'semicolons, Windows lines, a byte order mark and capitals', change: (text: string) => `\uFEFF${text.replaceAll(',', ';').replaceAll('\n', '\r\n').replace(/^[^\r]*/, (header) => header.toUpperCase())}` },
    { name: 'a line for the spreadsheet first', change: (text: string) => `sep=;\r\n${text.replaceAll(',', ';')}` },
    { name: 'a title above the header', change: (text: string) => `DAFTAR PENYEDIA\nper 20 November 2026\n\n${text.replaceAll(',', ';')}` },
    { name: 'UTF-16 as a spreadsheet writes "Unicode text"', change: (text: string) => Buffer.from(`\uFEFF${text.replaceAll(',', '\t')}`, 'utf16le') },
    { name: 'a quoted cell over two lines', change: (text: string) => text.replace('Kota Samarinda', '"Kota\nSamarinda"') },
    { name: 'tabs', change: (text: string) => text.replaceAll(',', '\t') },
    { name: 'blank lines and too few cells at the end', change: (text: string) => `${text}\n\n,,\n"x"\n` },
  ])('reads $name', ({ change }) => expect(screen('daftar-hitam', change(LIST), change(ASKED)).rows.map(({ id, key }) => [id, key])).toEqual([['7', 'SK-1']]));

  it('reads a plain list with words and days of an office', () => {
    const plain = 'No,Nama Penyedia,NPWP,No. SK,Mulai,Selesai,Status,Kab/Kota\n1,CV BINTANG BUANA KENCANA,,SK-9,10/03/2025,10 Maret 2027,Tayang,Samarinda\n2,CV LAMA,,SK-8,10/03/2020,10/03/2021,masa berlaku habis,Samarinda';
    expect(screen('daftar-hitam', plain, ASKED).rows.map(({ key, level, in_force }) => [key, level, in_force])).toEqual([['SK-9', 'B', 'true']]);
  });

  it.each([
    { name: 'in full, with blanks', listed: '9120001234228', asked: '9120 0012 34228', found: [['SK-9', 'A']] },
    { name: 'whose zero a spreadsheet took', listed: '220001234567', asked: '0220001234567', found: [['SK-9', 'A']] },
    { name: 'as a spreadsheet writes it', listed: '9120001234228.0', asked: '9.120001234228E+12', found: [['SK-9', 'A']] },
    { name: 'another one', listed: '9120001234228', asked: '9120001234229', found: [] },
    { name: 'masked: three digits are not compared', listed: '**********228', asked: '9120001234228', found: [] },
    { name: 'too short', listed: '91200012342', asked: '91200012342', found: [] },
  ])('finds by a NIB $name', ({ listed, asked, found }) => {
    const { status, rows } = screen('daftar-hitam', `nama,nib,nomor_sk,mulai,selesai\nCV APA SAJA,${listed},SK-9,2025-03-10,2027-03-10`, `nama,nib\nPT Lain Sekali,${asked}\n`);
    expect([status, rows.map(({ key, level }) => [key, level])]).toEqual([0, found]);
  });

  it('a column that is absent is no reason to stop; an entry that is over is listed and does not block', () => {
    const { rows } = screen('daftar-hitam', LIST, 'NAMA\nPT Sinar Laut Abadi\n');
    expect(rows.map(({ id, key, level, in_force }) => [id, key, level, in_force])).toEqual([['2', 'SK-2', 'C', 'false']]);
  });

  it('an entry does not vanish through a cell that cannot be read, and the row is named', () => {
    const list = [EXPORT, firm('CV BINTANG BUANA KENCANA', 'SK-1', { status: '???', selesai: 'bukan tanggal' })].join('\n');
    const { rows, said } = screen('daftar-hitam', list, ASKED);
    expect(rows.map(({ key, in_force }) => [key, in_force])).toEqual([['SK-1', 'true']]);
    expect(said).toMatch(/baris 2: .*tidak terbaca/);
    expect(said).toMatch(/baris 2: .*tidak dikenal/);
  });

  it('hostile cells come out as text: formulas, quotes, line breaks, NUL, half a letter, a very long one', () => {
    const list = [EXPORT, firm('"=HYPERLINK(""http://contoh.invalid"";""CV BINTANG BUANA"")"', '=1+1', { npwp: 'N/A' }), firm(`CV ${'PANJANG '.repeat(5_000)}`, 'SK-P', { npwp: 'N/A' })].join('\n');
    const { status, rows } = screen('daftar-hitam', list, Buffer.from('id,nama\n"=cmd|x","=HYPERLINK(""http://contoh.invalid"";""CV BINTANG BUANA"")"\n"b\nc","CV BINTANG\u0000 \u200bBUANA \uD800"\n', 'utf8'));
    expect(status).toBe(0);
    expect(rows[0]).toMatchObject({ id: "'=cmd|x", key: "'=1+1", nama: expect.stringMatching(/^'=HYPERLINK/) });
  });
});

describe('a row of questions that cannot be read is no "nothing found"', () => {
  const KNOWN = 'lpse,user_id,nama,nik,npwp,email,telepon,kabupaten,tanggal_lahir\nLPSE Contoh,dewi_l,Dewi Lestari,6472014508909993,,dewi@contoh.test,,Kota Samarinda,1990-08-05\n';
  const HEAD = 'id,nama,npwp,nik,email,telepon,kabupaten,tanggal_lahir';
  const named = 'CV Bintang Buana Kencana';
  it.each([
    { kind: 'daftar-hitam', name: 'no name and no number', row: '1,,,,,,Kota Samarinda,', says: /Tidak ditapis\. Isi nama/, screened: false },
    { kind: 'daftar-hitam', name: 'an NPWP that is none and nothing else', row: '1,,12.34,,,,,', says: /Tidak ditapis\. NPWP ini tidak terbaca/, screened: false },
    { kind: 'daftar-hitam', name: 'a telephone alone, which the list does not hold', row: '1,,,,,081234567890,,', says: /Tidak ditapis\. Daftar Hitam hanya memuat/, screened: false },
    { kind: 'daftar-hitam', name: 'signs that are no letters', row: '1,"\u0000 \u200b ###",,,,,,', says: /Tidak ditapis\. Nama ini tidak berisi huruf/, screened: false },
    { kind: 'daftar-hitam', name: 'a name beside a NIK of twelve digits', row: `1,${named},,320102120385,,,Kota Samarinda,`, says: /Ditapis dengan isian lainnya\. NIK ini tidak terbaca/, screened: true },
    { kind: 'daftar-hitam', name: 'a comma too many', row: `1,${named},,,,,Kota Samarinda,,,apa`, says: /Ditapis dengan isian lainnya\. Jumlah kolom 10, seharusnya 8\./, screened: true },
    { kind: 'duplikat', name: 'a name of a thousand words beside a NIK', row: `1,${'Dewi '.repeat(1_000)},,6472014508909993,,,,`, says: /Ditapis dengan isian lainnya\. Nama ini terlalu panjang/, screened: true },
    { kind: 'daftar-hitam', name: 'an e-mail that is none, which the list does not hold', row: `1,${named},,,bukan surel,,Kota Samarinda,`, says: /^$/, screened: true },
    { kind: 'duplikat', name: 'a name alone', row: '1,Dewi Lestari,,,,,,', says: /Tidak ditapis\. Nama saja tidak dicari/, screened: false },
    { kind: 'duplikat', name: 'a name and an e-mail that is none', row: '1,Dewi Lestari,,,dewi di contoh,,,', says: /Tidak ditapis\. Alamat e-mail ini tidak terbaca\. Nama saja/, screened: false },
    { kind: 'duplikat', name: 'a birth date that is none beside a NIK', row: '1,Dewi Lestari,,6472014508909993,,,,31/02/1990', says: /Ditapis dengan isian lainnya\. Tanggal lahir ini tidak terbaca/, screened: true },
    { kind: 'duplikat', name: 'cells that say there is nothing', row: '1,Dewi Lestari,N/A,6472014508909993,-,NULL,,', says: /^$/, screened: true },
  ])('$kind: $name', ({ kind, row, says, screened }) => {
    const { status, said, rows, stdout } = screen(kind, kind === 'duplikat' ? KNOWN : LIST, `${HEAD}\n${row}\n`);
    expect([status, rows.length > 0]).toEqual([0, screened]);
    expect(said.split('\n')[0]?.replace(/^.*tanya\.csv baris 2: /, '')).toMatch(says);
    expect(said).not.toMatch(/Bintang|Dewi|12\.34|320102/);
    expect(stdout).toContain(screened ? '1 ditanyakan, 1 dengan temuan, 0 tidak ditapis' : '0 ditanyakan, 0 dengan temuan, 1 tidak ditapis');
  });

  it('every one is counted, and kept with its reason where a file is named for them', () => {
    const kept = at('tolak.csv');
    const { said } = screen('daftar-hitam', LIST, `${HEAD}\n1,${named},,,,,,\n2,,9,,,,,\n3,${named},,77,,,,\n4,=cmd,x,,,,,\n`, ['--refused', kept]);
    expect(said).toContain(`1 baris pertanyaan tidak ditapis, 2 ditapis sebagian → ${kept}.`);
    expect(readFileSync(kept, 'utf8').replace('\uFEFF', '').trim().split('\r\n').map((line) => line.split(',')[0])).toEqual(['baris', '3', '4', '5']);
    expect(readFileSync(kept, 'utf8')).toContain(`5,"Ditapis dengan isian lainnya. NPWP ini tidak terbaca; isi 15 atau 16 angka.",4,'=cmd,x`);
  });

  it('--help says what the exit code means', () => {
    const run = spawnSync(process.execPath, [path.join(import.meta.dirname, 'screen.ts'), '--help'], { encoding: 'utf8' });
    expect([run.status, run.stdout]).toEqual([0, expect.stringMatching(/Kode keluar: 0 bila --out ditulis.*tidak terbaca; 1 bila/)]);
  });
});

describe('the day of the check', () => {
  // Without a server there is no office; its day is that of Jakarta, seven hours ahead of UTC.
  it.each([
    { at: '2026-03-01T16:59:59Z', day: '2026-03-01', inForce: 'true' },
    { at: '2026-03-01T17:00:00Z', day: '2026-03-02', inForce: 'false' },
    { at: '2026-03-01T23:59:59Z', day: '2026-03-02', inForce: 'false' },
  ])('is $day in WIB at $at: an entry whose last day is 1 March blocks: $inForce', ({ at: moment, day, inForce }) => {
    const clock = `const Real = Date; globalThis.Date = class extends Real { constructor(...given) { if (given.length > 0) super(...given); else super('${moment}'); } };`;
    const out = at('hari.csv');
    const run = spawnSync(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(clock)}`, path.join(import.meta.dirname, 'screen.ts'), '--kind', 'daftar-hitam',
      '--list', write('hari-daftar.csv', [EXPORT, firm('CV BINTANG BUANA KENCANA', 'SK-1', { selesai: '2026-03-01' })].join('\n')), '--queries', write('hari-tanya.csv', ASKED), '--out', out], { encoding: 'utf8' });
    expect(run.stdout).toContain(`per ${day},`);
    expect((parse(readFileSync(out), { columns: true }) as unknown as Row[]).map(({ key, in_force }) => [key, in_force])).toEqual([['SK-1', inForce]]);
  });
});

describe('npm run screen, known suppliers', () => {
  const KNOWN = 'lpse,user_id,nama,nik,npwp,email,telepon,kabupaten,tanggal_lahir\n' +
    'LPSE Contoh,dewi_l,Dewi Lestari,6472014508909993,04.123.064.8-000.000,dewi@contoh.test,0812-3456-7890,Kota Samarinda,1990-08-05\n' +
    'LPSE Lain,budi_s,Budi Santoso,6472010101709991,,budi@contoh.test,081298765432,Kab. Berau,1970-01-01\n';
  const KNOWN_NIB = 'lpse,user_id,nama,NIB\nLPSE Contoh,cv_laut,CV Laut Contoh,9120001234228\n';
  it.each([
    { name: 'NIK with blanks', asked: 'nik\n6472 0145 0890 9993', found: [['dewi_l', 'A']] },
    { name: 'NPWP of 16 digits', asked: 'nama,npwp\nDewi,0041230648000000', found: [['dewi_l', 'A']] },
    { name: 'NPWP whose zero a spreadsheet took', asked: 'nama,npwp\nDewi,41230648000000', found: [['dewi_l', 'A']] },
    { name: 'NIK given as NPWP', asked: 'nama,npwp\nDewi,6472014508909993', found: [['dewi_l', 'A']] },
    { name: 'e-mail in capitals', asked: 'nama,email\nDewie Lestarie,DEWI@CONTOH.TEST', found: [['dewi_l', 'A']] },
    { name: 'telephone in another form', asked: 'nama,telepon\nHj. Dewi Lestari,+62 812 3456 7890', found: [['dewi_l', 'A']] },
    { name: 'NIB, from a query without a name', asked: 'nib\n9120001234228', found: [['cv_laut', 'A']], list: KNOWN_NIB },
    { name: 'name and birth date', asked: 'nama,tanggal_lahir\nDewie Lestarie,5/8/1990', found: [['dewi_l', 'B']] },
    { name: 'a name alone is nothing', asked: 'nama\nDewi Lestari', found: [] },
  ])('$name', ({ asked, found, list = KNOWN }) => expect(screen('duplikat', list, asked).rows.map(({ key, level }) => [key, level])).toEqual(found));
});

describe('what cannot be read is said', () => {
  it.each([
    { name: 'no known column', list: LIST, queries: 'a,b\n1,2\n', says: /tanya\.csv: .*tidak mempunyai satu pun kolom/ },
    { name: 'nothing in the list', list: '', queries: ASKED, says: /daftar\.csv: Berkas ini kosong/ },
    { name: 'a spreadsheet of the old kind', list: Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), queries: ASKED, says: /daftar\.csv: .*Excel/ },
    { name: 'other letters than UTF-8', list: LIST, queries: Buffer.from('id,nama\n1,CV CAF\xc9\n', 'latin1'), says: /tanya\.csv: .*UTF-8/ },
  ])('$name', ({ list, queries, says }) => {
    const { status, said, rows } = screen('daftar-hitam', list, queries);
    expect([status, rows]).toEqual([1, []]);
    expect(said).toMatch(says);
  });

  it.each([
    { name: 'another kind', args: ['--kind', 'x', '--list', '/dev/null', '--queries', '/dev/null', '--out', '/dev/null'], says: /--kind harus/ },
    { name: 'nothing at all', args: [], says: /Sebutkan --list/ },
    { name: 'a file that is not there', args: ['--kind', 'duplikat', '--list', '/tidak/ada', '--queries', '/tidak/ada', '--out', '/tmp/x'], says: /tidak ada/ },
    { name: 'a folder instead of a file', args: ['--kind', 'duplikat', '--list', '/tmp', '--queries', '/dev/null', '--out', '/tmp/x'], says: /\/tmp adalah folder/ },
    { name: 'a result where there is no folder', args: ['--kind', 'duplikat', '--list', '/dev/null', '--queries', '/dev/null', '--out', '/tidak/ada/hasil.csv'], says: /Folder \/tidak\/ada tidak ada/ },
    { name: 'a day that is not there', args: ['--kind', 'duplikat', '--list', '/dev/null', '--queries', '/dev/null', '--out', '/tmp/x', '--on', '2026-02-30'], says: /--on harus hari yang ada/ },
    { name: 'an unknown option', args: ['--apa'], says: /Pakai: npm run screen/ },
  ])('wrong arguments: $name', ({ args, says }) => {
    const run = spawnSync(process.execPath, [path.join(import.meta.dirname, 'screen.ts'), ...args], { encoding: 'utf8' });
    expect([run.status, run.stderr]).toEqual([1, expect.stringMatching(says)]);
  });
});
