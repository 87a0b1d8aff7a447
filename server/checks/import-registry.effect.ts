/**
 * Copies a registry file into a version of its own. Repeatable: a version that is finished, failed or withdrawn is left alone, one
 * that runs elsewhere is waited for, and one that died half-way left nothing behind, because all of it is one transaction.
 */
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Clock } from '../domain/clock.ts';
import { FOLDING_VERSION } from '../domain/names/name-keys.ts';
import { enqueueEffects, type EffectHandler } from '../platform/outbox.ts';
import { copyInto } from './copy-into.ts';
import { cellsOf, findColumns, NAMING, REGISTRY_COLUMNS, type ColumnPlaces, type RegistryColumn } from './list-columns.ts';
import { insertRefusals, type Refusal } from './refusals.repository.ts';
import { readRegistryRow, regencyCodes, type RegistryEntry } from './registry-row.ts';
import { findRegistryImport, updateRegistryImport, type RegistryImportRow } from './registry.repository.ts';
import { rowBytes, wrongFile } from './table-csv.ts';
import { readTableFile } from './table-file.ts';
import { headerOf, underHeader } from './under-header.ts';
import { workOffFile, type FileWorkDeps } from './work-off-file.ts';

export interface RegistryImportDeps extends FileWorkDeps { clock: Clock }

const WRITTEN = ['lpse', 'user_id_spse', 'name', 'name_folded', 'nik', 'npwp15', 'npwp16', 'nib', 'email', 'phone', 'regency_code', 'regency', 'birth_date'] as const satisfies (keyof RegistryEntry)[];
const COLUMNS = ['import_id', 'file_row', ...WRITTEN, 'name_keys'];
const MOST_ROWS = 5_000_000;
/** Every refused row is counted; so many are kept to be downloaded. */
const KEPT_REFUSALS = 50_000;
const CHUNK = 64 * 1024;
const PROGRESS_EVERY = 20_000;

export function importRegistryEffect({ db, storage, clock, config }: RegistryImportDeps): EffectHandler {
  return async ({ refId, lastTry = false }) => {
    const id = refId ?? '';
    await workOffFile({ db, storage, config }, {
      table: 'registry_imports', id, lastTry, anew: { bytes_read: 0, row_count: 0, refused_count: 0, finished_at: null }, find: () => findRegistryImport(db, id),
      work: (row, file) => db.transaction((trx) => copyVersion(db, trx, row, file, clock)),
      fail: (problem) => updateRegistryImport(db, id, { state: 'gagal', problem: JSON.stringify(problem), finished_at: clock.now() }),
    });
  };
}

async function copyVersion(db: Knex, trx: Knex.Transaction, row: RegistryImportRow, file: string, clock: Clock): Promise<void> {
  const regions = await trx('regions').whereRaw('length(code) = 4').select<{ code: string; name: string }[]>('code', 'name');
  const { rows: [opened] } = await trx.raw<{ rows: { part: string }[] }>('select open_registry_version(?) as part', [row.id]);
  const hash = createHash('sha256');
  const counted = { taken: 0, refused: 0, header: [] as string[] };
  const refusals: Refusal[] = [];
  const lines = copyLines(file, { row, hash, counted, refusals, regencyOf: regencyCodes(regions), progress: (bytes) => updateRegistryImport(db, row.id, { bytes_read: bytes, row_count: counted.taken, refused_count: counted.refused }) });
  await copyInto(trx, `copy "${opened?.part}" (${COLUMNS.join(', ')}) from stdin`, lines);
  if (counted.taken === 0 || counted.refused > counted.taken) throw wrongFile('tak_terbaca', { diterima: counted.taken, ditolak: counted.refused });
  for (let at = 0; at < refusals.length; at += 500) await insertRefusals(trx, row.id, refusals.slice(at, at + 500));
  await trx.raw('select close_registry_version(?)', [row.id]);
  await trx('folded_names').insert({ part: opened?.part, version: FOLDING_VERSION }).onConflict('part').merge();
  await updateRegistryImport(trx, row.id, {
    state: 'selesai', header: counted.header, file_sha256: hash.digest('hex'), row_count: counted.taken, refused_count: counted.refused, bytes_read: row.file_bytes, finished_at: clock.now(),
  });
  await enqueueEffects(trx, [{ effect: 'tapis_registri', officeId: row.office_id, refId: row.id }]);
}

interface Copying {
  row: RegistryImportRow; hash: ReturnType<typeof createHash>; counted: { taken: number; refused: number; header: string[] }; refusals: Refusal[];
  regencyOf: (text: string) => string | null; progress: (bytes: number) => Promise<void>;
}

async function* copyLines(file: string, { row, hash, counted, refusals, regencyOf, progress }: Copying): AsyncGenerator<string> {
  let places: ColumnPlaces<RegistryColumn> | null = null;
  let text = '';
  const chosen: Partial<Record<RegistryColumn, string>> | undefined = row.chosen_columns ?? undefined;
  for await (const { row: at, cells } of underHeader(readTableFile(file, { hash }), headerOf<RegistryColumn>(REGISTRY_COLUMNS, { oneOf: NAMING.registri, chosen }))) {
    if (at > MOST_ROWS) throw wrongFile('terlalu_banyak', { batas: MOST_ROWS });
    if (!places) {
      places = findColumns<RegistryColumn>(cells, REGISTRY_COLUMNS, chosen);
      counted.header = cells;
      const missing = (['nama'] as const).filter((field) => !places?.has(field));
      if (missing.length > 0) throw wrongFile('kolom_kurang', { kolom: missing.join(', ') });
      continue;
    }
    const read = readRegistryRow(cellsOf(places, cells), regencyOf);
    if ('refusal' in read) {
      counted.refused += 1;
      if (refusals.length < KEPT_REFUSALS) refusals.push({ row: at, ...read.refusal, cells });
      continue;
    }
    counted.taken += 1;
    text += copyLine(row.id, at, read.entry);
    // The share of the rows is not known before the end; of a text file the bytes are near enough.
    if (counted.taken % PROGRESS_EVERY === 0) await progress(Math.min(Number(row.file_bytes), counted.taken * rowBytes(cells)));
    if (text.length < CHUNK) continue;
    yield text;
    text = '';
  }
  yield text;
}

/** The text form of COPY: tabs between the cells, `\N` for nothing; the four characters that mean something are escaped. */
function copyLine(importId: string, at: number, entry: RegistryEntry): string {
  const line = [importId, String(at)];
  for (const column of WRITTEN) line.push(entry[column] === null ? '\\N' : /[\\\t\n\r]/.test(entry[column]) ? entry[column].replace(/[\\\t\n\r]/g, escaped) : entry[column]);
  return `${line.join('\t')}\t{${entry.name_keys.join(',')}}\n`;
}

function escaped(char: string): string {
  return char === '\t' ? '\\t' : char === '\n' ? '\\n' : char === '\r' ? '\\r' : '\\\\';
}
