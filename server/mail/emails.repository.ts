/** Every mail is a row before it is a job. States: queued → sending → sent | deferred | failed | bounced. Leases run by the clock of the database. */
import type { Knex } from 'knex';
import { DEFAULT_MAILS_PER_MINUTE } from '../domain/contract/offices.ts';
import { MAIL_EFFECT } from './mail-effect.ts';

/** A PDF has no key until it is drawn; its mail waits for it. */
export type MailAttachment =
  | { kind: 'pdf'; name: string; key: string | null; sha256: string | null }
  | { kind: 'kalender'; name: string; text: string };

export interface EmailRow {
  id: string; unique_key: string; case_id: string | null; office_id: string; letter_id: string | null; link_id: string | null; account_link_id: string | null; kind: string;
  to_name: string; to_address: string; subject: string; body: string; attachments: MailAttachment[]; message_id: string;
  state: 'queued' | 'sending' | 'sent' | 'deferred' | 'failed' | 'bounced'; attempts: number; last_error: string | null;
  lease_until: Date | null; next_at: Date; good_until: Date | null; held_at: Date | null; reply_key: string | null; created_by: string | null; created_at: Date; sent_at: Date | null;
}

export type NewEmail = Pick<EmailRow, 'unique_key' | 'case_id' | 'office_id' | 'letter_id' | 'link_id' | 'account_link_id' | 'kind' | 'to_name' | 'to_address' | 'subject' | 'body'
  | 'attachments' | 'good_until' | 'reply_key' | 'message_id' | 'state' | 'last_error' | 'created_by' | 'created_at'>;

/**
 * The id of the new row; null when a mail with this key exists already. After a restore, what nobody ordered by hand (a timer, a reminder, an applicant's
 * act) is held: the same may have gone out between the back-up and the loss.
 */
export async function insertEmail(trx: Knex.Transaction, row: NewEmail): Promise<string | null> {
  const [inserted] = await trx('emails').insert({
    ...row, attachments: JSON.stringify(row.attachments),
    ...(row.created_by === null ? { held_at: trx.raw('(select clock_timestamp() from restores where released_at is null)') } : {}),
  }).onConflict('unique_key').ignore().returning<{ id: string }[]>('id');
  return inserted?.id ?? null;
}

/**
 * How long a mail waits for a sender that fell silent. Whoever lives says so well before (`keepLeases`), however slow the mail server is; a mail of one
 * that died is offered again within the minute (R6).
 */
export const LEASE_SECONDS = 25;

/** Why a mail was ended that waited past its hour. */
export const TOO_LATE = 'lewat_waktu';

/** Due: waiting and its time has come, or left behind by a sender that died; and nothing to be attached is missing. */
const DUE = `held_at is null and ((state in ('queued','deferred') and next_at <= clock_timestamp()) or (state = 'sending' and lease_until < clock_timestamp()))
  and not attachments @> '[{"kind":"pdf","key":null}]'`;

export type ClaimedEmail = EmailRow & { office_name: string };

/**
 * Takes due mails for this sender alone, in one statement; those that are not due, not complete, in somebody else's hands or above what their office may
 * send in this minute are not among the answers. The last wait for the next minute; the sweep offers them then.
 */
export async function claimEmails(db: Knex, ids: readonly string[]): Promise<ClaimedEmail[]> {
  const { rows } = await db.raw<{ rows: ClaimedEmail[] }>(
    `with locked as materialized (select id, office_id from emails where id = any(?::uuid[]) and ${DUE} order by id for update skip locked),
       wanted as (select office_id, count(*)::int as n from locked group by 1),
       granted as (
         insert into mail_rates as rate (office_id, minute, taken, most)
           select w.office_id, date_trunc('minute', clock_timestamp()), least(w.n, limits.most), limits.most
           from wanted w join offices o on o.id = w.office_id cross join lateral (select coalesce((o.settings->>'mailsPerMinute')::int, ?) as most) limits order by 1
         on conflict (office_id) do update set minute = excluded.minute, most = excluded.most,
           taken = case when rate.minute = excluded.minute then greatest(rate.taken, least(excluded.most, rate.taken + excluded.taken)) else excluded.taken end
         returning office_id, new.taken - case when old.minute = new.minute then old.taken else 0 end as n),
       taking as (
         select id from (select id, office_id, row_number() over (partition by office_id order by id) as place from locked) each join granted using (office_id) where place <= granted.n),
       waiting as (
         update emails set next_at = date_trunc('minute', clock_timestamp()) + interval '1 minute' where id in (select id from locked) and id not in (select id from taking)),
       taken as (
         update emails set state = 'sending', attempts = attempts + 1, lease_until = clock_timestamp() + make_interval(secs => ?) where id in (select id from taking) returning *)
     select taken.*, o.name as office_name from taken join offices o on o.id = taken.office_id`, [[...ids], DEFAULT_MAILS_PER_MINUTE, LEASE_SECONDS]);
  return rows;
}

