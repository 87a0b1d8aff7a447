import { z } from 'zod';
import { refusalKeys, warningKeys } from './inspection-keys.ts';

const params = z.record(z.string(), z.union([z.string(), z.number()]));

/** What the parent asks; the bytes of the file follow as the body of the frame. */
export interface InspectionJob {
  type: 'application/pdf' | 'image/jpeg' | 'image/png';
  maxPages: number;
  /** bytes; the cleaned copy of a picture is kept below this */
  maxBytes: number;
  /** pixels of a picture, width × height */
  maxPixels: number;
  /** larger than may be kept: what is kept is made anew, of JPEG pictures that are small enough together */
  shrink: boolean;
  /** Only this part of one page is wanted, as large as it can be had. */
  part?: PagePart;
}

/** A part of a page (the first where none is named), in shares of its width and height; `longSide`: pixels it has at most, 2,000 where nothing is said. */
export interface PagePart { page?: number; left: number; top: number; width: number; height: number; longSide?: number }

/**
 * What a child may answer. The parent parses every frame with this, because a child that read a hostile file is no
 * longer trusted.
 * `stored`: `type` is what was received, or a JPEG where a picture would have become too large.
 * `part`: the body is the picture. `page`: the body is the picture of `jpegBytes` bytes followed by the preview. `stored`: the body is the cleaned or shrunk file.
 */
export const childMessage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  z.strictObject({ kind: z.literal('refused'), key: z.enum(refusalKeys), params }),
  z.strictObject({
    kind: z.literal('opened'),
    pageCount: z.int().min(1),
    warnings: z.array(z.strictObject({ key: z.enum(warningKeys), params })).max(20),
  }),
  z.strictObject({
    kind: z.literal('page'),
    n: z.int().min(1),
    width: z.int().min(1).max(4000),
    height: z.int().min(1).max(4000),
    jpegBytes: z.int().min(1),
  }),
  z.strictObject({ kind: z.literal('part') }),
  z.strictObject({ kind: z.literal('page_unreadable'), n: z.int().min(1) }),
  z.strictObject({ kind: z.literal('stored'), type: z.enum(['application/pdf', 'image/jpeg', 'image/png']) }),
  z.strictObject({ kind: z.literal('done') }),
]);
export type ChildMessage = z.infer<typeof childMessage>;

/** How a child hands one message to its parent; settles when it is written, so that the next drawing cannot hold it up. */
export type Send = (message: ChildMessage, body?: Uint8Array) => Promise<void>;
