/**
 * 10,000 mails through outbox → queue → a real SMTP sink, against a bare BullMQ worker with pooled nodemailer in the same run, on both backends. The rows
 * are written before; counted is from the first look of the relay until the last mail is marked as sent.
 */
import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { migrateQueueSchema } from '../../server/platform/queue.ts';
import { findProgram, startRedis } from '../../server/testing/redis-server.ts';
import { spawnLoket } from '../../server/testing/spawn-loket.ts';
import { figure, type Figure } from './figure.ts';
import { withSetting } from './setting.ts';

const MAILS = Number(process.env.LOKET_BENCH_MAILS ?? 10_000);
const SUBJECT = 'Permohonan KALTIM-2026-000123 kami terima';
const BODY = 'Yth. Pemohon Contoh,\n\nPermohonan Anda sudah kami terima dan akan diperiksa petugas pada jam kerja.\n\nNomor permohonan: KALTIM-2026-000123\n\nPeriksa juga folder Spam. Bila ada pertanyaan, balas e-mail ini.\n\nSalam,\nLPSE Contoh';

function child<T>(file: string): { process: ChildProcess; answer: Promise<T> } {
  const started = fork(path.join(import.meta.dirname, file), [], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  return { process: started, answer: answerOf<T>(started) };
}
const answerOf = <T>(from: ChildProcess) => new Promise<T>((resolve, reject) => {
  from.once('message', (message) => { resolve(message as T); });
  from.once('exit', (code) => { reject(new Error(`a process of the measurement ended with ${code ?? 'a signal'}`)); });
});

export async function mailThroughput(): Promise<Figure[]> {
  const sink = child<{ url: string }>('mail-sink-child.ts');
  const { url: smtpUrl } = await sink.answer;
  const counted = async (): Promise<{ taken: number; distinct: number }> => {
    const answer = answerOf<{ taken: number; distinct: number }>(sink.process);
    sink.process.send('new');
    return answer;
  };
  const program = findProgram('redis-server');
  if (!program) process.stderr.write('redis-server was not found: not measured on Redis.\n');
  try {
    const figures: Figure[] = [];
    for (const backend of ['redis', 'postgres'] as const) if (backend === 'postgres' || program) figures.push(await measure(backend, program ?? '', smtpUrl, counted));
    return figures;
  } finally {
    sink.process.kill();
  }
}

async function measure(backend: 'redis' | 'postgres', program: string, smtpUrl: string, counted: () => Promise<{ taken: number; distinct: number }>): Promise<Figure> {
  const redis = backend === 'redis' ? await startRedis(program) : null;
  try {
    return await withSetting(async ({ database, officeId, dataDir }) => {
      await migrateQueueSchema(database.ownerUrl);
      const bare = await bareWorker({ backend, queueUrl: redis?.url ?? database.ownerUrl, smtpUrl });
      const bareTaken = await counted();
      const owner = database.ownerDb;
      await owner('offices').update({ settings: owner.raw(`settings || '{"mailsPerMinute":100000}'`) });
      // Written while no worker lives, and put aside until the clock is started.
      await owner.raw(
        `insert into emails (unique_key, office_id, kind, to_name, to_address, subject, body, message_id, state, created_at)
         select 'ukur:' || n, ?, 'konfirmasi_penerimaan', 'Pemohon', 'pemohon' || n || '@pemohon.test', ?, ?, '<ukur.' || n || '@contoh.test>', 'queued', now() from generate_series(1, ?) n`, [officeId, SUBJECT, BODY, MAILS]);
      await owner.raw(`insert into outbox (effect, ref_id, held_at) select 'kirim_email', id, now() from emails`);
      await owner.raw('analyze emails, outbox');
      const loket = await spawnLoket({
        PORT: '0', DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl, LOKET_SECRET: 'rahasia-hanya-untuk-ukur-0123456789', LOKET_DATA_DIR: dataDir,
        SMTP_URL: smtpUrl, MAIL_FROM: 'Loket LPSE <loket@contoh.test>', ...(redis ? { REDIS_URL: redis.url } : {}),
      });
      try {
        await pause(2_000); // a start of its own is another figure
        const began = performance.now();
        await owner('outbox').update({ held_at: null });
        for (;;) {
          // A cheap question, seldom asked: it must not cost what is measured.
          if (await owner('emails').whereNot({ state: 'sent' }).first('id') === undefined) break;
          if (performance.now() - began > 240_000) break;
          await pause(250);
        }
        const took = performance.now() - began;
        const ours = await counted();
        const share = bare / took;
        return figure({
          name: `mails through outbox, queue and SMTP on ${backend}: share of a bare BullMQ worker's speed`, value: share, unit: 'share', target: backend === 'redis' ? 0.5 : 0.7, atLeast: true,
          seen: { mails: MAILS, perSecond: MAILS / took * 1_000, barePerSecond: MAILS / bare * 1_000, delivered: ours.taken, distinct: ours.distinct, bareDelivered: bareTaken.taken },
        });
      } finally {
        await loket.stop();
      }
    });
  } finally {
    await redis?.stop();
  }
}

async function bareWorker(order: { backend: 'redis' | 'postgres'; queueUrl: string; smtpUrl: string }): Promise<number> {
  const { process: started, answer } = child<{ ms: number }>('mail-worker-child.ts');
  started.send({ ...order, mails: MAILS, subject: SUBJECT, text: BODY, html: `<p>${BODY.replaceAll('\n\n', '</p><p>')}</p>` });
  try {
    return (await answer).ms;
  } finally {
    started.kill();
  }
}
