import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { PDFDocument, PDFName } from 'pdf-lib';
import type { LetterPaper } from './letter-paper.ts';
import { drawLetter } from './letter-pdf.ts';
import { wrap } from './paper-pen.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'loket-pdf-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

const paperOf = (change: Partial<LetterPaper> = {}): LetterPaper => ({
  letterhead: { lines: ['PEMERINTAH PROVINSI CONTOH', 'BIRO PENGADAAN BARANG DAN JASA'], address: 'Jalan Contoh Nomor 2, Samarinda', contact: 'lpse@contoh.test' },
  title: 'Tanda Terima', number: '000.3.5/0012/LPSE/XI/2026', date: '20 November 2026', issuedAt: '2026-11-20T02:00:00.000Z', subject: 'Tanda Terima permohonan A-1',
  addressee: 'Fifi Efflina Contoh', facts: [{ label: 'Nama lengkap', value: 'Fifi Efflina Contoh' }], paragraphs: ['Permohonan registrasi Anda DISETUJUI.'],
  documents: [{ name: 'KTP pribadi', scan: 'Sesuai', original: 'Sesuai asli' }], office: 'LPSE Contoh', officer: 'Rina Petugas', ...change,
});
const draw = (change?: Partial<LetterPaper>) => drawLetter({ paper: paperOf(change), publicCode: '7K3MQ9T2XVBN4R8HZC0WFD5J1P', verifyUrl: 'https://loket.contoh.test/periksa/7K3MQ9T2XVBN4R8HZC0WFD5J1P' });

let pdfium: PDFiumLibrary;
beforeAll(async () => { pdfium = await PDFiumLibrary.init(); });
afterAll(() => { pdfium.destroy(); });

/** Opens as a reader does: text of each page and how much ink is on it. */
async function read(bytes: Uint8Array): Promise<{ text: string; ink: number }[]> {
  const document = await pdfium.loadDocument(bytes);
  const pages = [];
  for (const page of document.pages()) {
    const text = page.getText(); // before drawing, which closes the page
    const picture = await page.render({ scale: 1, render: ({ data }) => Promise.resolve(data) });
    let ink = 0;
    for (let i = 0; i < picture.data.length; i += 4) if ((picture.data[i] ?? 255) < 128) ink += 1;
    pages.push({ text, ink });
  }
  document.destroy();
  return pages;
}
const squeeze = (text: string) => text.replace(/\s+/g, ' ');

