export { calendarOf, forgetCalendars, type OfficeCalendar } from './calendar-of.ts';
export { officeRoutes } from './offices.routes.ts';
export { findOffice, getOffice, type Office, type OfficeSettings } from './offices.repository.ts';
export { calendarStanding } from './working-calendar.ts';
export type { AskedBy } from './edit-office.ts';
