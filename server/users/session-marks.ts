/**
 * What changes about a session while it lives, each as one UPDATE of its row. Never by saving the session as it was read: a request under way would
 * write back what log-out, the lock or a new password took away meanwhile.
 */
import type { Knex } from 'knex';
import { IDLE_MS } from './session.ts';

/** `at`: when the person was last seen, ms. Never moves back, and never keeps a locked screen alive. */
export async function markSeen(db: Knex, sid: string, at: number): Promise<void> {
  await db('session').where({ sid }).whereRaw(`sess->>'lockedAt' is null and coalesce((sess->>'seenAt')::bigint, 0) < ?`, [at]).update({ sess: db.raw(`jsonb_set(sess::jsonb, '{seenAt}', to_jsonb(?::bigint))::json`, [at]), expire: endsAt(db, at) });
}

export async function markLocked(db: Knex, sid: string, at: number): Promise<void> {
  await db('session').where({ sid }).whereRaw(`sess->>'lockedAt' is null`).update({ sess: db.raw(`jsonb_set(sess::jsonb, '{lockedAt}', to_jsonb(?::bigint))::json`, [at]) });
}

export async function markOpened(db: Knex, sid: string, at: number): Promise<void> {
  await db('session').where({ sid }).update({ sess: db.raw(`jsonb_set(sess::jsonb - 'lockedAt', '{seenAt}', to_jsonb(?::bigint))::json`, [at]), expire: endsAt(db, at) });
}

const endsAt = (db: Knex, seenAt: number) => db.raw('to_timestamp(?::double precision / 1000)', [seenAt + IDLE_MS]);
