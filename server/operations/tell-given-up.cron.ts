/**
 * Tells the supervisors that background work was given up: a letter whose PDF failed twelve times is missed by nobody else. Running twice, also at once, is
 * harmless: each row is told about under a lock that others skip, and notes when.
 */
import type { Knex } from 'knex';
import { supervisorsOf } from '../cases/index.ts';
import { notify } from '../notices/index.ts';

const AT_ONCE = 500;
interface GivenUp { id: string; effect: string; case_id: string | null; number: string | null; office_id: string }

/** One word per case, and one per kind of work that belongs to none; returns how many rows were told about. What belongs to no office is the system admins'. */
export async function tellGivenUp(db: Knex, now: Date): Promise<number> {
  return db.transaction(async (trx) => {
    const { rows } = await trx.raw<{ rows: GivenUp[] }>(
      `select o.id, o.effect, o.case_id, c.number, coalesce(c.office_id, o.office_id) as office_id from outbox o left join cases c on c.id = o.case_id
       where o.done_at is null and o.failed_at is not null and o.told_at is null and coalesce(c.office_id, o.office_id) is not null order by o.failed_at limit ? for update of o skip locked`, [AT_ONCE]);
    const together = Map.groupBy(rows, (row) => row.case_id ?? `${row.office_id} ${row.effect}`);
    for (const [first] of together.values()) {
      if (!first) continue;
      for (const userId of await supervisorsOf(trx, first.office_id)) {
        await notify(trx, {
          officeId: first.office_id, userId, kind: 'pekerjaan_gagal', caseId: first.case_id, at: now,
          textKey: first.number === null ? 'pemberitahuan.pekerjaan_gagal' : 'pemberitahuan.pekerjaan_gagal_berkas', params: { pekerjaan: `efek.${first.effect}`, ...(first.number === null ? {} : { nomor: first.number }) },
        });
      }
    }
    if (rows.length > 0) await trx('outbox').whereIn('id', rows.map(({ id }) => id)).update({ told_at: now });
    return rows.length;
  });
}
