import { hash, verify } from '@node-rs/argon2';
import { PASSWORD_MAX } from '../domain/contract/users.ts';

/** Argon2id, 19 MiB, two passes (OWASP password storage). */
const COST = { algorithm: 2 as number, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** A hash nobody's password has, so that an unknown address costs the same time as a known one. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$bG9rZXQtbHBzZS1ub2JvZHk$3gcj3oeO5UpfVVSv5OTB8xVyu0gL4YkpqZbVgQzQFrs';

export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  if (password.length > PASSWORD_MAX) return false;
  const matches = await verify(stored ?? NOBODY, password);
  return stored !== null && matches;
}
