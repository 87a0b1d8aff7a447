/**
 * Files made to harm whoever opens them, each small on disk. They are built here, from the formats' own rules, so
 * that none of them has to be kept in the repository.
 */
import { createHash } from 'node:crypto';
import { constants, crc32, deflateRawSync, deflateSync } from 'node:zlib';

/** A PDF whose page tree sits in an object stream that inflates to `mebibytes` of blanks. */
export function objectStreamBomb(mebibytes: number): Buffer {
  const objects = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>', '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>'];
  let offset = 0;
  const index = objects.map((object, i) => {
    const entry = `${i + 1} ${offset}`;
    offset += object.length + 1;
    return entry;
  });
  const first = `${index.join(' ')} `;
  const start = Buffer.from(first + objects.join(' ') + ' ');
  const packed = deflateRun(start, 0x20, mebibytes * 1024 * 1024);

  const head = Buffer.from('%PDF-1.5\n%\xe2\xe3\xcf\xd3\n', 'latin1');
  const stream = Buffer.concat([
    Buffer.from(`4 0 obj\n<</Type/ObjStm/N ${objects.length}/First ${first.length}/Filter/FlateDecode/Length ${packed.length}>>\nstream\n`),
    packed,
    Buffer.from('\nendstream\nendobj\n'),
  ]);
  const xrefAt = head.length + stream.length;
  const rows = [xrefRow(0, 0, 255), xrefRow(2, 4, 0), xrefRow(2, 4, 1), xrefRow(2, 4, 2), xrefRow(1, head.length, 0), xrefRow(1, xrefAt, 0)];
  const table = deflateSync(Buffer.concat(rows));
  const xref = Buffer.concat([
    Buffer.from(`5 0 obj\n<</Type/XRef/Size 6/W[1 4 1]/Root 1 0 R/Filter/FlateDecode/Length ${table.length}>>\nstream\n`),
    table,
    Buffer.from(`\nendstream\nendobj\nstartxref\n${xrefAt}\n%%EOF\n`),
  ]);
  return Buffer.concat([head, stream, xref]);
}

function xrefRow(type: number, second: number, third: number): Buffer {
  const row = Buffer.alloc(6);
  row.writeUInt8(type, 0);
  row.writeUInt32BE(second, 1);
  row.writeUInt8(third, 5);
  return row;
}

/**
 * A zlib stream of `start` and then `count` times the same byte. One packed mebibyte is laid down again and again, so
 * that a gigabyte takes no longer to make than its packed size; the checksum over all of it is computed.
 */
function deflateRun(start: Buffer, byte: number, count: number): Buffer {
  const unit = 1024 * 1024;
  const open = { level: 9, finishFlush: constants.Z_FULL_FLUSH };
  const block = deflateRawSync(Buffer.alloc(unit, byte), open);
  const blocks = Array.from({ length: Math.floor(count / unit) }, () => block);
  const rest = deflateRawSync(Buffer.alloc(count % unit, byte), { level: 9 });
  return Buffer.concat([Buffer.from('78da', 'hex'), deflateRawSync(start, open), ...blocks, rest, adler32(start, byte, count)]);
}

/** Adler-32 (RFC 1950) of `start` and then `count` times `byte`. */
function adler32(start: Buffer, byte: number, count: number): Buffer {
  const prime = 65_521;
  let a = 1;
  let b = 0;
  for (const value of start) {
    a = (a + value) % prime;
    b = (b + a) % prime;
  }
  const n = BigInt(count);
  const all = BigInt(b) + n * BigInt(a) + (BigInt(byte) * n * (n + 1n)) / 2n;
  const sum = Buffer.alloc(4);
  sum.writeUInt16BE(Number(all % BigInt(prime)), 0);
  sum.writeUInt16BE(Number((BigInt(a) + n * BigInt(byte)) % BigInt(prime)), 2);
  return sum;
}

/** A PDF of plain objects, numbered from 1; object 1 is the catalog. */
export function pdfOf(objects: Array<string | Buffer>, trailer = ''): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  objects.forEach((object, i) => {
    const part = Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')]);
    offsets.push(length);
    length += part.length;
    parts.push(part);
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<</Size ${objects.length + 1}/Root 1 0 R${trailer}>>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

function streamObject(dictionary: string, data: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`<<${dictionary}/Length ${data.length}>>\nstream\n`), data, Buffer.from('\nendstream')]);
}

const catalog = '<</Type/Catalog/Pages 2 0 R>>';
const onePage = '<</Type/Pages/Kids[3 0 R]/Count 1>>';

/** Claims a thousand pages and leads in a circle. */
export function pageTreeCycle(): Buffer {
  return pdfOf([catalog, '<</Type/Pages/Kids[3 0 R]/Count 1000>>', '<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 1000>>']);
}

export function pdfWithoutPages(): Buffer {
  return pdfOf([catalog, '<</Type/Pages/Kids[]/Count 0>>']);
}

/** Millions of line segments on one page: no memory to speak of, time without end. With `goodPages` before it. */
export function endlessDrawing(mebibytes: number, goodPages = 0): Buffer {
  const line = '0 0 m 300 200 l 0 200 l 300 0 l 150 9 l 7 7 l S\n';
  const content = deflateSync(Buffer.from(line.repeat(Math.ceil((mebibytes * 1024 * 1024) / line.length))), { level: 9 });
  const kids = `${'5 0 R '.repeat(goodPages)}3 0 R`;
  return pdfOf([
    catalog,
    `<</Type/Pages/Kids[${kids}]/Count ${goodPages + 1}>>`,
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R>>',
    streamObject('/Filter/FlateDecode', content),
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>',
  ]);
}

