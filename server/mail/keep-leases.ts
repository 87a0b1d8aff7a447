import type { Knex } from 'knex';
import type { Logger } from '../platform/log.ts';
import { extendLeases, LEASE_SECONDS, type EmailRow } from './emails.repository.ts';

/** Three chances before a lease runs out. */
const BEAT_MS = LEASE_SECONDS * 1_000 / 4;

type Held = Pick<EmailRow, 'id' | 'attempts'>;

/** Renews the leases of the mails this process is sending, all of them in one statement, for as long as it lives: a slow mail server is no dead sender. */
export function keepLeases(db: Knex, log: Logger, everyMs = BEAT_MS): { during<T>(mail: Held, work: () => Promise<T>): Promise<T> } {
  const held = new Set<Held>();
  let beat: NodeJS.Timeout | undefined;
  return {
    async during(mail, work) {
      held.add(mail);
      beat ??= setInterval(() => { extendLeases(db, [...held]).catch((error: unknown) => { log.warn({ err: error }, 'leases of mails were not renewed'); }); }, everyMs);
      try {
        return await work();
      } finally {
        held.delete(mail);
        if (held.size === 0) { clearInterval(beat); beat = undefined; }
      }
    },
  };
}
