/** What each colleague has in hand just now: one row each, whoever is disabled only while something still hangs on him. */
import type { Knex } from 'knex';
import type { WorkInHand } from '../domain/contract/ownership.ts';

interface Row { id: string; name: string; is_active: boolean; roles: string[]; cases: number; on_hold: number; appointments: number; tasks: number; absent_until: string | null; substitute_name: string | null }

/** `onlyId`: this person alone. */
export async function workInHand(db: Knex, officeId: string, onlyId: string | null, at: Date): Promise<WorkInHand[]> {
  const { rows } = await db.raw<{ rows: Row[] }>(
    `select u.id, u.name, u.is_active, coalesce((select array_agg(r.role order by r.role) from user_roles r where r.user_id = u.id), '{}') as roles,
       h.cases::int, h.on_hold::int, p.appointments::int, t.tasks::int, a.last_day as absent_until, a.substitute_name
     from users u
     cross join lateral (select count(*) as cases, count(c.on_hold_until) as on_hold from cases c where c.holder_id = u.id and c.archived_at is null) h
     cross join lateral (select count(*) as appointments from appointments p where p.verifikator_id = u.id and p.state in ('diusulkan', 'dikonfirmasi') and p.ends_at > :at) p
     cross join lateral (select count(*) as tasks from tasks t where t.meant_for = u.id and t.state = 'terbuka') t
     left join lateral (
       select a.last_day, s.name as substitute_name from absences a join offices o on o.id = a.office_id left join users s on s.id = a.substitute_id
       where a.user_id = u.id and a.cancelled_at is null and (cast(:at as timestamptz) at time zone o.zone)::date between a.first_day and a.last_day) a on true
     where u.office_id = :officeId and (cast(:onlyId as uuid) is null or u.id = :onlyId)
       and (h.cases + p.appointments + t.tasks > 0 or u.is_active and exists (select from user_roles r where r.user_id = u.id and r.role in ('helpdesk', 'verifikator', 'penyelia', 'arsiparis')))
     order by u.name, u.id`, { officeId, onlyId, at });
  return rows.map((row) => ({
    id: row.id, name: row.name, active: row.is_active, roles: row.roles, cases: row.cases, onHold: row.on_hold, appointments: row.appointments, tasks: row.tasks,
    absentUntil: row.absent_until, substituteName: row.substitute_name,
  }));
}
