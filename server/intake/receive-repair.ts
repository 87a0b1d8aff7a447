import type { Knex } from 'knex';
import type { z } from 'zod';
import type { ActContext } from '../cases/index.ts';
import { attachDrafts, stateAbsences } from '../documents/index.ts';
import type { repair } from '../domain/sop/inputs.ts';
import { getOffice } from '../offices/index.ts';
import { applyRepairedFields, typedFields } from '../subjects/index.ts';
import { closeRepair, keepChanges } from './repair-requests.repository.ts';
import { dayIn } from '../domain/working-time.ts';

/** Files a repair against the open request, whatever way it came (decision 8): fields to the applicant, drafts to the documents of the new round. */
export async function receiveRepair(trx: Knex.Transaction, context: ActContext): Promise<void> {
  const { isian, dokumen, tidakPunya, asal, asalDokumen } = context.input as z.output<typeof repair>;
  const origin = context.actor.kind === 'pemohon' ? 'tautan' : asal;
  const { case: row, sop, at, round } = context;
  const office = await getOffice(trx, row.office_id);
  const before = Object.keys(isian).length > 0 ? await typedFields(trx, row.id) : {};
  await keepChanges(trx, row.id, round, Object.entries(isian).map(([field, after]) => ({ field, before: before[field] ?? null, after })));
  await applyRepairedFields(trx, { caseId: row.id, sop, fields: isian, today: dayIn(office.zone, at) });
  await attachDrafts(trx, { caseId: row.id, officeId: row.office_id, drafts: dokumen, round, origin, originOf: context.actor.kind === 'pemohon' ? {} : asalDokumen, at, sop });
  await stateAbsences(trx, { caseId: row.id, round, at, sop, reasons: tidakPunya });
  await closeRepair(trx, row.id, { at, how: 'diperbaiki', origin });
}
