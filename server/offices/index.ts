export { calendarOf, forgetCalendars } from './calendar-of.ts';
export { officeRoutes } from './offices.routes.ts';
export { findOffice, getOffice, type Office, type OfficeSettings } from './offices.repository.ts';
