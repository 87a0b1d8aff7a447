import type { Knex } from 'knex';
import { enqueueEffects } from '../platform/outbox.ts';
import { endOverdueMails, findForgottenEmails } from './emails.repository.ts';
import { MAIL_EFFECT } from './mail-effect.ts';

/** After a long outage thousands are due at once; a round of this every quarter of a minute is more than a mail server takes. */
const AT_ONCE = 2_000;

/**
 * Offers due mails again: deferred ones whose time has come, those of a sender that died, those whose job a lost queue took along. What is worth nothing
 * any more (a reminder of an appointment that has begun by now) is ended with its reason instead.
 * Running it twice is harmless: a mail with an open offer is not offered again, and the sender claims each row by itself.
 */
export async function sweepMails(db: Knex, now: Date): Promise<number> {
  return db.transaction(async (trx) => {
    await endOverdueMails(trx, now);
    const due = await findForgottenEmails(trx, AT_ONCE);
    await enqueueEffects(trx, due.map((mail) => ({ effect: MAIL_EFFECT, caseId: mail.case_id, refId: mail.id })));
    return due.length;
  });
}
