import { createHmac } from 'node:crypto';
import type { ScreeningSubject } from '../domain/screening/screening.ts';

/** Keyed hash of name and numbers: equal as long as the identity is, so that a verdict falls away with it. */
export function subjectHash(secret: string, subject: Pick<ScreeningSubject, 'name' | 'nik' | 'npwp15' | 'npwp16'>): string {
  return createHmac('sha256', secret).update(JSON.stringify(['penilaian', subject.name.form, subject.name.folded, subject.nik, subject.npwp16, subject.npwp15])).digest('hex');
}
