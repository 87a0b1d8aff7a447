/** An absence that began and is called off: what it passed on and nobody has touched since comes back. */
import type { Knex } from 'knex';
import { getColleague, give, keepColleague, lockCase, raiseVersion, servesPlace, type CaseDoor, type CaseRow } from '../cases/index.ts';
import type { BroughtBack } from '../domain/contract/ownership.ts';
import type { Officer } from '../platform/http/route.ts';

type Door = Pick<CaseDoor, 'clock' | 'onHolder' | 'notify'>;
interface Move { case_id: string; task_id: string | null; to_id: string | null }
interface Absence { id: string; user_id: string; substitute_id: string | null; office_id: string }

/**
 * Of a file `c` and its move `f`: still where the absence put it, in the same stretch, and whoever got it did nothing with it but look. From the queue
 * nobody took it meanwhile. What the applicant or a timer did does not count: that would have come to the absent one as well.
 */
const UNTOUCHED_FILE = `c.archived_at is null and c.on_hold_until is null and c.holder_id is not distinct from f.to_id
  and not exists (select 1 from case_claims k where k.case_id = c.id and k.claimed_at > f.at)
  and not exists (select 1 from case_actions a where a.case_id = c.id and a.actor_kind = 'staf' and a.recorded_at > f.recorded_at and (f.to_id is null or a.actor_id = f.to_id))
  and not exists (select 1 from audit_events e where e.case_id = c.id and e.actor_id = f.to_id and e.at > f.recorded_at and e.event not like 'lihat%')
  and not exists (select 1 from case_drafts d where d.case_id = c.id and d.author_id = f.to_id and d.saved_at >= f.at)`;

/** Of a task moved by itself, its file `c` being with somebody else: the file has not changed hands since, else the task belongs to whoever has it now (`followHolder`). */
const WITH_WHOM_IT_WAS = `not exists (select 1 from case_claims k where k.case_id = c.id and (k.claimed_at > m.at or k.released_at > m.at))`;

/** What would come back now, by file and task, a task that went along with its file only with it; read again under the lock of each file when it does. */
function untouched(db: Knex | Knex.Transaction, absence: Pick<Absence, 'id'>, caseId?: string): Promise<Move[]> {
  const moves = db('absence_moves as m').join('cases as c', 'c.id', 'm.case_id').leftJoin('tasks as t', 't.id', 'm.task_id')
    .joinRaw('left join absence_moves f on f.absence_id = m.absence_id and f.case_id = m.case_id and f.task_id is null').where({ 'm.absence_id': absence.id })
    .whereRaw(`case when f.id is null then ${WITH_WHOM_IT_WAS} else ${UNTOUCHED_FILE} end`)
    .whereRaw(`(m.task_id is null or t.state = 'terbuka' and t.meant_for is not distinct from m.to_id)`).orderBy('m.case_id').select<Move[]>('m.case_id', 'm.task_id', 'm.to_id');
  return caseId === undefined ? moves : moves.andWhere('m.case_id', caseId);
}

/** Before anybody presses: how much would come back, and how much stays because somebody went on with it. */
export async function whatComesBack(db: Knex, absence: Absence): Promise<BroughtBack> {
  const [moves, all] = [await untouched(db, absence), await db('absence_moves').where({ absence_id: absence.id }).select<Move[]>('case_id', 'task_id', 'to_id')];
  const files = (list: Move[]) => list.filter((move) => move.task_id === null).length;
  return { cases: files(moves), tasks: moves.length - files(moves), staying: all.length - moves.length };
}

/** Under the lock of each file, in the order of their ids, after the absence was called off. Twice finds nothing the second time: the file is no longer with him. */
export async function bringBack(trx: Knex.Transaction, door: Door, by: Officer, absence: Absence): Promise<BroughtBack> {
  const at = door.clock.now();
  const before = await whatComesBack(trx, absence);
  // The wish comes with every calling off: whether he may get anything is asked only where there is something, else nobody could end the absence of a disabled account.
  if (before.cases + before.tasks === 0) return before;
  await keepColleague(trx, absence.office_id, absence.user_id);
  const person = await getColleague(trx, absence.office_id, absence.user_id, at, 'bringBack');
  const quiet: Door = { ...door, notify: () => Promise.resolve() };
  const back = { cases: 0, tasks: 0 };
  for (const caseId of [...new Set((await untouched(trx, absence)).map((move) => move.case_id))]) {
    const row = await lockCase(trx, caseId, absence.office_id);
    const still = await untouched(trx, absence, caseId);
    if (still.some((move) => move.task_id === null)) {
      // Where he plays no part any more, the file stays, and its tasks with it.
      if (!servesPlace(row, person.roles)) continue;
      await give(trx, quiet, row, { to: person, by, reason: null, at, kind: 'absen', chosen: false });
      back.cases += 1;
    }
    back.tasks += await tasksBack(trx, row, still, person);
  }
  await tell(trx, door, by, absence, person, back, at);
  return { ...back, staying: before.staying + before.cases + before.tasks - back.cases - back.tasks };
}

/** Those that went along with the file are his again already. */
async function tasksBack(trx: Knex.Transaction, row: CaseRow, moves: Move[], person: { id: string; roles: string[] }): Promise<number> {
  const ids = moves.flatMap((move) => (move.task_id === null ? [] : [move.task_id]));
  if (ids.length === 0) return 0;
  const moved = await trx('tasks').whereIn('id', ids).where({ state: 'terbuka' }).whereIn('actor', person.roles).whereRaw('not (not_opener and opened_by is not distinct from ?::uuid)', [person.id]).update({ meant_for: person.id });
  if (moved > 0) await raiseVersion(trx, row.id, row.office_id);
  return moved;
}

async function tell(trx: Knex.Transaction, door: Door, by: Officer, absence: Absence, person: { id: string; name: string }, back: { cases: number; tasks: number }, at: Date): Promise<void> {
  if (back.cases + back.tasks === 0) return;
  const notice = { officeId: absence.office_id, kind: 'absen', caseId: null, at, params: { nama: by.name, dari: person.name, berkas: String(back.cases), tugas: String(back.tasks) } };
  await door.notify(trx, { ...notice, userId: person.id, textKey: 'pemberitahuan.absen_kembali' });
  if (absence.substitute_id) await door.notify(trx, { ...notice, userId: absence.substitute_id, textKey: 'pemberitahuan.absen_kembali_dari' });
}
