import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Knex } from 'knex';
import { recordAudit } from '../audit/index.ts';
import type { Logger } from '../platform/log.ts';
import type { Clock } from '../domain/clock.ts';
import { InvalidError, UnavailableError } from '../platform/errors.ts';
import { enqueueEffects } from '../platform/outbox.ts';
import type { FileStorage } from '../platform/storage.ts';
import type { Accepted, Inspector, UploadLimits } from './inspection/inspect-upload.ts';
import { pageKeys, storeLaterPages, storePage } from './later-pages.ts';
import type { VirusScanner } from './virus-scanner.gateway.ts';

export interface UploadDeps {
  db: Knex; clock: Clock; storage: FileStorage; inspector: Inspector; scanner: VirusScanner; log: Logger;
  /** Where a file nobody scanned may not be used (production). */
  holdUnscannedFiles: boolean;
  /** false: page pictures only; read when somebody opens the case (samples). */
  readAtOnce?: boolean;
}
export interface IncomingFile {
  /** What the draft will be called, where it was told already. */
  id?: string;
  path: string; originalName: string; source: 'publik' | 'petugas';
  officeId: string | null; uploadedBy: string | null; ipHash: string | null;
  /** Where more may come than is kept (staff); otherwise the installation's limit holds for both. */
  limits?: UploadLimits;
}
export interface ReceivedUpload { id: string; warnings: { key: string; params: Record<string, string | number> }[]; type: string; bytes: number; pageCount: number; scanState: ScanState }
type ScanState = 'bersih' | 'belum_dipindai' | 'ditahan';

const DRAFT_HOURS = 24;
const ASK_AGAIN_MS = 200;
const LATER_PAGES_CHECK_MS = 60_000;
/** By then the files that were before it are through; the applicant's page sends again by itself. */
const COME_AGAIN_SECONDS = 10;

/**
 * One upload, accepted or refused at once: looked at from outside, opened in a process of its own, stored, its first page
 * fetchable when this returns. The draft lives a day unless a form names it.
 *
 * @throws InvalidError on field `berkas` with what to do; UnavailableError when the inspection is overloaded
 */
export async function receiveUpload(deps: UploadDeps, file: IncomingFile): Promise<ReceivedUpload> {
  const looked = await deps.inspector.inspect({ path: file.path, fileName: file.originalName, caller: file.uploadedBy ?? file.ipHash ?? '', ...(file.limits ? { limits: file.limits } : {}) });
  if (looked.outcome === 'refused') {
    if (looked.temporary) throw new UnavailableError(`unggahan.${looked.key}`, {}, COME_AGAIN_SECONDS);
    throw new InvalidError({ berkas: { key: `unggahan.${looked.key}`, params: looked.params } }, `unggahan.${looked.key}`);
  }
  const scanState = await scan(deps, file, looked);
  const id = file.id ?? randomUUID();
  const storageKey = `uploads/${id.slice(0, 2)}/${id}`;
  // File before row: a crash between leaves a file without a row, which the nightly sweep removes, never a row without its file.
  const written = [storageKey, ...pageKeys(id, 1)];
  try {
    return await storeUpload(deps, file, looked, { id, storageKey, scanState });
  } catch (error) {
    // A full disk, a database that is away: what was written of it goes again, as far as that can be done now. Not where it came to a row: a commit whose answer was lost has happened.
    if (await mayHaveRow(deps, id)) deps.log.warn({ uploadId: id }, 'an upload failed whose row may be written: its files stay, the sweep looks after them');
    else await Promise.all(written.map((key) => deps.storage.remove(key).catch((err: unknown) => { deps.log.warn({ err, key }, 'a file without a row was left'); })));
    throw error;
  }
}

/** Held from before the row is written until it is there for everybody, or never will be. */
const lockDraft = (trx: Knex.Transaction, id: string) => trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`unggahan:${id}`]);

