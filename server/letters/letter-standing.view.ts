/** Of letters that went out: whether they are in force, what became of the request they list, and what was said after them. */
import type { Knex } from 'knex';
import { SHORTAGES_MARK } from './letters.repository.ts';

export interface LetterStanding {
  id: string; kind: string; state: 'berlaku' | 'diganti' | 'dicabut'; procedure: string; sop_version: number; zone: string;
  /** The request it lists; null while that is open, and for a letter that lists none. */
  closed: { how: 'diperbaiki' | 'ditutup' | 'ditarik'; at: string } | null;
  /** Kinds of the letters in force that the applicant was sent after it. */
  later: string[];
}

/** Of one moment the later row is told by its id. A letter issued anew speaks of the request of the one it stands for. */
const FIRST_ISSUED = `(with recursive issued as (
    select l.id, l.issued_at union all select p.id, p.issued_at from letters p join issued on p.replaced_by = issued.id where p.case_id = l.case_id)
  select issued_at, id from issued order by issued_at, id limit 1)`;

export async function standingOf(db: Knex | Knex.Transaction, letterIds: readonly string[]): Promise<LetterStanding[]> {
  const { rows } = await db.raw<{ rows: LetterStanding[] }>(
    `select l.id, l.kind, l.state, c.procedure, c.sop_version, o.zone,
       case when l.recipient = 'pemohon' and position(? in t.body) > 0 then (
         select case when r.closed_at is null then null else jsonb_build_object('how', r.closed_how, 'at', r.closed_at) end
         from repair_requests r where r.case_id = l.case_id and (r.opened_at, r.id) < ${FIRST_ISSUED} order by r.opened_at desc, r.id desc limit 1) end as closed,
       array(select distinct n.kind from letters n where n.case_id = l.case_id and n.recipient = 'pemohon' and n.state = 'berlaku' and (n.issued_at, n.id) > (l.issued_at, l.id)) as later
     from letters l join cases c on c.id = l.case_id join offices o on o.id = l.office_id join letter_templates t on t.id = l.template_id
     where l.id = any(?::uuid[])`, [SHORTAGES_MARK, [...letterIds]]);
  return rows;
}
