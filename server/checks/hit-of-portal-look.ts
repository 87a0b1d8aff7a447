import { sanctionStanding } from '../domain/screening/sanction-standing.ts';
import { reason } from '../domain/screening/screening.ts';
import type { NewHit } from './checks.repository.ts';
import type { PortalLookRow } from './portal-looks.repository.ts';
import { subjectRef, type ScreenedSubject } from './screened-subjects.view.ts';

/** Whom a look was for. Before a file could be about several there was only the first. */
export function subjectOfLook<S extends Pick<ScreenedSubject, 'role' | 'ordinal'>>(look: PortalLookRow, subjects: readonly S[]): S | undefined {
  return look.subject_ref === null ? subjects[0] : subjects.find((subject) => subjectRef(subject) === look.subject_ref);
}

/**
 * Somebody found something at the portal itself. It is judged and confirmed as any other hit, else a look that found an entry
 * would open the door as well as one that found none; and it blocks within its days only.
 * @param today day in the zone of the office
 */
export function hitOfPortalLook(look: PortalLookRow, screened: ScreenedSubject, today: string): NewHit {
  const standing = sanctionStanding({ status: 'PUBLISHED', startsOn: look.starts_on, endsOn: look.ends_on }, today);
  return {
    portalLookId: look.id, subjectRole: screened.role, subjectHash: screened.hash, targetKey: `portal:${look.id}`, level: 'A', score: 1, inForce: standing === 'berlaku',
    reasons: [reason('portal', { pencarian: look.query })],
    shown: {
      nama: look.query, nomorSk: look.sk_number, status: 'PUBLISHED', mulai: look.starts_on, selesai: look.ends_on, keadaan: standing,
      portal: { pada: look.looked_at.toISOString(), pencarian: look.query, gambar: look.picture_upload_id },
    },
  };
}
