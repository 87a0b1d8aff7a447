import type { Knex } from 'knex';
import type { ChecklistDoc } from '../domain/sop/checklist.ts';

export interface ChecklistRow { id: string; office_id: string; procedure: string; version: number; valid_from: string; docs: ChecklistDoc[]; made_by: string | null; made_at: Date }

const DAY = `to_char(valid_from, 'YYYY-MM-DD') as valid_from`;

/** The office's list that holds on this day (`YYYY-MM-DD` in its zone): of those that have begun the one that began last, of those the newest. */
export async function findChecklistOn(db: Knex | Knex.Transaction, officeId: string, procedure: string, day: string): Promise<ChecklistRow | undefined> {
  return db('checklists').where({ office_id: officeId, procedure }).where('valid_from', '<=', day)
    // Qualified: the day as text bears the same name.
    .orderBy([{ column: 'checklists.valid_from', order: 'desc' }, { column: 'checklists.version', order: 'desc' }]).first<ChecklistRow | undefined>('checklists.*', db.raw(DAY));
}

/** The list a case was begun with; null for one begun without. */
export async function findPinned(db: Knex | Knex.Transaction, checklistId: string | null): Promise<ChecklistDoc[] | null> {
  if (checklistId === null) return null;
  const row = await db('checklists').where({ id: checklistId }).first<Pick<ChecklistRow, 'docs'> | undefined>('docs');
  if (!row) throw new Error(`checklist ${checklistId} is gone`);
  return row.docs;
}

export async function listChecklists(db: Knex, officeId: string): Promise<(ChecklistRow & { made_by_name: string | null })[]> {
  return db('checklists as k').where({ 'k.office_id': officeId }).orderBy([{ column: 'k.procedure' }, { column: 'k.version', order: 'desc' }])
    .select('k.*', db.raw(`to_char(k.valid_from, 'YYYY-MM-DD') as valid_from`), db.raw('(select n.name from users n where n.id = k.made_by) as made_by_name'));
}

/** Adds a version; an earlier one is never changed, since cases hold on to it. Two at once follow one another by the lock of the office. */
export async function insertChecklist(trx: Knex.Transaction, row: { officeId: string; procedure: string; validFrom: string; docs: ChecklistDoc[]; by: string; at: Date }): Promise<number> {
  await trx('offices').where({ id: row.officeId }).forUpdate().first('id');
  const newest = await trx('checklists').where({ office_id: row.officeId, procedure: row.procedure }).max<{ max: number | null }>('version as max').first();
  const version = (newest?.max ?? 0) + 1;
  await trx('checklists').insert({ office_id: row.officeId, procedure: row.procedure, version, valid_from: row.validFrom, docs: JSON.stringify(row.docs), made_by: row.by, made_at: row.at });
  return version;
}
