import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { Knex } from 'knex';
import { InvalidError } from '../platform/errors.ts';
import { readBlacklistTable, type ChosenColumns, type ReadRow } from './blacklist-file.ts';
import type { ListRow, RowRefusal } from './blacklist-row.ts';
import { changesAgainst } from './import-changes.view.ts';
import { insertRefusals, type Refusal } from './refusals.repository.ts';
import { readCsv, wrongFile } from './table-csv.ts';
import { readTableFile } from './table-file.ts';
import { beginImport, finishImport, insertEntries, newestFinishedImport, type ImportRow } from './blacklist.repository.ts';
import { holdVersionsOf } from './screened-versions.repository.ts';
import { dayIn } from '../domain/working-time.ts';

const BATCH = 500;
/** Refused rows kept with their reason; all are counted. */
const KEPT_REFUSALS = 500;
/** A list that shrank below this share of the one in force is probably cut off, or the wrong file. */
const SHRUNK = 0.8;
const EARLIEST_DATA = '2008-01-01';
/** Where the day begins first in Indonesia: for an import that belongs to no office. */
const EASTERNMOST_ZONE = 'Asia/Jayapura';

export type BlacklistSource = { stream: Readable } | { path: string };
export interface BlacklistImport {
  fileName: string;
  /** Day the list states (`YYYY-MM-DD`). */
  dataDate: string;
  importedBy: string | null;
  at: Date;
  /** IANA zone of the importing office: no list is of a day that has not begun there. */
  zone?: string;
  /** The person was told how much shorter the list is than the one in force, and says that this is right. */
  confirmed?: boolean;
  /** Meaning → header, named on screen for a plain list. */
  columns?: ChosenColumns;
}

/** Where the attempt is noted: its row is made once the header says that this is a list. */
interface Attempt { begin: () => Promise<string>; progress: (bytes: number) => Promise<void> }

/**
 * Stores a list file as a new version beside the earlier ones, whole or not at all.
 * @throws InvalidError on `tanggalData`: in the future or before there was a list; on `berkas`: not such a file, no usable row, imported already;
 * on `konfirmasi`: much shorter than the list in force, and nobody said that this is right
 */
export async function importBlacklist(db: Knex | Knex.Transaction, of: BlacklistImport & BlacklistSource, attempt?: Attempt): Promise<ImportRow> {
  refuseDataDate(of);
  const hash = createHash('sha256');
  const table = 'path' in of ? readTableFile(of.path, { hash }) : readCsv(of.stream as AsyncIterable<Buffer>, { hash });
  return db.transaction(async (trx) => {
    const { importId, counted } = await storeRows(trx, readBlacklistTable(table, of.dataDate, of.columns), attempt ?? { begin: () => beginImport(trx, of), progress: () => Promise.resolve() });
    if (counted.taken === 0 || counted.refused > counted.taken) throw wrongFile('tak_terbaca', { diterima: counted.taken, ditolak: counted.refused });
    await holdVersionsOf(trx, 'blacklist_imports');
    const before = await newestFinishedImport(trx);
    if (before && shrank(counted, before) && !of.confirmed) {
      throw new InvalidError({ konfirmasi: { key: 'galat.impor.menyusut', params: { jumlah: counted.taken, sebelumnya: before.row_count, tanggal: before.data_date } } });
    }
    const finished = await finishImport(trx, importId, {
      file_sha256: hash.digest('hex'), row_count: counted.taken, refused_count: counted.refused, refused: JSON.stringify(counted.kept),
      warnings: JSON.stringify(warningsOf(counted, before, of.dataDate)), header: counted.header, chosen_columns: of.columns ? JSON.stringify(of.columns) : null,
      compared_with: before?.id ?? null, changes: JSON.stringify(before ? await changesAgainst(trx, importId, before.id) : {}),
    });
    if (!finished) throw wrongFile('sudah_ada');
    return finished;
  });
}

/** @throws InvalidError on `tanggalData` */
export function refuseDataDate({ dataDate, zone = EASTERNMOST_ZONE, at }: Pick<BlacklistImport, 'dataDate' | 'zone' | 'at'>): void {
  if (dataDate > dayIn(zone, at)) throw new InvalidError({ tanggalData: { key: 'galat.impor.tanggal_data_depan' } });
  if (dataDate < EARLIEST_DATA) throw new InvalidError({ tanggalData: { key: 'galat.impor.tanggal_data_lama' } });
}

interface Counted { header: string[]; taken: number; refused: number; kept: ({ row: number } & RowRefusal)[] }

async function storeRows(trx: Knex.Transaction, rows: AsyncGenerator<ReadRow>, { begin, progress }: Attempt): Promise<{ importId: string; counted: Counted }> {
  const counted: Counted = { header: [], taken: 0, refused: 0, kept: [] };
  let importId = '';
  let bytes = 0;
  let refusals: Refusal[] = [];
  let batch: (ListRow & { file_row: number })[] = [];
  for await (const read of rows) {
    if ('header' in read) {
      counted.header = read.header;
      importId = await begin();
      continue;
    }
    bytes += read.bytes;
    if ('refusal' in read) {
      counted.refused += 1;
      if (counted.kept.length < KEPT_REFUSALS) counted.kept.push({ row: read.row, ...read.refusal });
      refusals.push({ row: read.row, ...read.refusal, cells: read.cells });
      if (refusals.length >= BATCH) refusals = await insertRefusals(trx, importId, refusals);
    } else {
      counted.taken += 1;
      batch.push({ ...read.entry, file_row: read.row });
      if (batch.length >= BATCH) {
        await insertEntries(trx, importId, batch);
        batch = [];
      }
    }
    if ((counted.taken + counted.refused) % BATCH === 0) await progress(bytes);
  }
  await insertEntries(trx, importId, batch);
  await insertRefusals(trx, importId, refusals);
  return { importId, counted };
}

function shrank(counted: Counted, before: ImportRow): boolean {
  return counted.taken < before.row_count * SHRUNK;
}

/** What the person who imported should look at again. */
function warningsOf(counted: Counted, before: ImportRow | undefined, dataDate: string): RowRefusal[] {
  return [
    ...(counted.refused > 0 ? [{ key: 'impor.peringatan.baris_ditolak', params: { jumlah: String(counted.refused) } }] : []),
    ...(before && shrank(counted, before)
      ? [{ key: 'impor.peringatan.menyusut', params: { jumlah: String(counted.taken), sebelumnya: String(before.row_count) } }] : []),
    ...(before && dataDate < before.data_date ? [{ key: 'impor.peringatan.bukan_terbaru', params: { tanggal: before.data_date } }] : []),
  ];
}
