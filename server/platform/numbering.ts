import type { Knex } from 'knex';

/**
 * The next number of a kind, office and year: no holes and no repeats, because it is taken in the transaction of the act
 * that uses it (the row stays locked until that commits or gives the number back by rolling back).
 */
export async function takeNumber(trx: Knex.Transaction, of: { officeId: string; kind: string; year: number }): Promise<number> {
  const { rows } = await trx.raw<{ rows: { last: number }[] }>(
    `insert into number_sequences (office_id, kind, year, last) values (?, ?, ?, 1)
     on conflict (office_id, kind, year) do update set last = number_sequences.last + 1 returning last`,
    [of.officeId, of.kind, of.year]);
  const row = rows[0];
  if (!row) throw new Error('number sequence gave nothing');
  return row.last;
}

/** The number just taken is not to be had: the count goes on behind `last`, in the transaction that took it. */
export async function moveNumber(trx: Knex.Transaction, of: { officeId: string; kind: string; year: number }, last: number): Promise<void> {
  await trx('number_sequences').where({ office_id: of.officeId, kind: of.kind, year: of.year }).update({ last });
}
