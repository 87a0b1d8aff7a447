import type { Knex } from 'knex';
import { getOffice } from '../offices/index.ts';
import type { UploadLimits } from './inspection/inspect-upload.ts';

const MEGABYTE = 1024 * 1024;

/** What somebody of an office may hand in, and what is kept of it: never more than an applicant may send. Bytes. */
export async function staffLimits(db: Knex | Knex.Transaction, officeId: string, most: { maxUploadBytes: number; maxStaffUploadBytes: number }): Promise<UploadLimits> {
  const { uploadMegabytes, staffUploadMegabytes } = (await getOffice(db, officeId)).settings;
  const kept = Math.min(most.maxUploadBytes, (uploadMegabytes ?? Infinity) * MEGABYTE);
  return { kept, received: Math.max(kept, Math.min(most.maxStaffUploadBytes, (staffUploadMegabytes ?? Infinity) * MEGABYTE)) };
}
