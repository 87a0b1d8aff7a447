/** Longer texts than this are refused unread: no identifier comes near it, and nothing expensive runs on hostile input. */
const LONGEST_TYPED = 64;

export type TypedDigits = { ok: true; digits: string; } | { ok: false; problem: 'kosong' | 'bukan_angka'; };

/**
 * The digits of a number as people type it: blanks, dots and dashes of every width are separators (an NPWP card prints
 * `02.183.241.5-000.000`, phones autocorrect `-` to an en dash). Anything else is `bukan_angka`; leading zeros are kept.
 */
export function readTypedDigits(text: string): TypedDigits {
  if (text.length > LONGEST_TYPED) return { ok: false, problem: 'bukan_angka' };
  const digits = text.replace(/[\s.\u002d\u00ad\u200b\u2010-\u2015\u2212]/gu, '');
  if (digits === '') return { ok: false, problem: 'kosong' };
  if (!/^[0-9]+$/.test(digits)) return { ok: false, problem: 'bukan_angka' };
  return { ok: true, digits };
}
