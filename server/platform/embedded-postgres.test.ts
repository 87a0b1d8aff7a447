import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { canWalkInto, postgresAccount } from './embedded-postgres-binaries.ts';
import { isAlive, livingProcesses } from './embedded-postgres-cluster.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import type { EmbeddedPostgres } from './embedded-postgres.ts';
import { acquireInstanceLock } from './instance-lock.ts';
import type { InstanceLock } from './instance-lock.ts';

const isRoot = process.getuid?.() === 0;
let root: string;
let lock: InstanceLock;
let running: EmbeddedPostgres | undefined;
const said: string[] = [];

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'loket-embedded-'));
  chmodSync(root, 0o755);
  lock = await acquireInstanceLock(path.join(root, '.data'), () => 'http://localhost:0');
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
});
afterAll(() => {
  lock.release();
  rmSync(root, { recursive: true, force: true });
});

async function start(): Promise<EmbeddedPostgres> {
  said.length = 0;
  running = await startEmbeddedPostgres({ root, lock, log: (message) => { said.push(message); } });
  return running;
}

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined); // a killed server is the point of some tests
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

const postmasterPid = (clusterDir: string) => Number.parseInt(readFileSync(path.join(clusterDir, 'postmaster.pid'), 'utf8'), 10);

async function untilGone(pid: number): Promise<void> {
  for (let waited = 0; isAlive(pid) && waited < 5_000; waited += 20) await pause(20);
}

