/**
 * A list of the office as a file: the same rows as on the screen under the same filter, written to disk in one reading transaction, then logged.
 * What looks like an identifier or an address is masked, whoever typed it where.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Knex } from 'knex';
import { redactorFor } from '../archive/index.ts';
import { recordAudit } from '../audit/index.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { InvalidError } from '../platform/errors.ts';
import type { ListRequest } from '../platform/http/list.ts';
import type { Officer } from '../platform/http/route.ts';
import { writeCsv, writeXlsx, type Cell } from './table-files.ts';

/** More does not open well in a spreadsheet, and a workbook is made in memory. */
export const MOST_ROWS = { csv: 200_000, xlsx: 20_000 };
const AT_ONCE = 500;

export interface Exported {
  name: string;
  /** Message keys of the headings. */
  columns: string[];
  /** The rows in order; either a query and what becomes of its rows, or rows that are computed. */
  rows: { query: Knex.QueryBuilder; shape: (row: never, within: Knex.Transaction) => Cell[] | Promise<Cell[]> } | { computed: Cell[][] };
}
export interface ExportCall { officer: Officer; format: 'csv' | 'xlsx'; request: ListRequest; asked: string; requestId: string; ipHash: string; locale: Locale }

/** Returns the path of a file of its own; whoever sends it removes it. @throws InvalidError when there are more rows than such a file should have */
export async function exportList(db: Knex, folder: string, exported: Exported, call: ExportCall): Promise<{ path: string; rows: number }> {
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `ekspor-${randomUUID()}.${call.format}`);
  const head = exported.columns.map((key) => translate(key, {}, call.locale));
  try {
    const rows = await db.transaction(async (trx) => {
      const write = call.format === 'csv' ? writeCsv : writeXlsx;
      return write(file, head, bounded(cellsOf(trx, exported.rows), MOST_ROWS[call.format]));
    }, { isolationLevel: 'repeatable read', readOnly: true });
    await recordAudit(db, {
      event: 'ekspor_daftar', actorKind: 'staf', actorId: call.officer.id, officeId: call.officer.officeId, ref: `daftar:${exported.name}`, requestId: call.requestId, ipHash: call.ipHash,
      detail: { daftar: exported.name, format: call.format, saringan: call.asked.slice(0, 2_000), baris: rows },
    });
    return { path: file, rows };
  } catch (error) {
    // Half a list of people, or one nobody is known to have taken, is nobody's file.
    await rm(file, { force: true });
    throw error;
  }
}

async function* cellsOf(trx: Knex.Transaction, rows: Exported['rows']): AsyncGenerator<Cell[]> {
  const mask = redactorFor([]);
  if ('computed' in rows) {
    for (const row of rows.computed) yield row.map(mask);
    return;
  }
  const { sql, bindings } = rows.query.toSQL();
  // A cursor: the list is read in pieces and never held as a whole.
  await trx.raw(`declare ekspor no scroll cursor for ${sql}`, bindings as Knex.RawBinding[]);
  for (;;) {
    const { rows: piece } = await trx.raw<{ rows: never[] }>(`fetch ${AT_ONCE} from ekspor`);
    for (const row of piece) yield (await rows.shape(row, trx)).map(mask);
    if (piece.length < AT_ONCE) return;
  }
}

async function* bounded(rows: AsyncIterable<Cell[]>, most: number): AsyncGenerator<Cell[]> {
  let count = 0;
  for await (const row of rows) {
    count += 1;
    if (count > most) throw new InvalidError({ filter: { key: 'galat.ekspor.terlalu_banyak', params: { batas: most } } }, 'galat.ekspor.terlalu_banyak');
    yield row;
  }
}
