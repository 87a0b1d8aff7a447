/**
 * A restore of 10,000 cases with their files. By default a tenth is really restored (LOKET_BENCH_RESTORE_CASES sets the number, `seen.cases` says it): a restore without a case
 * gives what is always there (schema, reference rows), the difference grows with the number of cases, and the figure is the one plus the other for 10,000.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeBackup } from '../../server/operations/backup/make-backup.ts';
import { restoreBackup } from '../../server/operations/backup/restore-backup.ts';
import { localStorage } from '../../server/platform/storage.ts';
import { createTestDatabase } from '../../server/testing/test-db.ts';
import { sampleScan } from '../../server/testing/sample-files.ts';
import { fillBehind, STAFF } from './behind.ts';
import { fillCases } from './crowd.ts';
import { figure, timed, type Figure } from './figure.ts';
import { withSetting } from './setting.ts';

const PROMISED = 10_000;
const MEASURED = Number(process.env.LOKET_BENCH_RESTORE_CASES ?? PROMISED / 10);
const FILES_OF_A_CASE = 3;
const SECRET = 'rahasia-hanya-untuk-ukur-0123456789';

export async function restore(): Promise<Figure[]> {
  return withSetting(async ({ database, officeId }) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'loket-ukur-pulih-'));
    const [target, bare] = [await createTestDatabase({ empty: true }), await createTestDatabase({ empty: true })];
    const restored = async (from: string, into: typeof target) => timed(() => restoreBackup({ folder: path.join(folder, from), ownerUrl: into.ownerUrl, storage: localStorage(path.join(folder, `ke-${from}`)), secret: SECRET, secretFile: null, force: false, programs: '' }));
    try {
      const storage = localStorage(path.join(folder, 'asal'));
      const backUp = (to: string) => timed(async () => {
        const { missing } = await makeBackup({ ownerUrl: database.ownerUrl, storage, version: '0', secret: SECRET, secretFile: null, folder: path.join(folder, to), how: 'salin', programs: '' });
        if (Object.keys(missing.lost).length > 0) throw new Error(`missing: ${JSON.stringify(missing.lost).slice(0, 300)}`);
      });
      await backUp('tanpa');
      const fixedMs = await restored('tanpa', bare);
      await fillCases(database.ownerDb, officeId, MEASURED);
      await fillBehind(database.ownerDb, await database.ownerDb('users').whereIn('email', STAFF).pluck('id'), { archivedPapers: FILES_OF_A_CASE });
      const scan = await sampleScan('ktp', { name: 'Rina Contoh', nik: '6472014508900003', npwp: '6472014508900003' }, 'jpeg', 400_000);
      const preview = scan.subarray(0, 40_000);
      // As the store lays them, without waiting for the disk each time: how long it takes to fill an office is nobody's question here.
      const laid = (key: string, bytes: Buffer) => {
        const file = path.join(folder, 'asal', key);
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, bytes);
      };
      for (const key of await database.ownerDb('uploads').pluck<string[]>('storage_key')) laid(key, scan);
      for (const { picture_key: picture, preview_key: small } of await database.ownerDb('upload_pages').select<{ picture_key: string; preview_key: string }[]>('picture_key', 'preview_key')) {
        laid(picture, preview);
        laid(small, preview.subarray(0, 4_000));
      }
      const backupMs = await backUp('dengan');
      // Ten thousand cases are 13 GB, and three copies of them are more than a small disk has: what was backed up is lost, as it is before a restore.
      rmSync(path.join(folder, 'asal'), { recursive: true, force: true });
      const ms = await restored('dengan', target);
      const [found] = await target.ownerDb('cases').count<{ count: number }[]>();
      if (Number(found?.count) !== MEASURED) throw new Error('not every case came back');
      const eachMs = Math.max(0, ms - fixedMs) / MEASURED;
      return [figure({
        name: 'restore_10000_cases', unit: 's', value: (fixedMs + eachMs * PROMISED) / 1_000, target: 900,
        seen: { cases: MEASURED, files: MEASURED * FILES_OF_A_CASE * 3, restoreSeconds: ms / 1_000, fixedSeconds: fixedMs / 1_000, eachCaseMs: eachMs, backupSeconds: backupMs / 1_000 },
      })];
    } finally {
      await target.drop();
      await bare.drop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
