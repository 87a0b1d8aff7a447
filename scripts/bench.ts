/**
 * `npm run bench [-- --only <figure>[,<figure>]]`, or `npm run bench -- <figure>`: measures the figures the office was promised and prints one JSON line each. On a
 * throw-away PostgreSQL set up as in an office, with a real server beside it. Exits 1 when a target is missed. See docs/bench.md.
 */
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { startTestCluster } from '../server/testing/test-cluster.ts';
import { commandLine } from './bench/checks/command-line.ts';
import { oneCheck } from './bench/checks/one-check.ts';
import { quality } from './bench/checks/quality.ts';
import { registryImport } from './bench/checks/registry-import.ts';
import { otherReadings, otherWarnings } from './bench/documents-other.ts';
import { readings, warnings } from './bench/documents.ts';
import type { Figure } from './bench/figure.ts';
import { firstLoad } from './bench/first-load.ts';
import { firstPage } from './bench/first-page.ts';
import { numbering, weekView } from './bench/mail.ts';
import { mailThroughput } from './bench/mail-throughput.ts';
import { million } from './bench/million.ts';
import { preparing } from './bench/preparing.ts';
import { residentMemory } from './bench/resident-memory.ts';
import { restore } from './bench/restore.ts';
import { screening } from './bench/screening.ts';
import { openingMemory } from './bench/opening-memory.ts';
import { thickPdf } from './bench/thick-pdf.ts';
import { twinsInTable } from './bench/twins-table.ts';
import { twinFigures } from './bench/twins.ts';

const FIGURES: Record<string, { measure: () => Promise<Figure[]>; database: boolean }> = {
  'mail-sent': { measure: mailThroughput, database: true },
  'mail-week': { measure: weekView, database: true },
  'mail-numbers': { measure: numbering, database: true },
  million: { measure: million, database: true },
  screening: { measure: screening, database: true },
  'checks-quality': { measure: quality, database: true },
  'checks-screen': { measure: commandLine, database: false },
  'checks-one': { measure: oneCheck, database: true },
  'checks-import': { measure: registryImport, database: true },
  upload: { measure: firstPage, database: true },
  restore: { measure: restore, database: true },
  load: { measure: firstLoad, database: false },
  'documents-warnings': { measure: warnings, database: false },
  'documents-readings': { measure: readings, database: false },
  'documents-preparing': { measure: preparing, database: true },
  'documents-other-warnings': { measure: otherWarnings, database: false },
  'documents-other-readings': { measure: otherReadings, database: false },
  'documents-pages': { measure: thickPdf, database: true },
  'documents-memory': { measure: openingMemory, database: false },
  'documents-twins': { measure: twinFigures, database: false },
  'documents-twins-table': { measure: twinsInTable, database: true },
  memory: { measure: residentMemory, database: true },
};

const say = (line: string) => { process.stdout.write(`${line}\n`); };
const { values, positionals } = parseArgs({ options: { only: { type: 'string' } }, allowPositionals: true });
const named = [values.only ?? '', ...positionals].flatMap((names) => names.split(',')).filter((name) => name !== '');
/** A name that several begin with means all of its parts. */
const GROUPS = ['checks', 'documents', 'mail'];
const wanted = named.length > 0 ? named.flatMap((name) => (GROUPS.includes(name) ? Object.keys(FIGURES).filter((part) => part === name || part.startsWith(`${name}-`)) : [name])) : Object.keys(FIGURES);
const unknown = wanted.filter((name) => !(name in FIGURES));
if (unknown.length > 0) {
  say(`No figure ${unknown.join(', ')}; there are ${Object.keys(FIGURES).join(', ')}.`);
  process.exit(1);
}

say(JSON.stringify({ name: 'machine', at: new Date().toISOString(), processors: availableParallelism(), load: loadavg().map((load) => Math.round(load * 100) / 100), node: process.version }));
const cluster = wanted.some((name) => FIGURES[name]?.database) ? await startTestCluster(undefined, { durable: true }) : null;
if (cluster) process.env.LOKET_TEST_CLUSTER = cluster.url;
let stopped = false;
const stop = async () => {
  if (stopped) return;
  stopped = true;
  await cluster?.stop();
};
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => { void stop().then(() => process.exit(130)); });
try {
  for (const name of wanted) {
    for (const figure of await FIGURES[name]?.measure() ?? []) {
      say(JSON.stringify(figure));
      if (!figure.ok) process.exitCode = 1;
    }
  }
} finally {
  await stop();
}
