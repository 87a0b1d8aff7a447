/** How long an applicant has, by the calendar of today: never shorter than he was told, whatever changed. */
import type { DeadlineKeeper } from '../cases/index.ts';
import { addWorkingDays } from '../domain/working-time.ts';
import { getOffice } from '../offices/index.ts';
import type { RepairRequestRow } from './repair-requests.repository.ts';

export const repairDeadlines: DeadlineKeeper = {
  behind: (db, officeId, edition, most) => db('repair_requests as r').join('cases as c', 'c.id', 'r.case_id').where('c.office_id', officeId).whereNull('c.archived_at').whereNull('r.closed_at')
    .where('r.due_edition', '<', edition).orderBy('r.case_id').limit(most).pluck('r.case_id'),
  async recount(trx, { case: row, calendar, at }) {
    const open = await trx<RepairRequestRow>('repair_requests').where({ case_id: row.id }).whereNull('closed_at').where('due_edition', '<', calendar.edition).forUpdate().first();
    if (!open) return [];
    const days = open.due_days ?? (await getOffice(trx, row.office_id)).settings.repairWorkingDays;
    const to = addWorkingDays(calendar, open.opened_at, days);
    const isLater = to > open.due_at;
    // A proposal to close that was made on the old date falls with it.
    await trx<RepairRequestRow>('repair_requests').where({ id: open.id }).update({ due_edition: calendar.edition, ...(isLater ? { due_at: to } : {}), ...(isLater && to > at ? { expiry_proposed_at: null } : {}) });
    return isLater ? [{ what: 'perbaikan', from: open.due_at, to }] : [];
  },
};
