import { createHash, createHmac } from 'node:crypto';

/**
 * The token of a link row: HMAC-SHA256 of the row's id under LOKET_SECRET, base64url, 43 characters. Derived, never stored, so a
 * letter that is sent again repeats the same link, and the database alone opens nothing (architecture.md 5, "Private links").
 */
export function tokenOf(secret: string, linkId: string): string {
  return createHmac('sha256', secret).update(`tautan:${linkId}`).digest('base64url');
}

/** What the row keeps of a token. Unkeyed on purpose: a token carries 256 bits, so its hash cannot be guessed back. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Whether a text can be a token at all; everything else is answered like an unknown one, without asking the database. */
export function looksLikeToken(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text);
}

/** The token of a one-time account link, derived in the same way and apart from those of applicants. */
export function accountTokenOf(secret: string, accountLinkId: string): string {
  return createHmac('sha256', secret).update(`akun:${accountLinkId}`).digest('base64url');
}
