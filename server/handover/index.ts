/** Absence and hand-over of everything somebody has in hand. */
export { handOverEverything, type Everything, type HandoverDoor } from './hand-over-everything.ts';
export { handoverRoutes } from './handover.routes.ts';
