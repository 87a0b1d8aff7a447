/**
 * @pdf-lib/fontkit 1.1.1 writes the glyph index of a small subset in units of two bytes, but does not pad glyphs to an even length: with
 * Source Sans 3 most letters vanish from the page. Here each glyph of a subset is padded to four bytes, as the format asks.
 */
import fontkit from '@pdf-lib/fontkit';
import type { PDFDocument } from 'pdf-lib';

interface Subset { glyf: Uint8Array[]; offset: number; _addGlyph(id: number): number }
interface Font { createSubset(): Subset }
type Fontkit = Parameters<PDFDocument['registerFontkit']>[0];

function padding(subset: Subset): Subset {
  const add = subset._addGlyph.bind(subset);
  subset._addGlyph = (id) => {
    const index = add(id);
    const glyph = subset.glyf[index];
    const missing = glyph ? (4 - (glyph.length % 4)) % 4 : 0;
    if (glyph && missing > 0) {
      // fontkit brings a Buffer of its own and takes no other.
      const Own = glyph.constructor as unknown as Pick<BufferConstructor, 'concat' | 'alloc'>;
      subset.glyf[index] = Own.concat([glyph, Own.alloc(missing)]);
      subset.offset += missing;
    }
    return index;
  };
  return subset;
}

export const paddedFontkit: Fontkit = {
  create(data, name) {
    const font = fontkit.create(data, name);
    const maker = font as unknown as Font;
    const makeSubset = maker.createSubset.bind(maker);
    maker.createSubset = () => padding(makeSubset());
    return font;
  },
};
