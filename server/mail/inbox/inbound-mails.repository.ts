import type { Knex } from 'knex';

/** `uploadId` null: it was refused; `problem` is the sentence's key. */
export interface KeptAttachment { name: string; uploadId: string | null; type: string; bytes: number; problem: string | null }
export interface InboundRow {
  id: string; office_id: string; case_id: string | null; email_id: string | null; message_id: string; from_name: string; from_address: string; subject: string; body: string;
  attachments: KeptAttachment[]; matched_by: 'pesan' | 'alamat_balas' | 'kalender' | 'petugas' | null; known_sender: boolean; state: 'baru' | 'ditangani' | 'diabaikan' | 'dikembalikan'; reason: string | null;
  received_at: Date; handled_by: string | null; handled_at: Date | null;
  /** Kept no longer than the office said: no words, no names of files. */
  content_removed_at: Date | null;
}

export async function isKnownMessage(db: Knex, messageId: string): Promise<boolean> {
  return (await db('inbound_mails').where({ message_id: messageId }).first('id')) !== undefined;
}

/** The id; null when this very mail was taken in before. */
export async function insertInbound(trx: Knex.Transaction, row: Omit<InboundRow, 'id' | 'handled_by' | 'handled_at' | 'content_removed_at'>): Promise<string | null> {
  const [inserted] = await trx('inbound_mails').insert({ ...row, attachments: JSON.stringify(row.attachments) }).onConflict('message_id').ignore().returning<{ id: string }[]>('id');
  return inserted?.id ?? null;
}

/** `emailId` null: an entry in a calendar is answered, whichever mail brought it. */
export interface Thread { emailId: string | null; caseId: string | null; officeId: string; by: 'pesan' | 'alamat_balas' | 'kalender' }

type Sent = Omit<Thread, 'by'> & { emailId: string };

/** Our mail that this one answers: by the Message-ID it names, else by the key behind the plus of the address it was sent to. Both cannot be guessed. */
export async function findThread(db: Knex, answers: readonly string[], replyKeys: readonly string[]): Promise<Thread & { emailId: string } | null> {
  const columns = ['id as emailId', 'case_id as caseId', 'office_id as officeId'];
  const byId = answers.length > 0 ? await db('emails').whereIn('message_id', answers.slice(0, 50)).orderBy('created_at', 'desc').first<Sent | undefined>(columns) : undefined;
  if (byId) return { ...byId, by: 'pesan' };
  const byKey = replyKeys.length > 0 ? await db('emails').whereIn('reply_key', [...replyKeys]).first<Sent | undefined>(columns) : undefined;
  return byKey ? { ...byKey, by: 'alamat_balas' } : null;
}

/** A mail that its calendar answer explains: `ditangani` where nothing is left to do about it. */
export async function noteCalendarAnswer(trx: Knex.Transaction, id: string, change: { state: 'baru' | 'ditangani'; reason: string; at: Date }): Promise<void> {
  await trx('inbound_mails').where({ id }).update({ state: change.state, reason: change.reason, handled_at: change.state === 'ditangani' ? change.at : null });
}

/** Mails of one sender in the last hour: more than this is a loop or a flood. */
export async function recentFrom(db: Knex, address: string, since: Date): Promise<number> {
  const [row] = await db('inbound_mails').where({ from_address: address }).where('received_at', '>', since).count<{ n: number }[]>({ n: '*' });
  return Number(row?.n ?? 0);
}

export async function findInbound(trx: Knex | Knex.Transaction, officeId: string, id: string): Promise<InboundRow | undefined> {
  return trx<InboundRow>('inbound_mails').where({ id, office_id: officeId }).first();
}

export async function readCursor(db: Knex, mailbox: string): Promise<{ uidValidity: string; lastUid: number } | null> {
  const row = await db('mailbox_cursors').where({ mailbox }).first<{ uid_validity: string; last_uid: number } | undefined>('uid_validity', 'last_uid');
  return row ? { uidValidity: row.uid_validity, lastUid: Number(row.last_uid) } : null;
}
export async function writeCursor(db: Knex, mailbox: string, uidValidity: string, lastUid: number): Promise<void> {
  await db('mailbox_cursors').insert({ mailbox, uid_validity: uidValidity, last_uid: lastUid, trying_uid: null, tries: 0 }).onConflict('mailbox').merge();
}

/** Notes that this mail is being taken in; the cursor stays before it. Returns how often it was begun, this time included. */
export async function beginMail(db: Knex, mailbox: string, uidValidity: string, uid: number): Promise<number> {
  const { rows } = await db.raw<{ rows: { tries: number }[] }>(
    `insert into mailbox_cursors as c (mailbox, uid_validity, last_uid, trying_uid, tries) values (?, ?, ?, ?, 1)
     on conflict (mailbox) do update set uid_validity = excluded.uid_validity, last_uid = case when c.uid_validity = excluded.uid_validity then c.last_uid else excluded.last_uid end,
       trying_uid = excluded.trying_uid, tries = case when c.uid_validity = excluded.uid_validity and c.trying_uid = excluded.trying_uid then c.tries + 1 else 1 end
     returning tries`, [mailbox, uidValidity, uid - 1, uid]);
  return rows[0]?.tries ?? 1;
}

/** The trouble was not the mail's: this try is not held against it. */
export async function forgiveTry(db: Knex, mailbox: string, uid: number): Promise<void> {
  await db('mailbox_cursors').where({ mailbox, trying_uid: uid }).update({ tries: db.raw('greatest(tries - 1, 0)') });
}
