/** All that somebody has in hand goes to one colleague or back to the queue: files, appointments to come, tasks meant for him. */
import type { Knex } from 'knex';
import { getColleague, give, lockCase, raiseVersion, servesPlace, type CaseDoor, type CaseRow } from '../cases/index.ts';
import type { HandedOver } from '../domain/contract/ownership.ts';

export type HandoverDoor = Pick<CaseDoor, 'clock' | 'onHolder' | 'notify'>;
export interface Everything {
  officeId: string;
  fromId: string;
  /** null: back to the queue, each to its own part */
  toId: string | null;
  by: { id: string; name: string };
  reason: string;
}
interface InHand { cases: string[]; appointments: string[]; tasks: string[] }

/**
 * Takes the lock of every case concerned, in the order of their ids, so that two of these at once wait for each other instead of
 * locking each other out. A file whose part the colleague does not play goes to the queue; an appointment at a time he is busy stays and
 * is named in the answer. Also called when an account is disabled, with `toId` null unless somebody was chosen.
 * @throws InvalidError on `toId` for somebody who is not an active colleague, or is away
 */
export async function handOverEverything(trx: Knex.Transaction, door: HandoverDoor, { officeId, fromId, toId, by, reason }: Everything): Promise<HandedOver> {
  const at = door.clock.now();
  const colleague = toId ? await getColleague(trx, officeId, toId, at) : null;
  const before = await inHand(trx, officeId, fromId, at);
  // One word about all of it, not one for each file.
  const quiet: HandoverDoor = { ...door, notify: () => Promise.resolve() };
  for (const caseId of [...new Set([...before.cases, ...before.appointments, ...before.tasks])].sort()) {
    const row = await lockCase(trx, caseId, officeId);
    if (row.holder_id === fromId && !row.archived_at) {
      const to = colleague && servesPlace(row, colleague.roles) ? colleague : null;
      await give(trx, quiet, row, { to, by, reason, at, kind: 'serah_terima', chosen: false });
    } else await passOn(trx, door, row, { fromId, toId: colleague?.id ?? null, at });
  }
  await trx<CaseRow>('cases').where({ office_id: officeId, preferred_holder_id: fromId }).whereNull('archived_at')
    .update({ preferred_holder_id: colleague?.id ?? null, version: trx.raw('version + 1') as unknown as number });
  const after = await inHand(trx, officeId, fromId, at);
  const result: HandedOver = {
    cases: before.cases.length - after.cases.length, appointments: before.appointments.length - after.appointments.length, tasks: before.tasks.length - after.tasks.length,
    clashes: colleague ? await clashes(trx, fromId, at) : [],
  };
  await tell(trx, door, { officeId, fromId, colleague, by, reason, at, result });
  return result;
}

/** A case the person does not hold, but that has an appointment or a task of his. */
async function passOn(trx: Knex.Transaction, door: HandoverDoor, row: CaseRow, { fromId, toId, at }: { fromId: string; toId: string | null; at: Date }): Promise<void> {
  for (const follow of door.onHolder) await follow(trx, { case: row, fromId, toId, at, chosen: false });
  await raiseVersion(trx, row.id, row.office_id);
}

async function inHand(trx: Knex.Transaction, officeId: string, userId: string, at: Date): Promise<InHand> {
  return {
    cases: await trx('cases').where({ holder_id: userId, office_id: officeId }).whereNull('archived_at').pluck<string[]>('id'),
    appointments: await trx('appointments').where({ verifikator_id: userId, office_id: officeId }).whereIn('state', ['diusulkan', 'dikonfirmasi']).andWhere('ends_at', '>', at).pluck<string[]>('case_id'),
    tasks: await trx('tasks').where({ meant_for: userId, office_id: officeId, state: 'terbuka' }).pluck<string[]>('case_id'),
  };
}

async function clashes(trx: Knex.Transaction, userId: string, at: Date): Promise<HandedOver['clashes']> {
  const rows = await trx('appointments as a').join('cases as c', 'c.id', 'a.case_id').where({ 'a.verifikator_id': userId }).whereIn('a.state', ['diusulkan', 'dikonfirmasi'])
    .andWhere('a.ends_at', '>', at).orderBy('a.starts_at').select<{ id: string; number: string; starts_at: Date }[]>('c.id', 'c.number', 'a.starts_at');
  return rows.map((row) => ({ caseId: row.id, caseNumber: row.number, startsAt: row.starts_at.toISOString() }));
}

interface Told { officeId: string; fromId: string; colleague: { id: string; name: string } | null; by: { id: string; name: string }; reason: string; at: Date; result: HandedOver }

async function tell(trx: Knex.Transaction, door: HandoverDoor, { officeId, fromId, colleague, by, reason, at, result }: Told): Promise<void> {
  if (result.cases + result.appointments + result.tasks === 0) return;
  const from = await trx('users').where({ id: fromId }).first<{ name: string }>('name');
  const params = { nama: by.name, dari: from.name, kepada: colleague?.name ?? '–', berkas: String(result.cases), jadwal: String(result.appointments), tugas: String(result.tasks), alasan: reason };
  const notice = { officeId, kind: 'serah_terima', caseId: null, params, at };
  if (colleague && colleague.id !== by.id) await door.notify(trx, { ...notice, userId: colleague.id, textKey: 'pemberitahuan.semua_kepada' });
  if (fromId !== by.id) await door.notify(trx, { ...notice, userId: fromId, textKey: 'pemberitahuan.semua_dari' });
}
