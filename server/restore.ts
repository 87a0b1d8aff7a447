/** `npm run restore -- --dari <folder> [--force]`: a checked back-up into an empty place; nothing that was unsent goes by itself afterwards. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { BackupError } from './operations/backup/manifest.ts';
import { openOwnDatabase } from './operations/backup/own-database.ts';
import { restoreBackup } from './operations/backup/restore-backup.ts';
import { ConfigError, loadConfig } from './platform/config.ts';
import { createStorage } from './platform/storage.ts';

const say = (line: string) => { process.stdout.write(`${line}\n`); };

try {
  const { values } = parseArgs({ options: { dari: { type: 'string' }, force: { type: 'boolean', default: false } } });
  if (!values.dari) throw new BackupError('Pakai: npm run restore -- --dari <folder cadangan> [--force]');
  const config = loadConfig(process.env, { root: path.resolve(import.meta.dirname, '..') });
  const began = performance.now();
  const database = await openOwnDatabase(config, { whileRunning: false });
  try {
    const restored = await restoreBackup({
      folder: path.resolve(values.dari), ownerUrl: database.ownerUrl, storage: await createStorage(config), secret: config.secret,
      secretFile: process.env.LOKET_SECRET?.trim() ? null : path.join(config.dataDir, 'secret', 'loket-secret'), force: values.force, programs: process.env.PATH ?? '',
    });
    say(`Dipulihkan dari cadangan ${restored.manifest.takenAt} dalam ${Math.round((performance.now() - began) / 1000)} detik; ${restored.manifest.files.count} berkas.`);
    if (restored.removedFiles > 0) say(`  ${restored.removedFiles} berkas yang tidak ada dalam cadangan dihapus (--force).`);
    say(`  Ditahan: ${restored.heldEmails} e-mail dan ${restored.heldEffects} pekerjaan. E-mail otomatis ditahan sampai admin sistem melanjutkannya di halaman "Pekerjaan gagal".`);
    say('  Semua orang harus masuk lagi. Yang terjadi setelah cadangan diambil tidak ada: bandingkan dengan kotak surat dan SPSE.');
  } finally {
    await database.release();
  }
} catch (error) {
  say(error instanceof BackupError || error instanceof ConfigError ? error.message : `Pemulihan gagal: ${(error as Error).stack ?? String(error)}`);
  process.exitCode = 1;
}
