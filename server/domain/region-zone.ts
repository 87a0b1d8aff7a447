/** The zone people of a region live by (Keppres 41/1987), read from the first two digits of a region code (domain.md 3.5 and 7.2). */
const WITA = new Set(['51', '52', '53', '63', '64', '65', '71', '72', '73', '74', '75', '76']);
const WIT = new Set(['81', '82', '91', '92', '93', '94', '95', '96', '97']);
const KNOWN = /^(?:1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7])/;

/** IANA zone; null for a code of no province. */
export function zoneOfRegion(code: string | null | undefined): 'Asia/Jakarta' | 'Asia/Makassar' | 'Asia/Jayapura' | null {
  if (!code || !KNOWN.test(code)) return null;
  const province = code.slice(0, 2);
  if (WITA.has(province)) return 'Asia/Makassar';
  return WIT.has(province) ? 'Asia/Jayapura' : 'Asia/Jakarta';
}
