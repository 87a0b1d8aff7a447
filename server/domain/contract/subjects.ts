/** Shapes of the search and of a value shown in full. */
import { z } from 'zod';

/** What an officer typed; never stored, never logged. */
export const searchBody = z.strictObject({ q: z.string().trim().min(2).max(120).refine((q) => q.isWellFormed() && !/\p{Cc}/u.test(q), 'galat.isian.huruf_terlarang') });

export const foundCase = z.object({
  id: z.uuid(), number: z.string(), subjectName: z.string().nullable(), procedure: z.string(), place: z.string(), placeLabel: z.string(),
  holderName: z.string().nullable(), outcome: z.string().nullable(), outcomeLabel: z.string().nullable(), receivedAt: z.string(), archivedAt: z.string().nullable(),
  /** The newest letter to the applicant that is in force. */
  lastLetter: z.object({ kind: z.string(), label: z.string(), at: z.string() }).nullable(),
  /** What is awaited, from whom, the most telling first; nothing once it is archived. */
  awaiting: z.array(z.object({
    kind: z.enum(['perbaikan', 'kiriman', 'jawaban_jadwal', 'verifikasi', 'tugas', 'tunda', 'giliran']), who: z.string().nullable(), what: z.string().nullable(), since: z.string().nullable(), until: z.string().nullable(),
    /** `until` may still move */ provisional: z.boolean(),
  })),
  /** How it was found: by number, by an identifier, or by a name that is alike. */
  matched: z.enum(['nomor', 'nik', 'npwp', 'nib', 'telepon', 'email', 'user_id', 'nama']),
}).meta({ id: 'HasilPencarian' });
export type FoundCase = z.output<typeof foundCase>;

export const unmaskedValue = z.object({ value: z.string().nullable() });
