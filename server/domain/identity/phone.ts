import { identityNote } from './identity.messages.ts';
import type { IdentityError, IdentityMessageKey } from './identity.messages.ts';

const LONGEST_TYPED = 40;
/** Jakarta, Bandung, Semarang, Surabaya, Medan; every other area code has three digits after the 0. */
const TWO_DIGIT_AREAS = ['21', '22', '24', '31', '61'];

export type PhoneResult = { ok: true; e164: string; kind: 'seluler' | 'tetap'; } | { ok: false; error: IdentityError; };

/**
 * Reads an Indonesian telephone number to E.164 (`+62…`; domain.md 3.6). Accepts `08…`, `+62 8…`, `62 8…`, `+62 (0)8…` and
 * fixed lines such as `(0541) 123456`. Mobile: 10–13 digits with the leading 0; fixed: area code and 5–8 digits.
 */
export function parsePhone(text: string): PhoneResult {
  const trimmed = text.trim();
  if (trimmed === '') return refuse('identitas.telepon.kosong');
  if (trimmed.length > LONGEST_TYPED) return refuse('identitas.telepon.bukan_angka');
  const compact = trimmed.replace(/[\s().\u002d\u2010-\u2015]/gu, '');
  if (!/^\+?[0-9]+$/.test(compact)) return refuse('identitas.telepon.bukan_angka');
  if (compact.startsWith('+') && !compact.startsWith('+62')) return refuse('identitas.telepon.luar_negeri');

  const national = /^(?:\+?620?|0)([1-9][0-9]*)$/.exec(compact)?.[1];
  if (national === undefined) return refuse('identitas.telepon.awalan_salah');
  if (national.startsWith('8')) {
    if (national.length < 9 || national.length > 12) return refuse('identitas.telepon.seluler_panjang_salah');
    return { ok: true, e164: `+62${national}`, kind: 'seluler' };
  }
  // No area code starts with 1; those are short service numbers.
  if (national.startsWith('1')) return refuse('identitas.telepon.awalan_salah');
  const subscriber = national.length - (TWO_DIGIT_AREAS.includes(national.slice(0, 2)) ? 2 : 3);
  if (subscriber < 5 || subscriber > 8) return refuse('identitas.telepon.tetap_panjang_salah');
  return { ok: true, e164: `+62${national}`, kind: 'tetap' };
}

function refuse(key: IdentityMessageKey): PhoneResult {
  return { ok: false, error: identityNote(key) };
}
