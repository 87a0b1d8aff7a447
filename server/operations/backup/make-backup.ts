/**
 * A back-up while people work: the database in one snapshot first, the files after it. A file is stored before its row is written, so every row of the
 * snapshot finds its file; a file without a row is swept after a restore, a row without a file would be a loss.
 */
import { chmod, copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import type { FileStorage } from '../../platform/storage.ts';
import { exportFiles } from './copy-files.ts';
import { exportTables } from './copy-tables.ts';
import { findDumpTools } from './dump-tools.gateway.ts';
import { hashOf, secretMark, writeManifest, BackupError, type Manifest } from './manifest.ts';
import { findMissingFiles, type MissingFiles } from './missing-files.ts';

export interface BackupWish {
  /** Role that owns the schema, so that every table can be read. */
  ownerUrl: string;
  storage: FileStorage;
  version: string;
  secret: string;
  /** File the secret lies in, where Loket made it itself; else it is the operator's to keep. */
  secretFile: string | null;
  /** Must not exist yet. */
  folder: string;
  how: 'otomatis' | 'salin' | 'pg_dump';
  /** `folder` lies where back-ups are put by themselves: what a killed one left half done beside it goes. */
  tidy?: boolean;
  /** PATH to look for pg_dump in. */
  programs: string;
}
export interface MadeBackup { manifest: Manifest; missing: MissingFiles }

/** Session locks of the database: every back-up shares it for as long as it runs; whoever has it alone knows that none does. */
const RUNNING = `hashtext('loket-cadangan')`;
const HALF = '.belum-selesai';

export async function makeBackup(wish: BackupWish): Promise<MadeBackup> {
  // Made beside its place and renamed: a folder of that name is a whole back-up.
  const half = `${wish.folder}${HALF}`;
  const client = new pg.Client({ connectionString: wish.ownerUrl, application_name: 'loket-cadangan' });
  await client.connect();
  try {
    await mkdir(path.dirname(wish.folder), { recursive: true, mode: 0o711 });
    await announce(client, wish.tidy ? path.dirname(wish.folder) : null);
    await rm(half, { recursive: true, force: true });
    await mkdir(half, { mode: 0o700 });
    return await fill(client, wish, half);
  } catch (error) {
    // Identity data in half, and on a full disk the very room the next one needs.
    await rm(half, { recursive: true, force: true });
    throw error;
  } finally {
    await client.end();
  }
}

/** Says that a back-up runs. One that was killed could not clear up after itself: what it left in `shelf` goes, unless another is at work right now. */
async function announce(client: pg.Client, shelf: string | null): Promise<void> {
  if (shelf !== null) {
    const { rows: [alone] } = await client.query<{ yes: boolean }>(`select pg_try_advisory_lock(${RUNNING}) as yes`);
    if (alone?.yes) {
      for (const name of await readdir(shelf)) if (name.endsWith(HALF)) await rm(path.join(shelf, name), { recursive: true, force: true });
      await client.query(`select pg_advisory_unlock(${RUNNING})`);
    }
  }
  await client.query(`select pg_advisory_lock_shared(${RUNNING})`);
}

async function fill(client: pg.Client, wish: BackupWish, half: string): Promise<MadeBackup> {
  await client.query('begin isolation level repeatable read read only');
  const { rows: [now] } = await client.query<{ at: Date; major: number }>(`select now() as at, current_setting('server_version_num')::int / 10000 as major`);
  if (!now) throw new Error('the database did not say the time');
  const { rows: migrations } = await client.query<{ name: string }>('select name from public.knex_migrations order by id');
  const database = await exportDatabase(client, wish, half, now.major);
  const { keys, ...files } = await exportFiles(wish.storage, half);
  const missing = await findMissingFiles(client, keys);
  await client.query('rollback');
  const manifest: Manifest = {
    format: 'loket-cadangan-1', version: wish.version, takenAt: now.at.toISOString(), database, migrations: migrations.map(({ name }) => name), files, secret: await exportSecret(wish, half),
  };
  await writeManifest(half, manifest);
  await rename(half, wish.folder);
  return { manifest, missing };
}

async function exportDatabase(client: pg.Client, wish: BackupWish, folder: string, serverMajor: number): Promise<Manifest['database']> {
  const tools = wish.how === 'salin' ? null : await findDumpTools(serverMajor, wish.programs);
  if (!tools && wish.how === 'pg_dump') throw new BackupError(`pg_dump dan pg_restore versi ${serverMajor} atau lebih baru tidak ditemukan.`);
  if (!tools) return exportTables(client, folder);
  const { rows: [snapshot] } = await client.query<{ id: string }>('select pg_export_snapshot() as id');
  const file = 'basisdata.dump';
  await tools.dump(wish.ownerUrl, snapshot?.id ?? '', path.join(folder, file));
  await chmod(path.join(folder, file), 0o600);
  return { how: 'pg_dump', file, ...await hashOf(path.join(folder, file)) };
}

async function exportSecret({ secret, secretFile }: BackupWish, folder: string): Promise<Manifest['secret']> {
  const mark = secretMark(secret);
  if (!secretFile) return { kept: 'terpisah', mark };
  const file = 'rahasia/loket-secret';
  await mkdir(path.join(folder, 'rahasia'), { mode: 0o700 });
  await copyFile(secretFile, path.join(folder, file));
  await chmod(path.join(folder, file), 0o600);
  return { kept: 'disertakan', mark, part: { file, ...await hashOf(path.join(folder, file)) } };
}
