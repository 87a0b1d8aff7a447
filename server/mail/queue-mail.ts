import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { parseEmail } from '../domain/identity/email.ts';
import { MAIL_EFFECT } from './mail-effect.ts';
import { openDuty } from './mail-outcome.ts';
import { enqueueEffects } from '../platform/outbox.ts';
import { completeAttachments, insertEmail, type MailAttachment } from './emails.repository.ts';

export interface NewMail {
  /** One mail per key, ever. */
  uniqueKey: string;
  caseId: string | null;
  officeId: string;
  letterId: string | null;
  linkId: string | null;
  /** A one-time link of an account, for mails to staff. */
  accountLinkId?: string | null;
  kind: string;
  to: { name: string; address: string };
  subject: string;
  body: string;
  attachments: MailAttachment[];
  /** From then on it is not sent any more; and before, only while what it says holds. */
  goodUntil?: Date | null;
  /** Address mails are sent from; its domain ends the Message-ID. */
  sender: string;
  createdBy: string | null;
  at: Date;
}

const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
/** Behind the plus of the reply address: nobody can guess it, and it survives a telephone. */
const makeReplyKey = () => Array.from(randomBytes(20), (byte) => ALPHABET[byte % ALPHABET.length]).join('');

/**
 * Writes a mail and the effect that sends it. Its Message-ID is fixed here, so that a second delivery can be recognised. A
 * recipient without a usable address gets a failed mail at once: it is seen, counted and has to be explained, never dropped. Returns its
 * id; null when a mail with this key exists already.
 */
export async function queueMail(trx: Knex.Transaction, mail: NewMail): Promise<string | null> {
  const address = parseEmail(mail.to.address);
  const domain = /@([A-Za-z0-9.-]+)/.exec(mail.sender)?.[1] ?? 'loket.invalid';
  const id = await insertEmail(trx, {
    unique_key: mail.uniqueKey, case_id: mail.caseId, office_id: mail.officeId, letter_id: mail.letterId, link_id: mail.linkId, account_link_id: mail.accountLinkId ?? null, kind: mail.kind,
    to_name: mail.to.name, to_address: address.ok ? address.email : '', subject: mail.subject, body: mail.body, attachments: mail.attachments, good_until: mail.goodUntil ?? null,
    reply_key: mail.caseId === null ? null : makeReplyKey(),
    message_id: `<${mail.uniqueKey.replace(/[^A-Za-z0-9-]/g, '.')}@${domain}>`, state: address.ok ? 'queued' : 'failed',
    last_error: address.ok ? null : 'alamat_tidak_sah', created_by: mail.createdBy, created_at: mail.at,
  });
  if (id && !address.ok) await openDuty(trx, { id, case_id: mail.caseId, office_id: mail.officeId, letter_id: mail.letterId, kind: mail.kind }, mail.at);
  const waits = mail.attachments.some((attachment) => attachment.kind === 'pdf' && attachment.key === null);
  if (id && address.ok && !waits) await enqueueEffects(trx, [{ effect: MAIL_EFFECT, caseId: mail.caseId, refId: id }]);
  return id;
}

/** The file of a letter is ready: the mails that waited for it may go. A second call finds none waiting. */
export async function attachPdf(trx: Knex.Transaction, letterId: string, pdf: { key: string; sha256: string }): Promise<void> {
  const ready = await completeAttachments(trx, letterId, pdf);
  await enqueueEffects(trx, ready.map((mail) => ({ effect: MAIL_EFFECT, caseId: mail.case_id, refId: mail.id })));
}
