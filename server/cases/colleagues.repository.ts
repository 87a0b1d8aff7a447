/** Colleagues as far as ownership asks about them: who may get a file, and who is away. */
import type { Knex } from 'knex';
import { InvalidError } from '../platform/errors.ts';

export interface Colleague { id: string; name: string; roles: string[] }

/** An active colleague of the office who is here today. @throws InvalidError on `field` when there is none such */
export async function getColleague(trx: Knex.Transaction, officeId: string, userId: string, at: Date, field = 'toId'): Promise<Colleague> {
  const found = await trx('users as u').where({ 'u.id': userId, 'u.office_id': officeId, 'u.is_active': true })
    .first<Colleague | undefined>('u.id', 'u.name', trx.raw(`(select coalesce(array_agg(r.role), '{}') from user_roles r where r.user_id = u.id) as roles`));
  if (!found) throw new InvalidError({ [field]: { key: 'galat.serah.bukan_petugas' } });
  if (await findAbsence(trx, userId, at)) throw new InvalidError({ [field]: { key: 'galat.serah.sedang_absen', params: { nama: found.name } } });
  return found;
}

/** The absence in force for somebody at this moment, in the zone of his office. */
export async function findAbsence(trx: Knex | Knex.Transaction, userId: string, at: Date): Promise<{ substitute_id: string | null } | undefined> {
  return trx('absences as a').join('offices as o', 'o.id', 'a.office_id').where({ 'a.user_id': userId }).whereNull('a.cancelled_at')
    .whereRaw('(?::timestamptz at time zone o.zone)::date between a.first_day and a.last_day', [at]).first<{ substitute_id: string | null } | undefined>('a.substitute_id');
}

/**
 * Who gets what would be this person's: himself when he is here, else his substitute when that one is active, here, and plays one of the
 * parts; else nobody (the queue). A substitute's own substitute is not asked: he agreed to stand in for somebody else.
 */
export async function standInFor(trx: Knex.Transaction, userId: string, roles: (candidate: readonly string[]) => boolean, at: Date): Promise<string | null> {
  const absence = await findAbsence(trx, userId, at);
  if (!absence) return userId;
  if (!absence.substitute_id || await findAbsence(trx, absence.substitute_id, at)) return null;
  const substitute = await trx('users as u').where({ 'u.id': absence.substitute_id, 'u.is_active': true })
    .first<{ roles: string[] } | undefined>(trx.raw(`(select coalesce(array_agg(r.role), '{}') from user_roles r where r.user_id = u.id) as roles`));
  return substitute && roles(substitute.roles) ? absence.substitute_id : null;
}
