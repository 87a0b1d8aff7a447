/**
 * One matrix: who may call which route. A route without a row cannot be mounted; a test walks role × route against it.
 * Which case, document or letter of an allowed route somebody may see is decided by office scope and by the act's own rules.
 */
export const ROLES = ['helpdesk', 'verifikator', 'penyelia', 'arsiparis', 'admin_kantor', 'admin_sistem', 'pemeriksa'] as const;
export type Role = (typeof ROLES)[number];
/** `publik`: anybody; `masuk`: whoever is logged in; else one of these roles. */
export type Access = 'publik' | 'masuk' | readonly Role[];

const CASE_WORK: readonly Role[] = ['helpdesk', 'verifikator', 'penyelia', 'arsiparis'];
const CASE_READ: readonly Role[] = [...CASE_WORK, 'admin_kantor'];
/** Read-only, narrowed in each query to the auditor's period and cases (platform/http/audit-scope.ts). */
const CASE_AUDIT: readonly Role[] = [...CASE_READ, 'pemeriksa'];
const SUPERVISION: readonly Role[] = ['penyelia', 'admin_kantor'];
/** Rows of their office; what belongs to no case only for who runs the system. */
const OPERATION: readonly Role[] = ['penyelia', 'admin_kantor', 'admin_sistem'];
const OFFICE_ADMIN: readonly Role[] = ['admin_kantor'];
const CALENDAR: readonly Role[] = ['admin_kantor', 'admin_sistem'];
/** Who screens. */
const CHECKERS: readonly Role[] = ['helpdesk', 'verifikator', 'penyelia'];
const LISTS: readonly Role[] = ['helpdesk', 'verifikator', 'penyelia', 'admin_kantor'];

