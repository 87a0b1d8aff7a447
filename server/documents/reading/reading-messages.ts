import { z } from 'zod';
import { PROPOSED_FIELDS, READ_KINDS } from './propose-fields.ts';

/** What the parent asks; page pictures (JPEGs of our own making) follow as the body. */
export type ReadingJob =
  /** The page of `bytes` bytes; behind it, where there is one, its printed part drawn larger, in which to read. */
  | { task: 'read'; id: number; /** what it should be; null: judge by the words */ kind: string | null; bytes: number }
  /** Where the little print of a large page stands. */
  | { task: 'locate'; id: number }
  /** Two pictures, the first of `bytes` bytes. */
  | { task: 'compare'; id: number; bytes: number };

const hash = z.strictObject({ coarse: z.string().regex(/^[\da-f]{16}$/), fine: z.string().regex(/^[\da-f]{64}$/) });

export const readingShape = z.strictObject({
  proposals: z.array(z.strictObject({ field: z.enum(PROPOSED_FIELDS), value: z.string().max(160), confidence: z.int().min(0).max(100) })).max(20),
  /** How far the picture must be turned to the right to be upright. */
  turn: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
  /** the kind of document its words speak of */
  looksLike: z.enum(READ_KINDS).nullable(),
  /** what lies on the same page besides */
  alsoLike: z.array(z.enum(READ_KINDS)).max(READ_KINDS.length),
  words: z.int().min(0), confidence: z.int().min(0).max(100),
  /** how the page looks, as it lies and tilted */
  hashes: z.array(hash).max(40),
});
export type Reading = z.output<typeof readingShape>;

const share01 = z.number().min(0).max(1);
const share = z.number().min(-1).max(1);
export const likenessShape = z.strictObject({ alike: share, worst: share, same: z.boolean() });

export const readerMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  z.strictObject({ kind: z.literal('read'), id: z.int(), reading: readingShape }),
  z.strictObject({ kind: z.literal('located'), id: z.int(), part: z.strictObject({ left: share01, top: share01, width: share01, height: share01 }).nullable() }),
  z.strictObject({ kind: z.literal('compared'), id: z.int(), likeness: likenessShape }),
  z.strictObject({ kind: z.literal('failed'), id: z.int(), reason: z.string().max(200) }),
]);
export type ReaderMessage = z.output<typeof readerMessage>;
