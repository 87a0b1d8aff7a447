/** Documents as honest people send them: every kind of JPEG and PNG that cameras and scanners write, PDFs of several makers and forms, and what installed packages carry. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PDFDocument, StandardFonts, degrees, rgb } from 'pdf-lib';
import sharp, { type Sharp } from 'sharp';

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

/** Pictures that came with installed packages: made by people who never heard of us. */
export function carriedPictures(root: string): HonestFile[] {
  const found: HonestFile[] = [];
  const walk = (folder: string, deep: number) => {
    if (deep > 6 || !existsSync(folder)) return;
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const at = path.join(folder, entry.name);
      if (entry.isDirectory()) walk(at, deep + 1);
      else if (/\.(?:png|jpe?g|pdf)$/i.test(entry.name)) found.push({ name: entry.name, bytes: readFileSync(at) });
    }
  };
  walk(path.join(root, 'node_modules'), 0);
  return found;
}
