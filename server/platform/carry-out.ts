/**
 * An effect whose end somebody waits for is carried out at once by the process that wrote it down. It stays a row of the outbox like any other: when this
 * process dies over it, the relay hands it on. One after the other: such work is long, and each holds connections.
 */
import type { Knex } from 'knex';
import type { Logger } from './log.ts';
import { runOutboxRow, type EffectHandler, type OutboxRow } from './outbox.ts';

export interface Carrier {
  /** Ends when the row was carried out or put off; never throws, since nobody may be waiting any more. */
  carryOut(outboxId: string): Promise<void>;
  /** Nothing is under way: a server that stops waits for it. */
  whenQuiet(): Promise<void>;
}

/** @param handlers asked for when the first row is carried out: they are composed after the routes that use this */
export function createCarrier({ db, handlers, log }: { db: Knex; handlers: () => Record<string, EffectHandler>; log: Logger }): Carrier {
  let last: Promise<void> = Promise.resolve();
  return {
    carryOut(outboxId) {
      last = last.then(() => runOutboxRow(db, handlers(), outboxId, log)).catch((error: unknown) => { log.warn({ err: error, outboxId }, 'an effect was left to the relay'); });
      return last;
    },
    whenQuiet: () => last,
  };
}

/** Writes such a row. The relay counts it as handed over, and takes it up only when it is not done after a while. */
export async function enqueueForMe(trx: Knex.Transaction, row: Pick<OutboxRow, 'effect' | 'refId' | 'officeId'>): Promise<string> {
  const [made] = await trx('outbox').insert({ effect: row.effect, office_id: row.officeId ?? null, ref_id: row.refId ?? null, handed_at: trx.raw('clock_timestamp()') }).returning<{ id: string }[]>('id');
  if (!made) throw new Error('effect was not written');
  return made.id;
}
