import type { Knex } from 'knex';

/**
 * Locks those of `uploads` (a query in a transaction) that are no document's yet until it ends, by their ids. Whoever changes several of them goes through here
 * first: two who have the same ones before them in another order (of a form, of a draft) wait for one another, not both for ever.
 */
export async function lockUploads(uploads: Knex.QueryBuilder): Promise<void> {
  await uploads.clone().whereNull('used_at').orderBy('id').forNoKeyUpdate().select('id');
}
