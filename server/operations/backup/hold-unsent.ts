/** The brake of a restore: what was unsent in the back-up may have gone out since, so a person decides about each. */
import type pg from 'pg';
import { MAIL_EFFECT } from '../../mail/index.ts';

export interface Held { heldEmails: number; heldEffects: number }

/** Puts every unsent mail and undone effect beyond the clock. Speaks to columns that every version has, so it can run before the migrations. */
export async function freezeUnsent(client: pg.Client): Promise<void> {
  await client.query(`update public.emails set state = 'deferred', lease_until = null, next_at = 'infinity' where state in ('queued', 'deferred', 'sending')`);
  await client.query(`update public.outbox set available_at = 'infinity', handed_at = null where done_at is null and failed_at is null`);
}

/**
 * Turns what was frozen into what people see as held, and opens the mark of the restore: while it is open, mails nobody orders by hand are held as they are
 * written, since timers and reminders will come due that had been carried out between the back-up and the loss.
 */
export async function holdUnsent(client: pg.Client, takenAt: string): Promise<Held> {
  await client.query('begin');
  const emails = await client.query(`update public.emails set held_at = coalesce(held_at, clock_timestamp()), next_at = clock_timestamp() where next_at = 'infinity'`);
  // The offer of a held mail has nothing to say any more: deciding about the mail makes a new one.
  await client.query(`update public.outbox set done_at = clock_timestamp() where effect = $1 and available_at = 'infinity'`, [MAIL_EFFECT]);
  const effects = await client.query(`update public.outbox set held_at = coalesce(held_at, clock_timestamp()), available_at = clock_timestamp() where available_at = 'infinity' and done_at is null`);
  const held = { heldEmails: emails.rowCount ?? 0, heldEffects: effects.rowCount ?? 0 };
  await client.query('update public.restores set released_at = clock_timestamp() where released_at is null');
  await client.query('insert into public.restores (backup_taken_at, held_emails, held_effects) values ($1, $2, $3)', [takenAt, held.heldEmails, held.heldEffects]);
  // In every office's trail: whoever asks later why a mail waited finds it there.
  await client.query(`insert into public.audit_events (event, actor_kind, office_id, detail) select 'dipulihkan', 'sistem', id, $1::jsonb from public.offices`,
    [JSON.stringify({ cadangan: takenAt, surat_ditahan: held.heldEmails, efek_ditahan: held.heldEffects })]);
  await client.query('commit');
  return held;
}
