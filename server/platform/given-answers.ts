/** A request repeated with the same key gets the answer it got; with other content it is refused. */
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { ActionClosedError } from './errors.ts';

export interface Answer { status: number; body: unknown }
interface Once { scope: string; key: string; /** what was asked, as JSON can hold it */ request: unknown; answer(): Promise<Answer> }

/**
 * Runs `answer` once per scope and key. The lock on the key lasts as long as the transaction, so that of many repeats at once
 * one does the work and the others wait for its answer. A failed attempt leaves nothing behind and may be tried again.
 *
 * @throws ActionClosedError (409) when the key was used for another request
 */
export async function answerOnce(trx: Knex.Transaction, once: Once): Promise<Answer> {
  await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`${once.scope}|${once.key}`]);
  const digest = createHash('sha256').update(JSON.stringify(once.request)).digest('hex');
  const given = await trx('given_answers').where({ scope: once.scope, key: once.key }).first<{ request_sha256: string; status: number; body: unknown } | undefined>();
  if (given) {
    if (given.request_sha256 !== digest) throw new ActionClosedError([{ key: 'hambatan.kunci_dipakai' }]);
    return { status: given.status, body: given.body };
  }
  const answer = await once.answer();
  await trx('given_answers').insert({ scope: once.scope, key: once.key, request_sha256: digest, status: answer.status, body: JSON.stringify(answer.body) });
  return answer;
}

/** An answer holds what a screen showed, a name and an address among it; a repeat comes within minutes, so a week is long. Harmless to repeat. */
export async function sweepGivenAnswers(db: Knex): Promise<void> {
  await db('given_answers').whereRaw(`at < now() - interval '7 days'`).del();
}
