import type { Knex } from 'knex';
import type { Notice } from '../cases/index.ts';

/** A word at a colleague's desk, written in the transaction of what he is told. `params` may name people of the office, never an applicant. */
export async function notify(trx: Knex.Transaction, { officeId, userId, kind, caseId, textKey, params, at }: Notice): Promise<void> {
  await trx('notices').insert({ office_id: officeId, user_id: userId, kind, case_id: caseId, text_key: textKey, params: JSON.stringify(params), at });
}
