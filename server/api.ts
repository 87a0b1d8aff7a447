/** Production: the API and the pages alone. Migrations run here, so start it before the workers. */
import path from 'node:path';
import { loadConfig } from './platform/config.ts';
import { startServices, stopOnSignals } from './start-services.ts';

const loket = await startServices(loadConfig(process.env, { root: path.resolve(import.meta.dirname, '..') }), { api: true, worker: false, say: (line) => { process.stdout.write(`${line}\n`); } });
stopOnSignals(loket);
