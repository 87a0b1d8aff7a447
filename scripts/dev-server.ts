/** The server of `npm run dev`: as `npm start`, but the pages come from Vite and are not built. */
import path from 'node:path';
import { loadConfig } from '../server/platform/config.ts';
import { startServices, stopOnSignals } from '../server/start-services.ts';

const running = await startServices(loadConfig(process.env, { root: path.resolve(import.meta.dirname, '..') }), { api: true, worker: true, say: (line) => { process.stdout.write(`${line}\n`); } });
stopOnSignals(running);
