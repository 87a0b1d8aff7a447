/** Shapes of mails on the wire. Addresses are masked; the text keeps `{tautan}` where the private link stood. */
import { z } from 'zod';

export const mailState = z.enum(['queued', 'sending', 'sent', 'deferred', 'failed', 'bounced', 'held']);

/** What becomes of a mail that a restore held: it goes out, or it had gone out before. */
export const heldMailDecision = z.strictObject({ keputusan: z.enum(['kirim', 'sudah_terkirim']) });

export const mailListItem = z.object({
  id: z.uuid(), caseId: z.uuid().nullable(), caseNumber: z.string().nullable(), letterId: z.uuid().nullable(), kind: z.string(), kindLabel: z.string(),
  to: z.string(), subject: z.string(), state: mailState, stateLabel: z.string(), attempts: z.int(),
  /** Why it did not arrive, as a sentence. */
  problem: z.string().nullable(), createdAt: z.string(), sentAt: z.string().nullable(), nextAt: z.string().nullable(),
}).meta({ id: 'Email' });

export const mailShape = mailListItem.extend({
  body: z.string(), attachments: z.array(z.object({ name: z.string(), ready: z.boolean() })), messageId: z.string(), linkOpenedAt: z.string().nullable(),
}).meta({ id: 'EmailLengkap' });
