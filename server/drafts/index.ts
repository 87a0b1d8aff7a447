/** What is being typed and not yet done. */
export { draftRoutes } from './drafts.routes.ts';
export { deleteDraft } from './drafts.repository.ts';
export { draftsDoorPart } from './drafts-door.ts';
export { sweepCaseDrafts } from './sweep-drafts.cron.ts';
