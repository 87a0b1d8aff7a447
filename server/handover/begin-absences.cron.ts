/**
 * When an absence begins, what waits with the person goes on: to his substitute where it is his part and he is here, else to the queue. So do tasks
 * meant for him that fall due meanwhile, also of files he does not hold. Running
 * twice, also at once, is harmless: an absence begins under the lock of its row, once, and a file that is no longer his is left alone.
 * What is put aside comes back by its own rule; what waits for somebody outside, or for an appointment after the absence, stays with him.
 */
import type { Knex } from 'knex';
import { give, keepColleague, lockCase, raiseVersion, servesPlace, standInFor, supervisorsOf, type CaseDoor, type CaseRow } from '../cases/index.ts';
import type { Logger } from '../platform/log.ts';
import { passTasksOn } from '../tasks/index.ts';
import { dueTasksOf, waitingWith } from './absence-work.ts';

type AbsenceDoor = Pick<CaseDoor, 'clock' | 'onHolder' | 'notify'>;
interface AbsenceRow { id: string; office_id: string; user_id: string; substitute_id: string | null; last_day: string }

const IN_FORCE = `a.begun_at is null and a.cancelled_at is null and (?::timestamptz at time zone o.zone)::date between a.first_day and a.last_day`;

/** Returns how many absences began. One that fails is logged and tried again next time. */
export async function beginAbsences({ db, door, log }: { db: Knex; door: AbsenceDoor; log: Logger }): Promise<number> {
  const at = door.clock.now();
  const due = await db('absences as a').join('offices as o', 'o.id', 'a.office_id').whereRaw(IN_FORCE, [at]).orderBy('a.id').limit(500).pluck<string[]>('a.id');
  let begun = 0;
  for (const id of due) {
    try {
      begun += await db.transaction((trx) => beginOne(trx, door, id, at));
    } catch (error) {
      log.error({ err: error, absenceId: id }, 'an absence did not begin');
    }
  }
  return begun;
}

async function beginOne(trx: Knex.Transaction, door: AbsenceDoor, id: string, at: Date): Promise<number> {
  const absence = await trx('absences').where({ id }).whereNull('begun_at').whereNull('cancelled_at').forUpdate().skipLocked().first<AbsenceRow | undefined>('id', 'office_id', 'user_id', 'substitute_id', 'last_day');
  if (!absence) return 0;
  await trx('absences').where({ id }).update({ begun_at: at });
  // His row before any case, as everywhere.
  await keepColleague(trx, absence.office_id, absence.substitute_id);
  const quiet: AbsenceDoor = { ...door, notify: () => Promise.resolve() };
  const gone = { substitute: 0, queue: 0, tasksToSubstitute: 0, tasksToNobody: 0 };
  const away = { officeId: absence.office_id, userId: absence.user_id, lastDay: absence.last_day };
  const waiting = (await waitingWith(trx, away)).map((row) => row.id);
  for (const caseId of [...new Set([...waiting, ...await dueTasksOf(trx, away)])].sort()) {
    const row = await lockCase(trx, caseId, absence.office_id);
    if (!waiting.includes(caseId) || row.holder_id !== absence.user_id || row.archived_at || row.on_hold_until) {
      await passTasks(trx, row, { absence, at, gone });
      continue;
    }
    const keeperId = await standInFor(trx, absence.user_id, (roles) => servesPlace(row, roles), at);
    const keeper = keeperId && keeperId !== absence.user_id ? await trx('users').where({ id: keeperId }).first<{ id: string; name: string }>('id', 'name') : null;
    const his = await openTasksOf(trx, row, absence);
    await give(trx, quiet, row, { to: keeper, by: null, reason: null, at, kind: 'absen', chosen: false });
    await trx('absence_moves').insert({ absence_id: id, case_id: row.id, to_id: keeper?.id ?? null, at });
    await noteTasks(trx, row, his, { absence, at });
    gone[keeper ? 'substitute' : 'queue'] += 1;
  }
  await tell(trx, door, absence, gone, at);
  return 1;
}

