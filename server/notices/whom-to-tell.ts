import type { Knex } from 'knex';
import { findAbsence } from '../cases/index.ts';

/**
 * Who hears of something that came for a case: whoever has the file, or did the last act on it; where nobody did, or he is gone or away, helpdesk.
 * `first`: somebody whose business it is before all of them, if he is there.
 */
export async function whomToTell(trx: Knex.Transaction, about: { officeId: string; caseId: string | null; first?: string; at: Date }): Promise<string[]> {
  for (const candidate of [about.first ?? null, await concerned(trx, about.caseId)]) {
    if (candidate !== null && await isThere(trx, about.officeId, candidate, about.at)) return [candidate];
  }
  const desk = await trx('users').where({ office_id: about.officeId, is_active: true }).whereIn('id', trx('user_roles').where({ role: 'helpdesk' }).select('user_id')).orderBy('id').pluck<string[]>('id');
  const here: string[] = [];
  for (const id of desk) if (!await findAbsence(trx, id, about.at)) here.push(id);
  // Where all are away it waits for whoever comes back first.
  return here.length > 0 ? here : desk;
}

async function concerned(trx: Knex.Transaction, caseId: string | null): Promise<string | null> {
  if (caseId === null) return null;
  const row = await trx('cases').where({ id: caseId }).first<{ holder_id: string | null; preferred_holder_id: string | null }>('holder_id', 'preferred_holder_id');
  const lastActor = () => trx('case_actions').where({ case_id: caseId, actor_kind: 'staf' }).orderBy('seq', 'desc').first<{ actor_id: string | null } | undefined>('actor_id');
  return row.holder_id ?? row.preferred_holder_id ?? (await lastActor())?.actor_id ?? null;
}

async function isThere(trx: Knex.Transaction, officeId: string, userId: string, at: Date): Promise<boolean> {
  const active = await trx('users').where({ id: userId, office_id: officeId, is_active: true }).first<{ id: string } | undefined>('id');
  return active !== undefined && !await findAbsence(trx, userId, at);
}
