/** The covering letter an office scanner takes along with the papers behind it: A4, a page of print, of an invented person; it names every paper and most numbers. */
import { PDFDocument, rgb, StandardFonts } from 'pdf-lib';
import sharp from 'sharp';
import { inventPerson } from '../../../seeds/scenarios/people.ts';
import { rasterise } from './draw-card.ts';

const A4 = { width: 595, height: 842 };

/** As a flat scan of 200 dpi. */
export async function drawLetter(seed: number): Promise<{ jpeg: Buffer; shot: { width: number; height: number } }> {
  const person = inventPerson(seed);
  const document = await PDFDocument.create();
  const page = document.addPage([A4.width, A4.height]);
  const font = await document.embedFont(StandardFonts.TimesRoman);
  const lines = [
    'PT CONTOH KARYA MANDIRI', `Jl. Contoh No. 12, ${person.onCards.city}, Provinsi ${person.onCards.province}`, '',
    'Nomor      : 012/CKM/III/2026', 'Lampiran   : 1 (satu) berkas', 'Perihal    : Permohonan pendaftaran pengguna', '', 'Kepada Yth. Pengelola LPSE', 'di tempat', '', 'Dengan hormat,', '',
    'Yang bertanda tangan di bawah ini:', `Nama       : ${person.nama}`, `Jabatan    : Direktur`, '',
    'Bersama surat ini kami sampaikan KTP, NPWP dan sertifikat keahlian sebagai persyaratan', 'pendaftaran. Kami bersedia memenuhi ketentuan sebagai wajib pajak yang terdaftar.', '',
    'Demikian permohonan ini kami sampaikan. Atas perhatian Bapak/Ibu kami ucapkan', 'terima kasih.', '', 'Hormat kami,', '', '', person.nama,
  ];
  lines.forEach((line, n) => { page.drawText(line, { x: 70, y: A4.height - 90 - n * 21, size: 12, font, color: rgb(0.1, 0.1, 0.12) }); });
  const { width, height, pixels } = await rasterise(Buffer.from(await document.save()), 1654);
  return { jpeg: await sharp(pixels, { raw: { width, height, channels: 3 } }).jpeg({ quality: 82 }).toBuffer(), shot: { width, height } };
}
