import { Secret, TOTP } from 'otpauth';
import type { Client } from './client.ts';

/** Sets up a second factor for whoever is logged in here, as he does with the app of his telephone. */
export async function enrol(client: Client): Promise<void> {
  const { key } = await client.post<{ key: string }>('/api/auth/second-factor/begin');
  await client.post('/api/auth/second-factor/confirm', { code: new TOTP({ secret: Secret.fromBase32(key.replaceAll(' ', '')) }).generate() });
}
