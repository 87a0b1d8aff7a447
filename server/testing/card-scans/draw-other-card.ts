/**
 * The same three kinds of paper by another hand: bands printed to the edge, portrait elsewhere, other colours and letters, none of them the strokes
 * that `digit-shapes.ts` knows. As invented as the others, and as marked.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import fontkit from '@pdf-lib/fontkit';
import { PDFDocument, rgb, StandardFonts, type PDFFont, type PDFPage, type RGB } from 'pdf-lib';
import { inventPerson } from '../../../seeds/scenarios/people.ts';
import { rasterise, type CardKind, type Forged, type Print } from './draw-card.ts';
import { chanceOf, type Chance } from './seeded.ts';

const source = path.join(path.dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/source-sans-3/package.json')));
/** A folder of further typefaces, for measuring only: no test depends on it. */
const extra = process.env.LOKET_BENCH_FONTS;
type Face = { name: string; standard: StandardFonts } | { name: string; file: string };
const FACES: Face[] = [
  { name: 'times', standard: StandardFonts.TimesRomanBold }, { name: 'courier', standard: StandardFonts.Courier },
  { name: 'source-400', file: path.join(source, '400Regular/SourceSans3_400Regular.ttf') }, { name: 'source-700', file: path.join(source, '700Bold/SourceSans3_700Bold.ttf') },
  ...(extra ? readdirSync(extra).filter((name) => /\.(ttf|otf)$/.test(name)).sort().map((name) => ({ name: path.parse(name).name, file: path.join(extra, name) })) : []),
];
const BODIES: Face[] = [{ name: 'helvetica', standard: StandardFonts.Helvetica }, { name: 'times', standard: StandardFonts.TimesRoman }, { name: 'source', file: path.join(source, '600SemiBold/SourceSans3_600SemiBold.ttf') }];

interface Pen { page: PDFPage; body: PDFFont; digits: PDFFont; ink: RGB; width: number; height: number; chance: Chance }
type Person = ReturnType<typeof inventPerson>;
type Drawn = Pick<Print, 'truth' | 'template'>;

/** `look` as in `drawCard`. */
export async function drawOtherCard(seed: number, kind: CardKind, width = 1400, forged: Forged = {}, look = seed): Promise<Print> {
  const { document, drawn } = await layOut(seed, kind, forged, look);
  return { kind, ...drawn, ...await rasterise(Buffer.from(await document.save()), width) };
}

/** As an office's own system would send it: letters and areas, nothing photographed. */
export async function drawOtherPdf(seed: number, kind: CardKind): Promise<Buffer> {
  return Buffer.from(await (await layOut(seed, kind, {})).document.save());
}

async function layOut(seed: number, kind: CardKind, forged: Forged, look = seed) {
  const chance = chanceOf(look * 57 + kind.length * 3 + 11);
  const person = { ...inventPerson(seed), ...forged };
  const document = await PDFDocument.create();
  document.registerFontkit(fontkit);
  const tall = kind === 'sertifikat_keahlian' && chance.is(0.5);
  const size = kind !== 'sertifikat_keahlian' ? { width: 856, height: 540 } : tall ? { width: 595, height: 842 } : { width: 842, height: 595 };
  const face = chance.pick(FACES);
  const dark = chance.between(0.02, 0.25);
  const pen: Pen = { page: document.addPage([size.width, size.height]), body: await embed(document, chance.pick(BODIES)), digits: await embed(document, face), ink: rgb(dark, dark, dark), ...size, chance };
  const drawn = kind === 'ktp' ? ktp(pen, person, face.name) : kind === 'npwp' ? npwp(pen, person, face.name) : certificate(pen, person, seed);
  return { document, drawn };
}
const embed = (document: PDFDocument, face: Face) => document.embedFont('standard' in face ? face.standard : readFileSync(face.file));