describe('the paper of a letter', () => {
  it('holds number, name, table, code and address as text that can be read and copied', async () => {
    const [page] = await read(await draw());
    const text = squeeze(page?.text ?? '');
    const order = ['PEMERINTAH PROVINSI CONTOH', 'TANDA TERIMA', 'Nomor: 000.3.5/0012/LPSE/XI/2026', 'DISETUJUI', 'Fifi Efflina Contoh', 'KTP pribadi', 'Sesuai asli', 'Petugas: Rina Petugas', 'https://loket.contoh.test/periksa/7K3MQ9T2XVBN4R8HZC0WFD5J1P', 'Kode: 7K3MQ-9T2XV'];
    expect(order.map((words) => text.indexOf(words)).every((at, index, all) => at >= 0 && at > (all[index - 1] ?? -1))).toBe(true);
  });

  it('a letter names the application behind its subject: who objects is asked for that number', async () => {
    const letter = { title: 'Pemberitahuan tidak lolos verifikasi', documents: null, facts: [] };
    const [named] = await read(await draw({ ...letter, caseNumber: 'KALTIM-2026-000012' }));
    expect(squeeze(named?.text ?? '')).toContain('Pemberitahuan tidak lolos verifikasi (permohonan KALTIM-2026-000012)');
    const [before] = await read(await draw(letter));
    expect(squeeze(before?.text ?? '')).not.toContain('(permohonan');
  });

  it('shows every letter: a subset of the typeface leaves as much ink as the whole', async () => {
    const subset = await read(await draw());
    const { embedFont } = PDFDocument.prototype;
    PDFDocument.prototype.embedFont = function whole(font, options) { return embedFont.call(this, font, { ...options, subset: false }); };
    try {
      const whole = await read(await draw());
      expect(Math.abs((subset[0]?.ink ?? 0) / (whole[0]?.ink ?? 1) - 1)).toBeLessThan(0.01);
    } finally {
      PDFDocument.prototype.embedFont = embedFont;
    }
  });

  it('is the same bytes each time', async () => {
    expect(Buffer.from(await draw()).equals(Buffer.from(await draw()))).toBe(true);
  });

  it('tells title, author and language', async () => {
    const pdf = await PDFDocument.load(await draw(), { updateMetadata: false });
    expect([pdf.getTitle(), pdf.getAuthor(), pdf.getCreationDate()?.toISOString()]).toEqual(['Tanda Terima 000.3.5/0012/LPSE/XI/2026', 'LPSE Contoh', '2026-11-20T02:00:00.000Z']);
    expect(pdf.catalog.get(PDFName.of('Lang'))?.toString()).toBe('(id-ID)');
  });

  it('breaks pages: nothing is lost, each page is numbered, name and proof stay together', async () => {
    const paragraphs = Array.from({ length: 60 }, (_, index) => `${index + 1}. Paragraf ${index + 1} ${'kata '.repeat(30)}akhir${index + 1}.`);
    const pages = await read(await draw({ documents: null, paragraphs }));
    expect(pages.length).toBeGreaterThan(3);
    const text = squeeze(pages.map((page) => page.text).join(' '));
    expect(paragraphs.filter((_, index) => !text.includes(`akhir${index + 1}.`))).toEqual([]);
    expect(pages.map((page, index) => page.text.includes(`Halaman ${index + 1} dari ${pages.length}`))).toEqual(pages.map(() => true));
    expect(pages.at(-1)?.text).toMatch(/Petugas: Rina Petugas[\s\S]*Kode: /);
  });

  it('names the columns again on each further page of a table, and keeps an item with its remark', async () => {
    const checklist = Array.from({ length: 40 }, (_, n) => ({ name: `Dokumen ${n + 1}`, present: 'ya', matches: 'ya', note: 'Keterangan yang panjang sekali. '.repeat(n % 4) }));
    const table = await read(await draw({ documents: null, checklist, paragraphs: [] }));
    expect(table.length).toBeGreaterThan(2);
    for (const page of table.filter(({ text }) => /Dokumen \d+/.test(text))) expect(squeeze(page.text).split('Sesuai asli')).toHaveLength(2);
    const items = Array.from({ length: 60 }, (_, n) => `${n + 1}. Butir ${n + 1} ${'kata '.repeat(20)}\n   Catatan: ${'lagi '.repeat(n % 30)}akhir${n + 1}.`);
    const list = await read(await draw({ documents: null, paragraphs: [items.join('\n')] }));
    expect(list.length).toBeGreaterThan(3);
    for (const [index] of items.entries()) {
      const on = list.map((page, at) => [at, squeeze(page.text)] as const);
      expect(on.find(([, text]) => text.includes(`${index + 1}. Butir ${index + 1} `))?.[0]).toBe(on.find(([, text]) => text.includes(`akhir${index + 1}.`))?.[0]);
    }
  });

  it('that two sides sign is headed by what it is, speaks to nobody and has a day above the names', async () => {
    const [page] = await read(await draw({ title: 'Berita Acara Serah Terima', documents: null, facts: [], counterparty: { role: 'Yang menerima,', name: 'Doni Contoh' } }));
    const text = squeeze(page?.text ?? '');
    expect(text).toContain('BERITA ACARA SERAH TERIMA Nomor: 000.3.5/0012/LPSE/XI/2026');
    expect(text).not.toContain('Yth.');
    const order = ['DISETUJUI', '20 November 2026', 'Yang menerima,', '( Doni Contoh )', 'LPSE Contoh', '( Rina Petugas )', 'Kode: '];
    expect(order.map((words) => text.indexOf(words)).every((at, index, all) => at >= 0 && at > (all[index - 1] ?? -1))).toBe(true);
  });

  it('a Berita Acara of three documents is one page; of more, no hand is set on a page on which nothing is said', async () => {
    const facts = ['Nomor permohonan', 'Nama lengkap', 'NPWP', 'User ID SPSE', 'Kecocokan orang dengan foto KTP', 'Persetujuan pemohon atas verifikasi', 'Hasil verifikasi'].map((label) => ({ label, value: 'ya' }));
    const pagesOf = async (documents: number) => read(await draw({
      letterhead: { lines: ['PEMERINTAH PROVINSI CONTOH', 'SEKRETARIAT DAERAH', 'BIRO PENGADAAN BARANG DAN JASA'], address: 'Jalan Contoh Nomor 2, Samarinda', contact: 'lpse@contoh.test' },
      title: 'Berita Acara Verifikasi', documents: null, facts, checklist: Array.from({ length: documents }, (_, n) => ({ name: `Dokumen ${n + 1}`, present: 'ya', matches: 'ya', note: '' })),
      paragraphs: ['Verifikasi berkas permohonan KALTIM-2026-000001 telah dilaksanakan pada Senin, 2 Maret 2026 pukul 10.47–10.53 WITA (Waktu Indonesia Tengah), melalui panggilan video, oleh Rina Petugas.', 'Percakapan tidak direkam.'],
      counterparty: { role: 'Pemohon', name: 'Fifi Efflina Contoh' },
    }));
    expect(await pagesOf(3)).toHaveLength(1);
    for (const documents of [4, 5, 6, 7, 8, 9, 10]) expect(squeeze((await pagesOf(documents)).at(-1)?.text ?? '')).toMatch(/Percakapan tidak direkam.*\( Fifi Efflina Contoh \).*Kode: /);
  });

  it.each([
    ['signs the typeface does not have', 'ルリ 🙂 Rina'], ['one endless word', 'a'.repeat(400)], ['nothing', ''],
  ])('survives a name of %s', async (_name, addressee) => {
    expect(await read(await draw({ addressee, documents: null, facts: [{ label: 'Nama', value: addressee }] }))).toHaveLength(1);
  });

  it('wraps without losing a sign', async () => {
    const pdf = await PDFDocument.create();
    const font = await pdf.embedFont('Helvetica');
    const words = `satu dua ${'tiga'.repeat(60)} empat`;
    const lines = wrap(words, font, 11, 120);
    expect(lines.join('').replaceAll(' ', '')).toBe(words.replaceAll(' ', ''));
    expect(lines.every((line) => font.widthOfTextAtSize(line, 11) <= 120)).toBe(true);
  });
});

