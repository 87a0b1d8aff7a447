export { archiveDoorPart } from './archive-door.ts';
export { noteSignedLetter } from './file-case.ts';
export { archiveEffects, type ArchiveDeps } from './seal-archive.effect.ts';
export { archiveRoutes, archiveList } from './archive.routes.ts';
export { archiveSchedules } from './fixity.cron.ts';
export { verifyArchive, type Fixity } from './verify-archive.ts';
export { redactorFor } from './redact.ts';
export type { ArchiveStorage } from './write-part.ts';
