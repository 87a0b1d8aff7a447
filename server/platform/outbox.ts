/**
 * Consequences as rows. An effect is written in the transaction that causes it; after the commit a relay hands it to the
 * queue. The queue may be emptied at any moment: rows that are not done are offered again.
 */
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { effectErrorCode, UnknownEffectError } from './effect-error-code.ts';
import { withoutPersonalData, type Logger } from './log.ts';
import type { JobQueue } from './queue.ts';
import { together } from './together.ts';

/** `officeId`: whose it is where it belongs to no case. */
export interface OutboxRow { effect: string; caseId?: string | null; officeId?: string | null; refId?: string | null; availableAt?: Date }
/** `lastTry`: if it throws once more, it is given up and stays in the list of failed work until somebody sets it going again. */
interface EffectJob { outboxId: string; caseId: string | null; refId: string | null; lastTry?: boolean }
/** Carried out after the commit, at least once: each handler says what makes repeating harmless. Gets ids, never personal data. */
export type EffectHandler = (job: EffectJob) => Promise<unknown>;
/** What a handler returns that has marked its own row as done, in the statement that noted its work. */
export const MARKED_DONE = Symbol('marked');

export const OUTBOX_QUEUE = 'outbox';
/** Mails have a queue of their own: a mail server that takes half a minute each must not hold up letters and archives. */
export const MAIL_QUEUE = 'surel';
const HAND_AGAIN_AFTER_SECONDS = 60;
const MAX_ATTEMPTS = 12;

/** Writes consequences; nothing is queued before the commit. */
export async function enqueueEffects(trx: Knex.Transaction, rows: OutboxRow[]): Promise<void> {
  if (rows.length === 0) return;
  await trx('outbox').insert(rows.map((row) => ({
    effect: row.effect, case_id: row.caseId ?? null, office_id: row.officeId ?? null, ref_id: row.refId ?? null, ...(row.availableAt ? { available_at: row.availableAt } : {}),
  })));
}

/** For a row that could not wait for its case when it was written: from now on it says whose it is, should it stop. Naming it again changes nothing. */
export async function nameCase(db: Knex, outboxId: string, caseId: string): Promise<void> {
  await db('outbox').where({ id: outboxId }).whereNull('case_id').update({ case_id: caseId });
}

/** More than this at once would keep the rows locked for long; a full round is followed by the next without a pause. */
export const RELAY_AT_ONCE = 500;
/** Where the relay puts jobs. */
export type Hand = Pick<JobQueue, 'add'> & Partial<Pick<JobQueue, 'addMany'>>;

/** Rows of one job of the mail queue: a job costs the queue as much as sending a mail costs us. */
const MAILS_A_JOB = 20;

/** One hand for both queues; `mailEffects` names what goes to that of the mails. Mails go in bundles; a bundle that waits already is not added again. */
export function handToQueues(effects: Pick<JobQueue, 'add' | 'addMany'>, mails: Pick<JobQueue, 'add' | 'addMany'>, mailEffects: readonly string[]): Hand & Pick<JobQueue, 'addMany'> {
  const isMail = ({ name }: { name: string }) => mailEffects.includes(name);
  return {
    add: (name, data, options) => (isMail({ name }) ? mails : effects).add(name, data, options),
    async addMany(jobs) {
      const others = jobs.filter((job) => !isMail(job));
      if (others.length > 0) await effects.addMany(others);
      const ids = jobs.filter(isMail).map(({ data }) => outboxIdsOf(data)).flat();
      const bundles = Array.from({ length: Math.ceil(ids.length / MAILS_A_JOB) }, (_, n) => ids.slice(n * MAILS_A_JOB, (n + 1) * MAILS_A_JOB));
      if (bundles.length > 0) await mails.addMany(bundles.map((outboxIds) => ({ name: MAIL_QUEUE, data: { outboxIds }, options: { jobId: `surel-${createHash('sha256').update(outboxIds.join()).digest('hex').slice(0, 32)}` } })));
    },
  };
}

