/** Shapes of mails on the wire. Addresses are masked; the text keeps `{tautan}` where the private link stood. */
import { z } from 'zod';

export const mailState = z.enum(['queued', 'sending', 'sent', 'deferred', 'failed', 'bounced', 'held']);

/** What becomes of a mail that a restore held: it goes out, or it had gone out before. */
export const heldMailDecision = z.strictObject({ keputusan: z.enum(['kirim', 'sudah_terkirim']) });
/** The same for many at once; more than this in one call would let others wait. */
export const heldMailsDecision = z.strictObject({ keputusan: heldMailDecision.shape.keputusan, ids: z.array(z.uuid()).min(1).max(500) });
export const heldMailsDecided = z.object({
  done: z.int(),
  /** Those that were not decided, each with its reason. `kindLabel` and `caseNumber` null: not of this office. */
  refused: z.array(z.object({ id: z.uuid(), caseNumber: z.string().nullable(), kindLabel: z.string().nullable(), /** It waits still. */ held: z.boolean(), reason: z.string() })),
}).meta({ id: 'EmailDitahanDiputuskan' });
export type HeldMailsDecided = z.output<typeof heldMailsDecided>;

export const mailListItem = z.object({
  id: z.uuid(), caseId: z.uuid().nullable(), caseNumber: z.string().nullable(), letterId: z.uuid().nullable(), kind: z.string(), kindLabel: z.string(),
  to: z.string(), subject: z.string(), state: mailState, stateLabel: z.string(), attempts: z.int(),
  /** Why it did not arrive, as a sentence. */
  problem: z.string().nullable(), createdAt: z.string(), sentAt: z.string().nullable(), nextAt: z.string().nullable(),
  /** Whose act wrote it; null: the system. */
  by: z.string().nullable(),
  /** Sent again as another mail. */
  replaced: z.boolean(),
  /** Not for sending (again): its letter was replaced or taken back or says what is true no longer, or it carries a one-time link of an account. */
  outdated: z.boolean(),
  /** Why, as a sentence; null where it may be sent, and where `problem` or `replaced` says it. */
  outdatedBecause: z.string().nullable(),
}).meta({ id: 'Email' });

export const mailShape = mailListItem.extend({
  body: z.string(), attachments: z.array(z.object({ name: z.string(), ready: z.boolean(), sha256: z.string().nullable() })),
  /** Every try, oldest first. */
  tries: z.array(z.object({ n: z.int(), at: z.string(), outcome: z.enum(['terkirim', 'ditunda', 'ditolak', 'dikembalikan']), outcomeLabel: z.string(), code: z.string() })), messageId: z.string(), linkOpenedAt: z.string().nullable(),
}).meta({ id: 'EmailLengkap' });

const requestId = z.string().min(8).max(80).regex(/^[\w.:-]+$/);
export const resendBody = z.strictObject({ requestId });

/** A mail that came in. Its files wait as uploads until somebody files them. */
export const inboundItem = z.object({
  id: z.uuid(), caseId: z.uuid().nullable(), caseNumber: z.string().nullable(), from: z.string(), subject: z.string(),
  state: z.enum(['baru', 'ditangani', 'diabaikan', 'dikembalikan']), stateLabel: z.string(), reason: z.string().nullable(),
  matchedBy: z.enum(['pesan', 'alamat_balas', 'kalender', 'petugas']).nullable(),
  /** Written from the address of the application. */
  knownSender: z.boolean(), receivedAt: z.string(),
  attachments: z.array(z.object({ name: z.string(), uploadId: z.uuid().nullable(), bytes: z.int(), problem: z.string().nullable() })),
}).meta({ id: 'EmailMasuk' });
export type InboundItem = z.output<typeof inboundItem>;
export const inboundShape = inboundItem.extend({ fromAddress: z.string(), body: z.string() }).meta({ id: 'EmailMasukLengkap' });
export type InboundMail = z.output<typeof inboundShape>;
export const handleInboundBody = z.strictObject({ act: z.enum(['pasangkan', 'selesai', 'abaikan', 'buka_lagi']), caseNumber: z.string().max(60).optional() });

export const dutyItem = z.object({
  id: z.uuid(), caseId: z.uuid(), caseNumber: z.string(), letterLabel: z.string(), problem: z.string().nullable(), openedAt: z.string(), closedAt: z.string().nullable(), how: z.string().nullable(),
}).meta({ id: 'TugasHubungi' });

export const contactLinkShape = z.object({ phone: z.string().nullable(), text: z.string(), letterId: z.uuid().nullable(), whatsapp: z.string().nullable(), telephone: z.string().nullable() });
export type ContactLink = z.output<typeof contactLinkShape>;
export const contactBody = z.strictObject({ requestId, channel: z.enum(['whatsapp', 'telepon']), reached: z.boolean(), note: z.string().trim().max(500).optional(), letterId: z.uuid().optional() });
export const contactItem = z.object({ id: z.uuid(), channel: z.enum(['whatsapp', 'telepon']), reached: z.boolean(), note: z.string().nullable(), by: z.string(), at: z.string() });
export type ContactItem = z.output<typeof contactItem>;
