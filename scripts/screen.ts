/**
 * `npm run screen -- --kind daftar-hitam|duplikat --list FILE --queries FILE --out FILE [--on YYYY-MM-DD]`: screens a file against a
 * list, without a server or a database. Columns and rules: docs/panduan/penapisan-massal.md. Exits 1 with a sentence when a file cannot be read.
 */
import { createWriteStream, existsSync, statSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isoDay } from '../server/checks/read-day.ts';
import { loadScreen, readQueries, readForeignTable, type ScreenKind } from '../server/checks/screen-lists.ts';
import { RESULT_HEADER, resultLines } from '../server/checks/screen-report.ts';
import { translate } from '../server/domain/messages/translate.ts';
import { dayIn } from '../server/domain/working-time.ts';
import { InvalidError } from '../server/platform/errors.ts';

/** Without a server there is no office to ask for its zone. At half past midnight in Jakarta it is still yesterday in UTC. */
const OFFICES_ZONE = 'Asia/Jakarta';
const USAGE = 'Pakai: npm run screen -- --kind daftar-hitam|duplikat --list BERKAS --queries BERKAS --out BERKAS [--on TTTT-BB-HH]';

class UsageError extends Error {}

interface Asked { kind: ScreenKind; list: string; queries: string; out: string; on: string }

function readArguments(): Asked {
  const options = { kind: { type: 'string' }, list: { type: 'string' }, queries: { type: 'string' }, out: { type: 'string' }, on: { type: 'string' } } as const;
  let values: Partial<Record<keyof typeof options, string>>;
  try {
    values = parseArgs({ options }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  const { kind, list, queries, out, on = dayIn(OFFICES_ZONE, new Date()) } = values;
  if (!list || !queries || !out) throw new UsageError('Sebutkan --list, --queries dan --out.');
  if (kind !== 'daftar-hitam' && kind !== 'duplikat') throw new UsageError('--kind harus daftar-hitam atau duplikat.');
  if (isoDay(on) !== on) throw new UsageError('--on harus hari yang ada, berbentuk TTTT-BB-HH.');
  for (const file of [list, queries]) if (!existsSync(file)) throw new UsageError(`Berkas ${file} tidak ada.`);
  for (const file of [list, queries, out]) if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) throw new UsageError(`${file} adalah folder, bukan berkas.`);
  if (!existsSync(path.dirname(out))) throw new UsageError(`Folder ${path.dirname(out)} tidak ada.`);
  return { kind, list, queries, out, on };
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

async function run(asked: Asked): Promise<void> {
  const began = performance.now();
  const screen = await about(asked.list, () => loadScreen(asked.kind, readForeignTable(asked.list), asked.on));
  for (const { row, what } of screen.doubtful) process.stderr.write(`${asked.list} baris ${row}: ${what}\n`);
  const unfinished = `${asked.out}.sebagian`;
  const out = createWriteStream(unfinished);
  let [queries, hits] = [0, 0];
  try {
    out.write(`${RESULT_HEADER}\n`);
    await about(asked.queries, async () => {
      for await (const { id, subject } of readQueries(readForeignTable(asked.queries))) {
        queries += 1;
        const lines = resultLines(id, screen.find(subject));
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
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(`${queries} ditanyakan, ${hits} dengan temuan, ${screen.rows} baris daftar, per ${asked.on}, ${seconds} detik → ${asked.out}\n`);
}

try {
  await run(readArguments());
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n${USAGE}\n`);
  process.exitCode = 1;
}
