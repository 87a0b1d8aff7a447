/** Draws a numbered letter. A pure function of what was frozen at issue: the same letter gives the same bytes. */
import { PDFDocument } from 'pdf-lib';
import QRCode from 'qrcode';
import { asPrinted } from '../domain/printable.ts';
import { translate, type Params } from '../domain/messages/translate.ts';
import type { LetterPaper } from './letter-paper.ts';
import { INK, PAGE, QUIET, RULE, takePen, wrap, type Pen } from './paper-pen.ts';
import { printedCode } from './public-code.ts';

export interface PrintedLetter { paper: LetterPaper; publicCode: string; /** Address the QR code opens. */ verifyUrl: string }

const say = (key: string, params?: Params) => translate(key, params, 'id');
const WIDTH = PAGE.width - PAGE.left - PAGE.right;
const QR_SIZE = 78;
/** Room for a hand above a name. */
const SIGNING_SPACE = 56;

export async function drawLetter({ paper: frozen, publicCode, verifyUrl }: PrintedLetter): Promise<Uint8Array> {
  const paper = asPrinted(frozen);
  const pdf = await PDFDocument.create();
  const issuedAt = new Date(paper.issuedAt);
  pdf.setTitle(`${paper.title} ${paper.number}`, { showInWindowTitleBar: true });
  pdf.setAuthor(paper.office);
  pdf.setSubject(paper.subject);
  pdf.setLanguage('id-ID');
  pdf.setProducer('Loket LPSE');
  pdf.setCreator('Loket LPSE');
  pdf.setCreationDate(issuedAt);
  pdf.setModificationDate(issuedAt);
  const pen = await takePen(pdf);
  drawLetterhead(pen, paper);
  if (isCertificate(paper)) drawCertificateHead(pen, paper);
  else drawLetterHead(pen, paper);
  drawBody(pen, paper);
  drawSignature(pen, paper);
  drawProof(pen, verifyUrl, publicCode);
  drawFooters(pen, paper);
  pen.tags.finish();
  return pdf.save();
}

/** Says what was seen or handed over, to whoever reads it; a letter speaks to somebody. */
const isCertificate = (paper: LetterPaper) => Boolean(paper.documents ?? paper.checklist ?? paper.counterparty);

function drawLetterhead(pen: Pen, { letterhead }: LetterPaper): void {
  letterhead.lines.forEach((line, index) => {
    const last = index === letterhead.lines.length - 1;
    pen.text(line, { size: last ? 15 : 11.5, bold: last, align: 'center', leading: last ? 20 : 16 });
  });
  for (const line of [letterhead.address, letterhead.contact].filter(Boolean)) pen.text(line, { size: 9.5, color: QUIET, align: 'center', leading: 13 });
  pen.y -= 8;
  pen.rule(1.8);
  pen.y -= 2.8;
  pen.rule(0.6);
  pen.y -= 26;
}

/** Number and subject at the left, place for the date at the right, as in an official letter. */
function drawLetterHead(pen: Pen, paper: LetterPaper): void {
  const dateWidth = pen.fonts.regular.widthOfTextAtSize(paper.date, 11);
  const top = pen.y;
  drawFacts(pen, [{ label: say('kertas.nomor'), value: paper.number }, { label: say('kertas.hal'), value: paper.caseNumber ? say('kertas.hal_permohonan', { hal: paper.title, nomor: paper.caseNumber }) : paper.title, role: 'H1' }], 52, WIDTH - dateWidth - 24);
  pen.tags.as('P', () => { pen.tags.words(pen.page, () => { pen.page.drawText(paper.date, { x: PAGE.width - PAGE.right - dateWidth, y: top - 11, size: 11, font: pen.fonts.regular, color: INK }); }); });
  pen.y -= 14;
  pen.text(say('kertas.yth'));
  pen.text(paper.addressee, { bold: true });
  pen.y -= 14;
}

function drawCertificateHead(pen: Pen, paper: LetterPaper): void {
  pen.tags.as('H1', () => { pen.text(paper.title.toUpperCase(), { size: 17, bold: true, align: 'center', leading: 24 }); });
  pen.text(`${say('kertas.nomor')}: ${paper.number}`, { align: 'center', color: QUIET });
  pen.y -= 16;
}

function drawBody(pen: Pen, paper: LetterPaper): void {
  const [opening, ...rest] = paper.paragraphs;
  if (opening) drawParagraph(pen, opening);
  if (paper.facts.length > 0) { drawFacts(pen, paper.facts, labelWidth(pen, paper.facts), WIDTH); pen.y -= 10; }
  if (paper.checklist) {
    drawTable(pen, CHECK_COLUMNS, [
      [say('kertas.tabel.no'), say('kertas.tabel.dokumen'), say('kertas.tabel.ada'), say('kertas.tabel.sesuai'), say('kertas.tabel.keterangan')],
      ...paper.checklist.map((row, index) => [String(index + 1), row.name, row.present, row.matches, row.note]),
    ]);
  }
  if (paper.documents && paper.documents.length > 0) drawDocuments(pen, paper.documents);
  rest.forEach((paragraph, index) => {
    // No hand is set on a page on which nothing is said.
    if (index === rest.length - 1) pen.keep(Math.min(textHeight(pen, paragraph.split('\n')), LAST_WORDS) + 8 + signatureHeight(pen, paper));
    drawParagraph(pen, paragraph);
  });
}

