import type { Knex } from 'knex';
import { recordAudit } from '../audit/index.ts';
import { raiseVersion } from '../cases/index.ts';
import { notify, whomToTell } from '../notices/index.ts';
import { enqueueEffects } from '../platform/outbox.ts';
import { WANTED_ANEW } from './reading/most-attempts.ts';
import type { UploadDeps } from './receive-upload.ts';
import type { ScanVerdict } from './virus-scanner.gateway.ts';

/**
 * Asks the scanner again about files it was silent on. Each run is whole in itself: a file that was answered for meanwhile is skipped
 * by the same condition in its update. An infected file stays held for good and is asked about no more; one that cannot be read keeps nobody else waiting.
 */
export async function rescanHeld({ db, clock, storage, scanner, log }: Pick<UploadDeps, 'db' | 'clock' | 'storage' | 'scanner' | 'log'>, limit = 200): Promise<number> {
  const held = await db('uploads').where({ scan_state: 'ditahan' }).whereNull('infected_at').orderBy('created_at').limit(limit).select<{ id: string; storage_key: string; office_id: string | null }[]>('id', 'storage_key', 'office_id');
  let released = 0;
  for (const upload of held) {
    let verdict: ScanVerdict;
    try {
      verdict = await scanner.scan(await storage.read(upload.storage_key));
    } catch (error) {
      log.error({ err: error, uploadId: upload.id }, 'a held file cannot be read');
      continue;
    }
    if (verdict === 'bersih') released += await release(db, upload);
    if (verdict === 'terinfeksi') {
      log.error({ uploadId: upload.id }, 'a held file is infected and stays held');
      await noteInfected(db, upload, clock.now());
    }
    // Silent still: the rest can wait for the next run.
    if (verdict === 'tidak_menjawab' || verdict === 'tidak_ada') break;
  }
  if (held.length > released) log.error({ held: held.length - released }, 'files are held: the virus scanner does not answer for them');
  return released;
}

/** Written down once. A file of a case is asked back from its applicant: whoever is concerned is told, and whoever has the case open sees that it changed. */
async function noteInfected(db: Knex, upload: { id: string; office_id: string | null }, at: Date): Promise<void> {
  await db.transaction(async (trx) => {
    const first: number = await trx('uploads').where({ id: upload.id }).whereNull('infected_at').update({ infected_at: trx.raw('clock_timestamp()') });
    if (first === 0) return;
    const document = await documentOf(trx, upload.id);
    await recordAudit(trx, { event: 'berkas_terinfeksi', actorKind: 'sistem', officeId: document?.office_id ?? upload.office_id, caseId: document?.case_id ?? null, ref: `unggahan:${upload.id}` });
    if (!document) return;
    await raiseVersion(trx, document.case_id, document.office_id);
    for (const userId of await whomToTell(trx, { officeId: document.office_id, caseId: document.case_id, at })) {
      await notify(trx, { officeId: document.office_id, userId, kind: 'berkas_terinfeksi', caseId: document.case_id, textKey: 'pemberitahuan.berkas_terinfeksi', params: { nomor: document.number }, at });
    }
  });
}

async function documentOf(trx: Knex.Transaction, uploadId: string): Promise<{ case_id: string; office_id: string; number: string } | undefined> {
  return trx('documents as d').join('cases as c', 'c.id', 'd.case_id').where({ 'd.upload_id': uploadId })
    .first<{ case_id: string; office_id: string; number: string } | undefined>('d.case_id', 'c.office_id', 'c.number');
}

/** What stood against an act of its case may be gone: whoever has the case open sees that it changed. It can be read and compared from now on, and is at once. */
async function release(db: Knex, { id: uploadId, office_id: officeId }: { id: string; office_id: string | null }): Promise<number> {
  return db.transaction(async (trx) => {
    // First, which locks it: an answer given meanwhile stands, and a document made of it just now is seen.
    const changed: number = await trx('uploads').where({ id: uploadId, scan_state: 'ditahan' }).update({ scan_state: 'bersih', reading_wanted_at: trx.raw(WANTED_ANEW) });
    if (changed === 0) return 0;
    const document = await documentOf(trx, uploadId);
    if (document) await raiseVersion(trx, document.case_id, document.office_id);
    await enqueueEffects(trx, [{ effect: 'baca_pindaian', caseId: document?.case_id ?? null, officeId, refId: uploadId }]);
    return changed;
  });
}
