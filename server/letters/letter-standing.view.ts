/** Of letters that went out: whether they are in force, what became of the request they list, and what was said after them. */
import type { Knex } from 'knex';
import { SHORTAGES_MARK } from './letters.repository.ts';

export interface LetterStanding {
  id: string; kind: string; state: 'berlaku' | 'diganti' | 'dicabut'; procedure: string; sop_version: number; zone: string;
  /** The request it waits for; null while that is open, and for a letter that waits for none: one that lists what was short may itself be the word that it is over. */
  closed: { how: 'diperbaiki' | 'ditutup' | 'ditarik'; at: string } | null;
  /** Kinds of the letters in force that the applicant was sent after it. */
  later: string[];
}

/** Of one moment the later row is told by its id. A letter issued anew speaks of the request of the one it stands for. */
const FIRST_ISSUED = `(with recursive issued as (
    select l.id, l.issued_at, l.action_id union all select p.id, p.issued_at, p.action_id from letters p join issued on p.replaced_by = issued.id where p.case_id = l.case_id)
  select issued_at, id, action_id from issued order by issued_at, id limit 1)`;

/**
 * The request before the letter, where it was open still when the letter was written. An office may let any letter list what was short; what the closing act
 * itself says, or one after it, waits for no answer. Of two acts at one moment: what asks opened it then, what reminds leaves the file where it is, what closes moves it.
 */
const CLOSED_SINCE = `(select jsonb_build_object('how', r.closed_how, 'at', r.closed_at)
  from ${FIRST_ISSUED} f cross join lateral (
    select * from repair_requests q where q.case_id = l.case_id and (q.opened_at, q.id) < (f.issued_at, f.id) order by q.opened_at desc, q.id desc limit 1) r
  where r.closed_at > f.issued_at or (r.closed_at = f.issued_at and (r.opened_at = f.issued_at or not exists (
    select from case_actions a where a.id = f.action_id and a.from_place is distinct from a.to_place))))`;

export async function standingOf(db: Knex | Knex.Transaction, letterIds: readonly string[]): Promise<LetterStanding[]> {
  const { rows } = await db.raw<{ rows: LetterStanding[] }>(
    `select l.id, l.kind, l.state, c.procedure, c.sop_version, o.zone,
       case when l.recipient = 'pemohon' and position(? in t.body) > 0 then ${CLOSED_SINCE} end as closed,
       array(select distinct n.kind from letters n where n.case_id = l.case_id and n.recipient = 'pemohon' and n.state = 'berlaku' and (n.issued_at, n.id) > (l.issued_at, l.id)) as later
     from letters l join cases c on c.id = l.case_id join offices o on o.id = l.office_id join letter_templates t on t.id = l.template_id
     where l.id = any(?::uuid[])`, [SHORTAGES_MARK, [...letterIds]]);
  return rows;
}

/** The letters of a case, reminders among them, that wait for the answer to a request which is closed. */
export async function lettersOfClosedRequests(trx: Knex.Transaction, caseId: string): Promise<string[]> {
  const letters = await trx('letters').where({ case_id: caseId, recipient: 'pemohon' }).pluck<string[]>('id');
  return (await standingOf(trx, letters)).filter(({ closed }) => closed !== null).map(({ id }) => id);
}
