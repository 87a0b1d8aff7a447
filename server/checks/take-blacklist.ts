import { stat } from 'node:fs/promises';
import type { Knex } from 'knex';
import { InvalidError } from '../platform/errors.ts';
import type { RowRefusal } from './blacklist-row.ts';
import { beginImport, dropImport, markFailed, noteProgress, type ImportRow } from './blacklist.repository.ts';
import { importBlacklist, type BlacklistImport } from './import-blacklist.ts';

/** What the person who imports is asked or told at once is no failure of the list. */
const ANSWERED = ['galat.impor.menyusut', 'galat.impor.sudah_ada'];

/**
 * Imports a list file as an attempt others see: how far it is, and that it failed. A file that is no such list at all is refused before it becomes one.
 * `after` belongs to the transaction that makes the version.
 * @throws what `importBlacklist` throws
 */
export async function takeBlacklist(db: Knex, of: BlacklistImport & { path: string }, after: (trx: Knex.Transaction, row: ImportRow) => Promise<void>): Promise<ImportRow> {
  const { size } = await stat(of.path);
  const attempt: { id: string | null } = { id: null };
  try {
    return await db.transaction(async (trx) => {
      const row = await importBlacklist(trx, of, {
        // On a connection of its own: whoever looks sees it, and it stays when the rest is undone.
        begin: async () => {
          const id = await beginImport(db, { ...of, fileBytes: size });
          attempt.id = id;
          return id;
        },
        progress: (bytes) => noteProgress(db, attempt.id ?? '', Math.min(size, bytes)),
      });
      await after(trx, row);
      return row;
    });
  } catch (error) {
    if (attempt.id !== null) {
      const problem = problemOf(error);
      await (ANSWERED.includes(problem.key) ? dropImport(db, attempt.id) : markFailed(db, attempt.id, problem));
    }
    throw error;
  }
}

function problemOf(error: unknown): RowRefusal {
  const [field] = error instanceof InvalidError ? Object.values(error.fields) : [];
  return field ? { key: field.key, params: Object.fromEntries(Object.entries(field.params ?? {}).map(([name, value]) => [name, String(value)])) } : { key: 'galat.impor.terhenti', params: {} };
}