export const routeAccess: Readonly<Record<string, Access>> = {
  'GET /api/health': 'publik',
  'GET /api/ready': 'publik',
  'GET /api/openapi.json': 'publik',
  'GET /api/setup-progress': 'publik',
  'POST /api/auth/login': 'publik',
  'POST /api/auth/set-password': 'publik',
  'POST /api/auth/logout': 'masuk',
  'POST /api/auth/lock': 'masuk',
  'POST /api/auth/unlock': 'masuk',
  'POST /api/auth/second-factor/begin': 'masuk',
  'POST /api/auth/second-factor/confirm': 'masuk',
  'GET /api/auth/me': 'masuk',

  'GET /api/public/offices': 'publik',
  'GET /api/public/regions': 'publik',
  'GET /api/public/agreements': 'publik',
  'GET /api/public/forms/:id': 'publik',
  'POST /api/public/checks': 'publik',
  'POST /api/public/uploads': 'publik',
  'GET /api/public/uploads/:id': 'publik',
  'POST /api/public/applications': 'publik',
  'GET /api/public/applications/:token': 'publik',
  'POST /api/public/applications/:token/opened': 'publik',
  'POST /api/public/applications/:token/repair': 'publik',
  'POST /api/public/applications/:token/appointment': 'publik',
  'POST /api/public/applications/:token/visits': 'publik',
  'POST /api/public/applications/:token/withdraw': 'publik',
  'GET /api/public/applications/:token/files/:id': 'publik',
  'GET /api/public/receipts/:code': 'publik',

  'POST /api/queue/next': CASE_WORK,
  'POST /api/search': CASE_READ,
  'GET /api/cases': CASE_AUDIT,
  'POST /api/cases': ['helpdesk'],
  'GET /api/cases/:id': CASE_AUDIT,
  'GET /api/cases/:id/repairs': CASE_WORK,
  'GET /api/cases/:id/history': CASE_AUDIT,
  'POST /api/cases/:id/claim': CASE_WORK,
  'POST /api/cases/:id/release': CASE_WORK,
  'POST /api/cases/:id/hold': CASE_WORK,
  'POST /api/cases/:id/resume': CASE_WORK,
  'POST /api/cases/:id/take-over': CASE_WORK,
  'POST /api/cases/:id/hand-over': CASE_READ,
  'GET /api/cases/:id/drafts': CASE_READ,
  'POST /api/cases/:id/drafts': CASE_READ,
  'POST /api/cases/:id/drafts/discard': CASE_READ,
  'POST /api/cases/:id/drafts/adopt': CASE_READ,
  'GET /api/cases/:id/notes': CASE_READ,
  'POST /api/cases/:id/notes': CASE_READ,
  'GET /api/work-in-hand': CASE_READ,
  'POST /api/handovers': CASE_READ,
  'GET /api/absences': CASE_READ,
  'POST /api/absences': CASE_READ,
  'POST /api/absences/:id/cancel': CASE_READ,
  'GET /api/notices': 'masuk',
  'POST /api/notices/read': 'masuk',
  'POST /api/cases/:id/unmask': ['helpdesk', 'verifikator', 'penyelia'],
  'POST /api/cases/:id/actions/:action': CASE_READ,
  'POST /api/cases/:id/letters/preview': CASE_WORK,

  'POST /api/uploads': ['helpdesk', 'verifikator'],
  'GET /api/uploads/:id/pages/:n': ['helpdesk', 'verifikator'],
  'GET /api/documents': [...CASE_WORK, 'pemeriksa'],
  'GET /api/documents/:id/pages/:n': [...CASE_WORK, 'pemeriksa'],
  'POST /api/documents/:id/turns': CASE_WORK,
  'GET /api/document-twins': [...CASE_WORK, 'pemeriksa'],
  'GET /api/document-twins/:id/pages/:n': ['helpdesk', 'verifikator', 'penyelia'],
  'GET /api/documents/:id/download': ['helpdesk', 'verifikator', 'penyelia'],
  'GET /api/checks': [...CASE_WORK, 'pemeriksa'],
  'GET /api/tasks': CASE_READ,
  'GET /api/appointments': CASE_WORK,
  'GET /api/calendar': CASE_READ,
  'GET /api/cases/:id/slots': ['helpdesk', 'verifikator', 'penyelia'],
  'GET /api/cases/:id/call-pictures': ['helpdesk', 'verifikator', 'penyelia'],
  'GET /api/availabilities': CASE_READ,
  'PUT /api/availabilities/:id': ['verifikator', ...SUPERVISION],
  'POST /api/availabilities/:id/leave': ['verifikator', ...SUPERVISION],
  'DELETE /api/availability-exceptions/:id': ['verifikator', ...SUPERVISION],
  'GET /api/rooms': CASE_READ,
  'POST /api/rooms': SUPERVISION,
  'PUT /api/rooms/:id': SUPERVISION,
  'GET /api/visits': CASE_WORK,
  'GET /api/emails': CASE_READ,
  'GET /api/emails/:id': CASE_READ,
  'POST /api/emails/:id/decision': ['helpdesk', 'verifikator', 'penyelia', 'admin_kantor'],
  'GET /api/failed-effects': OPERATION,
  'POST /api/failed-effects/:id/retry': OPERATION,
  'GET /api/mail-hold': 'masuk',
  'POST /api/mail-hold/release': ['admin_sistem'],
  'POST /api/emails/:id/resend': ['helpdesk', 'verifikator', 'penyelia'],
  'GET /api/inbound-mails': ['helpdesk', 'verifikator', 'penyelia'],
  'GET /api/inbound-mails/:id': ['helpdesk', 'verifikator', 'penyelia'],
  'POST /api/inbound-mails/:id/handle': ['helpdesk', 'verifikator', 'penyelia'],
  'GET /api/contact-duties': CASE_READ,
  'POST /api/cases/:id/contact-link': ['helpdesk', 'verifikator', 'penyelia'],
  'GET /api/cases/:id/contacts': CASE_READ,
  'POST /api/cases/:id/contacts': ['helpdesk', 'verifikator', 'penyelia'],
  'POST /api/letters/:id/signed': ['helpdesk', 'verifikator', 'penyelia', 'arsiparis'],
  'POST /api/letters/:id/certify': ['verifikator', 'penyelia'],
  'GET /api/letters/:id/signed/pdf': CASE_READ,
  'GET /api/letters': CASE_AUDIT,
  'GET /api/letters/:id/pdf': CASE_AUDIT,
  'GET /api/archive-files': CASE_AUDIT,
  'GET /api/archive-files/:id': CASE_AUDIT,
  'GET /api/archive-files/:id/manifest': ['arsiparis', 'penyelia'],

  'GET /api/blacklist-imports': LISTS,
  'POST /api/blacklist-imports': SUPERVISION,
  'POST /api/blacklist-imports/:id/revoke': SUPERVISION,
  'POST /api/list-previews': LISTS,
  'GET /api/blacklist-imports/:id/changes': LISTS,
  'GET /api/blacklist-imports/:id/refused': SUPERVISION,
  'GET /api/registry-imports': LISTS,
  'POST /api/registry-imports': SUPERVISION,
  'GET /api/registry-imports/:id/refused': SUPERVISION,
  'POST /api/registry-imports/:id/revoke': SUPERVISION,
  'GET /api/screenings': CHECKERS,
  'POST /api/screenings': CHECKERS,
  'GET /api/screenings/:id': CHECKERS,
  'GET /api/bulk-screenings': CHECKERS,
  'POST /api/bulk-screenings': CHECKERS,
  'GET /api/bulk-screenings/:id/result': CHECKERS,
  'GET /api/standing-hits': CHECKERS,
  'POST /api/standing-hits/:id/verdict': ['verifikator', 'penyelia'],
  'GET /api/blacklist-entries': LISTS,
  'GET /api/providers': LISTS,
  'GET /api/users': ['penyelia', 'admin_kantor', 'admin_sistem'],
  'POST /api/users': OFFICE_ADMIN,
  'POST /api/users/:id': OFFICE_ADMIN,
  'POST /api/users/:id/reset': OFFICE_ADMIN,
  'POST /api/users/:id/end-sessions': OFFICE_ADMIN,
  'POST /api/users/:id/second-factor-reset': OFFICE_ADMIN,
  'GET /api/officers': 'masuk',
  'GET /api/offices': 'masuk',
  'POST /api/offices': ['admin_sistem'],
  'POST /api/offices/:id': ['admin_sistem'],
  'POST /api/offices/:id/admins': ['admin_sistem'],
  'GET /api/office-settings': OFFICE_ADMIN,
  'POST /api/office-settings': OFFICE_ADMIN,
  'GET /api/setup-checklist': OFFICE_ADMIN,
  'POST /api/test-mails': OFFICE_ADMIN,
  'GET /api/calendar-standing': 'masuk',
  'GET /api/working-weeks': 'masuk',
  'POST /api/working-weeks': OFFICE_ADMIN,
  'POST /api/working-weeks/:id': OFFICE_ADMIN,
  'POST /api/working-weeks/:id/remove': OFFICE_ADMIN,
  'GET /api/holidays': 'masuk',
  'POST /api/holidays': CALENDAR,
  'POST /api/holidays/import': CALENDAR,
  'POST /api/holidays/:id/remove': CALENDAR,
  'GET /api/regions': 'masuk',
  'GET /api/letter-templates': LISTS,
  'POST /api/letter-templates': OFFICE_ADMIN,
  'POST /api/letter-templates/check': OFFICE_ADMIN,
  'GET /api/reasons': LISTS,
  'POST /api/reasons': OFFICE_ADMIN,
  'GET /api/blank-forms': LISTS,
  'POST /api/blank-forms': OFFICE_ADMIN,
  'POST /api/blank-forms/:id/withdraw': OFFICE_ADMIN,
  'GET /api/audit-events': SUPERVISION,
  'GET /api/supervision': SUPERVISION,
  'GET /api/stuck-cases': SUPERVISION,
  'GET /api/case-deviations': SUPERVISION,
  'GET /api/case-exceptions': SUPERVISION,
  'GET /api/officer-load': SUPERVISION,
  'GET /api/step-visits': SUPERVISION,
  'POST /api/exports': SUPERVISION,
  'GET /api/sla-steps': ['penyelia', 'admin_kantor', 'pemeriksa'],
  'GET /api/sla-steps/:step/visits': SUPERVISION,
};

/** @throws Error for a route nobody gave a row: it must not be reachable by accident */
export function accessOf(route: string): Access {
  const access = routeAccess[route];
  if (access === undefined) throw new Error(`route without an access row: ${route}`);
  return access;
}

/** What a locked screen may still ask: who sits here, to be opened, to go. */
export const OPEN_WHILE_LOCKED: ReadonlySet<string> = new Set(['GET /api/auth/me', 'POST /api/auth/lock', 'POST /api/auth/unlock', 'POST /api/auth/logout']);
/** What opens before the second factor is set up, where the office asks for one. */
export const OPEN_BEFORE_ENROLMENT: ReadonlySet<string> = new Set([
  'GET /api/auth/me', 'POST /api/auth/lock', 'POST /api/auth/unlock', 'POST /api/auth/logout', 'POST /api/auth/second-factor/begin', 'POST /api/auth/second-factor/confirm',
]);
