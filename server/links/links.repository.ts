import type { Knex } from 'knex';

export interface NewLinkRow { caseId: string | null; letterId: string | null; uploadsUntil?: Date; at: Date }

/** The row needs its own id to know its hash, so the id is drawn first. */
export async function nextLinkId(trx: Knex.Transaction): Promise<string> {
  const { rows } = await trx.raw<{ rows: { id: string }[] }>('select uuidv7() as id');
  const id = rows[0]?.id;
  if (!id) throw new Error('the database gave no id');
  return id;
}

export async function insertLink(trx: Knex.Transaction, id: string, hash: Buffer, row: NewLinkRow): Promise<void> {
  await trx('private_links').insert({ id, case_id: row.caseId, letter_id: row.letterId, token_hash: hash, created_at: row.at, purpose: row.uploadsUntil ? 'unggah' : 'berkas', expires_at: row.uploadsUntil ?? null });
}

/** Every link of the case is dead from now on (the address was corrected). Returns how many were alive. */
export async function revokeLinks(trx: Knex.Transaction, caseId: string): Promise<number> {
  return trx('private_links').where({ case_id: caseId }).whereNull('revoked_at').update({ revoked_at: trx.raw('now()') });
}

/**
 * Step 4 of seed 003: when the applicant first looked. Every link of a case shows the same page with all its letters, so whichever was opened, all
 * that were written by then are seen. Only the first time counts.
 */
export async function stampFirstOpening(trx: Knex.Transaction, caseId: string, at: Date): Promise<void> {
  await trx('private_links').where({ case_id: caseId, purpose: 'berkas' }).where('created_at', '<=', at).whereNull('first_opened_at').whereNull('revoked_at').update({ first_opened_at: at });
}

/** Whether the applicant looked at what was sent since then. */
export async function wasOpenedSince(trx: Knex | Knex.Transaction, caseId: string, since: Date): Promise<boolean> {
  return (await trx('private_links').where({ case_id: caseId, purpose: 'berkas' }).where('first_opened_at', '>=', since).first('id')) !== undefined;
}

/** One link is dead from now on. */
export async function revokeLink(trx: Knex.Transaction, linkId: string): Promise<void> {
  await trx('private_links').where({ id: linkId }).whereNull('revoked_at').update({ revoked_at: trx.raw('now()') });
}

export async function isLinkRevoked(trx: Knex.Transaction, linkId: string): Promise<boolean> {
  return (await trx('private_links').where({ id: linkId }).whereNotNull('revoked_at').first('id')) !== undefined;
}
