/**
 * Samples are walked by a process of their own: drawing scans and walking months takes memory and a moved clock that the server
 * itself must not have. It reports how far it is; stopping the server stops it, and the next start goes on where it was.
 */
import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { Config } from './platform/config.ts';
import type { Logger } from './platform/log.ts';

interface Filling { config: Config; password: string; log: Logger; onProgress(now: { done: number; total: number } | null): void }

export function fillSamples({ config, password, log, onProgress }: Filling): { stop(): Promise<void> } {
  const env: NodeJS.ProcessEnv = {
    DATABASE_URL: config.databaseUrl, DATABASE_OWNER_URL: config.databaseOwnerUrl, LOKET_SECRET: config.secret, PUBLIC_URL: config.publicUrl,
    LOKET_DATA_DIR: config.dataDir, LOKET_DEMO_PASSWORD: password, LOKET_LOG_LEVEL: 'warn',
    LOKET_PUBLIC_UPLOADS_PER_HOUR: '1000000', LOKET_PUBLIC_UPLOAD_BYTES_PER_HOUR: String(1024 ** 4),
  };
  const child: ChildProcess = fork(path.join(config.root, 'seeds', 'scenarios', 'fill.ts'), ['--uploads', config.uploadsDir], { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'json' });
  child.on('message', (message) => { onProgress(message as { done: number; total: number }); });
  child.on('error', (error) => { log.error({ err: error }, 'samples could not be started'); });
  let stopping = false;
  child.on('exit', (code, signal) => {
    onProgress(null);
    if (code || (signal && !stopping)) log.error({ code, signal }, 'samples were not filled in; the next start goes on');
  });
  return {
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      stopping = true;
      const ended = new Promise((resolve) => { child.once('exit', resolve); });
      child.kill('SIGTERM');
      await ended;
    },
  };
}
