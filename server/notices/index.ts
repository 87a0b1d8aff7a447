/** What a colleague must be told at his desk: a kind, a case, a sentence; unread until he has seen it. */
export { noticesDoorPart } from './notices-door.ts';
export { tellHits, tellOverdue } from './tell-officers.cron.ts';
export { tellMovedDeadlines } from './tell-moved-deadlines.ts';
export { whomToTell } from './whom-to-tell.ts';
export { notify } from './notify.ts';
export { noticeRoutes } from './notices.routes.ts';
export { sweepNotices } from './sweep-notices.cron.ts';
