import { reason } from '../domain/screening/screening.ts';
import type { NewHit } from './checks.repository.ts';
import type { PortalLookRow } from './portal-looks.repository.ts';
import type { ScreenedSubject } from './screened-subjects.view.ts';

/**
 * Somebody found something at the portal itself. It is judged and confirmed as any other hit, else a look that found an entry
 * would open the door as well as one that found none.
 */
export function hitOfPortalLook(look: PortalLookRow, screened: ScreenedSubject): NewHit {
  return {
    portalLookId: look.id, subjectRole: screened.role, subjectHash: screened.hash, targetKey: `portal:${look.id}`, level: 'A', score: 1, inForce: true,
    reasons: [reason('portal', { pencarian: look.query })],
    shown: { nama: look.query, keadaan: 'berlaku', portal: { pada: look.looked_at.toISOString(), pencarian: look.query, gambar: look.picture_upload_id } },
  };
}
