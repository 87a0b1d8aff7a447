/** Shapes of what operating shows: background work that failed or is held, and the stop of mail after a restore. */
import { z } from 'zod';

export const failedEffect = z.object({
  id: z.uuid(), effect: z.string(), effectLabel: z.string(), caseId: z.uuid().nullable(), caseNumber: z.string().nullable(),
  state: z.enum(['gagal', 'ditahan']), stateLabel: z.string(), attempts: z.int(),
  /** Why, as one word (`EFFECT_ERROR_CODES`, or `ditahan`) and as a sentence without personal data. */
  cause: z.string(), reason: z.string(), createdAt: z.string(), at: z.string(),
}).meta({ id: 'EfekGagal' });
export type FailedEffect = z.output<typeof failedEffect>;

const effectName = z.string().regex(/^[a-z_]{1,60}$/);
/** What stopped, by kind of work and cause. */
export const effectCause = z.object({ effect: z.string(), effectLabel: z.string(), cause: z.string(), reason: z.string(), state: z.enum(['gagal', 'ditahan']), count: z.int() }).meta({ id: 'SebabEfekGagal' });
export type EffectCause = z.output<typeof effectCause>;
export const retryEffectsBody = z.strictObject({ ids: z.array(z.uuid()).min(1).max(500) });
export const retryCauseBody = z.strictObject({ effect: effectName, cause: effectName });
/** `gone`: went already, or belong to somebody else. `left`: of the same cause, still stopped. */
export const effectsRetried = z.object({ done: z.int(), gone: z.int(), left: z.int() }).meta({ id: 'EfekDiulang' });
export type EffectsRetried = z.output<typeof effectsRetried>;

/** null: mail flows. */
export const mailHold = z.object({
  backupTakenAt: z.string(), restoredAt: z.string(),
  /** Mails of this office that wait for a decision now. */
  heldEmails: z.int(),
}).nullable().meta({ id: 'SuratDihentikan' });
export type MailHold = z.output<typeof mailHold>;
