/** Recurring work: rows of an id, a time, a lane and what is done. Each row is harmless to run twice; that is said where it is written. */
import type { Queues } from './queue.ts';

/**
 * In which queue it waits for its turn, one job at a time in each. `jam`: somebody goes by its time (an hour before an appointment, the end of a hold), so it is
 * short and waits for short ones only. `lama`: may read a whole archive or wait for a mail server; a minute later is no harm.
 */
export type Lane = 'jam' | 'lama';
/** Give `pattern` (cron, read in `tz`, WIB where none is given) or `every` (milliseconds). */
export interface TimedJob { id: string; lane: Lane; every?: number; pattern?: string; tz?: string; run(): Promise<unknown> }

const QUEUE_OF: Readonly<Record<Lane, string>> = { jam: 'jadwal-jam', lama: 'jadwal' };

/** Starts a worker for each lane and answers how the rows are registered: exactly these, what is no longer one of them is taken out. `mayRun` is asked before each turn. */
export async function workTimed(queues: Queues, jobs: readonly TimedJob[], mayRun: () => Promise<boolean>): Promise<() => Promise<void>> {
  for (const queue of Object.values(QUEUE_OF)) {
    await queues.queue(queue).counts();
    // By its name, whatever the lane: a job that was moved to another lane may still wait in its old one.
    await queues.worker(queue, async ({ name }) => {
      const due = jobs.find(({ id }) => id === name);
      if (due && await mayRun()) await due.run();
    });
  }
  return () => queues.upsertSchedulers(jobs.map(({ id, lane, every, pattern, tz = 'Asia/Jakarta' }) => ({ id, queue: QUEUE_OF[lane], jobName: id, ...(every ? { every } : {}), ...(pattern ? { pattern, tz } : {}) })));
}
