/**
 * Reminds once of a task whose standard has run out (decision 5: after one working day, which is the standard of every SPSE task).
 * Running twice is harmless: `reminded_at` is set in the transaction that tells, on rows taken under a lock that others skip.
 */
import type { Knex } from 'knex';
import type { Clock } from '../domain/clock.ts';
import type { TimedJob } from '../platform/timed-jobs.ts';
import type { TaskRow } from './tasks.repository.ts';

export type TaskReminder = Pick<TaskRow, 'id' | 'case_id' | 'office_id' | 'kind' | 'actor' | 'opened_by'>;
export interface RemindTasksDeps {
  db: Knex;
  clock: Clock;
  /** Tells whoever should do it, by rows of the same transaction (a mail, a line on the desk). */
  remind: (trx: Knex.Transaction, task: TaskReminder) => Promise<void>;
}

const AT_ONCE = 200;

/** Returns how many tasks were reminded of. */
export async function remindOverdueTasks({ db, clock, remind }: RemindTasksDeps): Promise<number> {
  const now = clock.now();
  return db.transaction(async (trx) => {
    const due = await trx<TaskRow>('tasks').where({ state: 'terbuka' }).whereNull('reminded_at').andWhere('due_at', '<=', now)
      .orderBy('due_at').limit(AT_ONCE).forUpdate().skipLocked();
    for (const task of due) await remind(trx, task);
    if (due.length > 0) await trx<TaskRow>('tasks').whereIn('id', due.map((task) => task.id)).update({ reminded_at: now });
    return due.length;
  });
}

export function taskSchedules(deps: RemindTasksDeps): TimedJob[] {
  return [{ id: 'pengingat-tugas', lane: 'jam', every: 10 * 60_000, run: async () => { await remindOverdueTasks(deps); } }];
}
