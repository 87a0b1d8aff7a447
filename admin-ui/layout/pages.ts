/** The pages of the menu in the order of a working day; each is shown to those who may call its route. */
import type { UiKey } from '../../server/domain/messages/ui-words.ts';

/** Work stands open; what is looked up or set now and then is folded away for those who do not administer. */
export const MENU_GROUPS = ['kerja', 'pemeriksaan', 'pengaturan', 'kantor'] as const;
export type MenuGroup = (typeof MENU_GROUPS)[number];

export interface PageEntry { resource: string; route: string; label: UiKey; group: MenuGroup; /** Reached from another page, whose line of the menu stays marked; it has none itself. */ under?: string }

export const PAGES: readonly PageEntry[] = [
  { resource: 'cases', route: 'GET /api/cases', label: 'ui.menu.cases', group: 'kerja' },
  { resource: 'tasks', route: 'GET /api/tasks', label: 'ui.menu.tasks', group: 'kerja' },
  { resource: 'standing-hits', route: 'GET /api/standing-hits', label: 'ui.menu.standing-hits', group: 'kerja' },
  { resource: 'appointments', route: 'GET /api/appointments', label: 'ui.menu.appointments', group: 'kerja' },
  { resource: 'day-docket', route: 'GET /api/day-docket', label: 'ui.menu.day-docket', group: 'kerja' },
  { resource: 'availabilities', route: 'GET /api/availabilities', label: 'ui.menu.availabilities', group: 'kerja' },
  { resource: 'emails', route: 'GET /api/emails', label: 'ui.menu.emails', group: 'kerja' },
  { resource: 'inbound-mails', route: 'GET /api/inbound-mails', label: 'ui.menu.inbound-mails', group: 'kerja' },
  { resource: 'letters', route: 'GET /api/letters', label: 'ui.menu.letters', group: 'kerja' },
  { resource: 'archive-files', route: 'GET /api/archive-files', label: 'ui.menu.archive-files', group: 'kerja' },
  { resource: 'absences', route: 'GET /api/absences', label: 'ui.menu.absences', group: 'kerja' },
  { resource: 'sla-steps', route: 'GET /api/sla-steps', label: 'ui.menu.sla-steps', group: 'kerja' },
  { resource: 'supervision', route: 'GET /api/supervision', label: 'ui.menu.supervision', group: 'kerja' },
  { resource: 'failed-effects', route: 'GET /api/failed-effects', label: 'ui.menu.failed-effects', group: 'kerja' },
  { resource: 'stuck-cases', route: 'GET /api/stuck-cases', label: 'ui.menu.stuck-cases', group: 'kerja', under: 'supervision' },
  { resource: 'case-deviations', route: 'GET /api/case-deviations', label: 'ui.menu.case-deviations', group: 'kerja', under: 'supervision' },
  { resource: 'case-exceptions', route: 'GET /api/case-exceptions', label: 'ui.menu.case-exceptions', group: 'kerja', under: 'supervision' },
  { resource: 'step-visits', route: 'GET /api/step-visits', label: 'ui.menu.step-visits', group: 'kerja', under: 'supervision' },
  { resource: 'screenings', route: 'GET /api/screenings', label: 'ui.menu.screenings', group: 'pemeriksaan' },
  { resource: 'bulk-screenings', route: 'GET /api/bulk-screenings', label: 'ui.menu.bulk-screenings', group: 'pemeriksaan' },
  { resource: 'blacklist-imports', route: 'GET /api/blacklist-imports', label: 'ui.menu.blacklist-imports', group: 'pemeriksaan' },
  { resource: 'blacklist-entries', route: 'GET /api/blacklist-entries', label: 'ui.menu.blacklist-entries', group: 'pemeriksaan' },
  { resource: 'registry-imports', route: 'GET /api/registry-imports', label: 'ui.menu.registry-imports', group: 'pemeriksaan' },
  { resource: 'providers', route: 'GET /api/providers', label: 'ui.menu.providers', group: 'pemeriksaan' },
  { resource: 'letter-templates', route: 'GET /api/letter-templates', label: 'ui.menu.letter-templates', group: 'pengaturan' },
  { resource: 'rooms', route: 'GET /api/rooms', label: 'ui.menu.rooms', group: 'pengaturan' },
  { resource: 'reasons', route: 'GET /api/reasons', label: 'ui.menu.reasons', group: 'pengaturan' },
  { resource: 'checklists', route: 'GET /api/checklists', label: 'ui.menu.checklists', group: 'pengaturan' },
  { resource: 'blank-forms', route: 'GET /api/blank-forms', label: 'ui.menu.blank-forms', group: 'pengaturan' },
  { resource: 'setup-checklist', route: 'GET /api/setup-checklist', label: 'ui.menu.setup-checklist', group: 'kantor' },
  { resource: 'users', route: 'GET /api/users', label: 'ui.menu.users', group: 'kantor' },
  { resource: 'offices', route: 'GET /api/offices', label: 'ui.menu.offices', group: 'kantor' },
  { resource: 'holidays', route: 'GET /api/holidays', label: 'ui.menu.holidays', group: 'kantor' },
  { resource: 'audit-events', route: 'GET /api/audit-events', label: 'ui.menu.audit-events', group: 'kantor' },
];
