import { z } from 'zod';
import { PROPOSED_FIELDS } from './propose-fields.ts';

/** What the parent asks; the page picture (JPEG of our own making) follows as the body. */
export interface ReadingJob { id: number; /** what it should be; null: judge by the words */ kind: string | null }

export const readingShape = z.strictObject({
  proposals: z.array(z.strictObject({ field: z.enum(PROPOSED_FIELDS), value: z.string().max(160), confidence: z.int().min(0).max(100) })).max(20),
  /** How far the picture must be turned to the right to be upright. */
  turn: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
  /** the kind of document its words speak of */
  looksLike: z.enum(['ktp', 'npwp', 'sertifikat_keahlian']).nullable(),
  words: z.int().min(0), confidence: z.int().min(0).max(100),
});
export type Reading = z.output<typeof readingShape>;

export const readerMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  z.strictObject({ kind: z.literal('read'), id: z.int(), reading: readingShape }),
  z.strictObject({ kind: z.literal('failed'), id: z.int(), reason: z.string().max(200) }),
]);
export type ReaderMessage = z.output<typeof readerMessage>;