function drawParagraph(pen: Pen, paragraph: string): void {
  let indent = 0;
  for (const item of itemsOf(paragraph)) {
    pen.keep(Math.min(heightOf(pen, item), PAGE.height - PAGE.top - PAGE.bottom));
    pen.tags.as('P', () => {
      for (const line of item) {
        const mark = /^\d+\. /.exec(line)?.[0];
        if (mark) indent = pen.fonts.regular.widthOfTextAtSize(mark, BODY);
        pen.text(line, mark ? { hang: indent } : /^\s/.test(line) ? { x: PAGE.left + indent } : {});
      }
    });
  }
  pen.y -= 8;
}

const BODY = 11;
const LEADING = BODY * 1.42;

/** A numbered item stays with the indented lines below it. */
function itemsOf(paragraph: string): string[][] {
  const items: string[][] = [];
  for (const line of paragraph.split('\n')) {
    if (/^\s/.test(line) && items.length > 0) items.at(-1)?.push(line);
    else items.push([line]);
  }
  return items;
}

/** Long running text may break anywhere: only what is numbered is kept together. */
function heightOf(pen: Pen, item: readonly string[]): number {
  if (!/^\d+\. /.test(item[0] ?? '')) return 0;
  return textHeight(pen, item);
}

const textHeight = (pen: Pen, lines: readonly string[], width = WIDTH - 24) => lines.reduce((sum, line) => sum + wrap(line, pen.fonts.regular, BODY, width).length, 0) * LEADING;

/** As wide as the longest label, within reason: the others wrap. */
const labelWidth = (pen: Pen, facts: { label: string }[]) => Math.min(200, Math.max(150, ...facts.map(({ label }) => pen.fonts.regular.widthOfTextAtSize(label, 11) + 6)));

/** Label, colon, value; each row stays together. */
function drawFacts(pen: Pen, facts: { label: string; value: string; role?: 'H1' }[], labelWidth: number, width: number): void {
  for (const { label, value, role } of facts) {
    const x = PAGE.left + labelWidth + 12;
    const lines = wrap(value, pen.fonts.regular, 11, PAGE.left + width - x);
    const labels = wrap(label, pen.fonts.regular, 11, labelWidth - 4);
    const height = Math.max(lines.length, labels.length) * 16;
    pen.keep(height);
    const top = pen.y;
    pen.tags.as(role ?? 'P', () => {
      pen.text(label, { width: labelWidth - 4, leading: 16, color: QUIET });
      pen.tags.words(pen.page, () => { pen.page.drawText(':', { x: PAGE.left + labelWidth, y: top - 11, size: 11, font: pen.fonts.regular, color: QUIET }); });
      pen.y = top;
      pen.text(value, { x, width: PAGE.left + width - x, leading: 16 });
    });
    pen.y = top - height;
  }
}

const COLUMNS = [{ x: 10, width: 26 }, { x: 40, width: 210 }, { x: 262, width: 84 }, { x: 356, width: 98 }];

const CHECK_COLUMNS = [{ x: 10, width: 24 }, { x: 38, width: 150 }, { x: 196, width: 42 }, { x: 244, width: 78 }, { x: 328, width: 126 }];

function drawDocuments(pen: Pen, documents: NonNullable<LetterPaper['documents']>): void {
  drawTable(pen, COLUMNS, [
    [say('kertas.tabel.no'), say('kertas.tabel.dokumen'), say('kertas.tabel.pindaian'), say('kertas.tabel.asli')],
    ...documents.map((document, index) => [String(index + 1), document.name, document.scan, document.original]),
  ]);
}

type Column = (typeof COLUMNS)[number];

function drawTable(pen: Pen, columns: readonly Column[], [head = [], ...rows]: string[][]): void {
  const drawHead = () => drawRow(pen, columns, head, { bold: true, above: true, below: 'strong' });
  pen.tags.as('Table', () => {
    let page = drawHead();
    rows.forEach((cells, index) => {
      pen.keep(rowHeight(pen, columns, cells, false));
      // On a further page the columns are named again, for the eye: a reader knows them.
      if (pen.page !== page) pen.tags.decoration(pen.page, drawHead);
      page = drawRow(pen, columns, cells, { bold: false, above: false, below: index === rows.length - 1 ? 'strong' : 'light' });
    });
  });
  pen.y -= 16;
}

const CELL = { size: 10.5, leading: 15, padding: 4 };

function rowHeight(pen: Pen, columns: readonly Column[], cells: readonly string[], bold: boolean): number {
  const font = bold ? pen.fonts.bold : pen.fonts.regular;
  return Math.max(...cells.map((cell, column) => wrap(cell, font, CELL.size, columns[column]?.width ?? WIDTH).length)) * CELL.leading + 2 * CELL.padding;
}