function ktp(pen: Pen, person: Person, face: string): Drawn {
  const { chance } = pen;
  const layout = chance.pick(['pita', 'kiri', 'lajur'] as const);
  fill(pen, 0, 0, pen.width, pen.height, chance.pick([rgb(0.8, 0.92, 0.86), rgb(0.95, 0.95, 0.93), rgb(0.93, 0.87, 0.9), rgb(0.76, 0.85, 0.95)]));
  dots(pen);
  const photoLeft = layout === 'kiri';
  const x = photoLeft ? 262 : layout === 'lajur' ? 74 : 36;
  if (layout === 'pita') fill(pen, 0, 0, pen.width, 96, chance.pick([rgb(0.1, 0.25, 0.55), rgb(0.55, 0.12, 0.14), rgb(0.1, 0.4, 0.28)]));
  if (layout === 'lajur') fill(pen, 0, 0, 44, pen.height, chance.pick([rgb(0.1, 0.25, 0.55), rgb(0.7, 0.3, 0.1)]));
  const heading = layout === 'pita' ? rgb(1, 1, 1) : pen.ink;
  const city = person.onCards.city.toUpperCase();
  centred(pen, `PROVINSI ${person.onCards.province.toUpperCase()}`, 45, 27, heading);
  centred(pen, `KOTA ${city}`, 78, 24, heading);
  text(pen, 'NIK', x, 136, 26);
  text(pen, ':', x + 120, 136, 26);
  const high = chance.between(30, 38);
  text(pen, person.nik, x + 142, 137, high, pen.ink, pen.digits, pen.width - x - 142 - (photoLeft ? 24 : 210));
  const [y = '', m = '', d = ''] = person.tanggalLahir.split('-');
  const rows: [string, string][] = [
    ['Nama', person.nama.toUpperCase()], ['Tempat/Tgl Lahir', `${city}, ${d}-${m}-${y}`], ['Jenis Kelamin', person.sex === 'L' ? 'LAKI-LAKI' : 'PEREMPUAN'], ['Alamat', person.alamat.toUpperCase()], ['RT/RW', `01${chance.whole(0, 9)}/00${chance.whole(1, 9)}`],
    ['Kel/Desa', 'MUARA CONTOH'], ['Kecamatan', 'CONTOH ILIR'], ['Agama', chance.pick(['ISLAM', 'KATOLIK', 'BUDDHA'])], ['Status Perkawinan', chance.pick(['KAWIN', 'BELUM KAWIN'])], ['Kewarganegaraan', 'WNI'], ['Berlaku Hingga', 'SEUMUR HIDUP'],
  ];
  const size = chance.between(17.5, 20.5);
  rows.forEach(([label, value], n) => {
    text(pen, label, x, 176 + n * 31, size);
    text(pen, `: ${value}`, x + size * 8.6, 176 + n * 31, size, pen.ink, pen.body, pen.width - x - size * 8.6 - (photoLeft ? 20 : 205));
  });
  portrait(pen, photoLeft ? 34 : 664, photoLeft ? 140 : 128, 168, 214);
  text(pen, 'CONTOH', photoLeft ? 60 : 690, 400, 15);
  return { template: `lain-ktp-${layout}-${face}`, truth: { nama: person.nama, nik: person.nik, tanggal_lahir: person.tanggalLahir, jenis_kelamin: person.sex } };
}

/** The number of sixteen digits alone on its line, under a band that runs out of the card. */
function npwp(pen: Pen, person: Person, face: string): Drawn {
  const { chance } = pen;
  fill(pen, 0, 0, pen.width, pen.height, chance.pick([rgb(0.98, 0.98, 0.97), rgb(0.9, 0.94, 0.98)]));
  dots(pen);
  fill(pen, 0, 0, pen.width, 92, rgb(0.08, 0.2, 0.5));
  fill(pen, 0, 92, pen.width, 10, rgb(0.95, 0.75, 0.1));
  text(pen, 'NPWP', 44, 62, 40, rgb(1, 1, 1));
  text(pen, 'KARTU WAJIB PAJAK CONTOH', 220, 58, 24, rgb(1, 1, 1));
  const n = person.nik;
  text(pen, chance.is(0.5) ? n : (n.match(/\d{4}/g) ?? []).join(' '), 50, 190, 46, pen.ink, pen.digits, 700);
  text(pen, person.nama.toUpperCase(), 50, 250, 27);
  text(pen, `NIK : ${person.nik}`, 50, 300, 22, pen.ink, pen.digits);
  text(pen, person.alamat.toUpperCase(), 50, 338, 21);
  text(pen, 'KPP PRATAMA CONTOH', 50, 420, 21);
  const [d, m, y] = [chance.whole(10, 28), `0${chance.whole(1, 9)}`, `20${chance.whole(10, 23)}`];
  text(pen, `Terdaftar : ${d}-${m}-${y}`, 50, 462, 21);
  return { template: `lain-npwp-${face}`, truth: { nama: person.nama, npwp: n, tanggal_terbit: `${y}-${m}-${d}` } };
}