/** Says that these are still in the hands of whoever claimed them. One that was taken over meanwhile is not touched: `attempts` tells the claims apart. */
export async function extendLeases(db: Knex, held: readonly Pick<EmailRow, 'id' | 'attempts'>[]): Promise<void> {
  await db.raw(
    `update emails e set lease_until = clock_timestamp() + make_interval(secs => ?) from unnest(?::uuid[], ?::int[]) as held(id, n)
     where e.id = held.id and e.attempts = held.n and e.state = 'sending'`, [LEASE_SECONDS, held.map(({ id }) => id), held.map(({ attempts }) => attempts)]);
}

/**
 * With a line in the log of tries, and the effects that sent them done, in one statement. Whoever got it accepted is right, even if his lease ran out
 * meanwhile.
 */
export async function markSent(db: Knex, mails: readonly (Pick<EmailRow, 'id' | 'attempts'> & { outboxId: string })[], at: Date): Promise<void> {
  await db.raw(
    `with accepted as (select * from unnest(?::uuid[], ?::int[]) as a(id, n)),
       sent as (update emails set state = 'sent', sent_at = ?, last_error = null, lease_until = null where id in (select id from emails where id in (select id from accepted) order by id for update) returning id),
       done as (update outbox set done_at = clock_timestamp(), last_error = null, error_code = null where id = any(?::uuid[]))
     insert into email_attempts (email_id, n, outcome, code) select a.id, a.n, 'terkirim', '' from accepted a join sent using (id)`, [mails.map(({ id }) => id), mails.map(({ attempts }) => attempts), at, mails.map(({ outboxId }) => outboxId)]);
}

/** Only the sender that holds the mail may say that it failed; `attempts` tells the claims apart. */
export async function markDeferred(db: Knex, mail: EmailRow, error: string, seconds: number): Promise<void> {
  await db('emails').where({ id: mail.id, state: 'sending', attempts: mail.attempts })
    .update({ state: 'deferred', last_error: error, lease_until: null, next_at: db.raw('clock_timestamp() + make_interval(secs => ?)', [seconds]) });
}
export async function markFailed(db: Knex | Knex.Transaction, mail: EmailRow, error: string): Promise<boolean> {
  return await db('emails').where({ id: mail.id, state: 'sending', attempts: mail.attempts }).update({ state: 'failed', last_error: error, lease_until: null }) > 0;
}

/** The claimed mail is not sent: its hour is over, or what it says has changed. Nobody has to explain it, repeat it or telephone instead. */
export async function endNeedless(db: Knex, mail: EmailRow, why: string): Promise<void> {
  await db('emails').where({ id: mail.id, state: 'sending', attempts: mail.attempts }).update({ state: 'failed', last_error: why, lease_until: null, replaced_by: db.ref('id') });
}

/** The same for those that still wait when their hour comes, so that none stands as on its way for as long as the mail server is down; held ones too. */
export async function endOverdueMails(trx: Knex.Transaction, now: Date): Promise<void> {
  await trx('emails').where('good_until', '<=', now).whereIn('state', ['queued', 'deferred']).update({ state: 'failed', last_error: TOO_LATE, held_at: null, replaced_by: trx.ref('id') });
}

/** Due mails that no open effect offers: their job was lost, or their time has come again. */
export async function findForgottenEmails(trx: Knex.Transaction, limit: number): Promise<{ id: string; case_id: string | null }[]> {
  const { rows } = await trx.raw<{ rows: { id: string; case_id: string | null }[] }>(
    `select id, case_id from emails e where state in ('queued','deferred','sending') and ${DUE}
       and not exists (select 1 from outbox o where o.effect = ? and o.ref_id = e.id and o.done_at is null and o.failed_at is null)
     order by next_at limit ? for update skip locked`, [MAIL_EFFECT, limit]);
  return rows;
}

/** Gives the waiting mails of a letter their file. Returns the mails that can go now. */
export async function completeAttachments(trx: Knex.Transaction, letterId: string, pdf: { key: string; sha256: string }): Promise<{ id: string; case_id: string | null }[]> {
  const { rows } = await trx.raw<{ rows: { id: string; case_id: string | null }[] }>(
    `update emails set attachments = (
        select jsonb_agg(case when item->>'kind' = 'pdf' and item->'key' = 'null'::jsonb then item || ?::jsonb else item end order by place)
        from jsonb_array_elements(attachments) with ordinality as listed(item, place))
     where letter_id = ? and attachments @> '[{"kind":"pdf","key":null}]' returning id, case_id`, [JSON.stringify(pdf), letterId]);
  return rows;
}

