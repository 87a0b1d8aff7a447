/** Files and rows of an upload keep together, also where nobody heard how it ended. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Knex } from 'knex';
import { createLogger } from '../platform/log.ts';
import type { FileStorage } from '../platform/storage.ts';
import { sampleScan } from '../testing/sample-files.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';
import { createInspector, type Inspector } from './inspection/inspect-upload.ts';
import { receiveUpload } from './receive-upload.ts';

const log = createLogger({ level: 'silent' });
const folder = mkdtempSync(path.join(tmpdir(), 'loket-terima-'));
let loket: TestLoket;
let inspector: Inspector;
let store: FileStorage;
beforeAll(async () => {
  loket = await startTestLoket({ seed: 73, storage: (real) => (store = real) });
  inspector = createInspector({ maxBytes: 2_000_000, log, pool: { spares: 0 } });
}, 120_000);
afterAll(async () => {
  await inspector.close();
  await loket.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A database whose first writing goes on unheard: the caller is told that the line broke while the commit has still half a second to go, or is given up. */
function unheard(real: Knex, ends: 'commit' | 'rollback'): Knex {
  let first = true;
  return new Proxy(real, {
    get(target, key, receiver) {
      if (key !== 'transaction' || !first) return Reflect.get(target, key, receiver) as unknown;
      first = false;
      return (work: (trx: Knex.Transaction) => Promise<unknown>) => new Promise((_resolve, reject) => {
        void target.transaction(async (trx) => {
          await work(trx);
          reject(new Error('Connection terminated unexpectedly'));
          await pause(500);
          if (ends === 'rollback') throw new Error('given up');
        }).catch(() => undefined);
      });
    },
  });
}

it.each([['commit', 1], ['rollback', 0]] as const)('a writing that nobody heard of and that ends in a %s while one asks: a row with its files, or neither', async (ends, rows) => {
  const file = path.join(folder, `${ends}.jpg`);
  writeFileSync(file, await sampleScan('ktp', { name: 'Rahmawati Contoh', nik: '6472015708880001', npwp: '6472015708880001' }, 'jpeg'));
  const before = await store.list('uploads/');
  const received = receiveUpload({ db: unheard(loket.db, ends), clock: loket.clock, storage: store, inspector, scanner: { scan: () => Promise.resolve('bersih') }, log, holdUnscannedFiles: false, readAtOnce: false },
    { path: file, originalName: `${ends}.jpg`, source: 'publik', officeId: null, uploadedBy: null, ipHash: 'h' });
  await expect(received).rejects.toThrow('Connection terminated');
  const kept = await loket.db('uploads').where({ original_name: `${ends}.jpg` }).select<{ storage_key: string }[]>('storage_key');
  const files = (await store.list('uploads/')).filter((key) => !before.includes(key));
  expect([kept.length, kept.every(({ storage_key: key }) => files.includes(key)), files.length > 0]).toEqual([rows, true, rows === 1]);
}, 60_000);