function certificate(pen: Pen, person: Person, seed: number): Drawn {
  const { chance } = pen;
  const months = ['Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni', 'Juli', 'Agustus', 'September', 'Oktober', 'November', 'Desember'];
  fill(pen, 0, 0, pen.width, pen.height, rgb(0.99, 0.99, 0.98));
  fill(pen, 0, 0, pen.width, 70, chance.pick([rgb(0.1, 0.3, 0.5), rgb(0.4, 0.1, 0.3), rgb(0.85, 0.7, 0.2)]));
  if (chance.is(0.6)) fill(pen, 0, pen.height - 34, pen.width, 34, rgb(0.2, 0.2, 0.25));
  const step = pen.height / 15;
  const number = `REG-${chance.whole(100, 999)}/${String(seed).padStart(5, '0')}/${chance.whole(2019, 2025)}`;
  const [day, month, year, issued] = [chance.whole(1, 28), chance.whole(0, 11), chance.whole(2026, 2031), chance.whole(2019, 2023)];
  centred(pen, 'BADAN SERTIFIKASI PROFESI CONTOH', 44, 21, rgb(1, 1, 1));
  centred(pen, 'SERTIFIKAT KOMPETENSI', step * 3.4, 36);
  centred(pen, `Nomor : ${number}`, step * 4.5, 19);
  centred(pen, 'diberikan kepada', step * 5.7, 18);
  centred(pen, person.nama, step * 6.9, 34);
  centred(pen, 'Ahli Madya Pengawas Bangunan Contoh', step * 8, 19);
  centred(pen, `berlaku sampai dengan ${day} ${months[month]} ${year}`, step * 9.1, 19);
  text(pen, `Balikpapan, 1${chance.whole(0, 9)} ${months[chance.whole(0, 11)]} ${issued}`, pen.width * 0.55, step * 11, 17);
  text(pen, 'Direktur Contoh', pen.width * 0.55, step * 13.2, 17);
  const two = (value: number) => String(value).padStart(2, '0');
  return { template: 'lain-sertifikat', truth: { nama: person.nama, nomor_sertifikat: number, berlaku_sampai: `${year}-${two(month + 1)}-${two(day)}` } };
}

function fill(pen: Pen, x: number, top: number, width: number, height: number, color: RGB): void { pen.page.drawRectangle({ x, y: pen.height - top - height, width, height, color }); }
function text(pen: Pen, words: string, x: number, y: number, size: number, color = pen.ink, font = pen.body, width = pen.width - x - 14): void {
  pen.page.drawText(words, { x, y: pen.height - y, size: Math.min(size, (size * width) / Math.max(1, font.widthOfTextAtSize(words, size))), font, color });
}
function centred(pen: Pen, words: string, y: number, size: number, color = pen.ink): void {
  const fitting = Math.min(size, (size * (pen.width - 40)) / pen.body.widthOfTextAtSize(words, size));
  text(pen, words, (pen.width - pen.body.widthOfTextAtSize(words, fitting)) / 2, y, fitting, color);
}
/** A fine raster instead of waves. */
function dots(pen: Pen): void {
  const step = pen.chance.whole(13, 22);
  const tint = pen.chance.between(0.6, 0.85);
  for (let x = step; x < pen.width; x += step) pen.page.drawLine({ start: { x, y: 0 }, end: { x: x + 40, y: pen.height }, thickness: 0.6, color: rgb(tint, tint, 0.9), dashArray: [2, 5] });
}
function portrait({ page, height, chance }: Pen, x: number, top: number, w: number, h: number): void {
  const y = height - top - h;
  page.drawRectangle({ x, y, width: w, height: h, color: rgb(chance.between(0.5, 0.95), chance.between(0.2, 0.9), chance.between(0.2, 0.9)) });
  page.drawEllipse({ x: x + w / 2, y: y + h * 0.12, xScale: w * 0.44, yScale: h * 0.2, color: rgb(chance.between(0.1, 0.8), chance.between(0.1, 0.8), chance.between(0.1, 0.8)) });
  page.drawEllipse({ x: x + w / 2, y: y + h * 0.56, xScale: w * 0.25, yScale: h * 0.26, color: rgb(0.72, chance.between(0.45, 0.6), 0.4) });
  page.drawEllipse({ x: x + w / 2, y: y + h * 0.78, xScale: w * 0.28, yScale: h * 0.11, color: rgb(0.1, 0.09, 0.08) });
}
