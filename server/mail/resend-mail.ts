import type { Knex } from 'knex';
import { recordAudit } from '../audit/index.ts';
import { raiseVersion } from '../cases/index.ts';
import type { Obstacle } from '../domain/sop/model.ts';
import { ActionClosedError, NotFoundError } from '../platform/errors.ts';
import type { Officer } from '../platform/http/route.ts';
import type { EmailRow, MailAttachment } from './emails.repository.ts';
import { closeDuties } from './mail-outcome.ts';
import { queueMail } from './queue-mail.ts';

/** Repeats in an hour, of a case's mails or, of those that belong to none, to one address (R19): more of the same helps nobody and looks like spam. */
const MOST_AN_HOUR = 3;

/** Why a letter says what is true no longer; null where it holds. */
export type WhyOutdated = (trx: Knex.Transaction, mail: { letterId: string; attachments: readonly MailAttachment[]; at: Date }) => Promise<Obstacle | null>;

interface ResentBy { officer: Officer; requestId: string; ipHash: string; key: string; sender: string; at: Date; whyOutdated: WhyOutdated }

/**
 * "Kirim ulang": the same words, the same link and the same files once more, as a mail of its own, to the address of the application as
 * it is now. @throws NotFoundError foreign or unknown; ActionClosedError still under way, replaced
 * already, too often, or true no longer: a letter taken back, an appointment that was moved, a link that is dead
 */
export async function resendMail(trx: Knex.Transaction, by: ResentBy, id: string): Promise<void> {
  const { officer, at } = by;
  const seen = await trx<EmailRow>('emails').where({ id, office_id: officer.officeId }).first();
  if (!seen) throw new NotFoundError();
  // One after the other, so that each counts those before it: a case's mails behind the case, the others behind their address.
  if (seen.case_id) await raiseVersion(trx, seen.case_id, officer.officeId);
  else await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`kirim_ulang:${seen.office_id}:${seen.to_address}`]);
  const mail = await trx<EmailRow & { replaced_by: string | null }>('emails').where({ id }).forUpdate().first();
  if (!mail || mail.held_at !== null || mail.replaced_by !== null || !['sent', 'failed', 'bounced'].includes(mail.state)) throw new ActionClosedError([{ key: 'hambatan.surel_belum_selesai' }]);
  const outdated = await outdatedBy(trx, by, mail);
  if (outdated) throw new ActionClosedError([outdated]);
  await refuseTooMany(trx, mail, at);
  const letter = mail.letter_id ? await trx('letters').where({ id: mail.letter_id }).first<{ recipient: string } | undefined>('recipient') : undefined;
  const applicant = letter?.recipient === 'pemohon'
    ? await trx('case_subjects').where({ case_id: mail.case_id, is_applicant: true }).first<{ email: string | null } | undefined>('email') : undefined;
  const uniqueKey = `ulang:${mail.id}:${by.key}`;
  await queueMail(trx, {
    uniqueKey, caseId: mail.case_id, officeId: mail.office_id, letterId: mail.letter_id, linkId: mail.link_id, kind: mail.kind,
    to: { name: mail.to_name, address: applicant?.email ?? mail.to_address }, subject: mail.subject, body: mail.body, attachments: mail.attachments, goodUntil: mail.good_until, sender: by.sender, createdBy: officer.id, at,
  });
  const next = await trx('emails').where({ unique_key: uniqueKey }).first<{ id: string }>('id');
  // What had not arrived is answered for by the new one; a letter that did arrive stays so.
  if (mail.state !== 'sent') await trx('emails').where({ id }).update({ replaced_by: next.id });
  await closeDuties(trx, { email_id: id }, { userId: officer.id, how: 'dikirim_ulang', at });
  await recordAudit(trx, { event: 'kirim_ulang_surel', actorKind: 'staf', actorId: officer.id, officeId: officer.officeId, caseId: mail.case_id, ref: `email:${id}`, requestId: by.requestId, ipHash: by.ipHash });
}

async function refuseTooMany(trx: Knex.Transaction, mail: EmailRow, at: Date): Promise<void> {
  const repeated = trx('emails').where('created_at', '>', new Date(at.getTime() - 3_600_000)).whereLike('unique_key', 'ulang:%');
  const alike = mail.case_id === null ? repeated.whereNull('case_id').where({ office_id: mail.office_id, to_address: mail.to_address }) : repeated.where({ case_id: mail.case_id });
  const [recent] = await alike.count<{ n: number }[]>({ n: '*' });
  if (Number(recent?.n ?? 0) < MOST_AN_HOUR) return;
  throw new ActionClosedError([{ key: mail.case_id === null ? 'hambatan.surel_terlalu_sering_alamat' : 'hambatan.surel_terlalu_sering', params: { batas: MOST_AN_HOUR } }]);
}

/** Why this mail is not to be sent (again). */
export async function outdatedBy(trx: Knex.Transaction, { at, whyOutdated }: Pick<ResentBy, 'at' | 'whyOutdated'>, mail: EmailRow): Promise<Obstacle | null> {
  // Its one-time link is the admin's to give, and may be used up.
  if (mail.account_link_id !== null) return { key: 'hambatan.surel_akun' };
  if (mail.good_until !== null && mail.good_until <= at) return { key: 'hambatan.surel_jadwal_berubah' };
  const link = mail.link_id === null ? undefined : await trx('private_links').where({ id: mail.link_id }).first<{ revoked_at: Date | null; expires_at: Date | null } | undefined>('revoked_at', 'expires_at');
  if (link && (link.revoked_at !== null || (link.expires_at !== null && link.expires_at <= at))) return { key: 'hambatan.surel_tautan_mati' };
  return mail.letter_id === null ? null : whyOutdated(trx, { letterId: mail.letter_id, attachments: mail.attachments, at });
}
