export { schedulingDoorPart } from './scheduling-door.ts';
export { schedulingRoutes, appointmentList } from './appointments.routes.ts';
export { inviteOf } from './invite.view.ts';
