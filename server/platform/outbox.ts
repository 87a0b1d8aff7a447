/**
 * Consequences as rows. An effect is written in the transaction that causes it; after the commit a relay hands it to the
 * queue. The queue may be emptied at any moment: rows that are not done are offered again.
 */
import type { Knex } from 'knex';
import { effectErrorCode, UnknownEffectError } from './effect-error-code.ts';
import { withoutPersonalData, type Logger } from './log.ts';
import type { JobQueue } from './queue.ts';

export interface OutboxRow { effect: string; caseId?: string | null; refId?: string | null; availableAt?: Date }
/** Carried out after the commit, at least once: each handler says what makes repeating harmless. Gets ids, never personal data. */
export type EffectHandler = (job: { outboxId: string; caseId: string | null; refId: string | null }) => Promise<void>;

export const OUTBOX_QUEUE = 'outbox';
const HAND_AGAIN_AFTER_SECONDS = 60;
const MAX_ATTEMPTS = 12;

/** Writes consequences; nothing is queued before the commit. */
export async function enqueueEffects(trx: Knex.Transaction, rows: OutboxRow[]): Promise<void> {
  if (rows.length === 0) return;
  await trx('outbox').insert(rows.map((row) => ({
    effect: row.effect, case_id: row.caseId ?? null, ref_id: row.refId ?? null, ...(row.availableAt ? { available_at: row.availableAt } : {}),
  })));
}

/**
 * Hands due rows to the queue and marks when; a row handed long ago and not done is handed again (the queue may have lost it).
 * Two relays never take the same row (SKIP LOCKED). Returns how many rows it handed over.
 */
export async function relayOutbox(db: Knex, queue: Pick<JobQueue, 'add'>, limit = 200): Promise<number> {
  return db.transaction(async (trx) => {
    const { rows } = await trx.raw<{ rows: { id: string; effect: string; attempts: number }[] }>(
      `select id, effect, attempts from outbox
       where done_at is null and failed_at is null and held_at is null and available_at <= clock_timestamp()
         and (handed_at is null or handed_at < clock_timestamp() - make_interval(secs => ?))
       order by available_at limit ? for update skip locked`, [HAND_AGAIN_AFTER_SECONDS, limit]);
    for (const row of rows) await queue.add(row.effect, { outboxId: row.id }, { jobId: `o${row.id.replaceAll('-', '')}x${row.attempts}` });
    if (rows.length > 0) {
      await trx('outbox').whereIn('id', rows.map((row) => row.id)).update({ handed_at: trx.raw('clock_timestamp()') });
    }
    return rows.length;
  });
}

/** Carries one row out. A failure is counted, backs off and, at last, stays visible as failed. */
export async function runOutboxRow(db: Knex, handlers: Record<string, EffectHandler>, outboxId: string, log: Logger): Promise<void> {
  const row = await db('outbox').where({ id: outboxId }).first<{ id: string; effect: string; case_id: string | null; ref_id: string | null; done_at: Date | null; failed_at: Date | null; held_at: Date | null; attempts: number } | undefined>();
  if (!row || row.done_at || row.failed_at || row.held_at) return;
  try {
    const handle = handlers[row.effect];
    if (!handle) throw new UnknownEffectError(row.effect);
    await handle({ outboxId: row.id, caseId: row.case_id, refId: row.ref_id });
    await db('outbox').where({ id: outboxId }).update({ done_at: db.raw('clock_timestamp()'), last_error: null, error_code: null });
  } catch (error) {
    const attempts = row.attempts + 1;
    const seconds = Math.min(3600, 5 * 2 ** Math.min(attempts, 10));
    log.warn({ outboxId, effect: row.effect, attempts, err: error }, 'effect failed');
    await db('outbox').where({ id: outboxId }).update({
      attempts, handed_at: null, last_error: Error.isError(error) ? withoutPersonalData(error.message).slice(0, 500) : 'unknown', error_code: effectErrorCode(error),
      available_at: db.raw('clock_timestamp() + make_interval(secs => ?)', [seconds]),
      ...(attempts >= MAX_ATTEMPTS ? { failed_at: db.raw('clock_timestamp()') } : {}),
    });
  }
}
