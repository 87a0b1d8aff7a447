import { describe, expect, it } from '@jest/globals';
import { handToQueues, outboxIdsOf } from './outbox.ts';
import type { JobQueue } from './queue.ts';

interface Handed { name: string; ids: string[] }

/** A queue that only notes what it is given. */
function noting(): { handed: Handed[]; queue: Pick<JobQueue, 'add' | 'addMany'> } {
  const handed: Handed[] = [];
  const note = (name: string, data: unknown) => { handed.push({ name, ids: outboxIdsOf(data) }); return Promise.resolve(); };
  return { handed, queue: { add: note, addMany: async (jobs) => { for (const { name, data } of jobs) await note(name, data); } } };
}
const job = (name: string, outboxId: string) => ({ name, data: { outboxId }, options: { jobId: outboxId } });

describe('the hand for both queues', () => {
  it('gives the queue of the mails what it was told to, twenty rows to a job, and nothing else', async () => {
    const [effects, mails] = [noting(), noting()];
    const hand = handToQueues(effects.queue, mails.queue, ['kabar']);
    const rows = Array.from({ length: 21 }, (_, n) => `k${n}`);
    await hand.addMany([job('gambar', 'g1'), ...rows.map((id) => job('kabar', id)), job('kirim_email', 'e1')]);
    await hand.add('kabar', { outboxId: 'k21' });
    expect(effects.handed).toEqual([{ name: 'gambar', ids: ['g1'] }, { name: 'kirim_email', ids: ['e1'] }]);
    expect(mails.handed.map(({ ids }) => ids)).toEqual([rows.slice(0, 20), rows.slice(20), ['k21']]);
  });
});