interface Gone { substitute: number; queue: number; tasksToSubstitute: number; tasksToNobody: number }

/** The file stays where it is. Whoever gets it takes its tasks along by himself (`give`). */
async function passTasks(trx: Knex.Transaction, row: CaseRow, { absence, at, gone }: { absence: AbsenceRow; at: Date; gone: Gone }): Promise<void> {
  const before = await openTasksOf(trx, row, absence);
  // Another start of the same run was faster, or he did it himself this morning.
  if (before.length === 0) return;
  const toId = await standInFor(trx, absence.user_id, (roles) => before.some(({ actor }) => roles.includes(actor)), at);
  await passTasksOn(trx, { case: row, fromId: absence.user_id, toId: toId === absence.user_id ? null : toId, at, chosen: false });
  await raiseVersion(trx, row.id, row.office_id);
  await noteTasks(trx, row, before, { absence, at });
  const taken = await trx('tasks').whereIn('id', before.map((task) => task.id)).whereNotNull('meant_for').pluck<string[]>('id');
  gone.tasksToSubstitute += taken.length;
  gone.tasksToNobody += before.length - taken.length;
}

const openTasksOf = (trx: Knex.Transaction, row: CaseRow, absence: AbsenceRow) => trx('tasks').where({ case_id: row.id, state: 'terbuka', meant_for: absence.user_id }).select<{ id: string; actor: string }[]>('id', 'actor');

/** Where each went, for the case that the absence is called off. */
async function noteTasks(trx: Knex.Transaction, row: CaseRow, tasks: readonly { id: string }[], { absence, at }: { absence: AbsenceRow; at: Date }): Promise<void> {
  if (tasks.length === 0) return;
  await trx.raw('insert into absence_moves (absence_id, case_id, task_id, to_id, at) select ?, case_id, id, meant_for, ?::timestamptz from tasks where id = any(?::uuid[]) and case_id = ? and meant_for is distinct from ?',
    [absence.id, at, tasks.map((task) => task.id), row.id, absence.user_id]);
}

/** One word about all of it: the substitute what he got, the supervisors what is in the queue, the person where it went. */
async function tell(trx: Knex.Transaction, door: AbsenceDoor, absence: AbsenceRow, gone: Gone, at: Date): Promise<void> {
  const tasks = gone.tasksToSubstitute + gone.tasksToNobody;
  if (gone.substitute + gone.queue + tasks === 0) return;
  const { name } = await trx('users').where({ id: absence.user_id }).first<{ name: string }>('name');
  const params = { dari: name, berkas: String(gone.substitute), antrean: String(gone.queue), tugas: String(gone.tasksToSubstitute), tugasLepas: String(gone.tasksToNobody) };
  const notice = { officeId: absence.office_id, kind: 'absen', caseId: null, params, at };
  if (absence.substitute_id && gone.substitute > 0) await door.notify(trx, { ...notice, userId: absence.substitute_id, textKey: 'pemberitahuan.absen_kepada' });
  if (absence.substitute_id && gone.tasksToSubstitute > 0) await door.notify(trx, { ...notice, userId: absence.substitute_id, textKey: 'pemberitahuan.absen_tugas_kepada' });
  if (gone.substitute + gone.queue > 0) await door.notify(trx, { ...notice, userId: absence.user_id, textKey: 'pemberitahuan.absen_dari' });
  if (tasks > 0) await door.notify(trx, { ...notice, userId: absence.user_id, textKey: 'pemberitahuan.absen_tugas_dari' });
  if (gone.queue + gone.tasksToNobody === 0) return;
  for (const userId of await supervisorsOf(trx, absence.office_id)) {
    if (gone.queue > 0) await door.notify(trx, { ...notice, userId, textKey: 'pemberitahuan.absen_antrean' });
    if (gone.tasksToNobody > 0) await door.notify(trx, { ...notice, userId, textKey: 'pemberitahuan.absen_tugas_lepas' });
  }
}
