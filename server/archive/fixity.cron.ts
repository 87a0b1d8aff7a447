/**
 * Every night the files that were looked at longest ago are read again. Running twice only reads twice; a run that is cut off leaves the
 * rest for the next night.
 */
import type { Logger } from '../platform/log.ts';
import type { TimedJob } from '../platform/timed-jobs.ts';
import { recordAudit } from '../audit/index.ts';
import type { ArchiveFileRow } from './archive-files.repository.ts';
import { verifyArchive, type FixityDeps } from './verify-archive.ts';

const PER_NIGHT = 500;

/** Returns the ids of files that are not as they were sealed. */
export async function verifyOldest(deps: FixityDeps & { log: Logger }, limit = PER_NIGHT): Promise<string[]> {
  const files = await deps.db<ArchiveFileRow>('archive_files').whereNotNull('sealed_at').orderByRaw('verified_at nulls first, id').limit(limit);
  const damaged: string[] = [];
  for (const file of files) {
    const { intact, problems } = await verifyArchive(deps, file.id);
    if (intact) continue;
    damaged.push(file.id);
    deps.log.error({ archiveFileId: file.id, problems }, 'archived file is not intact');
    await recordAudit(deps.db, { event: 'arsip_tidak_utuh', actorKind: 'sistem', officeId: file.office_id, caseId: file.case_id, ref: `arsip:${file.id}`, detail: { problems: problems.length } });
  }
  return damaged;
}

export function archiveSchedules(deps: FixityDeps & { log: Logger }): TimedJob[] {
  return [{ id: 'keutuhan-arsip', lane: 'lama', pattern: '15 1 * * *', tz: 'Asia/Makassar', run: async () => { await verifyOldest(deps); } }];
}