/** True also where nobody can be asked. Whoever lost the connection may ask while the commit behind it is still being written. */
async function mayHaveRow({ db }: UploadDeps, id: string): Promise<boolean> {
  const ask = () => db.transaction(async (trx) => {
    await lockDraft(trx, id);
    return trx('uploads').where({ id }).first<{ id: string } | undefined>('id');
  });
  // The first to ask may be given the very connection that broke.
  const row = await ask().catch(() => pause(ASK_AGAIN_MS).then(ask)).catch(() => 'nobody answers' as const);
  return row !== undefined;
}

async function storeUpload(deps: UploadDeps, file: IncomingFile, looked: Accepted, { id, storageKey, scanState }: { id: string; storageKey: string; scanState: ScanState }): Promise<ReceivedUpload> {
  await deps.storage.put(storageKey, looked.stored);
  const pages = looked.pages[Symbol.asyncIterator]();
  const first = await pages.next();
  if (first.done) throw new InvalidError({ berkas: { key: 'unggahan.pdf_without_pages' } }, 'unggahan.pdf_without_pages');
  const firstPage = await storePage(deps, id, first.value);
  await deps.db.transaction(async (trx) => {
    await lockDraft(trx, id);
    await trx('uploads').insert({
      id, source: file.source, office_id: file.officeId, uploaded_by: file.uploadedBy, ip_hash: file.ipHash, original_name: file.originalName.slice(0, 200),
      type: looked.type, received_sha256: looked.receivedSha256, received_bytes: looked.receivedBytes, stored_sha256: looked.storedSha256, stored_bytes: looked.storedBytes,
      storage_key: storageKey, page_count: looked.pageCount, warnings: JSON.stringify(looked.warnings), scan_state: scanState,
      reading_wanted_at: deps.readAtOnce === false ? null : trx.fn.now(),
      // The clock of the database, as the sweep asks it: a process whose clock is wrong must not make or end drafts early.
      expires_at: trx.raw('clock_timestamp() + make_interval(hours => ?)', [DRAFT_HOURS]),
    });
    await trx('upload_pages').insert(firstPage);
    if (deps.readAtOnce !== false) await enqueueEffects(trx, [{ effect: 'baca_pindaian', officeId: file.officeId, refId: id }]);
    // Should this process die before the later pages are stored, the effect draws what is missing.
    if (looked.pageCount > 1) await enqueueEffects(trx, [{ effect: 'gambar_halaman', officeId: file.officeId, refId: id, availableAt: new Date(Date.now() + LATER_PAGES_CHECK_MS) }]);
  });
  if (looked.pageCount > 1) void storeLaterPages(deps, id, pages).catch((error: unknown) => { deps.log.warn({ uploadId: id, err: error }, 'later pages will be drawn again'); });
  return {
    id, type: looked.type, bytes: looked.receivedBytes, pageCount: looked.pageCount, scanState,
    warnings: looked.warnings.map((warning) => ({ key: `unggahan.${warning.key}`, params: warning.params })),
  };
}

/** No scanner: "belum dipindai", allowed outside production only. Configured and silent: held, never passed. */
async function scan(deps: UploadDeps, file: IncomingFile, looked: Accepted): Promise<ScanState> {
  const verdict = await deps.scanner.scan(looked.stored);
  if (verdict === 'terinfeksi') {
    deps.log.error({ sha256: looked.receivedSha256 }, 'an infected file was refused');
    await recordAudit(deps.db, {
      event: 'berkas_terinfeksi', actorKind: file.uploadedBy ? 'staf' : 'pemohon', ...(file.uploadedBy ? { actorId: file.uploadedBy } : {}), ...(file.officeId ? { officeId: file.officeId } : {}),
      ref: `sha256:${looked.receivedSha256.slice(0, 32)}`, ...(file.ipHash ? { ipHash: file.ipHash } : {}),
    });
    throw new InvalidError({ berkas: { key: 'unggahan.terinfeksi' } }, 'unggahan.terinfeksi');
  }
  if (verdict === 'bersih') return 'bersih';
  return verdict === 'tidak_ada' && !deps.holdUnscannedFiles ? 'belum_dipindai' : 'ditahan';
}
