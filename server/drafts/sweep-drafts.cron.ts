/**
 * Forgets what was typed before its case was archived, and what nobody came back to in three months: a file may be on hold for two. What is
 * typed afterwards (a hit in a newer list, a receipt taken back) is kept as any other. Harmless to repeat.
 */
import type { Knex } from 'knex';

const KEPT_DAYS = 90;

export async function sweepCaseDrafts(db: Knex, now: Date): Promise<void> {
  await db('case_drafts').where('saved_at', '<', new Date(now.getTime() - KEPT_DAYS * 86_400_000)).del();
  await db.raw('delete from case_drafts d using cases c where c.id = d.case_id and d.saved_at <= c.archived_at');
}
