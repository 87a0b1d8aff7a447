/**
 * Screens a file row by row against what is in force and leaves a result file. Repeatable: a finished or failed run is left alone; one
 * that died half-way begins again and writes its result under the same key.
 */
import { createWriteStream } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { Clock } from '../domain/clock.ts';
import { createBlacklistScreen } from '../domain/screening/screen-list.ts';
import { dayIn } from '../domain/working-time.ts';
import { getOffice } from '../offices/index.ts';
import type { Config } from '../platform/config.ts';
import { InvalidError } from '../platform/errors.ts';
import type { EffectHandler } from '../platform/outbox.ts';
import type { FileStorage } from '../platform/storage.ts';
import { inRegistry } from './ask-screening.ts';
import { entriesOf } from './blacklist-entries.view.ts';
import { newestFinishedImport } from './blacklist.repository.ts';
import { findBulkScreening, updateBulkScreening, type BulkScreeningRow } from './screenings.repository.ts';
import { registryInForce } from './registry.repository.ts';
import { regencyCodes } from './registry-row.ts';
import { readForeignTable, readQueries, type Query, type ScreenFinding } from './screen-lists.ts';
import { RESULT_HEADER, resultLines } from './screen-report.ts';

export interface BulkScreeningDeps { db: Knex; storage: FileStorage; clock: Clock; config: Pick<Config, 'dataDir'> }

const PROGRESS_EVERY = 100;
const BREATHE_EVERY = 20;

export function bulkScreeningEffect({ db, storage, clock, config }: BulkScreeningDeps): EffectHandler {
  return async ({ refId }) => {
    const id = refId ?? '';
    const [scratch, result] = ['tanya', 'hasil'].map((part) => path.join(config.dataDir, 'tmp', `tapis-${id}-${part}`)) as [string, string];
    await db.transaction(async (lock) => {
      await lock.raw('select pg_advisory_xact_lock(hashtext(?))', [`tapis ${id}`]);
      const row = await findBulkScreening(db, id);
      if (!row || (row.state !== 'menunggu' && row.state !== 'berjalan')) return;
      await updateBulkScreening(db, id, { state: 'berjalan', asked_count: 0, found_count: 0, strong_count: 0 });
      await mkdir(path.dirname(scratch), { recursive: true });
      try {
        await pipeline(await storage.stream(row.file_key), async (source: AsyncIterable<Buffer>) => { await writeFile(scratch, source); });
        const finder = await finderOf(db, row, clock.now());
        const counted = { asked_count: 0, found_count: 0, strong_count: 0 };
        await pipeline(Readable.from(lines(scratch, finder.find, counted, () => updateBulkScreening(db, id, counted))), createWriteStream(result));
        const resultKey = `tapis/${id}.csv`;
        await storage.putFile(resultKey, result);
        await updateBulkScreening(db, id, { ...counted, state: 'selesai', result_key: resultKey, import_id: finder.importId, data_date: finder.dataDate, finished_at: clock.now() });
      } catch (error) {
        if (!(error instanceof InvalidError)) throw error;
        const [problem] = Object.values(error.fields);
        await updateBulkScreening(db, id, { state: 'gagal', problem: JSON.stringify({ key: problem?.key ?? error.key, params: problem?.params ?? {} }), finished_at: clock.now() });
      } finally {
        await Promise.all([scratch, result].map((file) => rm(file, { force: true })));
      }
      await storage.remove(row.file_key);
    });
  };
}

type Find = (query: Query) => Promise<ScreenFinding[]>;

async function* lines(file: string, find: Find, counted: { asked_count: number; found_count: number; strong_count: number }, progress: () => Promise<void>): AsyncGenerator<string> {
  yield `\uFEFF${RESULT_HEADER}\n`;
  for await (const query of readQueries(readForeignTable(file))) {
    const found = await find(query);
    counted.asked_count += 1;
    if (found.length > 0) counted.found_count += 1;
    if (found.some(({ level }) => level !== 'C')) counted.strong_count += 1;
    if (counted.asked_count % PROGRESS_EVERY === 0) await progress();
    if (counted.asked_count % BREATHE_EVERY === 0) await breathe();
    if (found.length > 0) yield `${resultLines(query.id, found).join('\n')}\n`;
  }
}

/** The national list is held in memory for the run; the registry may be of a million and is asked row by row. */
async function finderOf(db: Knex, row: BulkScreeningRow, at: Date): Promise<{ find: Find; importId: string | null; dataDate: string | null }> {
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
    importId: registry?.id ?? null, dataDate: registry?.data_date ?? null,
    find: async ({ subject }) => {
      const found = await db.transaction((trx) => inRegistry(trx, { ...subject, regencyCode: subject.regency === null ? null : regencyOf(subject.regency) }, office.id, registry));
      return found.map(({ level, score, inForce, reasons, shown }) => ({ key: textOf(shown.userId), name: textOf(shown.nama), level, score, inForce, reasons }));
    },
  };
}


function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
