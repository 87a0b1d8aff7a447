/**
 * Invented KTP, NPWP cards and certificates as flat prints with known truth. They bear no emblem of any state or office, say CONTOH in a
 * corner, and their numbers carry the marks of invented ones (serial 9990–9999, tax office 000).
 */
import { PDFDocument, rgb, StandardFonts, type PDFFont, type PDFPage, type RGB } from 'pdf-lib';
import { inventPerson } from '../../../seeds/scenarios/people.ts';
import { firstPage } from '../first-page.ts';
import { chanceOf, type Chance } from './seeded.ts';
import { digitPath, type DigitShape } from './optical-digits.ts';

export type CardKind = 'ktp' | 'npwp' | 'sertifikat_keahlian';
export interface Print { kind: CardKind; truth: CardTruth; width: number; height: number; /** RGB */ pixels: Uint8Array; template: string }
export interface CardTruth {
  nama: string;
  nik?: string; tanggal_lahir?: string; jenis_kelamin?: 'L' | 'P';
  npwp?: string;
  nomor_sertifikat?: string; berlaku_sampai?: string;
  tanggal_terbit?: string;
}

interface Pen { page: PDFPage; plain: PDFFont; bold: PDFFont; ink: RGB; height: number; width: number }
const MONTHS = ['Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni', 'Juli', 'Agustus', 'September', 'Oktober', 'November', 'Desember'];
const CARD = { width: 856, height: 540 };
const SHEET = { width: 842, height: 595 };

/** Numbers printed in the place of the person's own, as whoever invents a card does. */
export interface Forged { nik?: string; npwp?: string }

/** One flat print, `width` pixels wide. All that share a `look` share paper, letters, portrait and signature, too: they differ in nothing but what is written of a person. */
export async function drawCard(seed: number, kind: CardKind, width = 1400, forged: Forged = {}, look = seed): Promise<Print> {
  const chance = chanceOf(look * 31 + kind.length);
  const person = { ...inventPerson(seed), ...forged };
  const size = kind === 'sertifikat_keahlian' ? SHEET : CARD;
  const document = await PDFDocument.create();
  const page = document.addPage([size.width, size.height]);
  const families = kind === 'sertifikat_keahlian' && chance.is(0.5) ? [StandardFonts.TimesRoman, StandardFonts.TimesRomanBold] as const : [StandardFonts.Helvetica, StandardFonts.HelveticaBold] as const;
  const dark = chance.between(0.05, 0.22);
  const pen: Pen = { page, plain: await document.embedFont(families[0]), bold: await document.embedFont(families[1]), ink: rgb(dark, dark, dark + 0.03), ...size };
  const drawn = kind === 'ktp' ? ktp(pen, chance, person, await document.embedFont(StandardFonts.CourierBold)) : kind === 'npwp' ? npwp(pen, chance, person) : certificate(pen, chance, person, seed);
  words(pen, 'CONTOH', pen.width - 62, pen.height - 12, 9, pen.plain, rgb(0.7, 0.3, 0.3));
  return { kind, ...drawn, ...await rasterise(Buffer.from(await document.save()), width) };
}

type Person = ReturnType<typeof inventPerson>;
type Drawn = Pick<Print, 'truth' | 'template'>;

function ktp(pen: Pen, chance: Chance, person: Person, courier: PDFFont): Drawn {
  securityPrint(pen, chance, [0.72, 0.86, 0.95]);
  const city = person.onCards.city.toUpperCase();
  centred(pen, `PROVINSI ${person.onCards.province.toUpperCase()}`, 44, 26, pen.bold);
  centred(pen, `KOTA ${city}`, 74, 26, pen.bold);
  const face = chance.pick(['square', 'square', 'square', 'round', 'round', 'helvetica', 'courier'] as const);
  words(pen, 'NIK', 34, 122, 30, pen.bold);
  words(pen, ':', 178, 122, 30, pen.bold);
  if (face === 'square' || face === 'round') digits(pen, person.nik, 200, 98, 25, face);
  else words(pen, person.nik, 200, 123, face === 'courier' ? 38 : 35, face === 'courier' ? courier : pen.bold);
  const [y = '', m = '', d = ''] = person.tanggalLahir.split('-');
  const rows: [string, string][] = [
    ['Nama', person.nama.toUpperCase()], ['Tempat/Tgl Lahir', `${city}, ${d}-${m}-${y}`], ['Jenis Kelamin', person.sex === 'L' ? 'LAKI-LAKI' : 'PEREMPUAN'], ['Alamat', person.alamat.toUpperCase()],
    ['   RT/RW', `00${chance.whole(1, 9)}/00${chance.whole(1, 9)}`], ['   Kel/Desa', 'SUNGAI CONTOH'], ['   Kecamatan', 'CONTOH ULU'], ['Agama', chance.pick(['ISLAM', 'KRISTEN', 'KATOLIK', 'HINDU'])],
    ['Status Perkawinan', chance.pick(['KAWIN', 'BELUM KAWIN'])], ['Pekerjaan', chance.pick(['WIRASWASTA', 'KARYAWAN SWASTA'])], ['Kewarganegaraan', 'WNI'], ['Berlaku Hingga', 'SEUMUR HIDUP'],
  ];
  rows.forEach(([label, value], n) => {
    const at = 160 + n * 29.5;
    words(pen, label, 34, at, 19.5);
    words(pen, `: ${value}`, 216, at, 19.5, pen.plain, pen.ink, 400);
    if (label === 'Jenis Kelamin') words(pen, `Gol. Darah : ${chance.pick(['A', 'B', 'AB', 'O', '-'])}`, 455, at, 19.5);
  });
  portrait(pen, 640, 130, 180, 235, chance);
  centredAt(pen, `KOTA ${city}`, 730, 410, 15);
  centredAt(pen, `0${chance.whole(1, 9)}-0${chance.whole(1, 9)}-20${chance.whole(12, 24)}`, 730, 428, 15);
  signature(pen, 680, 470, chance);
  return { template: `ktp-${face}`, truth: { nama: person.nama, nik: person.nik, tanggal_lahir: person.tanggalLahir, jenis_kelamin: person.sex } };
}

