import type { Knex } from 'knex';

export type HoldEnd = 'waktu' | 'dilanjutkan' | 'tindakan' | 'ganti_pemegang';
export interface HoldRow { id: string; case_id: string; user_id: string; reason: string | null; from_at: Date; until_at: Date; ended_at: Date | null; ended_how: HoldEnd | null }

export async function insertHold(trx: Knex.Transaction, row: Pick<HoldRow, 'case_id' | 'user_id' | 'reason' | 'from_at' | 'until_at'>): Promise<void> {
  await trx('case_holds').insert(row);
}

/** A hold never lasts beyond its end, however late somebody notices. */
export async function endHold(trx: Knex.Transaction, caseId: string, at: Date, how: HoldEnd): Promise<void> {
  await trx('case_holds').where({ case_id: caseId }).whereNull('ended_at').update({
    ended_at: trx.raw('least(until_at, greatest(from_at, ?::timestamptz))', [at]),
    ended_how: trx.raw(`case when until_at <= ?::timestamptz then 'waktu' else ? end`, [at, how]),
  });
}

export async function findOpenHold(trx: Knex | Knex.Transaction, caseId: string): Promise<HoldRow | undefined> {
  return trx<HoldRow>('case_holds').where({ case_id: caseId }).whereNull('ended_at').first();
}

/** Stretches the file lay aside, as far as they reach into what comes after `since`. */
export async function holdsSince(trx: Knex.Transaction, caseId: string, since: Date, at: Date): Promise<{ from: Date; to: Date }[]> {
  const rows = await trx<HoldRow>('case_holds').where({ case_id: caseId }).andWhere((open) => { void open.whereNull('ended_at').orWhere('ended_at', '>', since); }).orderBy('from_at');
  return rows.map((row) => ({ from: row.from_at, to: row.ended_at ?? new Date(Math.min(row.until_at.getTime(), at.getTime())) }));
}
