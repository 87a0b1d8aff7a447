/** What has happened so far, in the applicant's words, from what the private link may know. */
import type { ApplicationStatus } from '../../../server/domain/contract/intake.ts';
import type { ApplicantKey } from '../language.ts';

export interface TimelineEntry { at: string; key: ApplicantKey; params: Record<string, string | number> }
type Story = Pick<ApplicationStatus, 'receivedAt' | 'endedAt' | 'outcomeLabel' | 'visits' | 'files' | 'letters' | 'repair'>;

/** Oldest first. Files of one round count as one sending, since one sending ends a round. */
export function timelineOf(status: Story): TimelineEntry[] {
  const entries: TimelineEntry[] = [{ at: status.receivedAt, key: 'laman.riwayat.diterima', params: {} }];
  for (const visit of status.visits) entries.push({ at: visit.at, key: 'laman.riwayat.buku_tamu', params: { nama: visit.name } });
  for (const letter of status.letters) entries.push({ at: letter.issuedAt, key: 'laman.riwayat.surat', params: { surat: letter.label } });
  const rounds = new Map<number, string>();
  for (const file of status.files) {
    const known = rounds.get(file.round);
    if (file.round > 1 && (known === undefined || file.receivedAt < known)) rounds.set(file.round, file.receivedAt);
  }
  for (const [, at] of rounds) entries.push({ at, key: 'laman.riwayat.perbaikan', params: {} });
  if (status.endedAt !== null) entries.push({ at: status.endedAt, key: 'laman.riwayat.selesai', params: { hasil: status.outcomeLabel ?? '' } });
  return entries.sort((a, b) => a.at.localeCompare(b.at));
}