function npwp(pen: Pen, chance: Chance, person: Person): Drawn {
  const old = chance.is(0.5);
  securityPrint(pen, chance, old ? [0.96, 0.9, 0.6] : [0.93, 0.93, 0.9]);
  const n = person.npwp;
  const dotted = `${n.slice(0, 2)}.${n.slice(2, 5)}.${n.slice(5, 8)}.${n.slice(8, 9)}-${n.slice(9, 12)}.${n.slice(12)}`;
  words(pen, 'NPWP', 40, 60, 34, pen.bold);
  words(pen, 'NOMOR POKOK WAJIB PAJAK (CONTOH LATIHAN)', 160, 56, 17);
  pen.page.drawRectangle({ x: 40, y: pen.height - 82, width: 776, height: 4, color: rgb(0.12, 0.22, 0.5) });
  words(pen, old ? dotted : `NPWP : ${dotted}`, 60, 180, old ? 46 : 40, pen.bold);
  words(pen, person.nama.toUpperCase(), 60, 246, 28, pen.bold);
  words(pen, old ? person.alamat.toUpperCase() : `NIK : ${person.nik}`, 60, 296, 22);
  words(pen, old ? person.onCards.city.toUpperCase() : person.alamat.toUpperCase(), 60, 330, 22);
  words(pen, 'KPP PRATAMA CONTOH', 60, 420, 20);
  const [d, m, y] = [chance.whole(10, 28), `0${chance.whole(1, 9)}`, `20${chance.whole(10, 23)}`];
  words(pen, `Terdaftar : ${d}-${m}-${y}`, 60, 450, 20);
  return { template: `npwp-${old ? 'lama' : 'baru'}`, truth: { nama: person.nama, npwp: person.npwp, tanggal_terbit: `${y}-${m}-${d}` } };
}

function certificate(pen: Pen, chance: Chance, person: Person, seed: number): Drawn {
  securityPrint(pen, chance, [0.99, 0.98, 0.94]);
  for (const inset of [16, 24]) {
    pen.page.drawRectangle({ x: inset, y: inset, width: pen.width - 2 * inset, height: pen.height - 2 * inset, borderColor: rgb(0.6, 0.45, 0.1), borderWidth: inset === 16 ? 4 : 1.2 });
  }
  const number = chance.pick([`${1000 + seed}/SKA-CTH/${chance.whole(2019, 2025)}`, `SKA.${chance.whole(100, 999)}.${String(seed).padStart(5, '0')}.${chance.whole(2019, 2025)}`]);
  const [day, month, year] = [chance.whole(1, 28), chance.whole(0, 11), chance.whole(2024, 2030)];
  centred(pen, 'LEMBAGA SERTIFIKASI CONTOH', 84, 20, pen.bold);
  centred(pen, chance.pick(['SERTIFIKAT KEAHLIAN', 'SERTIFIKAT KOMPETENSI']), 146, 40, pen.bold);
  centred(pen, `Nomor : ${number}`, 184, 19);
  centred(pen, 'diberikan kepada', 234, 18);
  centred(pen, person.nama, 282, 36, pen.bold);
  centred(pen, 'sebagai Ahli Muda Manajemen Proyek', 330, 20);
  centred(pen, `berlaku sampai dengan ${day} ${MONTHS[month]} ${year}`, 366, 19);
  const [issuedOn, issuedIn, issuedYear] = [chance.whole(1, 28), chance.whole(0, 11), chance.whole(2019, 2023)];
  words(pen, `Samarinda, ${issuedOn} ${MONTHS[issuedIn]} ${issuedYear}`, 540, 440, 17);
  words(pen, 'Ketua Lembaga Contoh', 540, 520, 17);
  signature(pen, 570, 490, chance);
  const two = (n: number) => String(n).padStart(2, '0');
  return { template: 'sertifikat', truth: { nama: person.nama, nomor_sertifikat: number, berlaku_sampai: `${year}-${two(month + 1)}-${two(day)}`, tanggal_terbit: `${issuedYear}-${two(issuedIn + 1)}-${two(issuedOn)}` } };
}

