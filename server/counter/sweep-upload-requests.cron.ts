import type { Knex } from 'knex';
import { tellOfUploads } from './tell-of-uploads.ts';
import { closeUploadRequest, type UploadRequestRow } from './upload-requests.repository.ts';

/** Whoever was at the counter may still send a new link in the place of one that is over. */
const KEPT_DAYS = 3;
/** Scans of a repair that is open are kept ahead by so much, each time anew. */
const AHEAD_HOURS = 96;

/**
 * Says once of a link that ended that only part came through it. Forgets requests whose time is over and through which nothing waits any more, with
 * what was typed for them; whoever asked is told if something had come. Harmless to repeat: a closed one is left alone, and scans are only ever kept longer.
 */
export async function sweepUploadRequests(db: Knex, now: Date): Promise<void> {
  await keepForOpenRepairs(db);
  const ended = await db('upload_requests').whereNull('closed_at').whereNull('told_at').whereNotNull('received_at').where('expires_at', '<=', now).pluck<string[]>('id');
  for (const id of ended) await db.transaction((trx) => tellOfPart(trx, id, now));
  const over = await db('upload_requests').whereNull('closed_at').where('expires_at', '<', new Date(now.getTime() - KEPT_DAYS * 86_400_000)).pluck<string[]>('id');
  for (const id of over) await db.transaction((trx) => forget(trx, id, now));
}

/**
 * A repair may stay open for longer than scans are kept by themselves. By the clock of the database, which the sweeping of drafts goes by. Those that somebody just
 * works with are left for the next time: it holds many at once, in no order, and must not wait for one of them.
 */
async function keepForOpenRepairs(db: Knex): Promise<void> {
  await db.raw(`
    update uploads set expires_at = clock_timestamp() + make_interval(hours => ?) where id in (
      select u.id from uploads u join upload_request_files f on f.upload_id = u.id join upload_requests q on q.id = f.request_id
      where q.closed_at is null and u.used_at is null and u.expires_at > clock_timestamp() and u.expires_at < clock_timestamp() + make_interval(hours => ?)
        and exists (select 1 from repair_requests r where r.case_id = q.case_id and r.closed_at is null)
      for update of u skip locked)`, [AHEAD_HOURS, AHEAD_HOURS]);
}

/** The rest does not follow by itself: somebody asks again, or works with what is there. */
async function tellOfPart(trx: Knex.Transaction, id: string, now: Date): Promise<void> {
  const request = await trx<UploadRequestRow>('upload_requests').where({ id }).whereNull('closed_at').whereNull('told_at').forUpdate().first();
  if (!request || !await waitsThrough(trx, id)) return;
  await trx('upload_requests').where({ id }).update({ told_at: now });
  await tellOfUploads(trx, request, 'unggahan_sebagian', now);
}

async function waitsThrough(trx: Knex.Transaction, id: string): Promise<boolean> {
  return await trx('upload_request_files as f').join('uploads as u', 'u.id', 'f.upload_id').where('f.request_id', id).whereNull('u.used_at').first<{ kind: string } | undefined>('f.kind') !== undefined;
}

async function forget(trx: Knex.Transaction, id: string, now: Date): Promise<void> {
  const request = await trx<UploadRequestRow>('upload_requests').where({ id }).whereNull('closed_at').forUpdate().first();
  if (!request) return;
  // What came and was not used yet waits for somebody: the request stays in his list until it goes.
  if (await waitsThrough(trx, id)) return;
  await closeUploadRequest(trx, id, 'kedaluwarsa', now);
  if (request.received_at === null) return;
  await tellOfUploads(trx, request, 'unggahan_hilang', now);
}
