import type { Knex } from 'knex';
import type { ActContext } from '../cases/index.ts';
import { InvalidError } from '../platform/errors.ts';
import { hitsOfRun, insertExistingId, latestRun } from './checks.repository.ts';

const plain = (text: string) => text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');

/**
 * The account that the applicant is told to use, as a candidate judged the same has it. What the evidence does not say – its user ID is masked or
 * empty – is typed; whoever types something else says why.
 * @throws InvalidError on `catatan`: it differs from every such candidate, and nobody said why
 */
export async function recordExistingId(trx: Knex.Transaction, { case: row, input, actor, at }: ActContext): Promise<void> {
  const { lpse, userId, catatan } = input as { lpse: string; userId: string; catatan?: string };
  if (!actor.id) throw new Error('an existing account is named by an officer');
  const run = await latestRun(trx, { caseId: row.id, kind: 'lpse_lain', identityVersion: row.identity_version });
  const same = run ? (await hitsOfRun(trx, run.id)).filter(({ verdict }) => verdict === 'sama') : [];
  const agrees = same.some(({ shown, level }) => plain(shown.lpse ?? '') === plain(lpse) && (!shown.userId || (shown.luar && level === 'C') || plain(shown.userId) === plain(userId)));
  if (!agrees && !catatan) throw new InvalidError({ catatan: { key: 'galat.id_terdaftar.beda' } });
  await insertExistingId(trx, { case_id: row.id, lpse, user_id_spse: userId, recorded_by: actor.id, at });
}
