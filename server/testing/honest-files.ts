/** Documents as honest people send them: every kind of JPEG and PNG that cameras and scanners write, PDFs of several makers and forms, and what installed packages carry. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { PDFDocument, StandardFonts, degrees, rgb } from 'pdf-lib';
import sharp, { type Sharp } from 'sharp';
import type { Chance } from './card-scans/seeded.ts';

export interface HonestFile { name: string; bytes: Buffer }

const drawing = (n: number) => Buffer.from(`<svg width="1200" height="760"><rect x="30" y="30" width="1140" height="700" fill="#d9e6ee"/>${Array.from({ length: 12 }, (_, line) => `<text x="70" y="${100 + line * 52}" font-size="34" fill="#123">Contoh dokumen ${n} baris ${line} – Rina Contoh</text>`).join('')}</svg>`);
const base = (n: number) => sharp(drawing(n)).flatten({ background: '#f2efe6' });

export async function honestPictures(): Promise<HonestFile[]> {
  const files: HonestFile[] = [];
  const add = async (name: string, picture: Sharp) => { files.push({ name, bytes: await picture.toBuffer() }); };
  let n = 0;
  for (const quality of [40, 75, 95]) for (const progressive of [false, true]) for (const chromaSubsampling of ['4:2:0', '4:4:4']) for (const grey of [false, true]) {
    n += 1;
    await add(`Scan KTP (${n}).jpg`, (grey ? base(n).greyscale().toColourspace('b-w') : base(n)).jpeg({ quality, progressive, chromaSubsampling }));
  }
  for (let orientation = 1; orientation <= 8; orientation += 1) await add(`IMG_20260${orientation}.JPG`, base(orientation).withMetadata({ orientation }).jpeg());
  await add('cmyk.jpg', base(90).toColourspace('cmyk').jpeg());
  await add('p3.jpeg', base(91).withIccProfile('p3').jpeg());
  for (const density of [72, 150, 300, 600]) await add(`pindai-${density}dpi.jpg`, base(density).withMetadata({ density }).jpeg());
  for (const width of [700, 1600, 2400, 3200]) await add(`lebar-${width}.jpg`, base(width).resize({ width }).jpeg({ quality: 60 }));
  for (const progressive of [false, true]) for (const compressionLevel of [1, 9]) {
    await add(`rgb-${compressionLevel}.png`, base(1).png({ progressive, compressionLevel }));
    await add(`alfa-${compressionLevel}.png`, base(2).ensureAlpha(0.9).png({ progressive, compressionLevel }));
    await add(`abu-${compressionLevel}.PNG`, base(3).greyscale().toColourspace('b-w').png({ progressive, compressionLevel }));
    await add(`palet-${compressionLevel}.png`, base(4).png({ progressive, compressionLevel, palette: true, colours: 64 }));
  }
  await add('hitam-putih.png', base(5).greyscale().threshold().png({ palette: true, colours: 2 }));
  await add('enam-belas-bit.png', base(6).toColourspace('rgb16').png());
  return files;
}

export async function honestPdfs(): Promise<HonestFile[]> {
  const files: HonestFile[] = [];
  const [jpeg, png] = await Promise.all([base(7).jpeg({ quality: 70 }).toBuffer(), base(8).resize({ width: 900 }).png({ palette: true }).toBuffer()]);
  const sizes: [string, [number, number]][] = [['A4', [595, 842]], ['letter', [612, 792]], ['A3', [842, 1191]], ['mendatar', [842, 595]], ['kartu', [243, 153]], ['folio', [612, 936]]];
  const make = async (name: string, [width, height]: [number, number], what: string, { pages = 1, turned = 0, useObjectStreams = true }: { pages?: number; turned?: number; useObjectStreams?: boolean } = {}) => {
    const pdf = await PDFDocument.create();
    const font = await pdf.embedFont(StandardFonts.Helvetica);
    for (let n = 0; n < pages; n += 1) {
      const page = pdf.addPage([width, height]);
      page.setRotation(degrees(turned));
      if (what !== 'gambar') page.drawText(`Contoh dokumen ${n + 1}`, { x: width * 0.1, y: height * 0.8, size: Math.max(8, width / 25), font, color: rgb(0.1, 0.1, 0.2) });
      if (what !== 'teks') page.drawImage(n % 2 ? await pdf.embedPng(png) : await pdf.embedJpg(jpeg), { x: width * 0.05, y: height * 0.1, width: width * 0.9, height: height * 0.5 });
    }
    if (what === 'formulir') pdf.getForm().createTextField('nama').addToPage(pdf.getPage(0), { x: 20, y: 20, width: 120, height: 18 });
    files.push({ name: `${name}.pdf`, bytes: Buffer.from(await pdf.save({ useObjectStreams })) });
  };
  for (const [name, size] of sizes) for (const what of ['teks', 'gambar', 'keduanya', 'formulir']) for (const useObjectStreams of [true, false]) await make(`${name} ${what}`, size, what, { useObjectStreams });
  for (const pages of [2, 5, 12]) await make(`${pages} halaman`, [595, 842], 'keduanya', { pages });
  for (const turned of [90, 180, 270]) await make(`putar ${turned}`, [595, 842], 'keduanya', { turned });
  return files;
}

/** A careful office sends no more than this. */
const MOST_BYTES = 2 * 1024 * 1024 - 4_096;
const TRAIL = 'RAHASIA-KOMENTAR';

/**
 * A photograph or scan as a camera, a scanner or a picture program leaves it: the drawing with a little grain, and all that such makers hide in a file – place and thumbnail (Exif), colour profile,
 * captions (Photoshop, XMP), comments, and what somebody hung on its end.
 */