const has = (program: string) => spawnSync(program, ['--version']).error === undefined;
(has('qpdf') && has('pdftotext') && has('pdfinfo') ? describe : describe.skip)('other programs', () => {
  it('poppler finds the tags: a heading, paragraphs, a table with its head and cells in the order of reading, on every page; decoration has none', async () => {
    const file = path.join(folder, 'bertag.pdf');
    const checklist = Array.from({ length: 40 }, (_, n) => ({ name: `Dokumen ${n + 1}`, present: 'ya', matches: 'tidak', note: 'Keterangan.' }));
    writeFileSync(file, await draw({ documents: null, checklist, counterparty: { role: 'Pemohon', name: 'Fifi Contoh' }, paragraphs: ['Verifikasi telah dilaksanakan.', '1. Butir satu\n   Catatan: satu', 'Percakapan tidak direkam.'] }));
    const run = (...args: string[]) => spawnSync('pdfinfo', [...args, file], { encoding: 'utf8' });
    expect(run().stdout).toMatch(/Tagged:\s+yes/);
    const { stdout: tree, stderr } = run('-struct-text');
    expect(stderr).toBe('');
    expect(tree.match(/^ +TR$/gm)).toHaveLength(41); // the head once, however often it is drawn
    expect(tree.match(/^ +TH/gm)).toHaveLength(5);
    const order = ['H1', 'TANDA TERIMA', 'Verifikasi telah dilaksanakan.', 'Nama lengkap', 'Fifi Efflina Contoh', 'Table', 'Sesuai asli', 'Dokumen 1', 'Dokumen 40', '1. Butir satu', 'Catatan: satu', 'Percakapan tidak direkam.', 'Pemohon', 'Fifi Contoh', 'Kode: '];
    expect(order.map((words) => tree.indexOf(words)).every((at, index, all) => at >= 0 && at > (all[index - 1] ?? -1))).toBe(true);
    expect(tree).not.toContain('Halaman 1 dari');
  });

  it('qpdf finds nothing wrong and pdftotext reads number and name', async () => {
    const file = path.join(folder, 'surat.pdf');
    writeFileSync(file, await draw());
    expect(spawnSync('qpdf', ['--check', file]).status).toBe(0);
    const text = spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).stdout;
    expect(text).toContain('000.3.5/0012/LPSE/XI/2026');
    expect(text).toContain('Fifi Efflina Contoh');
  });
});
