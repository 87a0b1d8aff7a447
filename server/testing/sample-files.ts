/**
 * Scans of invented people for seeds, tests and screenshots. Each card says CONTOH across its face and bears no
 * emblem of any state or office.
 */
import { degrees, PDFDocument, rgb, StandardFonts } from 'pdf-lib';
import type { PDFFont, PDFPage, RGB } from 'pdf-lib';
import sharp from 'sharp';
import { firstPage } from './first-page.ts';

export type SampleKind = 'ktp' | 'npwp' | 'sertifikat_keahlian';
export type SampleFormat = 'pdf' | 'jpeg' | 'png';

export interface SamplePerson {
  name: string;
  nik: string;
  npwp: string;
  /** as printed on the card, "Samarinda, 17-08-1988" */
  birth?: string;
  address?: string;
  city?: string;
  province?: string;
  certificateNumber?: string;
}

/**
 * One scan. Without `approxBytes` a PDF holds the drawing itself (some 5 kB) and a picture is about 1,200 pixels wide;
 * with it, paper grain is added until the file has that size (within about 10 %), in a PDF as an embedded scan.
 */
export async function sampleScan(kind: SampleKind, person: SamplePerson, format: SampleFormat, approxBytes?: number): Promise<Buffer> {
  const drawing = await drawScan(kind, person);
  if (approxBytes === undefined) {
    if (format === 'pdf') return drawing;
    const { data, ...size } = await firstPage(drawing, 1200);
    const image = sharp(data, { raw: { ...size, channels: 4 } }).removeAlpha();
    return format === 'jpeg' ? image.jpeg({ quality: 85 }).toBuffer() : image.png().toBuffer();
  }
  return grainyScan(drawing, format, approxBytes);
}

interface Pen {
  page: PDFPage;
  plain: PDFFont;
  bold: PDFFont;
}

const black = rgb(0.1, 0.1, 0.12);
const a5 = { width: 595, height: 420 };

async function drawScan(kind: SampleKind, person: SamplePerson): Promise<Buffer> {
  const document = await PDFDocument.create();
  const page = document.addPage([a5.width, a5.height]);
  const pen = { page, plain: await document.embedFont(StandardFonts.Helvetica), bold: await document.embedFont(StandardFonts.HelveticaBold) };
  page.drawRectangle({ x: 0, y: 0, ...a5, color: rgb(0.93, 0.93, 0.91) });
  if (kind === 'ktp') drawKtp(pen, person);
  else if (kind === 'npwp') drawNpwp(pen, person);
  else drawCertificate(pen, person);
  page.drawText('CONTOH', { x: 130, y: 60, size: 96, font: pen.bold, color: rgb(0.8, 0.1, 0.1), opacity: 0.28, rotate: degrees(28) });
  return Buffer.from(await document.save());
}

function drawKtp(pen: Pen, person: SamplePerson): void {
  card(pen, rgb(0.76, 0.87, 0.95));
  const { province = 'KALIMANTAN TIMUR', city = 'KOTA SAMARINDA' } = person;
  centred(pen, `PROVINSI ${province.toUpperCase()}`, 352, 15);
  centred(pen, city.toUpperCase(), 334, 15);
  text(pen, 'NIK', 58, 302, 17, pen.bold);
  text(pen, `: ${person.nik}`, 120, 302, 19, pen.bold);
  const rows: Array<[string, string]> = [
    ['Nama', person.name.toUpperCase()],
    ['Tempat/Tgl Lahir', (person.birth ?? 'SAMARINDA, 17-08-1988').toUpperCase()],
    ['Alamat', (person.address ?? 'JL. MELATI CONTOH NO. 1').toUpperCase()],
    ['RT/RW', '001/002'],
    ['Kel/Desa', 'SUNGAI CONTOH'],
    ['Kecamatan', 'CONTOH ULU'],
    ['Status Perkawinan', 'KAWIN'],
    ['Pekerjaan', 'WIRASWASTA'],
    ['Kewarganegaraan', 'WNI'],
    ['Berlaku Hingga', 'SEUMUR HIDUP'],
  ];
  rows.forEach(([label, value], i) => {
    text(pen, label, 58, 276 - i * 20, 11);
    text(pen, `: ${value}`, 158, 276 - i * 20, 11, pen.plain, 255);
  });
  portrait(pen, 430, 150);
  text(pen, city.toUpperCase(), 432, 132, 9);
  text(pen, '02-01-2020', 444, 120, 9);
}

