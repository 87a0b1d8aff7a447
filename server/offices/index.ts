export { CALENDAR_SETTLED_MS, calendarOf, forgetCalendars, holidaysKnownAt, readCalendar, type OfficeCalendar } from './calendar-of.ts';
export { officeRoutes } from './offices.routes.ts';
export { allOffices, findOffice, getOffice, noteRecounted, officesToRecount, type Office, type OfficeSettings } from './offices.repository.ts';
export { calendarStanding } from './working-calendar.ts';
export type { AskedBy } from './edit-office.ts';
