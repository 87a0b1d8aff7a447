import type { Knex } from 'knex';
import type { RowRefusal } from './blacklist-row.ts';

/** A row that was not taken, whole, so that somebody can mend it and bring it again. */
export interface Refusal extends RowRefusal { row: number; cells: string[] }

/** A control character or half a letter is no text for the database. */
const storable = (cell: string) => cell.replaceAll('\0', '').toWellFormed().slice(0, 2_000);
const MOST_CELLS = 100;

/** Answers an empty batch, ready to be filled again. */
export async function insertRefusals(trx: Knex.Transaction, importId: string, refusals: Refusal[]): Promise<Refusal[]> {
  if (refusals.length > 0) {
    await trx('import_refusals').insert(refusals.map(({ row, key, params, cells }) => ({
      import_id: importId, file_row: row, key, params: JSON.stringify(params), cells: cells.slice(0, MOST_CELLS).map(storable),
    })));
  }
  return [];
}

/** In the order of the file. */
export async function refusalsOf(db: Knex, importId: string): Promise<Refusal[]> {
  const rows = await db('import_refusals').where({ import_id: importId }).orderBy('file_row').select<{ file_row: number; key: string; params: Record<string, string>; cells: string[] }[]>('file_row', 'key', 'params', 'cells');
  return rows.map(({ file_row: row, ...rest }) => ({ row, ...rest }));
}
