/**
 * Tells officers what nobody did: a file that stands longer than its step may, and a name a newer list brought up. Running twice, also at once, is
 * harmless: the row is told about under a lock that others skip, and only while no such notice stands since it began.
 */
import type { Knex } from 'knex';
import { findAbsence, supervisorsOf } from '../cases/index.ts';
import { notify } from './notify.ts';

const AT_ONCE = 200;
/** Who judges what a newer list says (`permissions.ts`). */
const JUDGES = 'verifikator';

/**
 * Once per stay and deadline (one that moves on has not passed yet): the holder; where nobody holds it or the holder is away, the supervisors (too), and where there is none, the admins of the office. Returns how
 * many files were told about.
 */
export async function tellOverdue(db: Knex, now: Date): Promise<number> {
  return db.transaction(async (trx) => {
    // Two at once would both find that nothing was told yet: the second has nothing to do.
    const { rows: [free] } = await trx.raw<{ rows: { mine: boolean }[] }>(`select pg_try_advisory_xact_lock(hashtextextended('kabari-petugas', 0)) as mine`);
    return free?.mine ? tellLate(trx, now) : 0;
  });
}

/** One statement, so that the files are locked for its time only: officers are at work on them. A file nobody can be told about stands in nobody's way. */
async function tellLate(trx: Knex.Transaction, now: Date): Promise<number> {
  const { rows } = await trx.raw<{ rows: { case_id: string }[] }>(
    `with late as materialized (
       select c.id, c.office_id, c.number, c.holder_id, c.place from cases c
       where c.due_at <= :now and c.clock = 'jalan' and c.archived_at is null and c.on_hold_until is null
         and not exists (select 1 from notices n where n.case_id = c.id and n.kind = 'terlambat' and n.at >= greatest(c.step_entered_at, c.due_at))
         and (c.holder_id is not null or exists (select 1 from users u join user_roles r on r.user_id = u.id where u.office_id = c.office_id and u.is_active and r.role in ('penyelia', 'admin_kantor')))
       order by c.due_at limit :most for update of c skip locked)
     insert into notices (office_id, user_id, kind, case_id, text_key, params, at)
     select l.office_id, concerned.user_id, 'terlambat', l.id, 'pemberitahuan.terlambat', jsonb_build_object('nomor', l.number, 'tempat', 'tempat.' || l.place), :now
     from late l cross join lateral (
       select l.holder_id where l.holder_id is not null
       union select u.id from users u join user_roles r on r.user_id = u.id
       where u.office_id = l.office_id and u.is_active and (r.role = 'penyelia' or (r.role = 'admin_kantor' and not exists (
         select 1 from users s join user_roles x on x.user_id = s.id where s.office_id = l.office_id and s.is_active and x.role = 'penyelia'))) and (l.holder_id is null or exists (
         select 1 from absences a join offices o on o.id = a.office_id
         where a.user_id = l.holder_id and a.cancelled_at is null and (:now::timestamptz at time zone o.zone)::date between a.first_day and a.last_day))
     ) concerned(user_id)
     returning case_id`, { now, most: AT_ONCE });
  return new Set(rows.map((row) => row.case_id)).size;
}

interface Hit { id: string; office_id: string; case_id: string; number: string; holder_id: string | null; found_at: Date }

/**
 * Once per finding: whoever holds the file, and the verifikators, whose work it is to judge it, unless the holder is one of them; where he is away or
 * there is no verifikator, the supervision, too. Returns how many were told about.
 */
export async function tellHits(db: Knex, now: Date): Promise<number> {
  return db.transaction(async (trx) => {
    // What nobody can be told about stands in nobody's way.
    const { rows } = await trx.raw<{ rows: Hit[] }>(
      `select distinct on (h.case_id) h.id, h.office_id, h.case_id, c.number, c.holder_id, h.found_at from standing_hits h join cases c on c.id = h.case_id
       where h.verdict is null and h.withdrawn_at is null and not exists (select 1 from notices n where n.case_id = h.case_id and n.kind = 'temuan' and n.at >= h.found_at)
         and (c.holder_id is not null or exists (select 1 from users u join user_roles r on r.user_id = u.id where u.office_id = h.office_id and u.is_active and r.role in (?, 'penyelia', 'admin_kantor')))
       order by h.case_id, h.found_at desc limit ?`, [JUDGES, AT_ONCE]);
    for (const hit of rows) {
      const free = await trx('cases').where({ id: hit.case_id }).forUpdate().skipLocked().first<{ id: string } | undefined>('id');
      if (!free || await trx('notices').where({ case_id: hit.case_id, kind: 'temuan' }).where('at', '>=', hit.found_at).first('id')) continue;
      for (const userId of await concerned(trx, hit, now)) {
        await notify(trx, { officeId: hit.office_id, userId, kind: 'temuan', caseId: hit.case_id, textKey: 'pemberitahuan.temuan', params: { nomor: hit.number }, at: now > hit.found_at ? now : hit.found_at });
      }
    }
    return rows.length;
  });
}

/** Each of them once. */
async function concerned(trx: Knex.Transaction, row: { office_id: string; holder_id: string | null }, now: Date): Promise<string[]> {
  const away = row.holder_id !== null && await findAbsence(trx, row.holder_id, now) !== undefined;
  const judges = await playing(trx, row.office_id, JUDGES);
  if (row.holder_id !== null && !away && judges.includes(row.holder_id)) return [row.holder_id];
  const supervision = away || judges.length === 0 ? await supervisorsOf(trx, row.office_id) : [];
  return [...new Set([...(row.holder_id ? [row.holder_id] : []), ...judges, ...supervision])];
}

async function playing(trx: Knex.Transaction, officeId: string, role: string): Promise<string[]> {
  return trx('users as u').join('user_roles as r', 'r.user_id', 'u.id').where({ 'u.office_id': officeId, 'u.is_active': true, 'r.role': role }).orderBy('u.id').pluck<string[]>('u.id');
}
