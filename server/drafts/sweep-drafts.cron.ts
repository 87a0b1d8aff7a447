/** Forgets drafts of archived cases and what nobody came back to in three months: a file may be on hold for two. Harmless to repeat. */
import type { Knex } from 'knex';

const KEPT_DAYS = 90;

export async function sweepCaseDrafts(db: Knex, now: Date): Promise<void> {
  await db('case_drafts').where('saved_at', '<', new Date(now.getTime() - KEPT_DAYS * 86_400_000)).del();
  await db.raw('delete from case_drafts d using cases c where c.id = d.case_id and c.archived_at is not null');
}
