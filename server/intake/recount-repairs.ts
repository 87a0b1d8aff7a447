/** How long an applicant has, by the calendar of today: never shorter than he was told, whatever changed. */
import type { Knex } from 'knex';
import type { DeadlineCalendar, DeadlineKeeper } from '../cases/index.ts';
import { addWorkingDays } from '../domain/working-time.ts';
import { holidaysKnownAt } from '../offices/index.ts';
import type { RepairRequestRow } from './repair-requests.repository.ts';

export const repairDeadlines: DeadlineKeeper = {
  behind: (db, officeId, edition, most) => db('repair_requests as r').join('cases as c', 'c.id', 'r.case_id').where('c.office_id', officeId).whereNull('c.archived_at').whereNull('r.closed_at')
    .where('r.due_edition', '<', edition).orderBy('r.case_id').limit(most).pluck('r.case_id'),
  async recount(trx, { case: row, calendar, at }) {
    const open = await trx<RepairRequestRow>('repair_requests').where({ case_id: row.id }).whereNull('closed_at').where('due_edition', '<', calendar.edition).forUpdate().first();
    if (!open) return [];
    const days = open.due_days ?? await daysGiven(trx, row.office_id, calendar, open);
    const to = days === null ? open.due_at : addWorkingDays(calendar, open.opened_at, days);
    const isLater = to > open.due_at;
    // A proposal to close that was made on the old date falls with it.
    await trx<RepairRequestRow>('repair_requests').where({ id: open.id }).update({ due_edition: calendar.edition, due_days: days, ...(isLater ? { due_at: to } : {}), ...(isLater && to > at ? { expiry_proposed_at: null } : {}) });
    return isLater ? [{ what: 'perbaikan', from: open.due_at, to }] : [];
  },
};

/**
 * Of a request from before its days were written down: as many as give the date the applicant was told, with the days off known when he was asked. What the office
 * gives today says nothing of it. Null where no number does (the week is another one now): then nobody knows, and the date stays as it was told.
 */
async function daysGiven(trx: Knex.Transaction, officeId: string, calendar: DeadlineCalendar, { opened_at: from, due_at: told }: RepairRequestRow): Promise<number | null> {
  const then = { ...calendar, holidays: await holidaysKnownAt(trx, officeId, from) };
  for (let days = 1; ; days += 1) {
    const end = addWorkingDays(then, from, days);
    if (end >= told) return end.getTime() === told.getTime() ? days : null;
  }
}
