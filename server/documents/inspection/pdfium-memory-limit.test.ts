import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { limitWasmMemory } from './pdfium-memory-limit.ts';

const pdfium = readFileSync(createRequire(import.meta.url).resolve('@hyzyla/pdfium/pdfium.wasm'));

/** The smallest module with one exported memory of at least 1 page and at most 32,768. */
const tiny = Buffer.from('0061736d01000000050601010180800207050101 6d0200'.replaceAll(' ', ''), 'hex');

describe('limitWasmMemory', () => {
  it('lets memory grow to the limit and no further', async () => {
    const { instance } = await WebAssembly.instantiate(limitWasmMemory(tiny, 2));
    const memory = instance.exports['m'] as WebAssembly.Memory;
    memory.grow(31);
    expect(memory.buffer.byteLength).toBe(2 * 1024 * 1024);
    expect(() => memory.grow(1)).toThrow();
  });

  it('changes three bytes of PDFium and leaves a module that compiles', async () => {
    const limited = limitWasmMemory(pdfium, 192);
    const changed = limited.filter((byte, i) => byte !== pdfium[i]).length;
    expect(limited.length).toBe(pdfium.length);
    expect(changed).toBeGreaterThan(0);
    expect(changed).toBeLessThanOrEqual(3);
    await expect(WebAssembly.compile(limited)).resolves.toBeDefined();
  });

  it.each([
    ['a file without memory section', Buffer.from('0061736d01000000', 'hex'), 192],
    ['a limit below what PDFium starts with', pdfium, 0],
    ['a limit above the declared one', pdfium, 4096],
    ['a file that is cut in a number', tiny.subarray(0, 9), 2],
  ])('throws on %s', (_what, wasm, mebibytes) => {
    expect(() => limitWasmMemory(wasm, mebibytes)).toThrow('PDFium');
  });
});
