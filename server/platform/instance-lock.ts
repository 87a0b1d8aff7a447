/**
 * One Loket per data folder. The lock is an open transaction on a small SQLite file: the operating system holds it for the process and
 * lets go the moment the process ends, however it ends, and it also binds processes in other containers that share the folder. So whoever holds
 * it may put right what a killed Loket left behind.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';

export interface InstanceLock {
  readonly dataDir: string;
  /** Tells later starts where this one answers; call it again when the port is known. */
  announce(url: string): void;
  release(): void;
}

/** Another Loket works on this data folder; `url` is where it answers. Nothing was touched. */
export class AlreadyRunningError extends Error {
  readonly url: string;
  constructor(url: string) {
    super(`Loket sudah berjalan di ${url}`);
    this.name = 'AlreadyRunningError';
    this.url = url;
  }
}

/** Keeps the open files from the garbage collector: it would close them, and with them let go of the lock. */
const held = new Set<DatabaseSync>();

const SQLITE_BUSY = 5;
/** The holder writes its address right after taking the lock; a second start waits this long for it. */
const ANNOUNCE_WAIT_MS = 2_000;

/** Takes the lock of the folder or throws AlreadyRunningError with the address the holder announced. */
export async function acquireInstanceLock(dataDir: string, url: () => string): Promise<InstanceLock> {
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const addressFile = path.join(dataDir, 'loket.url');
  const database = new DatabaseSync(path.join(dataDir, 'loket.lock'), { timeout: 0 });
  try {
    database.exec('begin exclusive');
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) {
      throw new Error(`The data folder ${dataDir} cannot be locked; is it writable for this account?`, { cause: error });
    }
    throw new AlreadyRunningError(await announcedAddress(addressFile));
  }
  const announce = (address: string) => { writeFileSync(addressFile, address); };
  announce(url());
  held.add(database);
  return {
    dataDir,
    announce,
    release() {
      if (!database.isOpen) return;
      announce('');
      held.delete(database);
      database.close();
    },
  };
}

async function announcedAddress(file: string): Promise<string> {
  for (let waited = 0; ; waited += 50) {
    const address = readIfThere(file);
    if (address || waited >= ANNOUNCE_WAIT_MS) return address || '(alamat belum diketahui)';
    await pause(50);
  }
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
