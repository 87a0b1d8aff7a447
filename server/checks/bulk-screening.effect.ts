/**
 * Screens a file row by row against what is in force and leaves a result file. Repeatable: a finished or failed run is left alone; one
 * that died half-way begins again and writes its result under the same key.
 */
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { Clock } from '../domain/clock.ts';
import { createBlacklistScreen } from '../domain/screening/screen-list.ts';
import { dayIn } from '../domain/working-time.ts';
import { getOffice } from '../offices/index.ts';
import { InvalidError } from '../platform/errors.ts';
import type { EffectHandler } from '../platform/outbox.ts';
import { inRegistry } from './ask-screening.ts';
import { entriesOf } from './blacklist-entries.view.ts';
import { newestFinishedImport } from './blacklist.repository.ts';
import { findBulkScreening, updateBulkScreening, type BulkScreeningRow } from './screenings.repository.ts';
import { registryInForce } from './registry.repository.ts';
import { regencyCodes } from './registry-row.ts';
import { refusedHeader, unreadLine } from './refused-csv.ts';
import { readForeignTable, readQueries, type Query, type ScreenFinding } from './screen-lists.ts';
import { RESULT_HEADER, resultLines } from './screen-report.ts';
import { workOffFile, type FileWorkDeps } from './work-off-file.ts';

export interface BulkScreeningDeps extends FileWorkDeps { clock: Clock }

const PROGRESS_EVERY = 100;
const BREATHE_EVERY = 20;
/** Who fetches the file later is not known yet. */
const LOCALE = 'id';
const NONE = { asked_count: 0, found_count: 0, strong_count: 0, refused_count: 0, partial_count: 0 };

export function bulkScreeningEffect({ db, storage, clock, config }: BulkScreeningDeps): EffectHandler {
  return async ({ refId, lastTry = false }) => {
    const id = refId ?? '';
    await workOffFile({ db, storage, config }, {
      table: 'bulk_screenings', id, lastTry, anew: { ...NONE, finished_at: null }, find: () => findBulkScreening(db, id),
      work: async (row, file, scratch) => {
        const [result, unread] = [scratch('hasil'), scratch('tak-terbaca')];
        const finder = await finderOf(db, row, clock.now());
        const counted = { ...NONE };
        const refused = await open(unread, 'w');
        try {
          await pipeline(Readable.from(lines(readQueries(readForeignTable(file), row.kind, finder.regencyOf), { find: finder.find, counted, progress: () => updateBulkScreening(db, id, counted), unread: (text) => refused.appendFile(text) })), createWriteStream(result));
        } finally {
          await refused.close();
        }
        const [resultKey, refusedKey] = [`tapis/${id}.csv`, counted.refused_count + counted.partial_count > 0 ? `tapis/${id}-tak-terbaca.csv` : null];
        await storage.putFile(resultKey, result);
        if (refusedKey) await storage.putFile(refusedKey, unread);
        await updateBulkScreening(db, id, { ...counted, state: 'selesai', result_key: resultKey, refused_key: refusedKey, import_id: finder.importId, data_date: finder.dataDate, finished_at: clock.now() });
      },
      fail: (problem) => updateBulkScreening(db, id, { state: 'gagal', problem: JSON.stringify(problem), finished_at: clock.now() }),
    });
  };
}

type Find = (query: Query) => Promise<ScreenFinding[]>;
interface Screening { find: Find; counted: typeof NONE; progress: () => Promise<void>; unread: (text: string) => Promise<void> }

/** `asked_count` is what was really asked; a row that could not be read is no answer of "nothing found". */
async function* lines(queries: AsyncIterable<Query>, { find, counted, progress, unread }: Screening): AsyncGenerator<string> {
  yield `\uFEFF${RESULT_HEADER}\n`;
  for await (const query of queries) {
    if (query.problems.length > 0) {
      if (counted.refused_count + counted.partial_count === 0) await unread(refusedHeader(query.header, LOCALE));
      await unread(unreadLine(query, LOCALE));
      counted[query.refused ? 'refused_count' : 'partial_count'] += 1;
    }
    const found = query.refused ? [] : await find(query);
    if (!query.refused) counted.asked_count += 1;
    if (found.length > 0) counted.found_count += 1;
    if (found.some(({ level }) => level !== 'C')) counted.strong_count += 1;
    const seen = counted.asked_count + counted.refused_count;
    if (seen % PROGRESS_EVERY === 0) await progress();
    if (seen % BREATHE_EVERY === 0) await breathe();
    if (found.length > 0) yield `${resultLines(query.id, found).join('\n')}\n`;
  }
}

/** The national list is held in memory for the run; the registry may be of a million and is asked row by row. */
async function finderOf(db: Knex, row: BulkScreeningRow, at: Date): Promise<{ find: Find; regencyOf?: (text: string) => string | null; importId: string | null; dataDate: string | null }> {
  const office = await getOffice(db, row.office_id);
  if (row.kind === 'daftar_hitam') {
    const list = await newestFinishedImport(db);
    // Asked of nothing nobody would be found, and it would look as if everybody were clean.
    if (!list) throw new InvalidError({ berkas: { key: 'galat.tapis.tanpa_daftar' } });
    const screen = createBlacklistScreen(await entriesOf(db, list.id), dayIn(office.zone, at));
    return {
      importId: list.id, dataDate: list.data_date,
      find: async ({ subject }) => screen(subject).map(({ key, row: entry, match }) => ({ key, name: entry.name, level: match.level, score: match.score, inForce: match.inForce, reasons: match.reasons })),
    };
  }
  const registry = await registryInForce(db);
  const regencyOf = regencyCodes(await db('regions').whereRaw('length(code) = 4').select<{ code: string; name: string }[]>('code', 'name'));
  return {
    importId: registry?.id ?? null, dataDate: registry?.data_date ?? null, regencyOf,
    find: async ({ subject }) => {
      const found = await db.transaction((trx) => inRegistry(trx, subject, office.id, registry));
      return found.map(({ level, score, inForce, reasons, shown }) => ({ key: textOf(shown.userId), name: textOf(shown.nama), level, score, inForce, reasons }));
    },
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
