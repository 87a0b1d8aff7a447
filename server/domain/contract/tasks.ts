/** Shape of a task on the wire. */
import { z } from 'zod';

export const taskItem = z.object({
  id: z.uuid(), caseId: z.uuid(), caseNumber: z.string(), kind: z.string(), kindLabel: z.string(), step: z.string().nullable(), actor: z.string(), actorLabel: z.string(),
  round: z.int(), state: z.enum(['terbuka', 'selesai', 'batal']), openedById: z.uuid().nullable(), openedByName: z.string().nullable(), meantForId: z.uuid().nullable(), meantForName: z.string().nullable(), openedAt: z.string(),
  dueAt: z.string().nullable(), dueProvisional: z.boolean(), overdue: z.boolean(), remindedAt: z.string().nullable(),
  closedById: z.uuid().nullable(), closedByName: z.string().nullable(), closedAt: z.string().nullable(), proof: z.record(z.string(), z.unknown()).nullable(),
  /** JSON schema of the proof, labels in the reader's language. */
  proofSchema: z.record(z.string(), z.unknown()),
  /** The act that closes it; null when the caller may not, or the task is not open. The door has the last word. */
  closeAction: z.string().nullable(), mayClose: z.boolean(),
  /** Message key of what stands against the caller closing it. */
  closedToMe: z.object({ key: z.string(), message: z.string() }).nullable(),
}).meta({ id: 'Tugas' });
export type TaskItem = z.output<typeof taskItem>;
