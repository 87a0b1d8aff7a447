import { Secret, TOTP } from 'otpauth';
import type { Client } from './client.ts';

/** What the app of the telephone shows for this key. */
export const codeAt = (key: string, at = Date.now()): string => new TOTP({ secret: Secret.fromBase32(key.replaceAll(' ', '')) }).generate({ timestamp: at });
/** The code after the one an enrolment has used up. */
export const nextCode = (key: string): string => codeAt(key, Date.now() + 30_000);

/** Sets up a second factor for whoever is logged in here, as he does with the app of his telephone. */
export async function enrol(client: Client): Promise<{ key: string; recoveryCodes: string[] }> {
  const { key } = await client.post<{ key: string }>('/api/auth/second-factor/begin');
  const { recoveryCodes } = await client.post<{ recoveryCodes: string[] }>('/api/auth/second-factor/confirm', { code: codeAt(key) });
  return { key, recoveryCodes };
}
