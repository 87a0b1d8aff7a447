import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Clock } from '../domain/clock.ts';
import { accountTokenOf, linkAddress } from '../links/index.ts';
import type { Config } from '../platform/config.ts';
import type { Logger } from '../platform/log.ts';
import { MARKED_DONE, type EffectHandler } from '../platform/outbox.ts';
import type { FileStorage } from '../platform/storage.ts';
import { together } from '../platform/together.ts';
import { claimEmails, endNeedless, markDeferred, markFailed, markSent, TOO_LATE, type ClaimedEmail } from './emails.repository.ts';
import { keepLeases } from './keep-leases.ts';
import { htmlText, plainText } from './mail-text.ts';
import { logAttempt, openDuty } from './mail-outcome.ts';
import type { MailOutcome, Mailer, OutgoingMail } from './mailer.gateway.ts';
import type { WhyOutdated } from './resend-mail.ts';

export interface SendMailDeps {
  db: Knex; clock: Clock; storage: FileStorage; mailer: Mailer; config: Pick<Config, 'secret' | 'publicUrl'> & { imapUrl?: string | undefined; mailReplyTo?: string }; log: Logger;
  whyOutdated: WhyOutdated;
}

/** Mails under way side by side in one process; when it is killed, at most so many go a second time. */
export const MAILS_AT_ONCE = 40;
/** How long a mail that was taken waits for others to be noted with it. */
const MARK_WAIT_MS = 20;
/** RFC 5321 4.5.4.1 asks for four or five days before giving up; with the waits below 40 tries take about four. */
const MAX_ATTEMPTS = 40;
const LONGEST_WAIT_SECONDS = 3 * 3600;

/**
 * `kirim_email`: sends one mail row.
 *
 * Repeating is harmless: the row is claimed by one statement under a lease of the database clock, a sent row is never due again, and
 * each sending carries the Message-ID fixed when the row was written. One gap stays (runbook): the server accepted the mail and we
 * died before writing it down; then the same mail, with the same Message-ID, goes a second time. Those that go out side by side share
 * the statements that claim and mark them; each waits until its own mark is committed, so no more than these can go twice.
 */
export function sendMail(deps: SendMailDeps): EffectHandler {
  const { db, clock, log } = deps;
  const claim = together(async (ids: string[]) => {
    const claimed = new Map((await claimEmails(db, ids)).map((mail) => [mail.id, mail]));
    return ids.map((id) => {
      const mail = claimed.get(id);
      claimed.delete(id); // asked for twice in one round: one of them has it
      return mail;
    });
  });
  const sent = together(async (mails: (ClaimedEmail & { outboxId: string })[]) => {
    await markSent(db, mails, clock.now());
    return mails;
  }, { waitMs: MARK_WAIT_MS });
  const leases = keepLeases(db, log);
  return async ({ outboxId, refId }) => {
    const mail = refId === null ? undefined : await claim(refId);
    if (!mail) return undefined; // sent already, taken by somebody else, not yet due, or waiting for its PDF: the sweep offers it again
    const needless = await whyNeedless(deps, mail);
    if (needless !== null) {
      await endNeedless(db, mail, needless);
      return undefined;
    }
    const outcome = await leases.during(mail, () => attempt(deps, mail));
    if (outcome.result === 'terkirim') {
      await sent({ ...mail, outboxId });
      return MARKED_DONE;
    }
    const error = `${outcome.error}:${outcome.code}`;
    log.warn({ emailId: mail.id, caseId: mail.case_id, attempts: mail.attempts, error }, 'mail not delivered');
    await logAttempt(db, mail, outcome.result, outcome.code || outcome.error);
    const final = outcome.result === 'ditolak' ? error : mail.attempts >= MAX_ATTEMPTS ? `menyerah:${outcome.code}` : null;
    if (final === null) await markDeferred(db, mail, error, backOff(mail.attempts));
    else await db.transaction(async (trx) => { if (await markFailed(trx, mail, final)) await openDuty(trx, mail, clock.now()); });
    return undefined;
  };
}