/** Of a mail `e` and its letter `l`: whether it went to the applicant. A link for scans is no letter; a colleague's reminder of a task is neither output nor his. */
const TO_APPLICANT = `(l.recipient = 'pemohon' or (l.id is null and e.kind = 'minta_unggah'))`;

export async function wentToApplicant(trx: Knex.Transaction, emailId: string): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: { yes: boolean }[] }>(`select ${TO_APPLICANT} as yes from emails e left join letters l on l.id = e.letter_id where e.id = ?`, [emailId]);
  return rows[0]?.yes === true;
}

/** Mails of a case (letters, and links to the applicant) that did not arrive, that were not sent again and that nobody explained as a deviation of output (decision 9). */
export async function countUndelivered(trx: Knex.Transaction, caseId: string): Promise<{ undelivered: number; rejected: number }> {
  const { rows } = await trx.raw<{ rows: { undelivered: number; rejected: number }[] }>(
    `select count(*)::int as undelivered, (count(*) filter (where e.state in ('failed','bounced') and ${TO_APPLICANT}))::int as rejected
     from emails e left join letters l on l.id = e.letter_id where e.case_id = ? and e.state <> 'sent' and e.replaced_by is null and (l.id is not null or ${TO_APPLICANT})
       and not exists (select 1 from case_deviations d where d.case_id = e.case_id and d.kind = 'output' and d.subject = e.id::text)`, [caseId]);
  return rows[0] ?? { undelivered: 0, rejected: 0 };
}

/** What was written to the old address: sent again by the new mail, and stopped where it still waits. One under way may yet arrive there. */
export async function replaceMails(trx: Knex.Transaction, letterIds: string[], by: string, reason: string): Promise<void> {
  await trx('emails').whereIn('letter_id', letterIds).whereNot({ id: by }).update({
    replaced_by: by, held_at: null, state: trx.raw(`case when state in ('queued','deferred') then 'failed' else state end`),
    last_error: trx.raw(`case when state in ('queued','deferred') then ? else last_error end`, [reason]),
  });
}

/** A letter that is taken back is not sent any more, if it still waits or is held. */
export async function stopMails(trx: Knex.Transaction, letterIds: string[], reason: string): Promise<void> {
  await trx('emails').whereIn('letter_id', letterIds).whereIn('state', ['queued', 'deferred']).update({ state: 'failed', last_error: reason, held_at: null, replaced_by: trx.ref('id') });
}

export interface Carried { attachments: MailAttachment[]; goodUntil: Date | null }
/** What the first mail of each letter carried, and until when it was worth sending. */
export async function attachmentsOf(trx: Knex.Transaction, letterIds: string[]): Promise<Map<string, Carried>> {
  const rows = await trx('emails').distinctOn('letter_id').whereIn('letter_id', letterIds).orderBy([{ column: 'letter_id' }, { column: 'created_at' }, { column: 'id' }])
    .select<{ letter_id: string; attachments: MailAttachment[]; good_until: Date | null }[]>('letter_id', 'attachments', 'good_until');
  return new Map(rows.map((row) => [row.letter_id, { attachments: row.attachments, goodUntil: row.good_until }]));
}

/** Locks a mail of this office that is held; undefined for a foreign, unknown or decided one. */
export async function lockHeldEmail(trx: Knex.Transaction, officeId: string, id: string): Promise<EmailRow | undefined> {
  return trx<EmailRow>('emails').where({ id, office_id: officeId }).whereNotNull('held_at').forUpdate().first();
}

/** A held mail goes out after all, or is noted as one that had gone out before the restore (when, nobody knows). */
export async function decideHeldEmail(trx: Knex.Transaction, id: string, decision: 'kirim' | 'sudah_terkirim'): Promise<void> {
  await trx('emails').where({ id }).update({
    held_at: null, lease_until: null, last_error: null, ...(decision === 'kirim' ? { state: 'queued', next_at: trx.raw('clock_timestamp()') } : { state: 'sent', sent_at: null }),
  });
}

const CONFIRMATIONS_AN_HOUR = 3;

/**
 * Holds the mails that a stranger's application has just written when their address got three such mails within the hour (R19): whoever types somebody else's
 * address must not make the intake a mass mailer. A person decides about the rest.
 */
export async function holdWhenFlooding(trx: Knex.Transaction, caseId: string, at: Date): Promise<void> {
  await trx.raw(
    `update emails m set held_at = clock_timestamp(), last_error = 'terlalu_sering'
     where m.case_id = ? and m.created_by is null and m.held_at is null and m.state = 'queued'
       and (select count(*) from emails e where e.created_by is null and e.to_address = m.to_address and e.case_id is distinct from m.case_id and e.kind = m.kind and e.held_at is null
         and e.created_at > ?::timestamptz - interval '1 hour' and e.created_at <= ?::timestamptz) >= ?`, [caseId, at, at, CONFIRMATIONS_AN_HOUR]);
}
