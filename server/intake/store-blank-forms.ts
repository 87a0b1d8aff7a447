/** The forms an applicant may need on paper (decision 16): defaults of the house, until an office brings its own. */
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { PDFDocument, StandardFonts, rgb } from 'pdf-lib';
import { allSops } from '../domain/sop/catalogue.ts';
import type { BlankForm } from '../domain/sop/model.ts';
import type { FileStorage } from '../platform/storage.ts';

/** Draws and stores the defaults that are not there yet; a form already stored under its title and version is left alone. */
export async function storeBlankForms(db: Knex, storage: FileStorage): Promise<void> {
  for (const { procedure, form } of allSops.flatMap((sop) => (sop.blankForms ?? []).map((blank) => ({ procedure: sop.code, form: blank })))) {
    const there = await db('blank_forms').where({ procedure, title: form.title, version: form.version }).whereNull('office_id').first<{ id: string } | undefined>('id');
    if (there) continue;
    const bytes = Buffer.from(await drawForm(form));
    const key = `forms/${procedure}/${form.title.toLowerCase().replaceAll(' ', '-')}-${form.version}.pdf`;
    await storage.put(key, bytes);
    await db('blank_forms').insert({ procedure, title: form.title, version: form.version, storage_key: key, sha256: createHash('sha256').update(bytes).digest('hex') });
  }
}

async function drawForm(form: BlankForm): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.setTitle(form.title);
  pdf.setLanguage('id-ID');
  const [plain, bold] = [await pdf.embedFont(StandardFonts.Helvetica), await pdf.embedFont(StandardFonts.HelveticaBold)];
  const page = pdf.addPage([595, 842]);
  const ink = rgb(0.1, 0.13, 0.14);
  page.drawText(form.title.toUpperCase(), { x: 60, y: 770, size: 16, font: bold, color: ink });
  page.drawText(`Versi ${form.version}`, { x: 60, y: 752, size: 9, font: plain, color: ink });
  page.drawText(form.opening, { x: 60, y: 718, size: 10.5, font: plain, color: ink });
  form.lines.forEach((label, index) => {
    const y = 685 - index * 32;
    page.drawText(label, { x: 60, y, size: 10.5, font: plain, color: ink });
    page.drawLine({ start: { x: 230, y: y - 3 }, end: { x: 535, y: y - 3 }, thickness: 0.6, color: ink });
  });
  const end = 685 - form.lines.length * 32 - 14;
  page.drawText(form.closing, { x: 60, y: end, size: 10.5, font: plain, color: ink });
  page.drawText('Tempat, tanggal', { x: 360, y: end - 45, size: 10.5, font: plain, color: ink });
  page.drawText('(tanda tangan dan nama jelas)', { x: 360, y: end - 130, size: 9, font: plain, color: ink });
  return pdf.save();
}
