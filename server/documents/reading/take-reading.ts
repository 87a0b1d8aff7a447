import type { Knex } from 'knex';
import type { ActContext } from '../../cases/index.ts';
import { getOffice } from '../../offices/index.ts';
import { ActionClosedError } from '../../platform/errors.ts';
import { applyRepairedFields } from '../../subjects/index.ts';
import { TAKEABLE } from './compare-reading.ts';
import { findReading } from './readings.repository.ts';
import { dayIn } from '../../domain/working-time.ts';

/** Effect of `pakai_bacaan`: the value goes from the reading into the form here, so that the browser never sends it back. */
export async function takeReading(trx: Knex.Transaction, context: ActContext): Promise<void> {
  const { dokumenId, isian } = context.input as { dokumenId: string; isian: string };
  const reading = await findReading(trx, dokumenId, context.case.id);
  const proposal = reading?.proposals.find((candidate) => candidate.field === isian && TAKEABLE.includes(candidate.field));
  if (!proposal || !context.sop.intake.fields.some((field) => field.key === isian)) throw new ActionClosedError([{ key: 'hambatan.bacaan_tidak_ada' }]);
  const office = await getOffice(trx, context.case.office_id);
  await applyRepairedFields(trx, { caseId: context.case.id, sop: context.sop, fields: { [isian]: proposal.value }, today: dayIn(office.zone, context.at) });
}
