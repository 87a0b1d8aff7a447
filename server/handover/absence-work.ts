/** What an absence passes on when it begins: asked before it is recorded, and again when its first day has come. */
import type { Knex } from 'knex';
import { servesPlace, type CaseRow } from '../cases/index.ts';
import type { AbsencePlan } from '../domain/contract/ownership.ts';
import { getAbsentColleague } from './record-absence.ts';

export interface Away { officeId: string; userId: string; lastDay: string }

/** Held files whose time runs, or whose appointment falls into the absence, in the order in which locks are taken. */
export async function waitingWith(db: Knex | Knex.Transaction, { officeId, userId, lastDay }: Away): Promise<CaseRow[]> {
  return db('cases as c').join('offices as o', 'o.id', 'c.office_id').where({ 'c.holder_id': userId, 'c.office_id': officeId }).whereNull('c.archived_at').whereNull('c.on_hold_until')
    .whereRaw(`(c.clock = 'jalan' or c.clock = 'berhenti_sampai_janji' and (c.due_at at time zone o.zone)::date <= ?::date)`, [lastDay]).orderBy('c.id').select<CaseRow[]>('c.*');
}

/** Cases with an open task meant for him that is due before he is back. */
export function dueTasksOf(db: Knex | Knex.Transaction, { officeId, userId, lastDay }: Away): Promise<string[]> {
  return db('tasks as t').join('offices as o', 'o.id', 't.office_id').where({ 't.meant_for': userId, 't.office_id': officeId, 't.state': 'terbuka' })
    .whereRaw('(t.due_at is null or (t.due_at at time zone o.zone)::date <= ?::date)', [lastDay]).orderBy('t.case_id').distinct('t.case_id').pluck<string[]>('t.case_id');
}

/** In numbers, as it would be were it to begin now; whoever begins later passes on what he has then. */
export async function planAbsence(db: Knex, away: Away & { firstDay: string; substituteId: string | null; at: Date }): Promise<AbsencePlan> {
  const substitute = away.substituteId === null ? null : await getAbsentColleague(db, away.officeId, away.substituteId);
  const waiting = await waitingWith(db, away);
  const going = waiting.filter((row) => substitute !== null && servesPlace(row, substitute.roles)).map((row) => row.id);
  const concerned = [...new Set([...waiting.map((row) => row.id), ...await dueTasksOf(db, away)])];
  const tasks = await db('tasks').where({ meant_for: away.userId, state: 'terbuka' }).whereIn('case_id', concerned).select<{ actor: string; not_opener: boolean; opened_by: string | null }[]>('actor', 'not_opener', 'opened_by');
  const taken = tasks.filter((task) => substitute?.roles.includes(task.actor) === true && !(task.not_opener && task.opened_by === substitute.id)).length;
  const appointments = substitute?.roles.includes('verifikator') !== true ? 0
    : Number((await db('appointments').where({ verifikator_id: away.userId }).whereIn('state', ['diusulkan', 'dikonfirmasi']).whereIn('case_id', going).count<{ n: number }[]>({ n: '*' }))[0]?.n ?? 0);
  const { today } = await db('offices').where({ id: away.officeId }).first<{ today: string }>(db.raw('(?::timestamptz at time zone zone)::date::text as today', [away.at]));
  return {
    beginsNow: away.firstDay <= today, substituteName: substitute?.name ?? null, appointments,
    cases: { substitute: going.length, queue: waiting.length - going.length }, tasks: { substitute: taken, nobody: tasks.length - taken },
  };
}
