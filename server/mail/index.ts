/** Mail: every mail a row, sent by a repeatable effect, swept while it is due. */
import type { Knex } from 'knex';
import { factSource, type DoorPart } from '../cases/index.ts';
import type { EffectHandler } from '../platform/outbox.ts';
import { countUndelivered } from './emails.repository.ts';
import { sendMail, type SendMailDeps } from './send-mail.effect.ts';
import { sweepMails } from './sweep-mails.cron.ts';

export { holdWhenFlooding } from './emails.repository.ts';
export { createMailer, type Mailer, type OutgoingMail } from './mailer.gateway.ts';
export { queueMail, attachPdf, type NewMail } from './queue-mail.ts';
export { attachmentsOf, replaceMails, stopMails, type MailAttachment } from './emails.repository.ts';
export { remindOfTask } from './remind-of-task.ts';
export { mailRoutes } from './mail.routes.ts';
export { mailList } from './mail.view.ts';
export type { SendMailDeps } from './send-mail.effect.ts';

export function mailDoorPart(): DoorPart {
  return { facts: [factSource('surat', (trx, { caseId }) => countUndelivered(trx, caseId))] };
}

export function mailEffects(deps: SendMailDeps): Record<string, EffectHandler> {
  return { kirim_email: sendMail(deps) };
}

/** Milliseconds. */
const SWEEP_EVERY = 15_000;

export function mailSchedules({ db }: { db: Knex }): { id: string; every: number; run: () => Promise<void> }[] {
  return [{ id: 'sapu-email', every: SWEEP_EVERY, run: async () => { await sweepMails(db); } }];
}
