/** The reasons an office gives: the codes found in practice, worded, ordered and completed by the office. */
export { officeReasons, type OfficeReason } from './office-reasons.ts';
export { reasonRoutes } from './reasons.routes.ts';
