/**
 * Walks the samples of a first start, oldest first, through the real actions over four and a half weeks of moved time. Goes on where
 * an earlier run stopped: a sample is counted in `sample_walks` once it is done.
 */
import path from 'node:path';
import { createLoket } from '../../server/app.ts';
import { createInspector } from '../../server/documents/index.ts';
import { addWorkingMinutes } from '../../server/domain/working-time.ts';
import { createMailer } from '../../server/mail/index.ts';
import { calendarOf } from '../../server/offices/index.ts';
import { loadConfig } from '../../server/platform/config.ts';
import { openDatabase } from '../../server/platform/db.ts';
import { createLogger } from '../../server/platform/log.ts';
import { createStorage } from '../../server/platform/storage.ts';
import { RefusedError } from '../../server/testing/client.ts';
import { movedClock } from '../../server/testing/moved-clock.ts';
import { idleQueues } from '../../server/testing/idle-queues.ts';
import { loadScenarios } from './scenario-files.ts';
import { createWorld } from './walker.ts';

const WEEKS_MS = 32 * 86_400_000;
const root = path.resolve(import.meta.dirname, '..', '..');
const uploads = process.argv[process.argv.indexOf('--uploads') + 1];
const config = { ...loadConfig(process.env, { root }), ...(uploads ? { uploadsDir: uploads } : {}) };
const log = createLogger({ level: config.logLevel });
const db = openDatabase(config.databaseUrl ?? '', { max: 6 });
const clock = movedClock(new Date(Date.now() - WEEKS_MS));
const inspector = createInspector({ maxBytes: config.maxUploadBytes, log });
const loket = createLoket({
  config, db, clock, log, storage: await createStorage(config), queues: idleQueues(), mailer: createMailer(config), inspector,
  readAtOnce: false, rateLimits: { take: () => Promise.resolve(null), giveBack: () => Promise.resolve() },
});
const server = loket.express.listen(0, '127.0.0.1');
await new Promise((resolve) => { server.once('listening', resolve); });
const address = server.address();
const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;

try {
  const office = await db('offices').where({ code: 'KALTIM' }).first<{ id: string }>('id');
  const calendar = await calendarOf(db, office.id);
  // What spans weeks begins first, so that nothing ends in the future.
  const samples = (await loadScenarios()).flatMap((scenarios) => scenarios.samples.flatMap((sample) => Array.from({ length: sample.times }, () => sample)))
    .sort((a, b) => (b.days ?? 0) - (a.days ?? 0));
  const done = Number((await db('sample_walks').count<{ n: number }[]>({ n: '*' }))[0]?.n ?? 0);
  for (const [index, sample] of samples.entries()) {
    process.send?.({ done: index, total: samples.length });
    if (index < done) continue;
    // Evenly over the weeks, each beginning somewhere in the first half of a working day.
    const fraction = index / samples.length;
    clock.moveTo(addWorkingMinutes(calendar, new Date(Date.now() - WEEKS_MS * (1 - fraction * 0.985)), 5 + ((index * 37) % 90)));
    const world = createWorld({ url, password: config.demoPassword ?? '', seed: 1 + index, clock, settle: () => loket.workOnce() });
    try {
      await sample.walk(world);
    } catch (error) {
      // Somebody works in the same office meanwhile (takes in a list, takes a file): this sample stays where it was stopped.
      if (!(error instanceof RefusedError)) throw error;
      log.warn({ sample: sample.name, status: error.status }, 'a sample was stopped half-way');
    }
    await loket.workOnce();
    await db('sample_walks').insert({ n: index, name: sample.name });
  }
} finally {
  server.close();
  server.closeAllConnections();
  await loket.close();
  await inspector.close();
  await db.destroy();
}