describe('startEmbeddedPostgres', () => {
  it('makes a cluster with checksums, UTF-8, one sort order, UTC and passwords', async () => {
    const { ownerUrl, appUrl, clusterDir } = await start();
    expect(clusterDir).toBe(path.join(root, '.data', 'postgres'));
    expect(await ask(ownerUrl, `select current_setting('data_checksums') as sums, current_setting('timezone') as zone, current_setting('fsync') as fsync,
      (select datlocprovider::text || ' ' || datlocale from pg_database where datname = current_database()) as locale, current_user as me`))
      .toEqual([{ sums: 'on', zone: 'UTC', fsync: 'on', locale: 'b C.UTF-8', me: 'loket_owner' }]);
    await ask(ownerUrl, 'create table kept (n int)');
    await ask(ownerUrl, 'create extension pg_trgm');
    await expect(ask(appUrl, 'create table pwned (n int)')).rejects.toMatchObject({ code: '42501' });
    await expect(ask(appUrl.replace(/:[^:@/]+@/, ':wrong@'), 'select 1')).rejects.toMatchObject({ code: '28P01' });
    expect(statSync(path.join(root, '.data', 'secret', 'postgres.json')).mode & 0o777).toBe(0o600);
    await ask(ownerUrl, 'insert into kept values (1)');
  });

  it('keeps rows, passwords and port over a stop and start', async () => {
    const first = await start();
    await first.stop();
    expect(await livingProcesses({ dir: first.clusterDir, account: postgresAccount(first.clusterDir) })).toEqual([]);
    const second = await start();
    expect(second).toMatchObject({ ownerUrl: first.ownerUrl, appUrl: first.appUrl });
    expect(await ask(second.ownerUrl, 'select n from kept')).toEqual([{ n: 1 }]);
    expect(said).toEqual([]);
  });

  it('stops the PostgreSQL that a killed Loket left running, and goes on', async () => {
    const left = await start();
    const oldPid = postmasterPid(left.clusterDir);
    const next = await start(); // no stop in between: exactly what kill -9 of Node leaves behind
    expect(isAlive(oldPid)).toBe(false);
    expect(postmasterPid(next.clusterDir)).not.toBe(oldPid);
    expect(said.join()).toContain('still alive');
    expect(await ask(next.ownerUrl, 'select n from kept')).toEqual([{ n: 1 }]);
  });

  it('recovers from kill -9 of PostgreSQL itself while a session is open', async () => {
    const killed = await start();
    const client = new pg.Client({ connectionString: killed.ownerUrl });
    client.on('error', () => undefined);
    await client.connect();
    await client.query('insert into kept values (2)');
    process.kill(postmasterPid(killed.clusterDir), 'SIGKILL');
    const next = await start();
    expect(await ask(next.ownerUrl, 'select n from kept order by n')).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it.each([
    ['a number that is a living process of somebody else', (pid: number) => `${pid}\n`],
    ['nothing in it', () => ''],
    ['a number nobody has', () => '4194303\n'],
  ])('starts over a lock file with %s', async (_name, content) => {
    const { clusterDir, stop } = await start();
    await stop();
    const account = postgresAccount(clusterDir);
    const stranger = spawn('sleep', ['60'], { stdio: 'ignore', ...(account && { uid: account.uid, gid: account.gid }) });
    try {
      const rest = `${clusterDir}\n1700000000\n5432\n\n127.0.0.1\n  1234567 1\nready\n`;
      const text = content(stranger.pid ?? 0);
      writeFileSync(path.join(clusterDir, 'postmaster.pid'), text && text + rest);
      const next = await start();
      expect(await ask(next.ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
      expect(isAlive(stranger.pid ?? 0)).toBe(true);
    } finally {
      stranger.kill();
    }
  });

  it('takes another port when its own is taken', async () => {
    const first = await start();
    const { port } = new URL(first.ownerUrl);
    await first.stop();
    const { createServer } = await import('node:net');
    const other = createServer().listen(Number(port), '127.0.0.1');
    try {
      const next = await start();
      expect(new URL(next.ownerUrl).port).not.toBe(port);
      expect(await ask(next.ownerUrl, 'select n from kept where n = 1')).toEqual([{ n: 1 }]);
    } finally {
      other.close();
    }
  });

  it('sets new passwords when the password file was lost', async () => {
    const first = await start();
    await first.stop();
    rmSync(path.join(root, '.data', 'secret', 'postgres.json'));
    const next = await start();
    expect(next.appUrl).not.toBe(first.appUrl);
    expect(await ask(next.ownerUrl, 'select n from kept where n = 1')).toEqual([{ n: 1 }]);
  });

  it('begins anew when the very first start was killed half way', async () => {
    const place = mkdtempSync(path.join(tmpdir(), 'loket-half-'));
    chmodSync(place, 0o755);
    const ownLock = await acquireInstanceLock(path.join(place, '.data'), () => 'x');
    try {
      mkdirSync(path.join(place, '.data', 'postgres.new', 'base'), { recursive: true });
      writeFileSync(path.join(place, '.data', 'postgres.new', 'PG_VERSION'), '18\n');
      running = await startEmbeddedPostgres({ root: place, lock: ownLock, log: () => undefined });
      expect(await ask(running.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    } finally {
      await running?.stop();
      ownLock.release();
      rmSync(place, { recursive: true, force: true });
    }
  });

  it('says what is wrong when it cannot start', async () => {
    const { clusterDir, stop } = await start();
    await stop();
    const file = path.join(clusterDir, 'postgresql.conf');
    const good = readFileSync(file, 'utf8');
    try {
      writeFileSync(file, `${good}\nno_such_setting = 1\n`);
      await expect(start()).rejects.toThrow('no_such_setting');
    } finally {
      writeFileSync(file, good);
    }
  });
});

(isRoot ? describe : describe.skip)('as root', () => {
  it('runs PostgreSQL as another account', async () => {
    const { clusterDir } = await start();
    const status = readFileSync(`/proc/${postmasterPid(clusterDir)}/status`, 'utf8');
    expect(status).toMatch(new RegExp(`^Uid:\\s+${postgresAccount()?.uid}\\s`, 'm'));
  });

  it('keeps the cluster in a folder it names where that account cannot reach the checkout, and finds it again', async () => {
    const hidden = mkdtempSync(path.join(tmpdir(), 'loket-hidden-'));
    chmodSync(hidden, 0o700);
    const ownLock = await acquireInstanceLock(path.join(hidden, '.data'), () => 'x');
    const told: string[] = [];
    let place = '';
    try {
      const open = () => startEmbeddedPostgres({ root: hidden, lock: ownLock, log: (message) => { told.push(message); } });
      running = await open();
      place = path.dirname(running.clusterDir);
      expect(place).toMatch(/loket-lpse-[0-9a-f]{10}$/);
      expect(told.join()).toContain(place);
      await ask(running.ownerUrl, 'create table here (n int)');
      await running.stop();
      chmodSync(hidden, 0o755); // reachable now: the data stay where they are
      running = await open();
      expect(await ask(running.ownerUrl, 'select n from here')).toEqual([]);
      await running.stop();
      chmodSync(hidden, 0o700);
      await expect(startEmbeddedPostgres({ root: path.join(hidden, '.data'), lock: ownLock, dataDirIsChosen: true, log: () => undefined }))
        .rejects.toThrow('cannot reach LOKET_DATA_DIR');
    } finally {
      await running?.stop();
      ownLock.release();
      rmSync(hidden, { recursive: true, force: true });
      if (place.includes('loket-lpse-')) rmSync(place, { recursive: true, force: true });
    }
  });

  it('an ordinary account starts, is killed and starts again', async () => {
    const place = mkdtempSync(path.join(tmpdir(), 'loket-user-'));
    chmodSync(place, 0o777);
    const script = path.join(place, 'start.mts');
    writeFileSync(script, `import { acquireInstanceLock } from ${JSON.stringify(path.join(import.meta.dirname, 'instance-lock.ts'))};
import { startEmbeddedPostgres } from ${JSON.stringify(path.join(import.meta.dirname, 'embedded-postgres.ts'))};
const lock = await acquireInstanceLock(${JSON.stringify(path.join(place, '.data'))}, () => 'x');
const started = await startEmbeddedPostgres({ root: ${JSON.stringify(place)}, lock, log: () => undefined });
process.stdout.write(JSON.stringify(started));
process.stdin.once('data', async () => { await started.stop(); process.exit(0); });`);
    const spawnIt = () => spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'], env: {}, uid: 65_534, gid: 65_534, cwd: '/' });
    const answer = (child: ReturnType<typeof spawnIt>) => new Promise<{ appUrl: string; clusterDir: string }>((resolve, reject) => {
      child.stdout.once('data', (text: Buffer) => { resolve(JSON.parse(text.toString()) as { appUrl: string; clusterDir: string }); });
      child.once('exit', () => { reject(new Error('it ended')); });
    });
    let child = spawnIt();
    try {
      const first = await answer(child);
      const ended = new Promise((resolve) => { child.once('exit', resolve); });
      child.kill('SIGKILL');
      await ended;
      const left = postmasterPid(first.clusterDir);
      expect(isAlive(left)).toBe(true);
      child = spawnIt();
      const second = await answer(child);
      await untilGone(left);
      expect(isAlive(left)).toBe(false);
      expect(await ask(second.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
      const stopped = new Promise((resolve) => { child.once('exit', resolve); });
      child.stdin.write('stop');
      expect(await stopped).toBe(0);
      expect(existsSync(path.join(second.clusterDir, 'postmaster.pid'))).toBe(false);
    } finally {
      child.kill('SIGKILL');
      rmSync(place, { recursive: true, force: true });
    }
  });

  it('knows from the modes of the folders whether an account can walk there', () => {
    const account = postgresAccount();
    const outer = mkdtempSync(path.join(tmpdir(), 'loket-walk-'));
    try {
      mkdirSync(path.join(outer, 'inner'), { mode: 0o755 });
      expect(canWalkInto(path.join(outer, 'inner'), account)).toBe(false);
      chmodSync(outer, 0o711);
      expect(canWalkInto(path.join(outer, 'inner'), account)).toBe(true);
      expect(canWalkInto(path.join(outer, 'inner'), undefined)).toBe(true);
    } finally {
      rmSync(outer, { recursive: true });
    }
  });
});
