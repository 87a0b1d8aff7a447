/** Rows of a case that its letters quote, read in the transaction of the act. */
import type { Knex } from 'knex';
import { z } from 'zod';
import { officersPlaying } from '../cases/index.ts';
import { NEWEST_FORM } from '../intake/index.ts';

export interface Addressee { name: string; email: string | null; userIdSpse: string | null; npwp: string | null; /** Where the person lives, for the clock he reads. */ regencyCode: string | null }

interface ApplicantRow { name: string | null; email: string | null; user_id_spse: string | null; npwp_typed: string | null; regency_code: string | null }

/** Who applies, as letters address him. */
export async function addresseeOf(trx: Knex.Transaction, caseId: string): Promise<Addressee> {
  const row = await trx('case_subjects').where({ case_id: caseId, is_applicant: true }).first<ApplicantRow | undefined>('name', 'email', 'user_id_spse', 'npwp_typed', 'regency_code');
  return { name: row?.name ?? '', email: row?.email ?? null, userIdSpse: row?.user_id_spse ?? null, npwp: row?.npwp_typed ?? null, regencyCode: row?.regency_code ?? null };
}

export interface Appointment { startsAt: Date; endsAt: Date; channel: 'daring' | 'luring'; location: string; officer: string; attendedAt: Date | null }

/** The appointment a letter speaks of: the one attended where the case is decided, else the newest. */
export async function appointmentOf(trx: Knex.Transaction, caseId: string, decided: boolean): Promise<Appointment | null> {
  const query = trx('appointments').where({ case_id: caseId });
  if (decided) void query.orderByRaw(`(state = 'hadir') desc`);
  const row = await query.orderBy('created_at', 'desc').orderBy('starts_at', 'desc')
    .first<{ starts_at: Date; ends_at: Date; channel: 'daring' | 'luring'; location: string; officer: string; state: string; closed_at: Date | null } | undefined>(
      'starts_at', 'ends_at', 'channel', 'location', 'state', 'closed_at', trx.raw('(select name from users where id = verifikator_id) as officer'));
  return row ? {
    startsAt: row.starts_at, endsAt: row.ends_at, channel: row.channel, location: row.location, officer: row.officer, attendedAt: row.state === 'hadir' ? row.closed_at : null,
  } : null;
}

/** The appointment this very act called off. */
export async function calledOffAt(trx: Knex.Transaction, caseId: string, at: Date): Promise<Pick<Appointment, 'startsAt' | 'endsAt' | 'channel' | 'location'> | null> {
  const row = await trx('appointments').where({ case_id: caseId, state: 'batal', closed_at: at }).orderBy('created_at', 'desc')
    .first<{ starts_at: Date; ends_at: Date; channel: 'daring' | 'luring'; location: string } | undefined>('starts_at', 'ends_at', 'channel', 'location');
  return row ? { startsAt: row.starts_at, endsAt: row.ends_at, channel: row.channel, location: row.location } : null;
}

/** Papers this very act took in or gave back. */
export async function papersMovedAt(trx: Knex.Transaction, caseId: string, at: Date): Promise<{ name: string; form: string }[]> {
  return trx('case_papers').where({ case_id: caseId }).andWhere((moved) => { void moved.where({ received_at: at }).orWhere({ returned_at: at }); }).orderBy('id').select<{ name: string; form: string }[]>('name', 'form');
}

export const shortage = z.object({ jenis: z.string(), kunci: z.string(), alasan: z.string(), catatan: z.string().nullish() });
export type Shortage = z.output<typeof shortage>;
/** Blank forms of the procedure, the common ones and the office's own; of each the newest version. */
export async function offeredForms(trx: Knex.Transaction, officeId: string, procedure: string): Promise<{ id: string; title: string }[]> {
  const { rows } = await trx.raw<{ rows: { id: string; title: string }[] }>(
    `select id, title from (select distinct on (office_id, title) id, title from blank_forms where procedure = ? and (office_id is null or office_id = ?) and withdrawn_at is null
       order by office_id, title, ${NEWEST_FORM}) f order by title, id`, [procedure, officeId]);
  return rows;
}

