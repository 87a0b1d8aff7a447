/** A draft as the browser that handed it in may see and end it, as long as no form and no request has it. */
import type { Knex } from 'knex';

export interface OwnDraft { preview_key: string; storage_key: string; type: string; original_name: string }

const loose = (db: Knex, id: string) => db('uploads as u').where({ 'u.id': id, 'u.source': 'publik' }).whereNull('u.used_at').whereRaw('u.expires_at > clock_timestamp()')
  .whereNotExists((asked) => { void asked.select(db.raw('1')).from('upload_request_files as f').whereRaw('f.upload_id = u.id'); });

/** A key may lie in the tab of a computer others use, too; the draft lives for a day, but whoever wants to see it again does so soon. */
const SHOWN_MINUTES = 60;

/** Undefined also while the scanner has not answered for it: nobody opens such a file. By the clock of the database, as drafts go. */
export async function findOwnDraft(db: Knex, id: string): Promise<OwnDraft | undefined> {
  return loose(db, id).join('upload_pages as p', 'p.upload_id', 'u.id').where({ 'p.page': 1 }).whereNot('u.scan_state', 'ditahan').whereNull('u.infected_at')
    .whereRaw('u.created_at > clock_timestamp() - make_interval(mins => ?)', [SHOWN_MINUTES])
    .first<OwnDraft | undefined>('p.preview_key', 'u.storage_key', 'u.type', 'u.original_name');
}

/**
 * From now on nobody can use it, and the next sweep removes it. Again changes nothing. It waits for whoever is just handing it in, and asks only then whether it
 * is still loose: the statement that waits would see a request that took it meanwhile as it was before.
 */
export async function endOwnDraft(trx: Knex.Transaction, id: string): Promise<void> {
  await trx('uploads').where({ id }).forUpdate().first('id');
  if (await loose(trx, id).first('u.id')) await trx('uploads').where({ id }).update({ expires_at: trx.raw('clock_timestamp()') });
}
