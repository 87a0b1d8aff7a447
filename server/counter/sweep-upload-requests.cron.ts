import type { Knex } from 'knex';

/** Whoever was at the counter may still use what came, as long as the drafts live. */
const KEPT_DAYS = 3;

/** Forgets requests whose time is over, and what was typed for them. Harmless to repeat: a closed one is left alone. */
export async function sweepUploadRequests(db: Knex, now: Date): Promise<void> {
  await db('upload_requests').whereNull('closed_at').where('expires_at', '<', new Date(now.getTime() - KEPT_DAYS * 86_400_000)).update({ closed_at: now, closed_how: 'kedaluwarsa', entry: null });
}
