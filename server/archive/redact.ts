/** Takes identities out of what people wrote, for the part of the archive that is kept for decades. */
import { maskEmail, maskEverything, maskNib, maskNik, maskPhone } from '../domain/identity/masking.ts';
import { maskNpwp } from '../domain/identity/npwp.ts';

export interface KnownIdentity { nik: string | null; npwp_typed: string | null; npwp15: string | null; npwp16: string | null; nib: string | null; email: string | null; phone: string | null; user_id_spse: string | null; address: string | null }
export type Redact = <T>(value: T) => T;

const EMAIL = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu;
/** A NIK or NPWP however it is parted: 15 or 16 digits. */
const LONG_NUMBER = /(?<![\w-])\d(?:[ .-]?\d){14,15}(?![\w-])/g;
const MOBILE = /(?<![\w-])(?:\+62|62|0)8\d(?:[ -]?\d){6,10}(?![\w-])/g;

/** First two signs stay, so that an officer still recognises which account was meant. */
export function maskUserId(userId: string): string {
  return userId.length <= 4 ? maskEverything(userId) : `${userId.slice(0, 2)}${'*'.repeat(6)}`;
}

/** A function that masks, in any text at any depth, what is known of these people, user IDs found for them, and whatever else looks like an identifier. */
export function redactorFor(people: KnownIdentity[], foundUserIds: readonly string[] = []): Redact {
  const known = people.flatMap((person) => [
    ...pair(person.nik, maskNik), ...pair(person.npwp_typed, maskEverything), ...pair(person.npwp15, maskNpwp), ...pair(person.npwp16, maskNpwp), ...pair(person.nib, maskNib),
    ...pair(person.email, maskEmail), ...pair(person.phone, maskPhone), ...pair(person.user_id_spse, maskUserId), ...pair(person.address, maskEverything),
  ]).concat(foundUserIds.flatMap((userId) => pair(userId, maskUserId))).sort(([a], [b]) => b.length - a.length);
  const text = (value: string): string => known.reduce((left, [raw, mask]) => left.replaceAll(raw, mask), value)
    .replace(EMAIL, (found) => maskEmail(found)).replace(LONG_NUMBER, (found) => maskEverything(found)).replace(MOBILE, (found) => maskEverything(found));
  const deep = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return value.map(deep);
    if (typeof value === 'object' && value !== null && !(value instanceof Date)) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, deep(inner)]));
    return value;
  };
  return (value) => deep(value) as typeof value;
}

/** Very short values would blank out ordinary words. */
function pair(raw: string | null, mask: (raw: string) => string): [string, string][] {
  return raw && raw.length >= 4 ? [[raw, mask(raw)]] : [];
}
