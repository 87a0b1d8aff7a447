import type { Knex } from 'knex';
import { recordAudit } from '../audit/index.ts';
import type { CaseRow, MovedDeadline } from '../cases/index.ts';
import { notify } from './notify.ts';
import { whomToTell } from './whom-to-tell.ts';

/** `2026-03-02 10:00` on the office's wall. */
const onTheWall = (at: Date, zone: string) => new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(at);

/** Each moved deadline is a line of the trail with the time before; that an applicant has longer than his letter says is told to whoever has the file. */
export async function tellMovedDeadlines(trx: Knex.Transaction, row: CaseRow, moved: readonly MovedDeadline[], zone: string, at: Date): Promise<void> {
  for (const { what, from, to } of moved) {
    await recordAudit(trx, { event: 'geser_tenggat', officeId: row.office_id, caseId: row.id, actorKind: 'sistem', detail: { tenggat: what, dari: from.toISOString(), ke: to.toISOString() } });
    if (what !== 'perbaikan') continue;
    for (const userId of await whomToTell(trx, { officeId: row.office_id, caseId: row.id, at })) {
      await notify(trx, { officeId: row.office_id, userId, kind: 'tenggat_bergeser', caseId: row.id, textKey: 'pemberitahuan.tenggat_bergeser', params: { nomor: row.number, waktu: onTheWall(to, zone) }, at });
    }
  }
}
