import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Knex } from 'knex';
import { InvalidError } from '../platform/errors.ts';
import { enqueueForMe, type Carrier } from '../platform/carry-out.ts';
import type { FileStorage } from '../platform/storage.ts';
import { isAnswer } from './answered-problem.ts';
import { readBlacklistTable } from './blacklist-file.ts';
import { dropImport, findImport, insertImport, type ImportRequest, type ImportRow } from './blacklist.repository.ts';
import { IMPORT_EFFECT } from './import-blacklist.effect.ts';
import { refuseDataDate, type BlacklistImport } from './import-blacklist.ts';
import { readTableFile } from './table-file.ts';

export interface TakeBlacklistDeps { db: Knex; storage: FileStorage; carrier: Carrier }
/** The real list of some five thousand rows ends within two seconds; whoever waits longer is told where to look. */
const ANSWER_WITHIN_MS = 20_000;

/**
 * Takes a list file in, as a job that others see: how far it is, and that it failed. It outlives the request and the process. A file that is no such list
 * at all is refused before it becomes one. The answer is the version, or – still `berjalan` – where to look for it.
 * @throws InvalidError what `importBlacklist` throws, where it ended in time
 */
export async function takeBlacklist({ db, storage, carrier }: TakeBlacklistDeps, of: BlacklistImport & { path: string; bytes: number; request: ImportRequest }, within = ANSWER_WITHIN_MS): Promise<ImportRow> {
  refuseDataDate(of);
  for await (const _header of readBlacklistTable(readTableFile(of.path), of.dataDate, of.columns)) break;
  const fileKey = `impor/${randomUUID()}`;
  await storage.putFile(fileKey, of.path);
  const { id, outboxId } = await db.transaction(async (trx) => {
    const made = await insertImport(trx, { ...of, fileKey });
    return { id: made, outboxId: await enqueueForMe(trx, { effect: IMPORT_EFFECT, officeId: of.request.officeId, refId: made }) };
  });
  await Promise.race([carrier.carryOut(outboxId), pause(within, undefined, { ref: false })]);
  const row = await findImport(db, id);
  if (!row) throw new Error('the import is gone');
  if (row.state !== 'gagal' || !row.problem) return row;
  // What the person who imports is asked or told at once is no failure of the list.
  if (isAnswer(row.problem)) await dropImport(db, id);
  throw new InvalidError({ [row.problem.key === 'galat.impor.menyusut' ? 'konfirmasi' : 'berkas']: row.problem });
}
