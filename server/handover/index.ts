/** Absence and hand-over of everything somebody has in hand. */
export { handOverEverything, type Everything, type HandoverDoor } from './hand-over-everything.ts';
export { beginAbsences } from './begin-absences.cron.ts';
export { handoverRoutes } from './handover.routes.ts';