/** Returns the page it stands on. */
function drawRow(pen: Pen, columns: readonly Column[], cells: readonly string[], { bold, above, below }: { bold: boolean; above: boolean; below: 'strong' | 'light' }): Pen['page'] {
  const height = rowHeight(pen, columns, cells, bold);
  pen.keep(height);
  const top = pen.y;
  if (above) pen.rule(0.9);
  pen.tags.as('TR', () => {
    cells.forEach((cell, column) => {
      pen.y = top - CELL.padding;
      pen.tags.as(bold ? 'TH' : 'TD', () => { pen.text(cell, { x: PAGE.left + (columns[column]?.x ?? 0), width: columns[column]?.width, size: CELL.size, bold, leading: CELL.leading }); });
    });
  });
  pen.y = top - height;
  pen.rule(below === 'strong' ? 0.9 : 0.4, below === 'strong' ? INK : RULE);
  return pen.page;
}

/** Of the words before the signatures so many stay with them. */
const LAST_WORDS = 4 * LEADING;

/** Names and proof: what stays on one page. */
function signatureHeight(pen: Pen, { counterparty, office, officer }: LetterPaper): number {
  const half = WIDTH * 0.44;
  const names = counterparty ? LEADING + Math.max(textHeight(pen, [counterparty.role], half) + SIGNING_SPACE + textHeight(pen, [`( ${counterparty.name} )`], half), textHeight(pen, [office], half) + SIGNING_SPACE + textHeight(pen, [`( ${officer ?? ''} )`], half))
    : 2 * LEADING + textHeight(pen, [office], half);
  return 10 + names + 18 + 14 + QR_SIZE + 8;
}

function drawSignature(pen: Pen, paper: LetterPaper): void {
  pen.keep(signatureHeight(pen, paper));
  pen.y -= 10;
  const x = PAGE.left + WIDTH * 0.54;
  if (paper.counterparty) { drawBothHands(pen, paper, paper.counterparty, x); return; }
  if (paper.documents) pen.text(paper.date, { x });
  pen.text(paper.office, { x, bold: true });
  if (paper.officer) pen.text(say('kertas.petugas', { nama: paper.officer }), { x, color: QUIET });
  pen.y -= 18;
}

/** Two names side by side, each with room to sign above it. */
function drawBothHands(pen: Pen, paper: LetterPaper, other: NonNullable<LetterPaper['counterparty']>, x: number): void {
  pen.text(paper.date, { x });
  const top = pen.y;
  const hand = (above: string, name: string, style: { x?: number; width: number }) => {
    pen.y = top;
    pen.text(above, style);
    pen.y -= SIGNING_SPACE;
    pen.text(`( ${name} )`, style);
    return pen.y;
  };
  const left = hand(other.role, other.name, { width: WIDTH * 0.44 });
  pen.y = Math.min(left, hand(paper.office, paper.officer ?? '', { x, width: WIDTH * 0.46 })) - 18;
}

/** QR code and the words beside it; drawn as vectors, sharp at any size. */
function drawProof(pen: Pen, verifyUrl: string, publicCode: string): void {
  const size = QR_SIZE;
  pen.rule(0.5, RULE);
  pen.y -= 14;
  const top = pen.y;
  const { modules } = QRCode.create(verifyUrl, { errorCorrectionLevel: 'M' });
  const dot = size / modules.size;
  const dark = Array.from({ length: modules.size * modules.size }, (_, i) => [i % modules.size, Math.floor(i / modules.size)] as const)
    .filter(([column, row]) => modules.get(row, column));
  const path = dark.map(([column, row]) => `M${num(column * dot)} ${num(row * dot)}h${num(dot)}v${num(dot)}h${num(-dot)}z`).join('');
  // What it says stands beside it in words.
  pen.tags.decoration(pen.page, () => { pen.page.drawSvgPath(path, { x: PAGE.left, y: top, color: INK, borderWidth: 0 }); });
  const beside = { x: PAGE.left + size + 18, size: 9.5, leading: 13.5 };
  pen.y = top - 2;
  pen.text(say('kertas.keaslian'), { ...beside, color: QUIET });
  pen.y -= 3;
  pen.text(verifyUrl, beside);
  pen.text(say('kertas.kode', { kode: printedCode(publicCode) }), beside);
  pen.y = Math.min(pen.y, top - size);
}

const num = (value: number) => Number(value.toFixed(3));

function drawFooters(pen: Pen, paper: LetterPaper): void {
  pen.pages.forEach((page, index) => {
    const text = say('kertas.kaki', { nomor: paper.number, halaman: index + 1, jumlah: pen.pages.length });
    const width = pen.fonts.regular.widthOfTextAtSize(text, 8.5);
    pen.tags.decoration(page, () => { page.drawText(text, { x: (PAGE.width - width) / 2, y: 40, size: 8.5, font: pen.fonts.regular, color: QUIET }); });
  });
}
