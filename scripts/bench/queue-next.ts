/**
 * "Ambil berikutnya": 40 officers each asking once a second for half a minute, then all 40 in the same instant. What an officer got is
 * given back behind the server's back, in SQL, so that each asking finds him with empty hands and only the askings are the load.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { claimNext } from '../../server/cases/claim-case.ts';
import type { Client } from '../../server/testing/client.ts';
import { officerEmail } from './crowd.ts';
import { figure, percentile, timed, type Figure } from './figure.ts';
import { statementsOf, withBarePg, type Setting, type Statement } from './setting.ts';

export const OFFICERS = 40;
const SECONDS = 30; // Ten were too few: one hitch of the disk, half a second long, was more than the twentieth part that a p95 leaves out.

export async function queueNext({ database, officeId, login }: Setting, url: string, pid: number): Promise<Figure[]> {
  const officers: Client[] = [];
  for (let n = 0; n < OFFICERS; n += 1) officers.push(await login(url, officerEmail(n)));
  const release = (caseId: string) => database.db.transaction(async (trx) => {
    await trx('case_claims').where({ case_id: caseId }).whereNull('released_at').update({ released_at: trx.raw('clock_timestamp()') });
    await trx('cases').where({ id: caseId }).update({ holder_id: null, version: trx.raw('version + 1') });
  });
  for (const officer of officers) await release(await next(officer)); // warm

  const baseline = await bareClaim(database.url, await claimStatements());
  const alone = await emptyCommits(database.url, 5);
  const cpuBefore = cpuMs(pid);
  const [beside, ...asked] = await Promise.all([emptyCommits(database.url, SECONDS), ...officers.map((officer, n) => askEachSecond(officer, (n * 1_000) / OFFICERS, release))]);
  const times = asked.flat();
  const cpuEach = (cpuMs(pid) - cpuBefore) / times.length;

  let held: string[] = [];
  const instant = await timed(async () => { held = await Promise.all(officers.map(next)); });
  const distinct = new Set(held).size;
  return [
    figure({
      name: 'queue_next_once_a_second', unit: 'ms', value: percentile(times, 0.95), target: 50, baseline: percentile(baseline, 0.95),
      seen: { p50: percentile(times, 0.5), slowest: Math.max(...times), over50: times.filter((time) => time > 50).length, commitAloneP95: percentile(alone, 0.95), commitBesideP95: percentile(beside, 0.95), commitBesideSlowest: Math.max(...beside), serverCpuEach: cpuEach, requests: times.length, officers: OFFICERS },
    }),
    // Reported, not limited: what is demanded is that nobody gets a file twice.
    { ...figure({ name: 'queue_next_same_instant', unit: 'ms', value: instant, target: Infinity, seen: { officers: OFFICERS, distinct } }), ok: distinct === OFFICERS },
  ];

  /** The claim as SQL, done and undone: the bare one then finds the same file free. */
  async function claimStatements(): Promise<Statement[]> {
    const user = await database.db('users').where({ email: officerEmail(0) }).first<{ id: string; name: string; email: string }>('id', 'name', 'email');
    const trx = await database.db.transaction();
    const statements = await statementsOf(database.db, () => claimNext(trx, { onHolder: [] }, { ...user, officeId, roles: ['helpdesk'] }, new Date()));
    await trx.rollback();
    return statements.filter((statement) => !/^(begin|rollback)/i.test(statement.text));
  }
}

/** Processor time of the server so far: unlike the time on the clock it does not grow with what the neighbours do. Ticks are 10 ms on Linux. */
function cpuMs(pid: number): number {
  const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ').slice(11, 13).map(Number);
  return ((user ?? NaN) + (system ?? NaN)) * 10;
}

async function next(officer: Client): Promise<string> {
  const answer = await officer.request<{ id: string }>('POST', '/api/queue/next', {});
  if (answer.status !== 200) throw new Error(`queue/next: ${answer.status}`);
  return answer.body.id;
}

async function askEachSecond(officer: Client, offset: number, release: (caseId: string) => Promise<void>): Promise<number[]> {
  const began = performance.now();
  const times: number[] = [];
  for (let second = 0; second < SECONDS; second += 1) {
    await pause(Math.max(0, began + offset + second * 1_000 - performance.now()));
    let caseId = '';
    times.push(await timed(async () => { caseId = await next(officer); }));
    await release(caseId);
  }
  return times;
}

/** What an empty commit takes, ten times a second: alone, and at the moment of the askings, with all they themselves give the disk to do. */
async function emptyCommits(url: string, seconds: number): Promise<number[]> {
  return withBarePg(url, async (client) => {
    const times: number[] = [];
    for (const end = performance.now() + seconds * 1_000; performance.now() < end; await pause(100)) {
      times.push(await timed(async () => { await client.query(`select pg_logical_emit_message(true, 'ukur', '')`); }));
    }
    return times;
  });
}

async function bareClaim(url: string, statements: Statement[]): Promise<number[]> {
  return withBarePg(url, async (client) => {
    const times: number[] = [];
    for (let n = 0; n < 100; n += 1) {
      times.push(await timed(async () => {
        await client.query('begin');
        for (const statement of statements) await client.query(statement);
      }));
      await client.query('rollback');
    }
    return times;
  });
}