function drawNpwp(pen: Pen, person: SamplePerson): void {
  card(pen, rgb(0.97, 0.93, 0.74));
  text(pen, 'KARTU NOMOR POKOK WAJIB PAJAK', 64, 340, 18, pen.bold);
  text(pen, 'contoh untuk latihan, tidak diterbitkan kantor pajak mana pun', 64, 322, 10);
  pen.page.drawRectangle({ x: 64, y: 312, width: 460, height: 2, color: rgb(0.15, 0.25, 0.5) });
  text(pen, `NPWP : ${person.npwp}`, 64, 262, 22, pen.bold, 460);
  text(pen, person.name.toUpperCase(), 64, 226, 16, pen.bold, 460);
  text(pen, `NIK : ${person.nik}`, 64, 200, 14);
  text(pen, (person.address ?? 'JL. MELATI CONTOH NO. 1').toUpperCase(), 64, 174, 12, pen.plain, 460);
  text(pen, (person.city ?? 'KOTA SAMARINDA').toUpperCase(), 64, 156, 12);
  text(pen, 'KPP PRATAMA CONTOH', 64, 100, 12);
  text(pen, 'Tanggal Terdaftar 05-03-2015', 64, 82, 12);
}

function drawCertificate(pen: Pen, person: SamplePerson): void {
  for (const inset of [18, 26]) {
    const edge = { x: inset, y: inset, width: a5.width - 2 * inset, height: a5.height - 2 * inset };
    pen.page.drawRectangle({ ...edge, color: rgb(1, 0.995, 0.97), borderColor: rgb(0.6, 0.45, 0.1), borderWidth: inset === 18 ? 3 : 1 });
  }
  centred(pen, 'LEMBAGA SERTIFIKASI CONTOH', 364, 13);
  centred(pen, 'SERTIFIKAT KEAHLIAN', 322, 28);
  centred(pen, `Nomor: ${person.certificateNumber ?? 'CONTOH/0001/2024'}`, 300, 12, pen.plain);
  centred(pen, 'diberikan kepada', 268, 12, pen.plain);
  centred(pen, person.name, 236, 24);
  centred(pen, `NIK ${person.nik}`, 214, 12, pen.plain);
  centred(pen, 'sebagai Ahli Muda Manajemen Proyek', 182, 14, pen.plain);
  centred(pen, 'berlaku sampai dengan 31 Desember 2028', 162, 12, pen.plain);
  text(pen, `${person.city ?? 'Samarinda'}, 2 Januari 2024`, 380, 116, 11);
  signature(pen, 388, 84);
  text(pen, 'Ketua Lembaga Contoh', 380, 60, 11);
}

function card({ page }: Pen, color: RGB): void {
  page.drawRectangle({ x: 42, y: 36, width: 515, height: 344, color: rgb(0.78, 0.78, 0.77) });
  page.drawRectangle({ x: 38, y: 40, width: 515, height: 344, color });
  for (let i = 0; i < 40; i++) {
    page.drawLine({ start: { x: 38, y: 46 + i * 8.5 }, end: { x: 553, y: 42 + i * 8.5 }, thickness: 0.5, color: rgb(1, 1, 1), opacity: 0.5 });
  }
}