/** What a mail ends with that says what is true no longer. */
const NEEDLESS: Readonly<Record<string, string>> = { 'galat.surat_tidak_berlaku': 'surat_dicabut', 'hambatan.surel_jadwal_berubah': 'tidak_berlaku_lagi', 'hambatan.surel_tersusul': 'tersusul' };

/**
 * Why a mail is not sent any more, read again now, however long it waited; null where it goes. One that is good for a time is asked at every try, any
 * other from the second on: what it says may have been answered or taken back while it was in a sender's hands, where nobody could stop it.
 */
async function whyNeedless({ db, clock, whyOutdated }: SendMailDeps, mail: ClaimedEmail): Promise<string | null> {
  const { good_until: goodUntil, letter_id: letterId } = mail;
  const at = clock.now();
  if (goodUntil !== null && at >= goodUntil) return TOO_LATE;
  if (letterId === null || (goodUntil === null && mail.attempts < 2)) return null;
  const why = await db.transaction((trx) => whyOutdated(trx, { letterId, attachments: mail.attachments, at }));
  return why && (NEEDLESS[why.key] ?? 'permintaan_selesai');
}

type Attempt = MailOutcome | { result: 'ditunda' | 'ditolak'; error: 'lampiran_rusak' | 'lampiran_tidak_terbaca'; code: string };

async function attempt(deps: SendMailDeps, mail: ClaimedEmail): Promise<Attempt> {
  let outgoing: OutgoingMail | null;
  try {
    outgoing = await prepare(deps, mail);
  } catch (err) {
    deps.log.error({ err, emailId: mail.id, caseId: mail.case_id }, 'mail could not be prepared');
    return { result: 'ditunda', error: 'lampiran_tidak_terbaca', code: '' };
  }
  if (outgoing) return deps.mailer.send(outgoing);
  deps.log.error({ emailId: mail.id, caseId: mail.case_id }, 'attachment of a mail differs from what was stored');
  return { result: 'ditolak', error: 'lampiran_rusak', code: '' };
}

/** 30 s, doubled at each try, three hours at most. */
export function backOff(attempts: number): number {
  return Math.min(LONGEST_WAIT_SECONDS, 30 * 2 ** Math.min(attempts - 1, 12));
}

/** The link is made here and now, from the row's id and the secret; it is in no table and no log. Null when an attachment is not what it was. */
async function prepare({ db, storage, config }: SendMailDeps, mail: ClaimedEmail): Promise<OutgoingMail | null> {
  const own = mail.link_id === null ? null : await linkAddress(db, config, mail.link_id);
  const link = own ? own.address
    : mail.account_link_id !== null ? `${config.publicUrl}/staf/akun/${accountTokenOf(config.secret, mail.account_link_id)}` : null;
  const attachments: OutgoingMail['attachments'] = [];
  for (const attachment of mail.attachments) {
    if (attachment.kind === 'kalender') {
      attachments.push({ name: attachment.name, type: `text/calendar; charset=utf-8; method=${/^METHOD:(\w+)/m.exec(attachment.text)?.[1] ?? 'PUBLISH'}`, content: attachment.text });
      continue;
    }
    if (attachment.key === null) return null;
    const content = await storage.read(attachment.key);
    if (createHash('sha256').update(content).digest('hex') !== attachment.sha256) return null;
    attachments.push({ name: attachment.name, type: 'application/pdf', content });
  }
  return {
    messageId: mail.message_id, fromName: mail.office_name, replyTo: config.imapUrl && config.mailReplyTo && mail.reply_key ? config.mailReplyTo.replace('@', `+${mail.reply_key}@`) : null, to: { name: mail.to_name, address: mail.to_address }, subject: mail.subject,
    text: plainText(mail.body, link), html: htmlText(mail.body, link, mail.office_name, own?.purpose === 'unggah' ? 'e_mail.tombol_unggah' : mail.account_link_id === null ? 'e_mail.tombol' : 'e_mail.tombol_akun'), attachments,
  };
}
