/** A draft as the browser that handed it in may see and end it, as long as no form and no request has it. */
import type { Knex } from 'knex';
import { ActionClosedError } from '../platform/errors.ts';

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
 * From now on nobody can use it, and the next sweep removes it. Again, or of one that is gone, changes nothing. It waits for whoever is just handing it in, and
 * asks only then whether it is still loose: the statement that waits would see a request that took it meanwhile as it was before.
 * @throws ActionClosedError a form or a request has it: whoever wanted it gone must not believe that it is
 */
export async function endOwnDraft(trx: Knex.Transaction, id: string): Promise<void> {
  const row = await trx('uploads').where({ id, source: 'publik' }).forUpdate().first<{ used_at: Date | null } | undefined>('used_at');
  if (!row) return;
  const taken = row.used_at !== null || await trx('upload_request_files').where({ upload_id: id }).first<object | undefined>('upload_id') !== undefined;
  if (taken) throw new ActionClosedError([], {}, 'galat.unggahan_sudah_dipakai');
  await loose(trx, id).update({ expires_at: trx.raw('clock_timestamp()') });
}