export interface Repair { items: Shortage[]; note: string | null; dueAt: Date; /** of the calendar the deadline was reckoned with */ dueEdition: number; open: boolean }

/** The newest request for repair at that moment, open or closed. */
export async function repairOf(trx: Knex.Transaction, caseId: string, asOf: Date): Promise<Repair | null> {
  const row = await trx('repair_requests').where({ case_id: caseId }).where('opened_at', '<=', asOf).orderBy('opened_at', 'desc').orderBy('round', 'desc')
    .first<{ items: unknown; note: string | null; due_at: Date; due_edition: number; closed_at: Date | null } | undefined>('items', 'note', 'due_at', 'due_edition', 'closed_at');
  if (!row) return null;
  return { items: z.array(shortage).catch([]).parse(row.items), note: row.note, dueAt: row.due_at, dueEdition: row.due_edition, open: row.closed_at === null };
}

export async function downloadableUntil(trx: Knex.Transaction, caseId: string): Promise<Date | null> {
  const row = await trx('file_returns').where({ case_id: caseId }).orderBy('at', 'desc').first<{ downloadable_until: Date } | undefined>('downloadable_until');
  return row?.downloadable_until ?? null;
}

export async function existingIdOf(trx: Knex.Transaction, caseId: string): Promise<{ lpse: string; userId: string } | null> {
  const row = await trx('existing_ids').where({ case_id: caseId }).first<{ lpse: string; user_id_spse: string } | undefined>('lpse', 'user_id_spse');
  return row ? { lpse: row.lpse, userId: row.user_id_spse } : null;
}

export interface Run { runAt: Date; dataDate: string | null; sameCount: number }

/** The newest run of step 7 or 12 and how many of its hits were judged to be this applicant. */
export async function runOf(trx: Knex.Transaction, caseId: string, kind: 'daftar_hitam' | 'lpse_lain'): Promise<Run | null> {
  const { rows } = await trx.raw<{ rows: { run_at: Date; data_date: string | null; same: number }[] }>(
    `select k.run_at, k.data_date, (select count(*)::int from check_hits h where h.check_id = k.id and h.verdict = 'sama') as same
     from checks k where k.case_id = ? and k.kind = ? order by k.run_at desc, k.id desc limit 1`, [caseId, kind]);
  const row = rows[0];
  return row ? { runAt: row.run_at, dataDate: row.data_date, sameCount: row.same } : null;
}

/** `portal`: no imported row, but somebody saw the entry at the portal itself. */
export type BlacklistEntry = { kind: 'daftar'; skNumber: string; agency: string; violation: string; startsOn: string | null; endsOn: string | null }
  | { kind: 'portal'; seenAt: Date; query: string; skNumber: string | null; startsOn: string | null; endsOn: string | null };

interface EntryRow { listed: boolean; sk_number: string | null; agency: string; violation: string; starts_on: string | null; ends_on: string | null; looked_at: Date | null; query: string | null }

/**
 * Entries in force that two people found to be this applicant, in the newest run of step 7. A decree that the list repeats is named once, with its
 * longest period; what nobody confirmed yet is no ground of a rejection.
 */
export async function blacklistEntriesOf(trx: Knex.Transaction, caseId: string): Promise<BlacklistEntry[]> {
  const { rows } = await trx.raw<{ rows: EntryRow[] }>(
    `select * from (
       select distinct on (coalesce(nullif(e.sk_number, ''), l.sk_number, h.target_key)) e.id is not null as listed, coalesce(e.sk_number, l.sk_number) as sk_number, e.agency, e.violation,
         coalesce(e.starts_on, l.starts_on) as starts_on, coalesce(e.ends_on, l.ends_on) as ends_on, l.looked_at, l.query
       from check_hits h left join blacklist_entries e on e.id = h.entry_id left join portal_looks l on l.id = h.portal_look_id
       where h.check_id = (select id from checks where case_id = ? and kind = 'daftar_hitam' order by run_at desc, id desc limit 1)
         and h.verdict = 'sama' and h.in_force and h.confirmed_at is not null
       order by coalesce(nullif(e.sk_number, ''), l.sk_number, h.target_key), e.id is null, e.ends_on desc nulls first, e.starts_on, h.id) named
     order by starts_on, sk_number, looked_at`, [caseId]);
  return rows.flatMap((row): BlacklistEntry[] => {
    if (row.listed) return [{ kind: 'daftar', skNumber: row.sk_number ?? '', agency: row.agency, violation: row.violation, startsOn: row.starts_on, endsOn: row.ends_on }];
    return row.looked_at ? [{ kind: 'portal', seenAt: row.looked_at, query: row.query ?? '', skNumber: row.sk_number, startsOn: row.starts_on, endsOn: row.ends_on }] : [];
  });
}

