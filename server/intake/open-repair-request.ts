import type { Knex } from 'knex';
import type { ActContext } from '../cases/index.ts';
import type { Sop } from '../domain/sop/model.ts';
import { addWorkingDays } from '../domain/working-time.ts';
import { calendarOf, getOffice } from '../offices/index.ts';
import { InvalidError, type FieldError } from '../platform/errors.ts';
import { insertRepairRequest, type RepairItem } from './repair-requests.repository.ts';

/**
 * What is asked back and until when: as many working days as the office gives, by its own calendar.
 * @throws InvalidError for an item the procedure does not know, or one that is listed twice
 */
export async function openRepairRequest(trx: Knex.Transaction, context: ActContext): Promise<void> {
  const { butir, catatan } = context.input as { butir: RepairItem[]; catatan?: string };
  const errors = itemErrors(context.sop, butir);
  if (Object.keys(errors).length > 0) throw new InvalidError(errors);
  const office = await getOffice(trx, context.case.office_id);
  const [calendar, days] = [await calendarOf(trx, office.id), office.settings.repairWorkingDays];
  await insertRepairRequest(trx, {
    case_id: context.case.id, round: context.round, items: butir, note: catatan ?? null, opened_by: context.actor.id, opened_at: context.at,
    due_at: addWorkingDays(calendar, context.at, days), due_days: days, due_edition: calendar.edition,
  });
}

function itemErrors(sop: Sop, items: RepairItem[]): Record<string, FieldError> {
  const errors: Record<string, FieldError> = {};
  items.forEach((item, index) => {
    const known = item.jenis === 'dokumen' ? sop.docs.some((doc) => doc.kind === item.kunci) : sop.intake.fields.some((field) => field.key === item.kunci);
    const first = items.findIndex((other) => other.jenis === item.jenis && other.kunci === item.kunci);
    if (!known) errors[`butir.${index}.kunci`] = { key: 'galat.isian.pilihan' };
    else if (first !== index) errors[`butir.${index}.kunci`] = { key: 'galat.isian.butir_ganda' };
  });
  return errors;
}
