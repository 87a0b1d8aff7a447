/**
 * Removes, after the days an office keeps them (UU PDP 42–43): the result files of what was screened in the background, the refused rows of imports, and files
 * put aside for work that was given up. Who asked, when, against which list and all counts stay; what became evidence of a file is the file's and lies elsewhere.
 * Harmless to repeat: files go before the row says so, and what was removed is not looked at again.
 */
import type { Knex } from 'knex';
import { recordAudit } from '../audit/index.ts';
import { allOffices } from '../offices/index.ts';
import type { Logger } from '../platform/log.ts';
import type { FileStorage } from '../platform/storage.ts';
import { givenUpWork, type ListJobTable } from './work-off-file.ts';

const DAY_MS = 86_400_000;
/** Its file is gone: another try would find nothing. */
const FILE_REMOVED = JSON.stringify({ key: 'galat.impor.berkas_dihapus', params: {} });
/** The national list belongs to no office: the days are those of whoever brought it. */
const IMPORTS = { blacklist_imports: 'imported_by in (select u.id from users u where u.office_id = ?)', registry_imports: 'office_id = ?' } as const;
type ImportTable = keyof typeof IMPORTS;

interface ForgetListsDeps { db: Knex; storage: FileStorage; log: Logger }
interface Forgetting { officeId: string; days: number; before: Date; now: Date }

/** What cannot be removed (a locked file, a row in somebody's hands) is logged and tried again the next night; it keeps nothing else. */
export async function forgetLists(deps: ForgetListsDeps, now: Date): Promise<void> {
  for (const { id: officeId, settings: { bulkResultDays, refusedRowDays } } of await allOffices(deps.db)) {
    const of = (days: number): Forgetting => ({ officeId, days, before: new Date(now.getTime() - days * DAY_MS), now });
    const tasks = [() => forgetResults(deps, of(bulkResultDays)), ...(Object.keys(IMPORTS) as ImportTable[]).map((table) => () => forgetRefused(deps, table, of(refusedRowDays)))];
    for (const task of tasks) {
      try {
        await task();
      } catch (error) {
        deps.log.error({ err: error, officeId }, 'lists of an office were not forgotten');
      }
    }
  }
}

async function forgetResults({ db, storage, log }: ForgetListsDeps, of: Forgetting): Promise<void> {
  const runs = await db('bulk_screenings').where({ office_id: of.officeId, state: 'selesai' }).whereNull('content_removed_at').where('finished_at', '<', of.before)
    .select<{ id: string; result_key: string | null; refused_key: string | null }[]>('id', 'result_key', 'refused_key');
  const gone: string[] = [];
  for (const { id, result_key: result, refused_key: refused } of runs) {
    try {
      for (const key of [result, refused]) if (key !== null) await storage.remove(key);
      gone.push(id);
    } catch (error) {
      log.error({ err: error, officeId: of.officeId, runId: id }, 'result files of a bulk screening could not be removed');
    }
  }
  await db.transaction(async (trx) => {
    await trx('bulk_screenings').whereIn('id', gone).update({ result_key: null, refused_key: null, content_removed_at: of.now });
    await note(trx, 'hasil_tapis_massal', gone.length, of);
    await dropGivenUp(trx, 'bulk_screenings', 'office_id = ?', { ...of, at: 'started_at' });
  });
}

async function forgetRefused({ db }: ForgetListsDeps, table: ImportTable, of: Forgetting): Promise<void> {
  await db.transaction(async (trx) => {
    const imports = await trx(table).whereRaw(IMPORTS[table], [of.officeId]).whereNull('refused_removed_at').whereIn('state', ['selesai', 'gagal', 'dicabut']).where('refused_count', '>', 0)
      .where('imported_at', '<', of.before).forUpdate().pluck<string[]>('id');
    await trx('import_refusals').whereIn('import_id', imports).del();
    await trx(table).whereIn('id', imports).update({ refused_removed_at: of.now, ...(table === 'blacklist_imports' ? { refused: '[]' } : {}) });
    await note(trx, 'baris_ditolak', imports.length, of);
    await dropGivenUp(trx, table, IMPORTS[table], { ...of, at: 'imported_at' });
  });
}

async function note(trx: Knex.Transaction, jenis: string, jumlah: number, { officeId, days }: Forgetting): Promise<void> {
  if (jumlah > 0) await recordAudit(trx, { event: 'isi_dihapus', actorKind: 'sistem', officeId, detail: { jenis, jumlah, hari: days } });
}

/** What cannot be tried again needs no file: the sweep of such files takes it. */
async function dropGivenUp(trx: Knex.Transaction, table: ListJobTable, ofOffice: string, of: { officeId: string; at: string; before: Date }): Promise<void> {
  await givenUpWork(trx(table)).whereRaw(ofOffice, [of.officeId]).where(of.at, '<', of.before).update({ problem: FILE_REMOVED });
}
