/**
 * Mean of the first quantisation table, 1 (fine) to 255: what this JPEG gave up when it was written last. 0 for anything else. A common camera
 * writes 2 to 20, a messenger 20 to 45; quality 8 of the usual scale is about 200.
 */
export function quantisation(file: Uint8Array): number {
  if (file[0] !== 0xff || file[1] !== 0xd8) return 0;
  for (let at = 2; at + 4 < file.length && file[at] === 0xff;) {
    const marker = file[at + 1] ?? 0;
    if (marker === 0xda) return 0;
    const length = ((file[at + 2] ?? 0) << 8) | (file[at + 3] ?? 0);
    if (length < 2) return 0;
    if (marker === 0xdb) {
      const wide = (file[at + 4] ?? 0) >> 4 !== 0;
      let sum = 0;
      for (let n = 0; n < 64; n += 1) sum += wide ? ((file[at + 5 + 2 * n] ?? 0) << 8) | (file[at + 6 + 2 * n] ?? 0) : file[at + 5 + n] ?? 0;
      return sum / 64;
    }
    at += 2 + length;
  }
  return 0;
}