export async function pictureWithPast(chance: Chance): Promise<HonestFile> {
  const [width, height] = [chance.whole(640, 2_200), chance.whole(480, 1_600)];
  const grain = await sharp({ create: { width, height, channels: 3, background: '#808080', noise: { type: 'gaussian', mean: 128, sigma: chance.whole(1, 9) } } }).png().toBuffer();
  const drawn = await base(chance.whole(1, 400)).resize({ width, height, fit: 'cover' }).composite([{ input: grain, blend: 'soft-light' }]).png().toBuffer();
  const tail = chance.is(0.5) ? Buffer.from(`<?php echo 1; ?>%PDF-1.7 PK\u0003\u0004<script>alert(2)</script>${TRAIL}`) : Buffer.alloc(0);
  const withPast = (picture: Sharp) => picture.withExif({ IFD0: { Copyright: 'RAHASIA-EXIF', ImageDescription: '<script>alert(1)</script>' }, IFD3: { GPSLatitudeRef: 'S', GPSLatitude: '0/1 30/1 0/1' } })
    .withXmp(`<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/" dc="http://ns.adobe.com/xap/1.0/">${TRAIL}</x:xmpmeta><?xpacket end="w"?>`);
  if (chance.is(0.4)) {
    const colours = chance.pick([2, 16, 64]);
    const png = await withPast(chance.is(0.6) ? sharp(drawn).png({ palette: true, colours }) : sharp(drawn).greyscale().toColourspace('b-w').resize({ width: 900 }).png()).toBuffer();
    return { name: 'foto.png', bytes: Buffer.concat([withTextChunk(png), tail]) };
  }
  // What would be refused for its size alone is pressed harder, as a phone does.
  for (let quality = chance.whole(40, 92); ; quality -= 12) {
    const coloured = chance.is(0.3) ? sharp(drawn).withIccProfile('p3') : sharp(drawn);
    const bytes = withSegments(await withPast(coloured).jpeg({ quality, progressive: chance.is(0.5) }).toBuffer(), await sharp(drawn).resize({ width: 120 }).jpeg({ quality: 40 }).toBuffer());
    if (bytes.length + tail.length <= MOST_BYTES || quality < 30) return { name: 'foto.jpg', bytes: Buffer.concat([bytes, tail]) };
  }
}

/** A carried picture with the same past. */
export async function withPast({ name, bytes }: HonestFile): Promise<HonestFile> {
  if (bytes.subarray(1, 4).toString('latin1') === 'PNG') return { name, bytes: withTextChunk(bytes) };
  if (bytes[0] !== 0xff) return { name, bytes };
  return { name, bytes: withSegments(bytes, await sharp(drawing(1)).resize({ width: 120 }).jpeg({ quality: 40 }).toBuffer()) };
}

/** Behind the first marker: Exif with a thumbnail that says who took it, captions of Photoshop, a comment. */
function withSegments(jpeg: Buffer, thumbnail: Buffer): Buffer {
  const small = Buffer.concat([thumbnail.subarray(0, 2), segment(0xfe, Buffer.from('RAHASIA-EXIF')), thumbnail.subarray(2)]);
  const tiff = Buffer.alloc(8 + 2 + 4 + 2 + 3 * 12 + 4);
  tiff.write('II*\0', 0, 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt32LE(14, 10); // no field in the first directory; the second, of the thumbnail, follows
  tiff.writeUInt16LE(3, 14);
  [[0x0103, 3, 6], [0x0201, 4, tiff.length], [0x0202, 4, small.length]].forEach(([tag = 0, type = 0, value = 0], n) => {
    tiff.writeUInt16LE(tag, 16 + n * 12);
    tiff.writeUInt16LE(type, 18 + n * 12);
    tiff.writeUInt32LE(1, 20 + n * 12);
    tiff.writeUInt32LE(value, 24 + n * 12);
  });
  return Buffer.concat([
    jpeg.subarray(0, 2), segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, small])), segment(0xed, Buffer.from(`Photoshop 3.0\0 8BIM\u0004\u0004 ${TRAIL}`, 'latin1')), segment(0xfe, Buffer.from(TRAIL)), jpeg.subarray(2),
  ]);
}
function segment(marker: number, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255]), body]);
}

/** Before the first chunk of pixels. */
function withTextChunk(png: Buffer): Buffer {
  const body = Buffer.from(`tEXtComment\0${TRAIL}<script>`, 'latin1');
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length - 4);
  sum.writeUInt32BE(crc32(body));
  const HEAD = 33; // signature and IHDR
  return Buffer.concat([png.subarray(0, HEAD), length, body, sum, png.subarray(HEAD)]);
}

/** Pictures and PDFs that came with installed packages: made by people who never heard of us. `system`: those of the machine's own packages, too, where it has any. */
export function carriedPictures(root: string, { system = false } = {}): HonestFile[] {
  const found: HonestFile[] = [];
  const seen = new Set<string>();
  const walk = (folder: string, deep: number) => {
    if (deep > 8 || !existsSync(folder)) return;
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const at = path.join(folder, entry.name);
      if (entry.isDirectory()) { walk(at, deep + 1); continue; }
      if (!entry.isFile() || !/\.(?:png|jpe?g|pdf)$/i.test(entry.name)) continue;
      const bytes = readFileSync(at);
      const sum = createHash('sha256').update(bytes).digest('base64');
      // An icon that three themes share is one file.
      if (bytes.length > MOST_BYTES || seen.has(sum)) continue;
      seen.add(sum);
      found.push({ name: entry.name, bytes });
    }
  };
  walk(path.join(root, 'node_modules'), 0);
  if (system) walk('/usr/share', 0);
  return found;
}
