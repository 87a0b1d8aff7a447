/** A draft as the browser that handed it in may see and end it, as long as no form and no request has it. */
import type { Knex } from 'knex';

export interface OwnDraft { preview_key: string; storage_key: string; type: string; original_name: string }

const loose = (db: Knex, id: string) => db('uploads as u').where({ 'u.id': id, 'u.source': 'publik' }).whereNull('u.used_at').whereRaw('u.expires_at > clock_timestamp()')
  .whereNotExists((asked) => { void asked.select(db.raw('1')).from('upload_request_files as f').whereRaw('f.upload_id = u.id'); });

/** Undefined also while the scanner has not answered for it: nobody opens such a file. */
export async function findOwnDraft(db: Knex, id: string): Promise<OwnDraft | undefined> {
  return loose(db, id).join('upload_pages as p', 'p.upload_id', 'u.id').where({ 'p.page': 1 }).whereNot('u.scan_state', 'ditahan').whereNull('u.infected_at')
    .first<OwnDraft | undefined>('p.preview_key', 'u.storage_key', 'u.type', 'u.original_name');
}

/** From now on nobody can use it, and the next sweep removes it. Again changes nothing. */
export async function endOwnDraft(db: Knex, id: string): Promise<void> {
  await db('uploads').whereIn('id', loose(db, id).select('u.id')).whereNull('used_at').update({ expires_at: db.raw('clock_timestamp()') });
}
