/**
 * Takes a list file that was put aside as a new version. Repeatable: a version that is finished, failed or withdrawn is left alone, one that runs elsewhere
 * is waited for, and one that died half-way left nothing behind but the row that says it runs, because all the rest is one transaction.
 */
import { stat } from 'node:fs/promises';
import { recordAudit } from '../audit/index.ts';
import { enqueueEffects, type EffectHandler } from '../platform/outbox.ts';
import { findImport, markFailed, noteProgress } from './blacklist.repository.ts';
import { importBlacklist } from './import-blacklist.ts';
import { workOffFile, type FileWorkDeps } from './work-off-file.ts';

export const IMPORT_EFFECT = 'impor_daftar_hitam';

export function importBlacklistEffect({ db, storage, config }: FileWorkDeps): EffectHandler {
  return async ({ refId, lastTry = false }) => {
    const id = refId ?? '';
    await workOffFile({ db, storage, config }, {
      table: 'blacklist_imports', id, lastTry, anew: { bytes_read: 0 }, find: () => findImport(db, id), fail: (problem) => markFailed(db, id, problem),
      work: async (row, file) => {
        const { size } = await stat(file);
        const confirmed = row.request?.confirmed === true;
        await db.transaction(async (trx) => {
          const taken = await importBlacklist(trx, {
            path: file, fileName: row.file_name, dataDate: row.data_date, importedBy: row.imported_by, at: row.imported_at, confirmed, ...(row.chosen_columns ? { columns: row.chosen_columns } : {}),
          }, { begin: () => Promise.resolve(id), progress: (bytes) => noteProgress(db, id, Math.min(size, bytes)) });
          await enqueueEffects(trx, [{ effect: 'tapis_terus', officeId: row.request?.officeId ?? null, refId: id }]);
          if (!row.request) return;
          const { officeId, requestId, ipHash } = row.request;
          await recordAudit(trx, {
            event: 'impor_daftar_hitam', officeId, actorKind: 'staf', actorId: row.imported_by, ref: `blacklist-import:${id}`, requestId, ipHash,
            detail: { baris: taken.row_count, ditolak: taken.refused_count, tanggalData: taken.data_date, dikonfirmasi: confirmed },
          });
        });
      },
    });
  };
}
