import type { Knex } from 'knex';
import type { Facts } from '../domain/sop/facts.ts';
import { factSource, type CaseDoor, type FactSource } from './case-door.ts';
import type { CaseRow } from './cases.repository.ts';

/** Every fact there is, each read by its owner within the caller's transaction; asked at once, answered in one round trip. */
export async function gatherFacts(trx: Knex.Transaction, door: CaseDoor, row: CaseRow): Promise<Facts> {
  const question = { caseId: row.id, round: row.round, identityVersion: row.identity_version, contactVersion: row.contact_version, now: door.clock.now() };
  const kasus = { round: row.round, identityVersion: row.identity_version, urgent: row.is_urgent, outcome: row.outcome, origin: row.origin };
  const read = await Promise.all([...ownFacts, ...door.facts].map(async (source) => [source.key, await source.read(trx, question)] as const));
  return { kasus, ...Object.fromEntries(read) } as unknown as Facts;
}

const ownFacts: FactSource[] = [
  factSource('pemegang', async (trx, { caseId }) => {
    const holder = await trx('cases').join('users', 'users.id', 'cases.holder_id').where('cases.id', caseId).first<{ id: string; name: string } | undefined>('users.id', 'users.name');
    return holder ?? null;
  }),
  factSource('pelaku', async (trx, { caseId }) => {
    const rows = await trx('case_actions').where({ case_id: caseId, actor_kind: 'staf' }).orderBy('seq')
      .select<{ action: string; actor_id: string; round: number; ref: string | null }[]>('action', 'actor_id', 'round', 'ref');
    return rows.map((row) => ({ action: row.action, actorId: row.actor_id, round: row.round, ref: row.ref }));
  }),
  factSource('pengecualian', async (trx, { caseId, round }) => {
    const rows = await trx('case_exceptions').where({ case_id: caseId, round }).select<{ action: string; user_id: string }[]>('action', 'user_id');
    return rows.map((row) => ({ action: row.action, actorId: row.user_id }));
  }),
];