/** One page that shows a black-and-white image of `side` × `side` pixels. */
export function hugeImagePdf(side: number): Buffer {
  const content = Buffer.from('q 300 0 0 200 0 0 cm /I Do Q');
  const packed = deflateRun(Buffer.alloc(0), 0x55, Math.ceil(side / 8) * side);
  return pdfOf([
    catalog,
    onePage,
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>',
    streamObject('', content),
    streamObject(`/Type/XObject/Subtype/Image/Width ${side}/Height ${side}/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/FlateDecode`, packed),
  ]);
}

/** A page of `points` × `points` (PDF's own limit is 14,400). */
export function hugePage(points: number): Buffer {
  const content = Buffer.from(`1 0 0 rg 0 0 ${points / 2} ${points / 2} re f`);
  return pdfOf([catalog, onePage, `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${points} ${points}]/Contents 4 0 R>>`, streamObject('', content)]);
}

/** Arrays within arrays within arrays. */
export function nestedArrays(depth: number): Buffer {
  return pdfOf([catalog, onePage, `<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/X ${'['.repeat(depth)}${']'.repeat(depth)}>>`]);
}

/** The same dictionary begun again and again, never ended. */
export function unterminatedObjects(times: number): Buffer {
  return Buffer.from(`%PDF-1.4\n${'1 0 obj <<\n'.repeat(times)}`);
}

export function manyObjects(count: number): Buffer {
  const fillers = Array.from({ length: count }, (_, i) => `<</N ${i}>>`);
  return pdfOf([catalog, onePage, '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>', ...fillers]);
}

/** Without the table that says where they are, so that 95,000 fit into 2 MB: whoever opens it has to look for each. */
export function unlistedObjects(count: number): Buffer {
  const objects = [catalog, onePage, '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>', ...Array.from({ length: count }, () => '1')];
  return Buffer.from(`%PDF-1.4\n${objects.map((object, i) => `${i + 1} 0 obj ${object} endobj\n`).join('')}trailer<</Root 1 0 R>>\n%%EOF\n`);
}

/** Locked with a user password (40-bit RC4, revision 2), so that it cannot be opened without one. */
export function encryptedPdf(): Buffer {
  const id = createHash('md5').update('contoh').digest();
  const ownerEntry = createHash('sha256').update('pemilik').digest();
  const permissions = -4;
  const word = Buffer.alloc(4);
  word.writeInt32LE(permissions);
  // Algorithm 2 of ISO 32000-1, 7.6.3.3; the padding string is fixed there.
  const padding = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');
  const password = Buffer.concat([Buffer.from('rahasia'), padding]).subarray(0, 32);
  const key = createHash('md5').update(Buffer.concat([password, ownerEntry, word, id])).digest().subarray(0, 5);
  const userEntry = rc4(key, padding);
  const encrypt = `<</Filter/Standard/V 1/R 2/O<${ownerEntry.toString('hex')}>/U<${userEntry.toString('hex')}>/P ${permissions}>>`;
  const page = '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>';
  return pdfOf([catalog, onePage, page, encrypt], `/Encrypt 4 0 R/ID[<${id.toString('hex')}><${id.toString('hex')}>]`);
}

/** RC4 by hand: the OpenSSL of today refuses keys this short. */
function rc4(key: Buffer, text: Buffer): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, i) => i);
  const at = (i: number) => state[i & 255] ?? 0;
  const swap = (i: number, j: number) => {
    const kept = at(i);
    state[i] = at(j);
    state[j] = kept;
  };
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + at(i) + (key[i % key.length] ?? 0)) & 255;
    swap(i, j);
  }
  let i = 0;
  let j = 0;
  return Buffer.from(
    text.map((byte) => {
      i = (i + 1) & 255;
      j = (j + at(i)) & 255;
      swap(i, j);
      return byte ^ at(at(i) + at(j));
    }),
  );
}

/** All-zero pixels. `bitDepth` 1 is black and white; 8 is RGB. */
export function hugePng(side: number, bitDepth: 1 | 8): Buffer {
  const rowLength = 1 + (bitDepth === 1 ? Math.ceil(side / 8) : side * 3);
  const packed = deflateRun(Buffer.alloc(0), 0, rowLength * side);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.writeUInt8(bitDepth, 8);
  header.writeUInt8(bitDepth === 1 ? 0 : 2, 9);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([signature, pngChunk('IHDR', header), pngChunk('IDAT', packed), pngChunk('IEND', Buffer.alloc(0))]);
}

function pngChunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

/** A good JPEG whose header claims `side` × `side` pixels. */
export function jpegClaiming(jpeg: Buffer, side: number): Buffer {
  const copy = Buffer.from(jpeg);
  const frame = [copy.indexOf('ffc0', 0, 'hex'), copy.indexOf('ffc2', 0, 'hex')].filter((at) => at > 0);
  const at = Math.min(...frame);
  copy.writeUInt16BE(side, at + 5);
  copy.writeUInt16BE(side, at + 7);
  return copy;
}

export function htmlPage(): Buffer {
  return Buffer.from('<!doctype html><script>fetch("/api/auth/me")</script>');
}

export function svgPicture(): Buffer {
  return Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>');
}

/** The first bytes of a telephone's HEIC photo, of a WebP and of a Word document. */
export const foreignHeads = {
  heic: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
  webp: Buffer.from('RIFF\x24\0\0\0WEBPVP8 ', 'latin1'),
  gif: Buffer.from('GIF89a\x01\0\x01\0', 'latin1'),
  docx: Buffer.from('PK\x03\x04\x14\0\x06\0', 'latin1'),
};
