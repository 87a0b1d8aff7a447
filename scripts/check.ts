/**
 * `npm run check`: the one gate. Runs every check even when one fails, and ends with a summary. Two at a time: the linter reads types with
 * one processor, and everything else is done, and its own second half, while it is at the server.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const bin = (name: string) => path.join(root, 'node_modules', '.bin', name);
const folders = ['server', 'admin-ui', 'scripts', 'migrations', 'seeds'].filter((folder) => existsSync(path.join(root, folder)));

interface Check { name: string; command: string; args: string[] }
const lint = (name: string, ...what: string[]): Check => ({ name, command: bin('eslint'), args: ['--max-warnings', '0', ...what] });
const docs = path.join(root, 'scripts', 'generate-docs.ts');

const lanes: Check[][] = [
  [lint('lint (server)', 'server')],
  [
    // TypeScript 7 checks; ESLint, dependency-cruiser and knip need the compiler API, which only TypeScript 6 has.
    { name: 'types', command: process.execPath, args: [path.join(root, 'node_modules', '@typescript', 'native', 'bin', 'tsc'), '--noEmit'] },
    { name: 'import rules and cycles', command: bin('depcruise'), args: [...folders, '--config', '.dependency-cruiser.cjs'] },
    { name: 'dead code', command: bin('knip'), args: ['--no-progress'] },
    ...(existsSync(docs) ? [{ name: 'generated docs fresh', command: process.execPath, args: [docs, '--check'] }] : []),
    lint('lint (the rest)', '.', '--ignore-pattern', 'server/'),
  ],
];

interface Result { name: string; passed: boolean; seconds: number }

/** Its words are kept until it ends: two that speak at once are read by nobody. */
function run({ name, command, args }: Check): Promise<Result> {
  return new Promise((resolve) => {
    const started = Date.now();
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, npm_config_loglevel: 'error' } });
    const words: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => words.push(chunk));
    const end = (passed: boolean, more = '') => {
      process.stdout.write(`\n== ${name}\n${Buffer.concat(words).toString()}${more}`);
      resolve({ name, passed, seconds: (Date.now() - started) / 1000 });
    };
    child.once('error', (error) => { end(false, `${error.message}\n`); });
    child.once('close', (code) => { end(code === 0); });
  });
}

const results = (await Promise.all(lanes.map(async (lane) => {
  const done: Result[] = [];
  for (const check of lane) done.push(await run(check));
  return done;
}))).flat();

process.stdout.write('\n');
for (const { name, passed, seconds } of results) process.stdout.write(`${passed ? 'ok    ' : 'FAILED'}  ${name} (${seconds.toFixed(1)} s)\n`);
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;
