import type { Knex } from 'knex';

/** One thing asked back: a document by kind or a field by key, with its reason code. */
export interface RepairItem { jenis: 'dokumen' | 'isian'; kunci: string; alasan: string; catatan?: string }
export interface RepairRequestRow {
  id: string; case_id: string; round: number; items: RepairItem[]; note: string | null; opened_by: string | null; opened_at: Date; due_at: Date;
  /** Edition of the calendar it was reckoned with, and how many working days were given; null in requests older than this column. */
  due_edition: number; due_days: number | null;
  expiry_proposed_at: Date | null; closed_at: Date | null; closed_how: 'diperbaiki' | 'ditutup' | 'ditarik' | null; closed_origin: string | null;
}

export async function insertRepairRequest(trx: Knex.Transaction, row: Pick<RepairRequestRow, 'case_id' | 'round' | 'items' | 'note' | 'opened_by' | 'opened_at' | 'due_at' | 'due_edition' | 'due_days'>): Promise<void> {
  await trx('repair_requests').insert({ ...row, items: JSON.stringify(row.items) });
}

export async function findOpenRepair(trx: Knex | Knex.Transaction, caseId: string): Promise<RepairRequestRow | undefined> {
  return trx<RepairRequestRow>('repair_requests').where({ case_id: caseId }).whereNull('closed_at').first();
}

/** Closes the open request, if there is one. */
export async function closeRepair(trx: Knex.Transaction, caseId: string, how: { at: Date; how: 'diperbaiki' | 'ditutup' | 'ditarik'; origin: string | null }): Promise<void> {
  await trx('repair_requests').where({ case_id: caseId }).whereNull('closed_at').update({ closed_at: how.at, closed_how: how.how, closed_origin: how.origin });
}

/** Before and after of each field that a repair sent, so that old and new can stand side by side. */
export async function keepChanges(trx: Knex.Transaction, caseId: string, round: number, changes: { field: string; before: string | null; after: string }[]): Promise<void> {
  if (changes.length > 0) await trx('repair_changes').insert(changes.map((change) => ({ case_id: caseId, round, ...change })));
}

export async function proposeExpiry(trx: Knex.Transaction, caseId: string, at: Date): Promise<void> {
  await trx('repair_requests').where({ case_id: caseId }).whereNull('closed_at').whereNull('expiry_proposed_at').update({ expiry_proposed_at: at });
}
