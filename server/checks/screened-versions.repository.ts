/** Which versions of a list those we know were compared with; the same for the national list and the registry. */
import type { Knex } from 'knex';

export type ListTable = 'blacklist_imports' | 'registry_imports';

/**
 * Until the transaction ends nobody else finishes or withdraws a version of this list: which one is in force does not change under what was read.
 * Of two at once the second waits here and then sees the first.
 */
export async function holdVersionsOf(trx: Knex.Transaction, list: ListTable): Promise<void> {
  await trx.raw('select pg_advisory_xact_lock(hashtext(?))', [list]);
}

/** The newest version before this one that was compared and still counts; in the order in which one is newer than another (`registry.repository.ts`). */
export async function comparedBefore(db: Knex | Knex.Transaction, list: ListTable, id: string): Promise<string | undefined> {
  const { rows: [before] } = await db.raw<{ rows: { id: string }[] }>(
    `select b.id from ?? b join ?? v on v.id = ? where b.state = 'selesai' and b.screened_at is not null and (b.data_date, b.imported_at, b.id) < (v.data_date, v.imported_at, v.id)
     order by b.data_date desc, b.imported_at desc, b.id desc limit 1`, [list, list, id]);
  return before?.id;
}

export async function isScreened(db: Knex | Knex.Transaction, list: ListTable, id: string): Promise<boolean> {
  return (await db(list).where({ id }).whereNotNull('screened_at').first('id')) !== undefined;
}

/** False when one of the two was withdrawn while the comparison ran: it has to be done again. Under `holdVersionsOf`. */
export async function markScreened(trx: Knex.Transaction, list: ListTable, { id, against }: { id: string; against: string | undefined }): Promise<boolean> {
  if (against !== undefined && !await isScreened(trx, list, against)) return false;
  return await trx(list).where({ id, state: 'selesai' }).update({ screened_at: trx.fn.now() }) > 0;
}

/** Whatever was compared after the withdrawn version may rest on it: nobody was asked about what both had. Under `holdVersionsOf`. */
export async function forgetScreenedSince(trx: Knex.Transaction, list: ListTable, id: string): Promise<void> {
  const since = trx(list).where({ id }).select('screened_at');
  await trx(list).where('screened_at', '>=', since).update({ screened_at: null });
}
