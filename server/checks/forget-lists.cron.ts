/**
 * Removes, after the days an office keeps them (UU PDP 42–43): the result files of what was screened in the background, the refused rows of imports, and files
 * put aside for work that was given up. Who asked, when, against which list and all counts stay; what became evidence of a file is the file's and lies elsewhere.
 * Harmless to repeat: files go before the row says so, and what was removed is not looked at again.
 */
import type { Knex } from 'knex';
import { recordAudit } from '../audit/index.ts';
import { allOffices } from '../offices/index.ts';
import type { FileStorage } from '../platform/storage.ts';
import { givenUpWork, type ListJobTable } from './work-off-file.ts';

const DAY_MS = 86_400_000;
/** Its file is gone: another try would find nothing. */
const FILE_REMOVED = JSON.stringify({ key: 'galat.impor.berkas_dihapus', params: {} });
/** The national list belongs to no office: the days are those of whoever brought it. */
const IMPORTS = { blacklist_imports: 'imported_by in (select u.id from users u where u.office_id = ?)', registry_imports: 'office_id = ?' } as const;

export async function forgetLists({ db, storage }: { db: Knex; storage: FileStorage }, now: Date): Promise<void> {
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS);
  for (const { id: officeId, settings } of await allOffices(db)) {
    const { bulkResultDays, refusedRowDays } = settings;
    const note = (trx: Knex.Transaction, jenis: string, jumlah: number, hari: number) =>
      (jumlah > 0 ? recordAudit(trx, { event: 'isi_dihapus', actorKind: 'sistem', officeId, detail: { jenis, jumlah, hari } }) : Promise.resolve());

    const runs = await db('bulk_screenings').where({ office_id: officeId, state: 'selesai' }).whereNull('content_removed_at').where('finished_at', '<', before(bulkResultDays))
      .select<{ id: string; result_key: string | null; refused_key: string | null }[]>('id', 'result_key', 'refused_key');
    for (const { result_key: result, refused_key: refused } of runs) for (const key of [result, refused]) if (key !== null) await storage.remove(key);
    await db.transaction(async (trx) => {
      await trx('bulk_screenings').whereIn('id', runs.map(({ id }) => id)).update({ result_key: null, refused_key: null, content_removed_at: now });
      await note(trx, 'hasil_tapis_massal', runs.length, bulkResultDays);
      await dropGivenUp(trx, 'bulk_screenings', 'office_id = ?', { officeId, at: 'started_at', before: before(bulkResultDays) });
    });

    for (const [table, ofOffice] of Object.entries(IMPORTS) as [keyof typeof IMPORTS, string][]) {
      await db.transaction(async (trx) => {
        const imports = await trx(table).whereRaw(ofOffice, [officeId]).whereNull('refused_removed_at').whereIn('state', ['selesai', 'gagal', 'dicabut']).where('refused_count', '>', 0)
          .where('imported_at', '<', before(refusedRowDays)).forUpdate().pluck<string[]>('id');
        await trx('import_refusals').whereIn('import_id', imports).del();
        await trx(table).whereIn('id', imports).update({ refused_removed_at: now, ...(table === 'blacklist_imports' ? { refused: '[]' } : {}) });
        await note(trx, 'baris_ditolak', imports.length, refusedRowDays);
        await dropGivenUp(trx, table, ofOffice, { officeId, at: 'imported_at', before: before(refusedRowDays) });
      });
    }
  }
}

/** What cannot be tried again needs no file: the sweep of such files takes it. */
async function dropGivenUp(trx: Knex.Transaction, table: ListJobTable, ofOffice: string, of: { officeId: string; at: string; before: Date }): Promise<void> {
  await givenUpWork(trx(table)).whereRaw(ofOffice, [of.officeId]).where(of.at, '<', of.before).update({ problem: FILE_REMOVED });
}
