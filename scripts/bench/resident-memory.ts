/** Memory of the all-in-one server at rest, with the processes it keeps for itself and without PostgreSQL. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { figure, type Figure } from './figure.ts';
import { withSetting } from './setting.ts';

const REST_MS = 5_000;

export async function residentMemory(): Promise<Figure[]> {
  return withSetting(async ({ server, login }) => {
    const bare = await bareNode();
    const { url, pid } = await server();
    const helpdesk = await login(url, 'helpdesk@loket.test');
    for (let n = 0; n < 10; n += 1) await helpdesk.get('/api/cases');
    await pause(REST_MS);
    const family = [pid, ...childrenOf(pid)];
    const mb = family.map(residentMb);
    return [figure({
      name: 'resident_memory_at_rest', unit: 'MB', value: mb.reduce((sum, one) => sum + one, 0), baseline: bare, target: 250, seen: { mainProcess: mb[0] ?? 0, processes: family.length },
    })];
  });
}

/** A Node that does nothing. */
async function bareNode(): Promise<number> {
  const idle = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  await pause(1_000);
  const mb = residentMb(idle.pid ?? 0);
  idle.kill();
  return mb;
}

function statusOf(pid: number): string {
  return readFileSync(`/proc/${pid}/status`, 'utf8');
}
function residentMb(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(statusOf(pid))?.[1] ?? NaN) / 1024;
}
function childrenOf(parent: number): number[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => {
    try {
      return new RegExp(`^PPid:\\s+${parent}$`, 'm').test(statusOf(pid));
    } catch (error) {
      if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return false; // it ended while we looked
      throw error;
    }
  });
}
