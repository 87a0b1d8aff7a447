/** Production: the queue's workers alone; as many processes as wanted. */
import path from 'node:path';
import { loadConfig } from './platform/config.ts';
import { startServices, stopOnSignals } from './start-services.ts';

const loket = await startServices(loadConfig(process.env, { root: path.resolve(import.meta.dirname, '..') }), { api: false, worker: true, say: (line) => { process.stdout.write(`${line}\n`); } });
stopOnSignals(loket);
