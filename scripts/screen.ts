/**
 * `npm run screen -- --kind daftar-hitam|duplikat --list FILE --queries FILE --out FILE [--on YYYY-MM-DD] [--refused FILE]`: screens a file against a
 * list, without a server or a database. Columns and rules: docs/panduan/penapisan-massal.md. A row of questions that cannot be read is named on stderr
 * and the others are screened: exit code 0. It is 1, with a sentence and without a result, when a file or an argument cannot be read.
 */
import { createWriteStream, existsSync, statSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isoDay } from '../server/checks/read-day.ts';
import { refusedHeader, sayUnread, unreadLine } from '../server/checks/refused-csv.ts';
import { loadScreen, readQueries, readForeignTable, type Query, type ScreenKind } from '../server/checks/screen-lists.ts';
import { RESULT_HEADER, resultLines } from '../server/checks/screen-report.ts';
import { translate } from '../server/domain/messages/translate.ts';
import { dayIn } from '../server/domain/working-time.ts';
import { InvalidError } from '../server/platform/errors.ts';

/** Without a server there is no office to ask for its zone. At half past midnight in Jakarta it is still yesterday in UTC. */
const OFFICES_ZONE = 'Asia/Jakarta';
const USAGE = 'Pakai: npm run screen -- --kind daftar-hitam|duplikat --list BERKAS --queries BERKAS --out BERKAS [--on TTTT-BB-HH] [--refused BERKAS]';
const HELP = `${USAGE}

Menapis setiap baris --queries terhadap --list dan menulis temuannya ke --out (CSV: ${RESULT_HEADER}).
  --on       hari pemeriksaan; tanpa ini hari ini waktu Jakarta
  --refused  tulis juga baris pertanyaan yang tidak terbaca, dengan nomor baris dan alasannya, ke berkas CSV ini

Baris pertanyaan yang tidak terbaca, seluruhnya atau sebagian, disebut di stderr dengan nomor barisnya; yang tidak ditapis bukan "tidak ada temuan".
Kode keluar: 0 bila --out ditulis, juga bila ada baris yang tidak terbaca; 1 bila tidak ada yang ditulis (berkas atau pilihan tidak terbaca).
Kolom dan aturan: docs/panduan/penapisan-massal.md`;
/** More lines than this nobody reads in a terminal; all are counted, and `--refused` has them all. */
const MOST_SAID = 1_000;

class UsageError extends Error {}

interface Asked { kind: ScreenKind; list: string; queries: string; out: string; on: string; refused: string | undefined }

/** Null when only the rules were asked for. */
function readArguments(): Asked | null {
  const options = { kind: { type: 'string' }, list: { type: 'string' }, queries: { type: 'string' }, out: { type: 'string' }, on: { type: 'string' }, refused: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;
  let values: { kind?: string; list?: string; queries?: string; out?: string; on?: string; refused?: string; help?: boolean };
  try {
    values = parseArgs({ options }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  if (values.help) return null;
  const { kind, list, queries, out, refused, on = dayIn(OFFICES_ZONE, new Date()) } = values;
  if (!list || !queries || !out) throw new UsageError('Sebutkan --list, --queries dan --out.');
  if (kind !== 'daftar-hitam' && kind !== 'duplikat') throw new UsageError('--kind harus daftar-hitam atau duplikat.');
  if (isoDay(on) !== on) throw new UsageError('--on harus hari yang ada, berbentuk TTTT-BB-HH.');
  for (const file of [list, queries]) if (!existsSync(file)) throw new UsageError(`Berkas ${file} tidak ada.`);
  const written = refused === undefined ? [out] : [out, refused];
  for (const file of [list, queries, ...written]) if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) throw new UsageError(`${file} adalah folder, bukan berkas.`);
  for (const file of written) if (!existsSync(path.dirname(file))) throw new UsageError(`Folder ${path.dirname(file)} tidak ada.`);
  return { kind, list, queries, out, on, refused };
}

/** Says which of the two files is wrong, and why. */
async function about<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof InvalidError)) throw error;
    const [field] = Object.values(error.fields);
    throw new UsageError(`${file}: ${translate(field?.key ?? error.key, field?.params)}`);
  }
}

/** Tells of rows that could not be read: no word of the row itself goes to the terminal. */
function unreadRows(asked: Asked) {
  const counted = { refused: 0, partial: 0 };
  const kept = asked.refused === undefined ? null : createWriteStream(asked.refused);
  return {
    counted,
    async tell(query: Query) {
      if (query.problems.length === 0) return;
      const said = counted.refused + counted.partial;
      counted[query.refused ? 'refused' : 'partial'] += 1;
      if (said < MOST_SAID) process.stderr.write(`${asked.queries} baris ${query.row}: ${sayUnread(query, 'id')}\n`);
      if (kept && said === 0) kept.write(refusedHeader(query.header, 'id'));
      if (kept && !kept.write(unreadLine(query, 'id'))) await once(kept, 'drain');
    },
    async end() {
      kept?.end();
      if (kept) await once(kept, 'finish');
      const { refused, partial } = counted;
      if (refused + partial === 0) return;
      const untold = refused + partial - MOST_SAID;
      process.stderr.write(`${refused} baris pertanyaan tidak ditapis, ${partial} ditapis sebagian${untold > 0 ? `; ${untold} tidak disebut di atas` : ''}${asked.refused === undefined ? '' : ` → ${asked.refused}`}.\n`);
    },
  };
}

async function run(asked: Asked): Promise<void> {
  const began = performance.now();
  const screen = await about(asked.list, () => loadScreen(asked.kind, readForeignTable(asked.list), asked.on));
  for (const { row, what } of screen.doubtful) process.stderr.write(`${asked.list} baris ${row}: ${what}\n`);
  const unfinished = `${asked.out}.sebagian`;
  const out = createWriteStream(unfinished);
  const unread = unreadRows(asked);
  let [queries, hits] = [0, 0];
  try {
    out.write(`${RESULT_HEADER}\n`);
    await about(asked.queries, async () => {
      for await (const query of readQueries(readForeignTable(asked.queries), asked.kind === 'duplikat' ? 'lpse_lain' : 'daftar_hitam')) {
        await unread.tell(query);
        if (query.refused) continue;
        queries += 1;
        const lines = resultLines(query.id, screen.find(query.subject));
        if (lines.length === 0) continue;
        hits += 1;
        if (!out.write(`${lines.join('\n')}\n`)) await once(out, 'drain');
      }
    });
    out.end();
    await once(out, 'finish');
    await rename(unfinished, asked.out);
  } catch (error) {
    out.destroy();
    await rm(unfinished, { force: true });
    throw error;
  } finally {
    await unread.end();
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(`${queries} ditanyakan, ${hits} dengan temuan, ${unread.counted.refused} tidak ditapis, ${screen.rows} baris daftar, per ${asked.on}, ${seconds} detik → ${asked.out}\n`);
}

try {
  const asked = readArguments();
  if (asked) await run(asked);
  else process.stdout.write(`${HELP}\n`);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n${USAGE}\n`);
  process.exitCode = 1;
}
