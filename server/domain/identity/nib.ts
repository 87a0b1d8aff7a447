import { identityNote } from './identity.messages.ts';
import type { IdentityError } from './identity.messages.ts';
import { readTypedDigits } from './typed-digits.ts';

export type NibResult = { ok: true; nib: string; } | { ok: false; error: IdentityError; };

/**
 * Reads a NIB: exactly 13 digits. It is random and has no public check digit; only OSS knows whether it exists (domain.md 3.3).
 */
export function parseNib(text: string): NibResult {
  const typed = readTypedDigits(text);
  if (!typed.ok) return { ok: false, error: identityNote(`identitas.nib.${typed.problem}`) };
  if (typed.digits.length !== 13) {
    return { ok: false, error: identityNote('identitas.nib.panjang_salah', { jumlah: String(typed.digits.length) }) };
  }
  return { ok: true, nib: typed.digits };
}
