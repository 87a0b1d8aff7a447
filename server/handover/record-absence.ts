import type { Knex } from 'knex';
import { supervises } from '../cases/index.ts';
import { InvalidError, NotAllowedError, NotFoundError } from '../platform/errors.ts';
import type { Officer } from '../platform/http/route.ts';

export interface Absence { userId: string; firstDay: string; lastDay: string; substituteId: string | null }

/**
 * Somebody will be away; his own word or his supervisor's. Returns the row's id.
 * @throws NotAllowedError for somebody else's absence without supervising; NotFoundError for a foreign colleague; InvalidError days or substitute
 */
export async function recordAbsence(trx: Knex.Transaction, officer: Officer, { userId, firstDay, lastDay, substituteId }: Absence, at: Date): Promise<string> {
  if (userId !== officer.id && !supervises(officer)) throw new NotAllowedError('galat.absensi.bukan_anda');
  if (!await isColleague(trx, officer.officeId, userId)) throw new NotFoundError();
  if (lastDay < firstDay) throw new InvalidError({ lastDay: { key: 'galat.absensi.terbalik' } });
  const { today } = await trx('offices').where({ id: officer.officeId }).first<{ today: string }>(trx.raw('(?::timestamptz at time zone zone)::date as today', [at]));
  if (lastDay < today) throw new InvalidError({ lastDay: { key: 'galat.absensi.sudah_lewat' } });
  if (substituteId) await requireSubstitute(trx, officer.officeId, { userId, firstDay, lastDay, substituteId });
  try {
    const [row] = await trx('absences').insert({
      office_id: officer.officeId, user_id: userId, first_day: firstDay, last_day: lastDay, substitute_id: substituteId, recorded_by: officer.id, recorded_at: at,
    }).returning<{ id: string }[]>('id');
    if (!row) throw new Error('absence was not written');
    return row.id;
  } catch (error) {
    if ((error as { constraint?: unknown }).constraint === 'absences_once') throw new InvalidError({ firstDay: { key: 'galat.absensi.bertumpuk' } });
    throw error;
  }
}

export interface AbsenceRecord { id: string; user_id: string; office_id: string; substitute_id: string | null; begun_at: Date | null; cancelled_at: Date | null }

/** One that this person may call off. @throws NotFoundError foreign or unknown; NotAllowedError somebody else's, without supervising */
export async function getOwnAbsence(db: Knex | Knex.Transaction, officer: Officer, absenceId: string, { lock }: { lock: boolean }): Promise<AbsenceRecord> {
  const asked = db('absences').where({ id: absenceId, office_id: officer.officeId });
  const row = await (lock ? asked.forUpdate() : asked).first<AbsenceRecord | undefined>('id', 'user_id', 'office_id', 'substitute_id', 'begun_at', 'cancelled_at');
  if (!row) throw new NotFoundError();
  if (row.user_id !== officer.id && !supervises(officer)) throw new NotAllowedError('galat.absensi.bukan_anda');
  return row;
}

/** What was not yet over ends now; the days that passed stay on record. Null when somebody was faster. */
export async function cancelAbsence(trx: Knex.Transaction, officer: Officer, absenceId: string, at: Date): Promise<AbsenceRecord | null> {
  const row = await getOwnAbsence(trx, officer, absenceId, { lock: true });
  if (row.cancelled_at) return null;
  await trx('absences').where({ id: absenceId }).update({ cancelled_at: at });
  return row;
}

/** @throws NotFoundError for nobody of this office */
export async function getAbsentColleague(db: Knex | Knex.Transaction, officeId: string, userId: string): Promise<{ id: string; name: string; roles: string[] }> {
  const row = await db('users').where({ id: userId, office_id: officeId, is_active: true }).first<{ id: string; name: string } | undefined>('id', 'name');
  if (!row) throw new NotFoundError();
  return { ...row, roles: await db('user_roles').where({ user_id: userId }).pluck<string[]>('role') };
}

async function requireSubstitute(trx: Knex.Transaction, officeId: string, { userId, firstDay, lastDay, substituteId }: Absence & { substituteId: string }): Promise<void> {
  if (substituteId === userId || !await isColleague(trx, officeId, substituteId)) throw new InvalidError({ substituteId: { key: 'galat.absensi.pengganti' } });
  const away = await trx('absences').where({ user_id: substituteId }).whereNull('cancelled_at').whereRaw(`daterange(first_day, last_day, '[]') && daterange(?, ?, '[]')`, [firstDay, lastDay]).first<{ id: string } | undefined>('id');
  if (away) throw new InvalidError({ substituteId: { key: 'galat.absensi.pengganti_absen' } });
}

async function isColleague(trx: Knex.Transaction, officeId: string, userId: string): Promise<boolean> {
  return (await trx('users').where({ id: userId, office_id: officeId, is_active: true }).first('id')) !== undefined;
}