export interface HeldDocument { kind: string; verdicts: string[] }

/** The files in force, each with the newest verdict of each of its checks. */
export async function documentsOf(trx: Knex.Transaction, caseId: string): Promise<HeldDocument[]> {
  const { rows } = await trx.raw<{ rows: { kind: string; verdicts: string[] | null }[] }>(
    `select d.kind, (select array_agg(v.verdict) from (
        select distinct on (check_id) verdict from document_verdicts where document_id = d.id order by check_id, judged_at desc, id desc) v) as verdicts
     from documents d where d.case_id = ? and d.superseded_at is null order by d.received_at, d.kind`, [caseId]);
  return rows.map((row) => ({ kind: row.kind, verdicts: row.verdicts ?? [] }));
}

export interface Call { startsAt: Date; endsAt: Date; /** The case came back to the place of the call without another one. */ skippedLater: boolean }

/**
 * The newest call attended, from the noting of attendance to the last thing written during it: a decision may come days later, and so may rows of a
 * repair after which no call was repeated. The call is over when the case leaves the place it came to by attendance, or with the day.
 */
export async function callOf(trx: Knex.Transaction, caseId: string, zone: string): Promise<Call | null> {
  const { rows } = await trx.raw<{ rows: { starts_at: Date; ends_at: Date; attended: Date; left_at: Date | null; last_written: Date | null; skipped_later: boolean }[] }>(
    `with attendance as (
       select starts_at, ends_at, coalesce(closed_at, starts_at) as attended from appointments where case_id = :caseId and state = 'hadir' order by created_at desc, starts_at desc limit 1),
     entered as (
       select seq, to_place from case_actions where case_id = :caseId and at = (select attended from attendance) and from_place is distinct from to_place order by seq limit 1),
     later as (select a.at, a.from_place, a.to_place, e.to_place as place from case_actions a, entered e where a.case_id = :caseId and a.seq > e.seq),
     gone as (select min(at) as left_at from later where to_place <> place),
     written as (
       select judged_at as at from verification_items where case_id = :caseId union all select added_at from verification_evidence where case_id = :caseId)
     select t.*, g.left_at, exists (select 1 from later where to_place = place and from_place is distinct from place) as skipped_later,
       (select max(w.at) from written w where w.at >= t.attended and (g.left_at is null or w.at <= g.left_at)
          and (w.at at time zone :zone)::date = (t.attended at time zone :zone)::date) as last_written
     from attendance t, gone g`, { caseId, zone });
  const row = rows[0];
  if (!row) return null;
  const { starts_at: startsAt, ends_at: endsAt, attended, left_at: leftAt, last_written: lastWritten, skipped_later: skippedLater } = row;
  if (lastWritten) return { startsAt: attended, endsAt: lastWritten, skippedLater };
  // Attendance noted after the slot says nothing of the hour: the slot does.
  if (attended >= endsAt) return { startsAt, endsAt, skippedLater };
  return { startsAt: attended, endsAt: leftAt && leftAt < endsAt ? leftAt : endsAt, skippedLater };
}

export interface Recipient { id: string; name: string; email: string }

/** Who receives an internal letter: the active verifikators of the office. */
export async function activeVerifikators(trx: Knex.Transaction, officeId: string): Promise<Recipient[]> {
  return officersPlaying(trx, officeId, 'verifikator').orderBy('u.email').select<Recipient[]>('u.id', 'u.name', 'u.email');
}
