/** Shapes of the archive on the wire. Periods are days (YYYY-MM-DD), their ends not included; moments are ISO 8601. */
import { z } from 'zod';

export const archiveFileItem = z.object({
  id: z.uuid(), caseId: z.uuid(), caseNumber: z.string(), number: z.string(), classificationCode: z.string(), description: z.string(), location: z.string(),
  copyStatus: z.string(), copyStatusLabel: z.string(), outcome: z.string(), outcomeLabel: z.string(), periodFrom: z.string(), periodTo: z.string(),
  activeUntil: z.string(), inactiveUntil: z.string(), annexUntil: z.string(), disposition: z.string(), dispositionLabel: z.string(),
  trigger: z.string(), triggerLabel: z.string(), triggerDate: z.string(), filedByName: z.string().nullable(), filedAt: z.string(),
  sealedAt: z.string().nullable(), verifiedAt: z.string().nullable(), intact: z.boolean().nullable(),
  /** The case was opened again and is not yet filed anew. */
  reopenedAt: z.string().nullable(),
}).meta({ id: 'BerkasArsip' });
export type ArchiveFileItem = z.output<typeof archiveFileItem>;

export const archiveFileShape = archiveFileItem.extend({
  recordManifestSha256: z.string().nullable(), annexManifestSha256: z.string().nullable(),
  /** Daftar isi berkas. */
  items: z.array(z.object({
    n: z.int(), kind: z.string(), description: z.string(), date: z.string(), copyStatus: z.string(), count: z.int(), part: z.enum(['rekaman', 'lampiran']),
  })),
  supplements: z.array(z.object({
    n: z.int(), kind: z.string(), kindLabel: z.string(), text: z.string(), addedByName: z.string().nullable(), addedAt: z.string(), sealed: z.boolean(), manifestSha256: z.string().nullable(),
  })),
}).meta({ id: 'BerkasArsipLengkap' });
export type ArchiveFileView = z.output<typeof archiveFileShape>;
