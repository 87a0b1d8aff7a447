/**
 * Brings a back-up back: everything is checked first, then the files, then the database, last the brake. Between the back-up and the loss mails went out that
 * the back-up does not know of; so nothing that was unsent in it goes by itself.
 */
import { copyFile, mkdir, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { migrate, migrateTo, openDatabase } from '../../platform/db.ts';
import type { FileStorage } from '../../platform/storage.ts';
import { checkFiles, importFiles, strangeFiles } from './copy-files.ts';
import { importTables } from './copy-tables.ts';
import { findDumpTools } from './dump-tools.gateway.ts';
import { freezeUnsent, holdUnsent, type Held } from './hold-unsent.ts';
import { BackupError, checkPart, readManifest, secretMark, type Manifest } from './manifest.ts';

export interface RestoreWish {
  folder: string;
  ownerUrl: string;
  storage: FileStorage;
  secret: string;
  /** Where Loket keeps the secret it made itself; null where LOKET_SECRET is set. */
  secretFile: string | null;
  force: boolean;
  programs: string;
}
export interface Restored extends Held { manifest: Manifest; removedFiles: number }

export async function restoreBackup(wish: RestoreWish): Promise<Restored> {
  const manifest = await readManifest(wish.folder);
  await checkBackup(wish, manifest);
  const client = new pg.Client({ connectionString: wish.ownerUrl, application_name: 'loket-pemulihan' });
  await client.connect();
  try {
    const strangers = await checkTarget(client, wish, manifest);
    await restoreSecret(wish, manifest);
    await importFiles(wish.storage, wish.folder, manifest.files);
    await restoreDatabase(client, wish, manifest);
    const held = await holdUnsent(client, manifest.takenAt);
    for (const key of strangers) await wish.storage.remove(key);
    return { manifest, removedFiles: strangers.length, ...held };
  } finally {
    await client.end();
  }
}

async function checkBackup(wish: RestoreWish, manifest: Manifest): Promise<void> {
  const { folder } = wish;
  for (const part of manifest.database.how === 'salin' ? manifest.database.tables : [manifest.database]) await checkPart(folder, part);
  await checkPart(folder, manifest.files);
  await checkFiles(folder, manifest.files);
  if (manifest.secret.part) await checkPart(folder, manifest.secret.part);
  const own = manifest.secret.part && wish.secretFile ? (await readFile(path.join(folder, manifest.secret.part.file), 'utf8')).trim() : wish.secret;
  if (secretMark(own) !== manifest.secret.mark && !wish.force) {
    throw new BackupError('LOKET_SECRET berbeda dari yang dipakai saat cadangan diambil: semua tautan dalam surat yang sudah terkirim akan mati. Pasang LOKET_SECRET yang lama, atau ulangi dengan --force.');
  }
}

/** Nothing may be lost by restoring: another Loket at work, rows or files that are there. Returns the files the back-up does not know. */
async function checkTarget(client: pg.Client, { folder, storage, force }: RestoreWish, manifest: Manifest): Promise<string[]> {
  const { rows: [others] } = await client.query<{ n: number }>(`select count(*)::int as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and usename is not null`);
  if ((others?.n ?? 0) > 0) throw new BackupError('Basis data sedang dipakai. Hentikan semua proses Loket (api dan worker), lalu ulangi.');
  const strangers = await strangeFiles(storage, folder, manifest.files);
  if (force) return strangers;
  const { rows } = await client.query<{ table: string }>(`select c.relname::text as table from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname in ('cases', 'users', 'audit_events')`);
  for (const { table } of rows) {
    const { rowCount } = await client.query(`select 1 from public."${table}" limit 1`);
    if (rowCount) throw new BackupError(`Basis data tujuan tidak kosong (tabel ${table}). Pulihkan ke tempat kosong, atau ulangi dengan --force: isinya akan DIHAPUS.`);
  }
  if (strangers.length > 0) throw new BackupError(`Penyimpanan berkas tujuan berisi ${strangers.length} berkas yang tidak ada dalam cadangan. Pulihkan ke tempat kosong, atau ulangi dengan --force: berkas itu akan DIHAPUS.`);
  return [];
}

async function restoreSecret({ folder, secretFile }: RestoreWish, { secret }: Manifest): Promise<void> {
  if (!secret.part || !secretFile) return;
  await mkdir(path.dirname(secretFile), { recursive: true, mode: 0o700 });
  await copyFile(path.join(folder, secret.part.file), `${secretFile}.baru`);
  await rename(`${secretFile}.baru`, secretFile);
}

/**
 * The schema as it was, the rows, then the migrations that came since. In the transaction that brings the rows, whatever could send is put beyond every clock:
 * a restore that dies afterwards leaves nothing that goes by itself.
 */
async function restoreDatabase(client: pg.Client, wish: RestoreWish, manifest: Manifest): Promise<void> {
  await client.query('drop schema if exists bullmq cascade; drop schema if exists public cascade; create schema public');
  const db = openDatabase(wish.ownerUrl, { max: 4 });
  try {
    if (manifest.database.how === 'salin') {
      const unknown = await migrateTo(db, manifest.migrations);
      if (unknown) throw new BackupError(`Cadangan ini dari versi Loket yang lebih baru (${unknown}). Pasang versi itu, lalu ulangi.`);
      await inTransaction(client, async () => {
        if (manifest.database.how === 'salin') await importTables(client, wish.folder, manifest.database);
        await freezeUnsent(client);
      });
    } else {
      const { rows: [server] } = await client.query<{ major: number }>(`select current_setting('server_version_num')::int / 10000 as major`);
      const tools = await findDumpTools(server?.major ?? 0, wish.programs);
      if (!tools) throw new BackupError('Cadangan ini dibuat dengan pg_dump; pg_restore versi yang sama atau lebih baru tidak ditemukan.');
      await tools.restore(wish.ownerUrl, path.join(wish.folder, manifest.database.file));
      // Without the names of the migrations nothing starts on these tables; they come with the brake.
      await inTransaction(client, async () => {
        for (const name of manifest.migrations) await client.query('insert into public.knex_migrations (name, batch, migration_time) values ($1, 1, now())', [name]);
        await client.query('insert into public.knex_migrations_lock (is_locked) values (0)');
        await freezeUnsent(client);
      });
    }
    await migrate(db);
  } finally {
    await db.destroy();
  }
}

async function inTransaction(client: pg.Client, work: () => Promise<void>): Promise<void> {
  await client.query('begin');
  try {
    await work();
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
