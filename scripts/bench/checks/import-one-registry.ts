/** `node import-one-registry.ts FILE OFFICE USER DATADIR`: one import as the effect does it; prints seconds and the most memory it ever had. */
import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { importRegistryEffect } from '../../../server/checks/import-registry.effect.ts';
import { findRegistryImport, insertRegistryImport } from '../../../server/checks/registry.repository.ts';
import { openDatabase } from '../../../server/platform/db.ts';
import { localStorage } from '../../../server/platform/storage.ts';

const [file = '', officeId = '', importedBy = '', dataDir = ''] = process.argv.slice(2);
const db = openDatabase(process.env.DATABASE_URL ?? '');
const storage = localStorage(path.join(dataDir, 'uploads'));
const id = randomUUID();
const fileKey = `impor/${id}`;
await storage.putFile(fileKey, file);
await db.transaction(async (trx) => insertRegistryImport(trx, {
  id, officeId, dataDate: '2026-11-20', fileName: 'registri.csv', fileKey, fileBytes: (await stat(file)).size, columns: null, importedBy, at: new Date(),
}));
const began = performance.now();
await importRegistryEffect({ db, storage, clock: { now: () => new Date() }, config: { dataDir } })({ outboxId: id, caseId: null, refId: id });
const seconds = (performance.now() - began) / 1000;
const row = await findRegistryImport(db, id);
await db.destroy();
process.stdout.write(JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1024, rows: row?.row_count ?? 0 }));
