/**
 * The baseline in a process of its own: a bare BullMQ worker with pooled nodemailer, as many jobs and connections side by side as we have, and nothing
 * else. What it sends stands in its jobs.
 */
import { createPostgresBackend, Queue, withBackend, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { createTransport } from 'nodemailer';
import { MAX_CONNECTIONS } from '../../server/mail/mailer.gateway.ts';
import { MAILS_AT_ONCE } from '../../server/mail/index.ts';

interface Order { backend: 'redis' | 'postgres'; queueUrl: string; smtpUrl: string; mails: number; subject: string; text: string; html: string }

process.once('message', (order: Order) => { void run(order).then((ms) => { process.send?.({ ms }); }); });
process.once('disconnect', () => { process.exit(0); });

async function run({ backend, queueUrl, smtpUrl, mails, subject, text, html }: Order): Promise<number> {
  const url = new URL(smtpUrl);
  const transport = createTransport({ pool: true, maxConnections: MAX_CONNECTIONS, maxMessages: 100, host: url.hostname, port: Number(url.port), secure: false });
  const bound = withBackend(createPostgresBackend);
  const connection = { connectionString: queueUrl, schema: 'bullmq', migrate: true, max: 10 };
  const redis = backend === 'redis' ? new Redis(queueUrl, { maxRetriesPerRequest: null }) : null;
  const queue = (redis ? new Queue('telanjang', { connection: redis }) : new bound.Queue('telanjang', { connection })) as Queue;
  await queue.waitUntilReady();
  const began = performance.now();
  for (let from = 0; from < mails; from += 500) {
    await queue.addBulk(Array.from({ length: Math.min(500, mails - from) }, (_, n) => ({
      name: 'kirim', data: { to: `pemohon${from + n}@pemohon.test`, messageId: `<telanjang.${from + n}@contoh.test>` }, opts: { jobId: `m${from + n}`, removeOnComplete: true, attempts: 3 },
    })));
  }
  let done = 0;
  const worked = new Promise<void>((resolve) => {
    const send = async (job: { data: { to: string; messageId: string } }) => {
      await transport.sendMail({ messageId: job.data.messageId, from: { name: 'LPSE Contoh', address: 'loket@contoh.test' }, to: { name: 'Pemohon', address: job.data.to }, subject, text, html });
    };
    const worker = (redis ? new Worker('telanjang', send, { connection: redis, concurrency: MAILS_AT_ONCE }) : new bound.Worker('telanjang', send, { connection, concurrency: MAILS_AT_ONCE })) as Worker;
    worker.on('error', () => undefined);
    worker.on('completed', () => { done += 1; if (done === mails) resolve(); });
  });
  await worked;
  return performance.now() - began;
}
