import { identityNote } from './identity.messages.ts';
import type { IdentityError, IdentityMessageKey } from './identity.messages.ts';

/** RFC 5321: a path is at most 256 octets with its angle brackets; the local part at most 64. */
const LONGEST = 254;
const LONGEST_LOCAL = 64;

/** `email` is trimmed and otherwise as typed (for display); `normalized` is what is stored for comparison. */
export type EmailResult = { ok: true; email: string; normalized: string; } | { ok: false; error: IdentityError; };

/**
 * The one validator of e-mail addresses. Deliberately narrower than RFC 5322: one ASCII address without comma, blank, line
 * break, quotes, comments or routing signs, because a mailer given `a@b, evil@e` adds a recipient (security.md, header
 * injection). The length is checked before any pattern runs; each pattern is linear.
 */
export function parseEmail(text: string): EmailResult {
  const email = text.replace(/^[ \t]+|[ \t]+$/g, '');
  if (email === '') return refuse('identitas.email.kosong');
  if (email.length > LONGEST) return refuse('identitas.email.terlalu_panjang', { maks: String(LONGEST) });
  const parts = email.split('@');
  const [local, domain] = parts;
  if (parts.length !== 2 || local === undefined || domain === undefined || /[\s,;<>()"\p{Cc}]/u.test(email)) {
    return refuse('identitas.email.satu_alamat');
  }
  if (local.length > LONGEST_LOCAL || !local.split('.').every((atom) => /^[A-Za-z0-9_+&=~-]+$/.test(atom))) {
    return refuse('identitas.email.nama_salah');
  }
  if (!isDomain(domain)) return refuse('identitas.email.domain_salah');
  return { ok: true, email, normalized: normalizeEmail(email) };
}

/** Lower case without blanks around it: how addresses are compared and made unique (domain.md 3.7). */
export function normalizeEmail(email: string): string {
  return email.trim().toLowerCase();
}

/**
 * The mailbox an address leads to, for telling whether two addresses are one: case, a `+tag` and, at Gmail, dots make no other mailbox.
 * Never to write to.
 */
export function mailboxOf<T extends string | null>(email: T): T {
  if (email === null) return email;
  const [local = '', domain = ''] = normalizeEmail(email).split('@');
  const bare = local.replace(/(?<=.)\+.*$/, '');
  return (/^(?:gmail|googlemail)\.com$/.test(domain) ? `${bare.replaceAll('.', '')}@gmail.com` : `${bare}@${domain}`) as T;
}

/** At least two labels, the last one letters (or punycode), so no IP addresses and no host of the local network. */
function isDomain(domain: string): boolean {
  const labels = domain.split('.');
  const last = labels.at(-1) ?? '';
  return (
    labels.length >= 2 &&
    labels.every((label) => label.length <= 63 && /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/.test(label)) &&
    (/^[A-Za-z]{2,}$/.test(last) || /^xn--/i.test(last))
  );
}

function refuse(key: IdentityMessageKey, params: Record<string, string> = {}): EmailResult {
  return { ok: false, error: identityNote(key, params) };
}
