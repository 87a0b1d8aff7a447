/** The counter: papers with their receipt and protocol, scans asked for by a link, the docket of the day. */
export { counterDoorPart } from './counter-door.ts';
export { counterRoutes } from './counter.routes.ts';
export { sweepUploadRequests } from './sweep-upload-requests.cron.ts';
export { uploadRequestList } from './upload-requests.view.ts';
