/** What an office leaves behind, read from where it stands: mail that went out, history, audit trail, the sealed file. */
import { verifyArchive, type Fixity } from '../archive/index.ts';
import { createStorage } from '../platform/storage.ts';
import type { SmtpSink } from './smtp-sink.ts';
import type { TestLoket } from './start-loket.ts';

export interface MailSeen { subject: string; text: string; attachments: string[] }

/** Mails to this address as they left, oldest first. */
export function mailsTo(test: TestLoket, address: string, sink?: SmtpSink): MailSeen[] {
  if (sink) {
    return sink.received.filter(({ to }) => to.includes(address))
      .map(({ mail }) => ({ subject: mail.subject ?? '', text: mail.text ?? '', attachments: mail.attachments.map(({ filename }) => filename ?? '') }));
  }
  return test.mails.filter(({ to }) => to.address === address).map(({ subject, text, attachments }) => ({ subject, text, attachments: attachments.map(({ name }) => name) }));
}

/** Path of the private link in a mail. */
export function linkIn(mail: MailSeen | undefined): string {
  const link = /\/berkas\/[\w-]+/.exec(mail?.text ?? '')?.[0];
  if (!link) throw new Error(`no private link in "${mail?.subject ?? 'no mail'}"`);
  return link;
}

export async function caseByNumber(test: TestLoket, number: string): Promise<{ id: string; place: string; outcome: string | null; round: number }> {
  const row = await test.db('cases').where({ number }).first<{ id: string; place: string; outcome: string | null; round: number } | undefined>('id', 'place', 'outcome', 'round');
  if (!row) throw new Error(`no case ${number}`);
  return row;
}

/** Acts in the order they were done, each with whose account did it. */
export async function actsOf(test: TestLoket, caseId: string): Promise<string[]> {
  const rows = await test.db('case_actions as a').leftJoin('users as u', 'u.id', 'a.actor_id').where('a.case_id', caseId).orderBy('a.id')
    .select<{ action: string; actor_kind: string; email: string | null }[]>('a.action', 'a.actor_kind', 'u.email');
  return rows.map(({ action, actor_kind: kind, email }) => `${action} ${email?.split('@')[0] ?? kind}`);
}

/** Events of the audit trail of a case, without doubles. */
export async function auditOf(test: TestLoket, caseId: string): Promise<string[]> {
  return test.db('audit_events').where({ case_id: caseId }).distinct('event').orderBy('event').pluck('event');
}

/** The archive file of a case with all its bytes read again. */
export async function sealedFile(test: TestLoket, caseId: string): Promise<Fixity & { outcome: string }> {
  const file = await test.db('archive_files').where({ case_id: caseId }).first<{ id: string; outcome: string } | undefined>('id', 'outcome');
  if (!file) throw new Error('the case has no archive file');
  return { outcome: file.outcome, ...await verifyArchive({ db: test.db, clock: test.clock, storage: await createStorage(test.config) }, file.id) };
}
