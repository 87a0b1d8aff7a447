import type { Route } from '../platform/http/route.ts';
import type { Clock } from '../domain/clock.ts';
import { appointmentRoutes } from './appointments.routes.ts';
import { availabilityRoutes, type AvailabilityDeps } from './availability.routes.ts';

export { readCalendarReply, type CalendarReply } from './read-calendar-reply.ts';
export { caseOfReply, takeCalendarReply } from './take-calendar-reply.ts';
/** What was compared with its original at the call. */
export { comparedItemsOf, type ComparedItem } from './appointments.repository.ts';
export { schedulingDoorPart } from './scheduling-door.ts';
export { appointmentList } from './appointments.routes.ts';
export { inviteOf } from './invite.view.ts';
export { changeUsualPlace } from './change-usual-place.ts';
export { moveBooked, moveToUsual } from './room-moves.ts';
export { replaceOfficer } from './replace-officer.effect.ts';
export { sweepLeft } from './sweep-left.cron.ts';
export { tellChange } from './tell-change.effect.ts';
/** Whose appointment nobody will be there for. */
export { unkeptCases } from './unkept.ts';
export { callPicturesOf } from './call-evidence.ts';
/** What the applicant may choose from. */
export { slotsForCase } from './free-slots.view.ts';

export function schedulingRoutes(deps: AvailabilityDeps & { clock: Clock }): Route[] {
  return [...appointmentRoutes(deps), ...availabilityRoutes(deps)];
}
