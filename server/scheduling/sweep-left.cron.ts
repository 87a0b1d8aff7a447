/**
 * Appointments to come of somebody who verifies no more: booked in the moment he was disabled, or left from before. Each is moved on by the effect that
 * also follows a disabling; one that could not be moved then is tried again each day. Running twice, also at once, is harmless: the effect looks again, and one that was
 * offered is not offered again that day.
 */
import type { Knex } from 'knex';

/** Returns how many were offered. */
export async function sweepLeft(db: Knex, now: Date): Promise<number> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `insert into outbox (effect, case_id, ref_id)
     select 'ganti_petugas_janji', a.case_id, a.id from users u join appointments a on a.verifikator_id = u.id
     where a.state in ('diusulkan', 'dikonfirmasi') and a.ends_at > ?
       and (not u.is_active or not exists (select from user_roles r where r.user_id = u.id and r.role = 'verifikator'))
       and not exists (select from outbox o where o.ref_id = a.id and o.effect = 'ganti_petugas_janji' and (o.done_at is null or o.created_at > clock_timestamp() - interval '1 day'))
     limit 500`, [now]);
  return rowCount;
}
