import { randomBytes } from 'node:crypto';

/** Crockford's alphabet: no I, L, O, U, because people type the code from paper. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 26; // 5 bits each: 130 bits

/** A code nobody can guess, for the page that says whether a letter is valid. */
export function makePublicCode(): string {
  return Array.from(randomBytes(LENGTH), (byte) => ALPHABET[byte % 32]).join('');
}

/** In groups, as printed beside the QR code. */
export function printedCode(code: string): string {
  return code.match(/.{5}(?=.{5})|.+/g)?.join('-') ?? code;
}

/** What somebody typed or scanned, as stored; null for what cannot be a code. */
export function readPublicCode(typed: string): string | null {
  const code = typed.slice(0, 80).toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  return code.length === LENGTH && [...code].every((letter) => ALPHABET.includes(letter)) ? code : null;
}
