import type { Knex } from 'knex';

/** Waits until this many sessions of the database wait for a lock: the latch of a race. */
export async function untilWaiting(db: Knex, sessions: number): Promise<void> {
  for (let tries = 0; tries < 1_500; tries += 1) {
    const { rows } = await db.raw<{ rows: { n: number }[] }>(`select count(distinct l.pid) as n from pg_locks l join pg_stat_activity a on a.pid = l.pid where not l.granted and a.datname = current_database()`);
    if (Number(rows[0]?.n) >= sessions) return;
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
  throw new Error(`${sessions} sessions did not come to wait for each other`);
}
