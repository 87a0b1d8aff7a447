import { identityNote } from './identity.messages.ts';
import type { IdentityError, IdentityWarning } from './identity.messages.ts';
import { maskEverything, maskNik } from './masking.ts';
import { nikProblem } from './nik.ts';
import { readTypedDigits } from './typed-digits.ts';

/**
 * - `npwp15`: 15 digits as on the old card
 * - `npwp16_badan`: `0` + those 15 digits (badan, instansi, foreigners, and anybody who typed the 0 in front)
 * - `npwp16_nik`: the NIK of an Indonesian person
 * - `npwp16_lain`: any other leading digits, e.g. newly issued in Coretax
 */
export type NpwpKind = 'npwp15' | 'npwp16_nik' | 'npwp16_badan' | 'npwp16_lain';

export interface ParsedNpwp {
  ok: true;
  /** As typed, without blanks around it. */
  typed: string;
  /** Null when the 16 digits do not contain a 15-digit number. */
  npwp15: string | null;
  /** Canonical 16 digits. One person may own two of them (the old number and the NIK): search both (domain.md 3.2). */
  npwp16: string;
  kind: NpwpKind;
  /** The five digits the blacklist portal leaves visible (domain.md 2.4); null when there is no 15-digit number. */
  maskKey: string | null;
  /** Null when the number has no check digit (NIK and other 16-digit numbers). */
  checkDigitValid: boolean | null;
  warnings: IdentityWarning[];
}
export type NpwpResult = ParsedNpwp | { ok: false; error: IdentityError; };

const LONGEST_MASK = 64;

/**
 * Reads an NPWP of 15 or 16 digits (domain.md 3.1, 3.2; PMK 112/PMK.03/2022). Only wrong length and non-digits are errors;
 * a wrong check digit is a warning, which closes the approval until staff judged it.
 */
export function parseNpwp(text: string): NpwpResult {
  const read = readTypedDigits(text);
  if (!read.ok) return { ok: false, error: identityNote(`identitas.npwp.${read.problem}`) };
  const { digits } = read;
  if (digits.length !== 15 && digits.length !== 16) {
    return { ok: false, error: identityNote('identitas.npwp.panjang_salah', { jumlah: String(digits.length) }) };
  }
  const typed = text.trim();
  if (digits.length === 16 && !digits.startsWith('0')) {
    const isNik = looksLikeNik(digits);
    return {
      ok: true,
      typed,
      npwp15: null,
      npwp16: digits,
      kind: isNik ? 'npwp16_nik' : 'npwp16_lain',
      maskKey: null,
      checkDigitValid: null,
      warnings: isNik ? [] : [identityNote('identitas.npwp.bentuk_tidak_dikenal')],
    };
  }
  const npwp15 = digits.slice(-15);
  const warnings: IdentityWarning[] = [];
  // An all-zero serial passes Luhn, so it is refused by name.
  if (/^..000000/.test(npwp15)) warnings.push(identityNote('identitas.npwp.nomor_nol'));
  else if (Number(npwp15[8]) !== npwp15CheckDigit(npwp15.slice(0, 8))) warnings.push(identityNote('identitas.npwp.angka_periksa'));
  return {
    ok: true,
    typed,
    npwp15,
    npwp16: `0${npwp15}`,
    kind: digits.length === 15 ? 'npwp15' : 'npwp16_badan',
    maskKey: npwp15.slice(5, 8) + npwp15.slice(10, 12),
    checkDigitValid: warnings.length === 0,
    warnings,
  };
}

/**
 * Digit 9 of a 15-digit NPWP from its first 8 digits: Luhn with weights 1,2,1,2,… from the left (domain.md 3.1, verified
 * against 101 published numbers).
 * @throws RangeError unless given exactly 8 digits
 */
export function npwp15CheckDigit(first8: string): number {
  if (!/^[0-9]{8}$/.test(first8)) throw new RangeError('npwp15CheckDigit needs exactly 8 digits');
  let sum = 0;
  for (let i = 0; i < 8; i += 1) {
    const product = Number(first8[i]) * (i % 2 === 1 ? 2 : 1);
    sum += product > 9 ? product - 9 : product;
  }
  return (10 - (sum % 10)) % 10;
}

/**
 * Masks in the positions of the blacklist portal, `**.***.874.*-*11.***` (domain.md 2.4, 6.4): staff compare by eye, and the
 * two masks together disclose nothing more. A NIK is masked as a NIK; other 16-digit numbers show their last four digits.
 */
export function maskNpwp(npwp: string): string {
  const parsed = parseNpwp(npwp);
  if (!parsed.ok) return maskEverything(npwp);
  if (parsed.kind === 'npwp16_nik') return maskNik(parsed.npwp16);
  if (parsed.npwp15 === null) return `************${parsed.npwp16.slice(12)}`;
  return `**.***.${parsed.npwp15.slice(5, 8)}.*-*${parsed.npwp15.slice(10, 12)}.***`;
}

/**
 * The mask key of a masked NPWP as the portal prints it: `**.***.874.*-*11.***` → `87411`; points, dashes and blanks may be lost
 * on the way, and x, # or • stand for the star. Null for `N/A` and every other shape, which means "cannot compare", never
 * "different" (domain.md 2.4).
 */
export function maskKeyOfMasked(masked: string): string | null {
  if (masked.length > LONGEST_MASK) return null;
  const match = /^\*{5}([0-9]{3})\*{2}([0-9]{2})\*{3}$/.exec(masked.replace(/[\s.\u002d\u2010-\u2015]/gu, '').replace(/[xX#•●]/gu, '*'));
  return match ? `${match[1]}${match[2]}` : null;
}

/** Region codes start at 11 (Aceh), so `10…` and lower is no NIK although the rest may look like one. */
function looksLikeNik(digits: string): boolean {
  return Number(digits.slice(0, 2)) >= 11 && nikProblem(digits) === null;
}
