import { recordAudit } from '../audit/index.ts';
import type { UploadDeps } from './receive-upload.ts';

/**
 * Asks the scanner again about files it was silent on. Each run is whole in itself: a file that was answered for meanwhile is skipped
 * by the same condition in its update. An infected file stays held for good; both are alarms in the log.
 */
export async function rescanHeld({ db, storage, scanner, log }: Pick<UploadDeps, 'db' | 'storage' | 'scanner' | 'log'>, limit = 200): Promise<number> {
  const held = await db('uploads').where({ scan_state: 'ditahan' }).orderBy('created_at').limit(limit).select<{ id: string; storage_key: string; office_id: string | null }[]>('id', 'storage_key', 'office_id');
  let released = 0;
  for (const upload of held) {
    const verdict = await scanner.scan(await storage.read(upload.storage_key));
    if (verdict === 'bersih') released += await db('uploads').where({ id: upload.id, scan_state: 'ditahan' }).update({ scan_state: 'bersih' });
    if (verdict === 'terinfeksi') {
      log.error({ uploadId: upload.id }, 'a held file is infected and stays held');
      await recordAudit(db, { event: 'berkas_terinfeksi', actorKind: 'sistem', officeId: upload.office_id, ref: `unggahan:${upload.id}` });
    }
    // Silent still: the rest can wait for the next run.
    if (verdict === 'tidak_menjawab' || verdict === 'tidak_ada') break;
  }
  if (held.length > released) log.error({ held: held.length - released }, 'files are held: the virus scanner does not answer for them');
  return released;
}
