/** `node bundle-child.ts '[811, ["surat", "ktp"]]'`: these papers of one person as the pages of one PDF, on standard output. */
import type { CardKind } from './draw-card.ts';
import { drawLetter } from './draw-letter.ts';
import { asPdf, scanOf } from './scan-of.ts';

const [seed, parts] = JSON.parse(process.argv[2] ?? '[]') as [number, (CardKind | 'surat')[]];
const pages = [];
const truths = [];
for (const part of parts) {
  if (part === 'surat') {
    pages.push(await drawLetter(seed));
    truths.push(null);
  } else {
    const scan = await scanOf(seed, part, 'jernih');
    pages.push(scan);
    truths.push(scan.truth);
  }
}
process.stdout.write(JSON.stringify({ truths, pdf: (await asPdf(pages)).toString('base64') }));
