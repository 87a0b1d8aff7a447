const memorySection = 5;
const pagesPerMebibyte = 16;

/**
 * Rewrites the memory maximum inside PDFium's WebAssembly file, so that a document that inflates without end makes
 * PDFium fail with an ordinary exception. The file declares 2,048 MiB, and neither `ulimit -v` nor `-d` can take its
 * place: the image library then cannot start its threads.
 *
 * Throws when the file has another layout than the one we know, since rendering without the limit is not an option.
 */
export function limitWasmMemory(wasm: Uint8Array, mebibytes: number): Uint8Array<ArrayBuffer> {
  const limited = new Uint8Array(wasm);
  let at = 8; // magic and version
  while (at < limited.length) {
    const section = limited[at];
    const size = readLeb(limited, at + 1);
    if (section === memorySection) {
      writeMaximum(limited, size.next, mebibytes * pagesPerMebibyte);
      return limited;
    }
    at = size.next + size.value;
  }
  throw new Error('PDFium: no memory section in the WebAssembly file');
}

function writeMaximum(wasm: Uint8Array, at: number, pages: number): void {
  const count = readLeb(wasm, at);
  const hasMaximum = wasm[count.next] === 1;
  const minimum = readLeb(wasm, count.next + 1);
  const maximum = readLeb(wasm, minimum.next);
  // The new number is padded to the three bytes of the old one, so that no offset in the file moves.
  if (count.value !== 1 || !hasMaximum || maximum.next - minimum.next !== 3) throw new Error('PDFium: unknown memory section');
  if (pages < minimum.value || pages > maximum.value) throw new Error(`PDFium: memory limit of ${pages} pages is out of range`);
  wasm[minimum.next] = (pages & 0x7f) | 0x80;
  wasm[minimum.next + 1] = ((pages >> 7) & 0x7f) | 0x80;
  wasm[minimum.next + 2] = (pages >> 14) & 0x7f;
}

function readLeb(bytes: Uint8Array, from: number): { value: number; next: number; } {
  let value = 0;
  for (let i = 0; i < 5; i++) {
    const byte = bytes[from + i];
    if (byte === undefined) break;
    value += (byte & 0x7f) * 2 ** (7 * i);
    if ((byte & 0x80) === 0) return { value, next: from + i + 1 };
  }
  throw new Error('PDFium: broken number in the WebAssembly file');
}
