import type { Knex } from 'knex';
import { getSop } from '../domain/sop/catalogue.ts';
import { withChecklist } from '../domain/sop/checklist.ts';
import type { Sop } from '../domain/sop/model.ts';
import { dayIn } from '../domain/working-time.ts';
import { findChecklistOn, findPinned } from './checklists.repository.ts';

interface Asked { procedure: string; sopVersion: number; office: { id: string; zone: string }; /** null: none yet, so what the office asks for today */ caseId: string | null; now: Date }

/** The procedure with the documents that are asked for: by the list a case was begun with, or by the one that holds today. */
export async function askedSop(trx: Knex | Knex.Transaction, { procedure, sopVersion, office, caseId, now }: Asked): Promise<Sop> {
  const sop = getSop(procedure, sopVersion);
  if (caseId === null) return withChecklist(sop, (await findChecklistOn(trx, office.id, procedure, dayIn(office.zone, now)))?.docs ?? null);
  const row = await trx('cases').where({ id: caseId }).first<{ checklist_id: string | null } | undefined>('checklist_id');
  return withChecklist(sop, await findPinned(trx, row?.checklist_id ?? null));
}
