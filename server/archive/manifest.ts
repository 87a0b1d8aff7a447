/** What a sealed part says about itself: every file by path, length and hash. Plain JSON, to be read without this program. */
import { createHash } from 'node:crypto';
import { z } from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const sealedFile = z.strictObject({ path: z.string(), bytes: z.int(), sha256, receivedSha256: sha256.optional() });
export const manifestShape = z.strictObject({
  format: z.literal('loket-arsip/1'),
  part: z.enum(['rekaman', 'lampiran', 'suplemen']),
  archiveNumber: z.string(), caseNumber: z.string(), office: z.string(), procedure: z.string(), sopVersion: z.int(), sopNumber: z.string(),
  sealedAt: z.string(),
  files: z.array(sealedFile),
  /** In the record: the identity annex it belongs to, so that the annex can be proved after it was destroyed. */
  annex: z.strictObject({ manifestSha256: sha256, files: z.array(sealedFile) }).optional(),
  /** In a supplement: what it adds to. */
  supplement: z.strictObject({ n: z.int(), recordManifestSha256: sha256 }).optional(),
}).meta({ id: 'ManifesArsip' });
export type Manifest = z.output<typeof manifestShape>;
export type SealedFile = z.output<typeof sealedFile>;

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function jsonBytes(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}
