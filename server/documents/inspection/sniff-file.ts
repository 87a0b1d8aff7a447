import type { FileType, MessageParams, Refusal, RefusalKey } from './inspection-keys.ts';

/** Endings under which one of the three may come; `.jfif` is what Windows calls a JPEG of the web. */
const EXTENSIONS = ['pdf', 'jpg', 'jpeg', 'jpe', 'jfif', 'png'];

/** PDF readers look for the header within the first kilobyte; we only take it at offset 0. */
const pdfHeaderWindow = 1024;

/**
 * Decides the type of an upload from its first bytes. A JPEG called `.png` (messengers and scanner apps do that) or a picture without an ending is what its
 * content says: nobody renames a file on a phone, and what is kept is made anew under a name and a type of ours. A name that ends in something else is refused:
 * it says that its sender means another kind of file. The type a browser declares is not asked: it is copied from the name and anybody can write it.
 *
 * `head` is the whole file or at least its first 1,024 bytes; an empty head means an empty file.
 */
export function sniffFile(head: Uint8Array, fileName: string): { type: FileType; } | { refusal: Refusal; } {
  if (head.length === 0) return refuse('file_empty');

  const content = contentOf(head);
  // A telephone's HEIC or a Word file gets its own advice, whatever the file is called.
  if ('foreign' in content) return refuse(content.foreign);

  const extension = extensionOf(fileName);
  if (extension !== null && !EXTENSIONS.includes(extension)) return refuse('extension_not_allowed', { extension });
  if ('unusable' in content) return refuse(content.unusable);
  return { type: content.type };
}

type Content = { type: FileType; } | { foreign: RefusalKey; } | { unusable: RefusalKey; };

function contentOf(head: Uint8Array): Content {
  const bytes = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, pdfHeaderWindow + 5));
  const startsWith = (signature: string, at = 0) => bytes.toString('latin1', at, at + signature.length) === signature;

  if (startsWith('%PDF-')) return { type: 'application/pdf' };
  if (startsWith('\xff\xd8\xff')) return { type: 'image/jpeg' };
  if (startsWith('\x89PNG\r\n\x1a\n')) return { type: 'image/png' };

  if (startsWith('ftyp', 4)) {
    const brand = bytes.toString('latin1', 8, 12);
    if (/^(hei[cxms]|hev[cxms]|mif1|msf1)$/.test(brand)) return { foreign: 'content_heic' };
    return { foreign: brand === 'avif' ? 'content_other_image' : 'content_unknown' };
  }
  if (startsWith('RIFF') && startsWith('WEBP', 8)) return { foreign: 'content_webp' };
  if (startsWith('GIF8') || startsWith('II*\0') || startsWith('MM\0*') || startsWith('BM')) return { foreign: 'content_other_image' };
  if (startsWith('PK\x03\x04') || startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return { foreign: 'content_office' };

  return { unusable: bytes.includes('%PDF-', 0, 'latin1') ? 'pdf_header_moved' : 'content_unknown' };
}

function extensionOf(fileName: string): string | null {
  const match = /\.([A-Za-z0-9]{1,10})\s{0,3}$/.exec(fileName.slice(-40));
  return match?.[1]?.toLowerCase() ?? null;
}

function refuse(key: RefusalKey, params: MessageParams = {}): { refusal: Refusal; } {
  return { refusal: { key, params } };
}
