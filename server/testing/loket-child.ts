/** A real Loket in a process of its own, for tests and measurements that kill it or weigh it. Settings come from the environment; LOKET_CHILD=api leaves the workers out, as `npm run api` does. */
import path from 'node:path';
import { loadConfig } from '../platform/config.ts';
import { startServices } from '../start-services.ts';

const running = await startServices(loadConfig(process.env, { root: path.resolve(import.meta.dirname, '..', '..') }), { api: true, worker: process.env.LOKET_CHILD !== 'api', say: () => undefined });
process.send?.({ url: running.url });
process.once('SIGTERM', () => { void running.stop().then(() => process.exit(0)); });
// Whoever started it is gone: nobody would ever stop it.
process.once('disconnect', () => process.exit(1));
