import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * What the browser that handed a draft in is told besides its id: HMAC-SHA256 of the id under LOKET_SECRET, base64url, 43 characters. The id goes through
 * addresses, forms and logs and lets nobody look at an identity card; the key goes in a header, and nothing keeps it but the tab that got it.
 */
export function draftKeyOf(secret: string, uploadId: string): string {
  return createHmac('sha256', secret).update(`unggahan:${uploadId}`).digest('base64url');
}

export function isDraftKey(secret: string, uploadId: string, key: string | undefined): boolean {
  const own = Buffer.from(draftKeyOf(secret, uploadId));
  const given = Buffer.from(key ?? '');
  return given.length === own.length && timingSafeEqual(given, own);
}