function portrait({ page }: Pen, x: number, y: number): void {
  page.drawRectangle({ x, y, width: 100, height: 130, color: rgb(0.75, 0.2, 0.2) });
  page.drawEllipse({ x: x + 50, y: y + 27, xScale: 44, yScale: 26, color: rgb(0.25, 0.3, 0.4) });
  page.drawEllipse({ x: x + 50, y: y + 76, xScale: 26, yScale: 33, color: rgb(0.8, 0.62, 0.48) });
  page.drawEllipse({ x: x + 50, y: y + 102, xScale: 27, yScale: 13, color: rgb(0.15, 0.12, 0.1) });
}

function signature({ page }: Pen, x: number, y: number): void {
  page.drawSvgPath('M 0 10 C 10 -20 20 30 30 0 S 50 -10 60 10 S 80 20 110 -5', { x, y: y + 10, borderColor: rgb(0.1, 0.15, 0.5), borderWidth: 1.5 });
}

/** `width` makes the letters smaller until the words fit. */
function text(pen: Pen, words: string, x: number, y: number, size: number, font = pen.plain, width = 500): void {
  const printable = forFont(words);
  const fitting = Math.min(size, (size * width) / Math.max(1, font.widthOfTextAtSize(printable, size)));
  pen.page.drawText(printable, { x, y, size: fitting, font, color: black });
}

function centred(pen: Pen, words: string, y: number, size: number, font = pen.bold): void {
  const printable = forFont(words);
  const fitting = Math.min(size, (size * 480) / Math.max(1, font.widthOfTextAtSize(printable, size)));
  const x = (a5.width - font.widthOfTextAtSize(printable, fitting)) / 2;
  pen.page.drawText(printable, { x, y, size: fitting, font, color: black });
}

/** The built-in fonts of PDF know Latin letters only. */
function forFont(words: string): string {
  return words.normalize('NFC').replace(/[^\x20-\x7e\xa1-\xff]/g, '?');
}

async function grainyScan(drawing: Buffer, format: SampleFormat, approxBytes: number): Promise<Buffer> {
  // A PNG keeps every grain and so needs far fewer pixels for the same size.
  const width = Math.round(Math.min(3500, Math.max(600, Math.sqrt(approxBytes * (format === 'png' ? 0.8 : 4)))));
  const { data, ...size } = await firstPage(drawing, width);
  const info = { ...size, channels: 4 as const };
  let low = 0;
  let high = 128;
  let best = Buffer.alloc(0);
  for (let i = 0; i < 10; i++) {
    const strength = (low + high) / 2;
    const image = sharp(withGrain(data, strength), { raw: info }).removeAlpha();
    const bytes = format === 'png' ? await image.png({ compressionLevel: 4 }).toBuffer() : await image.jpeg({ quality: 90 }).toBuffer();
    if (best.length === 0 || Math.abs(bytes.length - approxBytes) < Math.abs(best.length - approxBytes)) best = bytes;
    if (Math.abs(best.length - approxBytes) < approxBytes * 0.03) break;
    if (bytes.length < approxBytes) low = strength;
    else high = strength;
  }
  return format === 'pdf' ? scanAsPdf(best) : best;
}

/** The same grain on every run, so that the same picture has the same hash. */
function withGrain(pixels: Uint8Array, strength: number): Uint8Array {
  const grained = new Uint8ClampedArray(pixels);
  let state = 0x2545f491;
  for (let i = 0; i < grained.length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    if (i % 4 !== 3) grained[i] = (pixels[i] ?? 0) + ((state & 0xff) / 255 - 0.5) * 2 * strength;
  }
  return new Uint8Array(grained.buffer);
}

async function scanAsPdf(jpeg: Buffer): Promise<Buffer> {
  const document = await PDFDocument.create();
  const page = document.addPage([a5.width, a5.height]);
  page.drawImage(await document.embedJpg(jpeg), { x: 0, y: 0, ...a5 });
  return Buffer.from(await document.save());
}
