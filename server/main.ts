/** Everything in one process: the database when none is configured, migrations, reference data, API, worker and pages. */
import path from 'node:path';
import { buildUiIfStale } from './build-ui.ts';
import { startServices, stopOnSignals } from './start-services.ts';
import { ConfigError, loadConfig } from './platform/config.ts';
import { AlreadyRunningError } from './platform/instance-lock.ts';

const say = (line: string) => { process.stdout.write(`${line}\n`); };

try {
  const config = loadConfig(process.env, { root: path.resolve(import.meta.dirname, '..') });
  const loket = await startServices(config, { api: true, worker: true, say, buildPages: () => buildUiIfStale(config.root, say) });
  stopOnSignals(loket);
} catch (error) {
  if (error instanceof AlreadyRunningError || error instanceof ConfigError) say(error.message);
  else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
}
