/** Sets text on A4 pages from top to bottom: word wrap, page breaks, two weights of one embedded typeface. Units: points. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { rgb, type PDFDocument, type PDFFont, type PDFPage, type RGB } from 'pdf-lib';
import { paddedFontkit } from './padded-fontkit.ts';
import { takeTags, type Tags } from './paper-tags.ts';

export const PAGE = { width: 595.28, height: 841.89, left: 68, right: 68, top: 56, bottom: 72 };
export const INK = rgb(0.09, 0.1, 0.13);
export const QUIET = rgb(0.36, 0.39, 0.44);
export const RULE = rgb(0.72, 0.75, 0.8);

const require = createRequire(import.meta.url);
const fontFile = (name: string) => readFileSync(require.resolve(`@expo-google-fonts/source-sans-3/${name}/SourceSans3_${name}.ttf`));
let files: { regular: Buffer; bold: Buffer } | undefined;

export interface Pen {
  readonly page: PDFPage;
  /** Baseline-independent: the top edge of what is written next. */
  y: number;
  readonly fonts: { regular: PDFFont; bold: PDFFont };
  readonly pages: readonly PDFPage[];
  /** What the words are; rules are decoration. */
  readonly tags: Tags;
  /** Moves to a new page when less than `height` is left. */
  keep(height: number): void;
  text(text: string, style?: TextStyle): void;
  rule(thickness: number, color?: RGB): void;
}
export interface TextStyle { size?: number; bold?: boolean; color?: RGB; x?: number; width?: number; align?: 'left' | 'center'; leading?: number; /** Lines after the first begin this much further in. */ hang?: number }

/** A pen at the top of the first page, with the typeface embedded as a subset. */
export async function takePen(pdf: PDFDocument): Promise<Pen> {
  files ??= { regular: fontFile('400Regular'), bold: fontFile('600SemiBold') };
  pdf.registerFontkit(paddedFontkit);
  // Ligatures off: a copied "fi" must stay two letters.
  const options = { subset: true, features: { liga: false } };
  const fonts = { regular: await pdf.embedFont(files.regular, options), bold: await pdf.embedFont(files.bold, options) };
  const pages: PDFPage[] = [];
  const tags = takeTags(pdf);
  let page = newPage();
  function newPage(): PDFPage {
    const added = pdf.addPage([PAGE.width, PAGE.height]);
    pages.push(added);
    return added;
  }
  const pen: Pen = {
    get page() { return page; },
    y: PAGE.height - PAGE.top, fonts, pages, tags,
    keep(height) {
      if (pen.y - height >= PAGE.bottom) return;
      page = newPage();
      pen.y = PAGE.height - PAGE.top;
    },
    text(text, style = {}) {
      const { size = 11, bold = false, color = INK, x = PAGE.left, width = PAGE.width - PAGE.right - x, align = 'left', leading = size * 1.42, hang = 0 } = style;
      const font = bold ? fonts.bold : fonts.regular;
      const lines = text.split('\n').flatMap((part) => wrap(part, font, size, width, hang));
      const draw = () => {
        lines.forEach((line, index) => {
          pen.keep(leading);
          const indent = index > 0 ? hang : 0;
          const left = align === 'center' ? x + (width - font.widthOfTextAtSize(line, size)) / 2 : x + indent;
          tags.words(page, () => { page.drawText(line, { x: left, y: pen.y - size, size, font, color }); });
          pen.y -= leading;
        });
      };
      // Lines of one text are one paragraph.
      if (tags.isOpen) draw();
      else tags.as('P', draw);
    },
    rule(thickness, color = INK) {
      tags.decoration(page, () => { page.drawLine({ start: { x: PAGE.left, y: pen.y }, end: { x: PAGE.width - PAGE.right, y: pen.y }, thickness, color }); });
    },
  };
  return pen;
}

/** Lines no wider than `width`; a word that is longer alone is cut. Adds up words, because laying out every line again for each word costs seconds. */
export function wrap(text: string, font: PDFFont, size: number, width: number, hang = 0): string[] {
  const lines: string[] = [];
  const widthOf = (part: string) => font.widthOfTextAtSize(part, size);
  const space = widthOf(' ');
  let line = '';
  let used = 0;
  const room = () => (lines.length > 0 ? width - hang : width);
  for (let word of text.trim().split(/\s+/)) {
    let wide = widthOf(word);
    if (line && used + space + wide <= room()) {
      line += ` ${word}`;
      used += space + wide;
      continue;
    }
    if (line) lines.push(line);
    while (wide > room()) {
      const head = longestHead(word, font, size, room());
      if (head === word) break;
      lines.push(head);
      word = word.slice(head.length);
      wide = widthOf(word);
    }
    line = word;
    used = wide;
  }
  lines.push(line);
  return lines;
}

/** As many of a word's signs as fit, one at least. Adds up single signs: laying out every candidate would cost seconds. */
function longestHead(word: string, font: PDFFont, size: number, width: number): string {
  let head = '';
  let used = 0;
  for (const sign of word) {
    used += font.widthOfTextAtSize(sign, size);
    if (head && used > width) break;
    head += sign;
  }
  return head;
}