/** Wavy fine lines over a tint, as security printers lay them. */
function securityPrint(pen: Pen, chance: Chance, [r = 1, g = 1, b = 1]: number[]): void {
  pen.page.drawRectangle({ x: 0, y: 0, width: pen.width, height: pen.height, color: rgb(r, g, b) });
  const lines = chance.whole(24, 46);
  const waves = chance.between(1.5, 5);
  const high = chance.between(4, 26);
  for (let n = 0; n < lines; n += 1) {
    const base = (n / lines) * pen.height;
    const phase = n * chance.between(0.05, 0.3);
    let path = '';
    for (let x = 0; x <= pen.width; x += 14) path += `${x === 0 ? 'M' : 'L'}${x} ${(base + high * Math.sin((x / pen.width) * waves * 6.283 + phase)).toFixed(1)} `;
    const tint = chance.between(-0.16, 0.05);
    pen.page.drawSvgPath(path, { x: 0, y: pen.height, borderColor: rgb(clamp(r + tint), clamp(g + tint), clamp(b + tint * 0.6)), borderWidth: chance.between(0.5, 1.4) });
  }
}
const clamp = (value: number) => Math.min(1, Math.max(0, value));

function words(pen: Pen, text: string, x: number, y: number, size: number, font = pen.plain, color = pen.ink, width = pen.width - x - 12): void {
  const fitting = Math.min(size, (size * width) / Math.max(1, font.widthOfTextAtSize(text, size)));
  pen.page.drawText(text, { x, y: pen.height - y, size: fitting, font, color });
}
function centred(pen: Pen, text: string, y: number, size: number, font = pen.plain): void { centredAt(pen, text, pen.width / 2, y, size, font); }
function centredAt(pen: Pen, text: string, middle: number, y: number, size: number, font = pen.plain): void {
  words(pen, text, middle - font.widthOfTextAtSize(text, size) / 2, y, size, font);
}

function digits(pen: Pen, text: string, x: number, y: number, high: number, shape: DigitShape): void {
  const scale = high / 7;
  [...text].forEach((digit, n) => {
    pen.page.drawSvgPath(digitPath(digit, shape), { x: x + n * high * 0.92, y: pen.height - y, scale, borderColor: pen.ink, borderWidth: 0.95 });
  });
}

function portrait({ page, height }: Pen, x: number, top: number, w: number, h: number, chance: Chance): void {
  const y = height - top - h;
  page.drawRectangle({ x, y, width: w, height: h, color: chance.is(0.5) ? rgb(0.75, 0.2, 0.2) : rgb(0.2, 0.3, 0.7) });
  page.drawEllipse({ x: x + w / 2, y: y + h * 0.14, xScale: w * 0.42, yScale: h * 0.2, color: rgb(chance.between(0.1, 0.9), chance.between(0.1, 0.9), chance.between(0.1, 0.9)) });
  page.drawEllipse({ x: x + w / 2, y: y + h * chance.between(0.53, 0.58), xScale: w * chance.between(0.22, 0.28), yScale: h * chance.between(0.22, 0.27), color: rgb(0.8, chance.between(0.5, 0.68), 0.48) });
  page.drawEllipse({ x: x + w / 2, y: y + h * chance.between(0.74, 0.8), xScale: w * chance.between(0.2, 0.3), yScale: h * chance.between(0.06, 0.13), color: rgb(0.13, 0.11, 0.1) });
}

function signature({ page, height }: Pen, x: number, y: number, chance: Chance): void {
  let path = 'M 0 0';
  for (let n = 0; n < 5; n += 1) path += ` C ${n * 22 + 5} ${chance.between(-30, 10)} ${n * 22 + 14} ${chance.between(-5, 30)} ${n * 22 + 22} ${chance.between(-12, 12)}`;
  page.drawSvgPath(path, { x, y: height - y, borderColor: rgb(0.1, 0.12, 0.45), borderWidth: 1.8 });
}

export async function rasterise(pdf: Buffer, width: number): Promise<{ width: number; height: number; pixels: Uint8Array }> {
  const { data, height } = await firstPage(pdf, width);
  const pixels = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; to < pixels.length; from += 4, to += 3) {
    pixels[to] = data[from] ?? 0;
    pixels[to + 1] = data[from + 1] ?? 0;
    pixels[to + 2] = data[from + 2] ?? 0;
  }
  return { width, height, pixels };
}
