/** Mail: every mail a row, sent by a repeatable effect, swept while it is due. */
import type { Knex } from 'knex';
import { factSource, type DoorPart } from '../cases/index.ts';
import type { EffectHandler } from '../platform/outbox.ts';
import { countUndelivered } from './emails.repository.ts';
import type { Route } from '../platform/http/route.ts';
import type { TimedJob } from '../platform/timed-jobs.ts';
import { MAIL_EFFECT } from './mail-effect.ts';
import { inboxRoutes, type InboxRouteDeps } from './inbox.routes.ts';
import { forgetInbound } from './inbox/forget-inbound.cron.ts';
import { fetchInbox } from './inbox/fetch-inbox.cron.ts';
import { createMailbox } from './inbox/mailbox.gateway.ts';
import type { InboundDeps } from './inbox/receive-inbound.ts';
import { settleFiledMail } from './inbox/settle-filed-mail.ts';
import { mailRoutes as outgoingRoutes } from './mail.routes.ts';
import { sendMail, type SendMailDeps } from './send-mail.effect.ts';
import { sweepMails } from './sweep-mails.cron.ts';

export { holdWhenFlooding } from './emails.repository.ts';
export { createMailer, type Mailer, type OutgoingMail } from './mailer.gateway.ts';
export { MAIL_EFFECT } from './mail-effect.ts';
export { closeDuties, noteBounce } from './mail-outcome.ts';
export { queueMail, attachPdf, type NewMail } from './queue-mail.ts';
export { attachmentsOf, replaceMails, stopMails, type MailAttachment } from './emails.repository.ts';
export { remindOfTask } from './remind-of-task.ts';
export { mailList, SHOWN_STATE } from './mail.view.ts';
export { dutyList, inboundList } from './inbox.view.ts';
export type { InboundDeps } from './inbox/receive-inbound.ts';
export { MAILS_AT_ONCE, type SendMailDeps } from './send-mail.effect.ts';

export function mailDoorPart(): DoorPart {
  return { facts: [factSource('surat', (trx, { caseId }) => countUndelivered(trx, caseId))], onAct: [settleFiledMail] };
}

export function mailEffects(deps: SendMailDeps): Record<string, EffectHandler> {
  return { [MAIL_EFFECT]: sendMail(deps) };
}

/** Milliseconds. */
const SWEEP_EVERY = 15_000;

const LOOK_EVERY = 60_000;

export function mailRoutes(deps: InboxRouteDeps): Route[] {
  return [...outgoingRoutes(deps), ...inboxRoutes(deps)];
}

/** `imapUrl` undefined: nobody reads replies here. */
export function mailSchedules({ db, inbound, imapUrl }: { db: Knex; inbound: InboundDeps; imapUrl: string | undefined }): TimedJob[] {
  const mailbox = imapUrl === undefined ? null : createMailbox(imapUrl);
  const look: TimedJob[] = mailbox ? [{ id: 'surel-masuk', lane: 'lama', every: LOOK_EVERY, run: async () => { await fetchInbox(inbound, mailbox); } }] : [];
  return [
    { id: 'sapu-email', lane: 'jam', every: SWEEP_EVERY, run: async () => { await sweepMails(db, inbound.clock.now()); } },
    { id: 'hapus-isi-surel', lane: 'lama', pattern: '25 1 * * *', run: () => forgetInbound({ db, log: inbound.log }, inbound.clock.now()) },
    ...look,
  ];
}
