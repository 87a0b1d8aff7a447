import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AlreadyRunningError, acquireInstanceLock } from './instance-lock.ts';

let dataDir: string;
let holder: ChildProcess | undefined;

beforeEach(() => { dataDir = mkdtempSync(path.join(tmpdir(), 'loket-lock-')); });
afterEach(() => {
  holder?.kill('SIGKILL');
  holder = undefined;
  rmSync(dataDir, { recursive: true, force: true });
});

/** Another process that takes the lock, says so, and lives until it is killed. */
async function otherLoket(url: string): Promise<ChildProcess> {
  const script = path.join(dataDir, 'holder.mts');
  writeFileSync(script, `import { acquireInstanceLock } from ${JSON.stringify(path.join(import.meta.dirname, 'instance-lock.ts'))};
await acquireInstanceLock(${JSON.stringify(dataDir)}, () => ${JSON.stringify(url)});
process.stdout.write('held');
setInterval(() => { globalThis.gc?.(); }, 20);`);
  holder = spawn(process.execPath, ['--expose-gc', script], { stdio: ['ignore', 'pipe', 'inherit'], env: {} });
  const other = holder;
  await new Promise((resolve, reject) => {
    other.stdout?.once('data', resolve);
    other.once('exit', () => { reject(new Error('the other Loket ended')); });
  });
  return other;
}

describe('acquireInstanceLock', () => {
  it('refuses a second start, names the address of the first and touches nothing', async () => {
    await otherLoket('http://localhost:4321');
    await new Promise((resolve) => { setTimeout(resolve, 100); }); // several garbage collections in the holder
    const before = readdirSync(dataDir).map((name) => [name, statSync(path.join(dataDir, name)).mtimeMs]);
    const refusal = await acquireInstanceLock(dataDir, () => 'http://localhost:9999').catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(AlreadyRunningError);
    expect(refusal).toMatchObject({ url: 'http://localhost:4321', message: 'Loket sudah berjalan di http://localhost:4321' });
    expect(readdirSync(dataDir).map((name) => [name, statSync(path.join(dataDir, name)).mtimeMs])).toEqual(before);
  });

  it('is free the moment its holder is killed', async () => {
    const other = await otherLoket('http://localhost:4321');
    const ended = new Promise((resolve) => { other.once('exit', resolve); });
    other.kill('SIGKILL');
    await ended;
    const lock = await acquireInstanceLock(dataDir, () => 'http://localhost:9999');
    lock.release();
  });

  it('tells the address announced last, and is free after release', async () => {
    const lock = await acquireInstanceLock(dataDir, () => 'http://localhost:1');
    lock.announce('http://localhost:2');
    await expect(acquireInstanceLock(dataDir, () => 'x')).rejects.toMatchObject({ url: 'http://localhost:2' });
    lock.release();
    (await acquireInstanceLock(dataDir, () => 'x')).release();
  });

  it('of ten starts at once exactly one gets it', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, (_, n) => acquireInstanceLock(dataDir, () => `http://localhost:${n}`)));
    const won = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    for (const lock of won) lock.release();
    expect(won).toHaveLength(1);
  });

  it('says when the folder cannot be locked at all', async () => {
    const file = path.join(dataDir, 'loket.lock');
    writeFileSync(file, 'this is no lock file, '.repeat(50));
    await expect(acquireInstanceLock(dataDir, () => 'x')).rejects.toThrow('cannot be locked');
  });
});
