/** `npm run check`: the one gate. Runs every check even when one fails, and ends with a summary. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const bin = (name: string) => path.join(root, 'node_modules', '.bin', name);
const folders = ['server', 'admin-ui', 'scripts', 'migrations', 'seeds'].filter((folder) => existsSync(path.join(root, folder)));

const checks: { name: string; command: string; args: string[] }[] = [
  { name: 'lint', command: bin('eslint'), args: ['--max-warnings', '0', '.'] },
  // TypeScript 7 checks; ESLint, dependency-cruiser and knip need the compiler API, which only TypeScript 6 has.
  { name: 'types', command: process.execPath, args: [path.join(root, 'node_modules', '@typescript', 'native', 'bin', 'tsc'), '--noEmit'] },
  { name: 'import rules and cycles', command: bin('depcruise'), args: [...folders, '--config', '.dependency-cruiser.cjs'] },
  { name: 'dead code', command: bin('knip'), args: ['--no-progress'] },
];
const docs = path.join(root, 'scripts', 'generate-docs.ts');
if (existsSync(docs)) checks.push({ name: 'generated docs fresh', command: process.execPath, args: [docs, '--check'] });

const results = checks.map(({ name, command, args }) => {
  process.stdout.write(`\n== ${name}\n`);
  const started = Date.now();
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, npm_config_loglevel: 'error' } });
  if (error) process.stdout.write(`${error.message}\n`);
  return { name, passed: status === 0, seconds: (Date.now() - started) / 1000 };
});

process.stdout.write('\n');
for (const { name, passed, seconds } of results) process.stdout.write(`${passed ? 'ok    ' : 'FAILED'}  ${name} (${seconds.toFixed(1)} s)\n`);
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;
