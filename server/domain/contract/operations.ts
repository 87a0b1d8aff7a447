/** Shapes of what operating shows: background work that failed or is held, and the stop of mail after a restore. */
import { z } from 'zod';

export const failedEffect = z.object({
  id: z.uuid(), effect: z.string(), effectLabel: z.string(), caseId: z.uuid().nullable(), caseNumber: z.string().nullable(),
  state: z.enum(['gagal', 'ditahan']), stateLabel: z.string(), attempts: z.int(),
  /** Why, as a sentence without personal data. */
  reason: z.string(), createdAt: z.string(), at: z.string(),
}).meta({ id: 'EfekGagal' });
export type FailedEffect = z.output<typeof failedEffect>;

/** null: mail flows. */
export const mailHold = z.object({
  backupTakenAt: z.string(), restoredAt: z.string(),
  /** Mails of this office that wait for a decision now. */
  heldEmails: z.int(),
}).nullable().meta({ id: 'SuratDihentikan' });
export type MailHold = z.output<typeof mailHold>;