/** The rows a job is about. */
export function outboxIdsOf(data: unknown): string[] {
  const { outboxId, outboxIds } = data as { outboxId?: string; outboxIds?: string[] };
  return outboxIds ?? (outboxId === undefined ? [] : [outboxId]);
}

/**
 * Hands due rows to the queue and marks when; a row handed long ago and not done is handed again (the queue may have lost it).
 * Two relays never take the same row (SKIP LOCKED). Returns how many rows it handed over.
 */
export async function relayOutbox(db: Knex, queue: Hand, limit = RELAY_AT_ONCE): Promise<number> {
  return db.transaction(async (trx) => {
    const { rows } = await trx.raw<{ rows: { id: string; effect: string; attempts: number }[] }>(
      `select id, effect, attempts from outbox
       where done_at is null and failed_at is null and held_at is null and available_at <= clock_timestamp()
         and (handed_at is null or handed_at < clock_timestamp() - make_interval(secs => ?))
       order by available_at limit ? for update skip locked`, [HAND_AGAIN_AFTER_SECONDS, limit]);
    const jobs = rows.map((row) => ({ name: row.effect, data: { outboxId: row.id }, options: { jobId: `o${row.id.replaceAll('-', '')}x${row.attempts}` } }));
    if (queue.addMany) await queue.addMany(jobs);
    else for (const { name, data, options } of jobs) await queue.add(name, data, options);
    if (rows.length > 0) {
      await trx('outbox').whereIn('id', rows.map((row) => row.id)).update({ handed_at: trx.raw('clock_timestamp()') });
    }
    return rows.length;
  });
}

interface OpenRow { id: string; effect: string; case_id: string | null; ref_id: string | null; done_at: Date | null; failed_at: Date | null; held_at: Date | null; attempts: number }
/** How rows are read and marked as done. */
export interface OutboxRows { read(id: string): Promise<OpenRow | undefined>; done(id: string): Promise<void> }

const readRows = (db: Knex, ids: readonly string[]) => db('outbox').whereIn('id', [...ids]).select<OpenRow[]>('id', 'effect', 'case_id', 'ref_id', 'done_at', 'failed_at', 'held_at', 'attempts');
async function markDone(db: Knex, ids: readonly string[]): Promise<void> {
  await db('outbox').whereIn('id', db('outbox').whereIn('id', [...ids]).orderBy('id').forUpdate().select('id')).update({ done_at: db.raw('clock_timestamp()'), last_error: null, error_code: null });
}

const oneByOne = (db: Knex): OutboxRows => ({ read: async (id) => (await readRows(db, [id]))[0], done: (id) => markDone(db, [id]) });

/** For many rows side by side: those that are under way at once share their statements. */
export function outboxRowsTogether(db: Knex): OutboxRows {
  const done = together(async (ids: string[]) => { await markDone(db, ids); return ids; });
  return {
    read: together(async (ids: string[]) => {
      const rows = new Map((await readRows(db, ids)).map((row) => [row.id, row]));
      return ids.map((id) => rows.get(id));
    }),
    done: async (id) => { await done(id); },
  };
}

/** Carries one row out. A failure is counted, backs off and, at last, stays visible as failed. */
export async function runOutboxRow(db: Knex, handlers: Record<string, EffectHandler>, outboxId: string, log: Logger, rows: OutboxRows = oneByOne(db)): Promise<void> {
  const row = await rows.read(outboxId);
  if (!row || row.done_at || row.failed_at || row.held_at) return;
  try {
    const handle = handlers[row.effect];
    if (!handle) throw new UnknownEffectError(row.effect);
    if (await handle({ outboxId: row.id, caseId: row.case_id, refId: row.ref_id, lastTry: row.attempts + 1 >= MAX_ATTEMPTS }) !== MARKED_DONE) await rows.done(outboxId);
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
