/** Colleagues as far as ownership asks about them: who may get a file, and who is away. */
import type { Knex } from 'knex';
import { ActionClosedError, InvalidError } from '../platform/errors.ts';

export interface Colleague { id: string; name: string; roles: string[] }

/** An active colleague of the office who is here today. @throws InvalidError on `field` when there is none such */
export async function getColleague(trx: Knex.Transaction, officeId: string, userId: string, at: Date, field = 'toId'): Promise<Colleague> {
  const found = await trx('users as u').where({ 'u.id': userId, 'u.office_id': officeId, 'u.is_active': true })
    .first<Colleague | undefined>('u.id', 'u.name', trx.raw(`(select coalesce(array_agg(r.role), '{}') from user_roles r where r.user_id = u.id) as roles`));
  if (!found) throw new InvalidError({ [field]: { key: 'galat.serah.bukan_petugas' } });
  if (await findAbsence(trx, userId, at)) throw new InvalidError({ [field]: { key: 'galat.serah.sedang_absen', params: { nama: found.name } } });
  return found;
}

/** Holds the row of somebody chosen, before the lock of a case; whether he may get it is asked afterwards (`getColleague`). */
export async function keepColleague(trx: Knex.Transaction, officeId: string, userId: string | null): Promise<void> {
  if (userId) await trx('users').where({ id: userId, office_id: officeId }).forShare().first('id');
}

/**
 * Whoever gets a file: his row stays as it is until the transaction ends, so that an account is disabled, or loses a part, before this is asked
 * or after the file is his, and then the file is among what it gives back. Asked before the lock of a case is taken: disabling takes its locks in
 * that order too. `alone`: he himself, one request after the other. Returns the parts he plays now.
 * @throws ActionClosedError when the account was disabled meanwhile
 */
export async function requireActive(trx: Knex.Transaction, userId: string, how?: { alone: boolean }): Promise<string[]> {
  await keepActive(trx, userId, how);
  // A statement of its own: one that had to wait for the row would still see the parts from before.
  return trx('user_roles').where({ user_id: userId }).pluck<string[]>('role');
}

/** The same for whose parts do not matter. */
export async function keepActive(trx: Knex.Transaction, userId: string, { alone = false }: { alone?: boolean } = {}): Promise<void> {
  const asked = trx('users').where({ id: userId, is_active: true });
  if (!await (alone ? asked.forNoKeyUpdate() : asked.forShare()).first<{ id: string } | undefined>('id')) throw new ActionClosedError([{ key: 'hambatan.akun_nonaktif' }]);
}

/** Active officers of the office who play this part, as `u`; the caller says which columns, and in what order. */
export function officersPlaying(db: Knex | Knex.Transaction, officeId: string, role: string): Knex.QueryBuilder {
  return db('users as u').where({ 'u.office_id': officeId, 'u.is_active': true }).whereExists(db('user_roles as r').whereRaw('r.user_id = u.id').where('r.role', role));
}

/** Whom to tell what is in nobody's hands: the office's active supervisors, else its admins. */
export async function supervisorsOf(trx: Knex | Knex.Transaction, officeId: string): Promise<string[]> {
  const rows = await trx('users as u').join('user_roles as r', 'r.user_id', 'u.id').where({ 'u.office_id': officeId, 'u.is_active': true }).whereIn('r.role', ['penyelia', 'admin_kantor'])
    .select<{ id: string; role: string }[]>('u.id', 'r.role');
  const supervisors = rows.filter(({ role }) => role === 'penyelia');
  return (supervisors.length > 0 ? supervisors : rows).map(({ id }) => id);
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
