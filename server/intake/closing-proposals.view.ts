import type { Knex } from 'knex';
import type { ClosingProposal } from '../domain/contract/intake.ts';
import { getSop } from '../domain/sop/catalogue.ts';
import { expiryProposed } from '../domain/sop/guards.ts';
import type { Sop } from '../domain/sop/model.ts';
import { unfiledDelivery } from '../subjects/index.ts';
import type { Officer } from '../platform/http/route.ts';

interface Row { id: string; number: string; version: number; procedure: string; sop_version: number; place: string; subject_name: string | null; due_at: Date; expiry_proposed_at: Date; unfiled: ClosingProposal['unfiled'] }

const MOST = 500;

/** Files of my office whose repair never came and that the timer proposed to close, oldest first, with the act that closes each. */
export async function listClosingProposals(db: Knex, officer: Officer): Promise<ClosingProposal[]> {
  const rows = await db('repair_requests as r').join('cases as c', 'c.id', 'r.case_id').where('c.office_id', officer.officeId).whereNull('r.closed_at').whereNotNull('r.expiry_proposed_at')
    .orderBy([{ column: 'r.expiry_proposed_at' }, { column: 'c.id' }]).limit(MOST)
    .select<Row[]>('c.id', 'c.number', 'c.version', 'c.procedure', 'c.sop_version', 'c.place', 'r.due_at', 'r.expiry_proposed_at', db.raw('(select s.name from case_subjects s where s.case_id = c.id and s.is_applicant) as subject_name'), db.raw(`${unfiledDelivery('r')} as unfiled`));
  return rows.flatMap((row) => {
    const action = closingAct(getSop(row.procedure, row.sop_version), row.place);
    return action ? [{ caseId: row.id, number: row.number, version: row.version, subjectName: row.subject_name, dueAt: row.due_at.toISOString(), proposedAt: row.expiry_proposed_at.toISOString(), unfiled: row.unfiled, action }] : [];
  });
}

/** The act by which a person closes what the timer proposed: it stands at the place of the request and needs the proposal. */
export function closingAct(sop: Sop, place: string): string | undefined {
  return Object.entries(sop.actions).find(([, action]) => action.from.includes(place) && action.guards?.includes(expiryProposed))?.[0];
}
