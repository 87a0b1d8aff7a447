/** What a mail that did not arrive leaves behind: a visible duty and a word at somebody's desk, in the transaction that notes it. */
import type { Knex } from 'knex';
import { raiseVersion } from '../cases/index.ts';
import { notify } from '../notices/index.ts';
import { wentToApplicant, type EmailRow } from './emails.repository.ts';

export async function logAttempt(trx: Knex | Knex.Transaction, mail: Pick<EmailRow, 'id' | 'attempts'>, outcome: 'terkirim' | 'ditunda' | 'ditolak' | 'dikembalikan', code: string): Promise<void> {
  await trx('email_attempts').insert({ email_id: mail.id, n: mail.attempts, outcome, code });
}

/** The receiving side sent it back. A second report changes nothing. */
export async function noteBounce(trx: Knex.Transaction, emailId: string, status: string, at: Date): Promise<void> {
  const [mail] = await trx<EmailRow>('emails').where({ id: emailId }).whereIn('state', ['sending', 'sent', 'deferred'])
    .update({ state: 'bounced', last_error: `dikembalikan:${status}`, lease_until: null }).returning('*');
  if (!mail) return;
  await logAttempt(trx, mail, 'dikembalikan', status);
  await openDuty(trx, mail, at);
}

/**
 * Opens the duty "reach the applicant another way" for a mail that failed for good, and tells whoever holds the file, else everybody at
 * helpdesk. Mails to colleagues leave no duty: they have the screen; nor does one that was sent again since, to an address that was corrected.
 */
export async function openDuty(trx: Knex.Transaction, mail: Pick<EmailRow, 'id' | 'case_id' | 'office_id' | 'letter_id' | 'kind'>, at: Date): Promise<void> {
  if (!mail.case_id) return;
  if (!await wentToApplicant(trx, mail.id) || await trx('emails').where({ id: mail.id }).whereNotNull('replaced_by').first('id')) return;
  const opened = await trx('contact_duties').insert({ office_id: mail.office_id, case_id: mail.case_id, email_id: mail.id, opened_at: at }).onConflict('email_id').ignore().returning('id');
  if (opened.length === 0) return;
  await raiseVersion(trx, mail.case_id, mail.office_id);
  const row = await trx('cases').where({ id: mail.case_id }).first<{ number: string; holder_id: string | null }>('number', 'holder_id');
  const told = row.holder_id ? [row.holder_id] : (await trx('users as u').join('user_roles as r', 'r.user_id', 'u.id').where({ 'u.office_id': mail.office_id, 'u.is_active': true, 'r.role': 'helpdesk' })
    .select<{ id: string }[]>('u.id')).map(({ id }) => id);
  for (const userId of told) {
    await notify(trx, { officeId: mail.office_id, userId, kind: 'surat_gagal', caseId: mail.case_id, textKey: 'pemberitahuan.surat_gagal', params: { nomor: row.number, surat: `surat.${mail.kind}` }, at });
  }
}

export async function closeDuties(trx: Knex.Transaction, where: { case_id: string } | { email_id: string }, by: { userId: string | null; how: 'dihubungi' | 'dikirim_ulang'; at: Date }): Promise<number> {
  return trx('contact_duties').where(where).whereNull('closed_at').update({ closed_at: by.at, closed_by: by.userId, how: by.how });
}
