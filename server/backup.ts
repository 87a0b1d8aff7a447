/** `npm run backup [-- --ke <folder>] [--cara salin|pg_dump]`: database, files and (where Loket made it) the secret, while people work. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { makeBackup } from './operations/backup/make-backup.ts';
import { BackupError } from './operations/backup/manifest.ts';
import { openOwnDatabase, ownSecretFile } from './operations/backup/own-database.ts';
import { ConfigError, loadConfig } from './platform/config.ts';
import { createStorage } from './platform/storage.ts';

const say = (line: string) => { process.stdout.write(`${line}\n`); };
const megabytes = (bytes: number) => `${(bytes / 1024 ** 2).toFixed(1)} MB`;

try {
  const { values } = parseArgs({ options: { ke: { type: 'string' }, cara: { type: 'string', default: 'otomatis' } } });
  const how = values.cara;
  if (how !== 'otomatis' && how !== 'salin' && how !== 'pg_dump') throw new BackupError('--cara harus salin atau pg_dump.');
  const root = path.resolve(import.meta.dirname, '..');
  const config = loadConfig(process.env, { root });
  const folder = path.resolve(values.ke ?? path.join(config.dataDir, 'cadangan', new Date().toISOString().replace(/\.\d+Z$/, 'Z').replaceAll(':', '-')));
  const database = await openOwnDatabase(config, { whileRunning: true });
  try {
    const { manifest, missing } = await makeBackup({
      ownerUrl: database.ownerUrl, storage: await createStorage(config), secret: config.secret, secretFile: ownSecretFile(config, process.env.LOKET_SECRET), folder, how, tidy: values.ke === undefined,
      version: (JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }).version, programs: process.env.PATH ?? '',
    });
    say(`Cadangan: ${folder}\n  Diambil ${manifest.takenAt}; basis data dengan ${manifest.database.how === 'salin' ? `salinan ${manifest.database.tables.length} tabel` : 'pg_dump'}; ${manifest.files.count} berkas, ${megabytes(manifest.files.totalBytes)}.`);
    // In the embedded default there is none to be expected.
    if (manifest.database.how === 'salin' && how === 'otomatis' && config.databaseUrl) say('  pg_dump dan pg_restore seversi servernya tidak ditemukan, jadi tabel disalin sendiri; alat PostgreSQL lain tidak dapat membuka salinan ini.');
    say(manifest.secret.kept === 'disertakan'
      ? '  LOKET_SECRET disertakan (rahasia/loket-secret): simpan cadangan ini di tempat yang terkunci dan tersandi.'
      : '  LOKET_SECRET TIDAK disertakan karena Anda memasangnya sendiri. Simpan terpisah: tanpanya semua tautan dalam surat yang sudah terkirim mati.');
    for (const [column, n] of Object.entries(missing.lost)) {
      say(`  PERHATIAN: ${n} baris ${column} menunjuk ke berkas yang tidak ada di penyimpanan.`);
      process.exitCode = 2;
    }
  } finally {
    await database.release();
  }
} catch (error) {
  say(error instanceof BackupError || error instanceof ConfigError ? error.message : `Cadangan gagal: ${(error as Error).stack ?? String(error)}`);
  process.exitCode = 1;
}
