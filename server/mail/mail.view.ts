import type { Knex } from 'knex';
import { z } from 'zod';
import { maskEmail } from '../domain/identity/masking.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { parseList, runList, type ListSpec, type listQuery } from '../platform/http/list.ts';
import type { Obstacle } from '../domain/sop/model.ts';
import type { Reply } from '../platform/http/route.ts';
import type { EmailRow } from './emails.repository.ts';

const code = z.string().max(60);
/** Of a mail `e`: a held one keeps the state it had; what a person sees and filters is that it waits for him. */
export const SHOWN_STATE = `case when e.held_at is null then e.state else 'held' end`;

export const mailList: ListSpec = {
  name: 'emails',
  filters: {
    id: { column: 'e.id', type: z.uuid() }, caseId: { column: 'e.case_id', type: z.uuid() }, letterId: { column: 'e.letter_id', type: z.uuid() },
    state: { column: SHOWN_STATE, type: code }, kind: { column: 'e.kind', type: code },
    /** Sent again as another mail, because the address was corrected. */
    replaced: { column: 'e.replaced_by', type: z.boolean(), op: 'ada' },
    from: { column: 'e.created_at', type: z.iso.datetime({ offset: true }), op: '>=' }, before: { column: 'e.created_at', type: z.iso.datetime({ offset: true }), op: '<' },
  },
  sorts: { createdAt: 'e.created_at', sentAt: 'e.sent_at', state: SHOWN_STATE, kind: 'e.kind', id: 'e.id' }, defaultSort: ['createdAt', 'DESC'], tieBreak: 'e.id',
};

type MailRow = EmailRow & { case_number: string | null; first_opened_at: Date | null; by_name: string | null; replaced_by: string | null };

const base = (db: Knex, officeId: string) => db('emails as e').leftJoin('cases as c', 'c.id', 'e.case_id').leftJoin('private_links as p', 'p.id', 'e.link_id').leftJoin('users as u', 'u.id', 'e.created_by').where('e.office_id', officeId);
const columns = ['e.*', 'c.number as case_number', 'p.first_opened_at', 'u.name as by_name'];

/** By letter, why what it says holds no longer. */
export type OutdatedLetters = (db: Knex, letterIds: readonly string[]) => Promise<ReadonlyMap<string, Obstacle>>;

export async function listMails(db: Knex, outdatedLetters: OutdatedLetters, officeId: string, query: z.output<typeof listQuery>, locale: Locale): Promise<Reply> {
  const rows: MailRow[] = [];
  const reply = await runList<MailRow, MailRow>(mailList, parseList(mailList, query), () => base(db, officeId), (found) => found.select(columns), (row) => { rows.push(row); return row; });
  const outdated = await outdatedLetters(db, lettersOf(rows));
  return { ...reply, body: rows.map((row) => shape(row, outdated, locale)) };
}

/** One mail with its exact text; undefined for a foreign or unknown one. */
export async function findMail(db: Knex, outdatedLetters: OutdatedLetters, officeId: string, id: string, locale: Locale): Promise<object | undefined> {
  const row = await base(db, officeId).andWhere('e.id', id).first<MailRow | undefined>(columns);
  const tries = row ? await db('email_attempts').where({ email_id: row.id }).orderBy(['at', 'id']).select<{ n: number; at: Date; outcome: string; code: string }[]>('n', 'at', 'outcome', 'code') : [];
  return row && {
    ...shape(row, await outdatedLetters(db, lettersOf([row])), locale), body: row.body, messageId: row.message_id, linkOpenedAt: row.first_opened_at?.toISOString() ?? null,
    attachments: row.attachments.map((attachment) => ({ name: attachment.name, ready: attachment.kind !== 'pdf' || attachment.key !== null, sha256: attachment.kind === 'pdf' ? attachment.sha256 : null })),
    tries: tries.map(({ at, ...one }) => ({ ...one, at: at.toISOString(), outcomeLabel: translate(`percobaan.${one.outcome}`, {}, locale) })),
  };
}

const lettersOf = (rows: readonly MailRow[]) => rows.flatMap((row) => (row.letter_id === null ? [] : [row.letter_id]));

function shape(row: MailRow, outdated: ReadonlyMap<string, Obstacle>, locale: Locale) {
  const why: Obstacle | undefined = row.account_link_id === null ? outdated.get(row.letter_id ?? '') : { key: 'hambatan.surel_akun' };
  const state = row.held_at === null ? row.state : 'held';
  return {
    id: row.id, caseId: row.case_id, caseNumber: row.case_number, letterId: row.letter_id, kind: row.kind, kindLabel: translate(`surat.${row.kind}`, {}, locale),
    to: row.to_address ? maskEmail(row.to_address) : '–', subject: row.subject, state, stateLabel: translate(`keadaan_email.${state}`, {}, locale),
    attempts: row.attempts, problem: row.last_error === null ? null : problem(row.last_error, locale), createdAt: row.created_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null, nextAt: state === 'deferred' ? row.next_at.toISOString() : null, by: row.by_name, replaced: row.replaced_by !== null && row.replaced_by !== row.id,
    // Its own replacement: taken back before it went, or too late.
    outdated: why !== undefined || row.replaced_by === row.id, outdatedBecause: why ? translate(why.key, why.params, locale) : null,
  };
}

/** `kind:code` of the row as a sentence. */
function problem(error: string, locale: Locale): string {
  const [kind, kode] = error.split(':');
  return translate(`galat_email.${kind}`, { kode: kode || '–' }, locale);
}
