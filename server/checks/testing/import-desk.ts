/** Imports of the national list as the route takes them, on the desk of the checks. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from '@jest/globals';
import { createCarrier, type Carrier } from '../../platform/carry-out.ts';
import { createLogger } from '../../platform/log.ts';
import { runOutboxRow } from '../../platform/outbox.ts';
import { localStorage, type FileStorage } from '../../platform/storage.ts';
import type { ImportRow } from '../blacklist.repository.ts';
import { IMPORT_EFFECT, importBlacklistEffect } from '../import-blacklist.effect.ts';
import { takeBlacklist } from '../take-blacklist.ts';
import { clock, database, office, second } from './checks-desk.ts';

const log = createLogger({ level: 'silent' });
const folder = mkdtempSync(path.join(tmpdir(), 'loket-impor-'));
const real = localStorage(path.join(folder, 'uploads'));
let isBroken = false;
const storage: FileStorage = {
  ...real,
  stream(key) {
    if (!isBroken) return real.stream(key);
    isBroken = false;
    return Promise.reject(new Error('Penyimpanan terputus'));
  },
};
const handlers = () => ({ [IMPORT_EFFECT]: importBlacklistEffect({ db: database.db, storage, config: { dataDir: folder } }) });
let files = 0;

/** Registers its own clearing up. */
export function importDesk(): { take(dataDate: string, lines: string[], of?: { confirmed?: boolean; within?: number }): Promise<ImportRow>; brokenOnce(): void; carrier(): Carrier } {
  let carrier: Carrier | undefined;
  const mine = (): Carrier => (carrier ??= createCarrier({ db: database.db, handlers, log }));
  afterAll(async () => { await carrier?.whenQuiet(); rmSync(folder, { recursive: true, force: true }); });
  return {
    take(dataDate, lines, { confirmed = false, within } = {}) {
      files += 1;
      const file = path.join(folder, `daftar-${files}.csv`);
      writeFileSync(file, lines.join('\n'));
      return takeBlacklist({ db: database.db, storage, carrier: mine() }, {
        path: file, bytes: lines.join('\n').length, fileName: 'daftar.csv', dataDate, importedBy: second.id, at: clock.now(), request: { officeId: office.id, requestId: `uji-impor-${files}`, ipHash: 'x', confirmed },
      }, within);
    },
    brokenOnce() { isBroken = true; },
    carrier: mine,
  };
}

/** What the relay would hand to a worker: every import that is not done, however long it has to wait. */
export async function workOutbox(): Promise<void> {
  for (const id of await database.db('outbox').where({ effect: IMPORT_EFFECT }).whereNull('done_at').pluck<string[]>('id')) await runOutboxRow(database.db, handlers(), id, log);
}
