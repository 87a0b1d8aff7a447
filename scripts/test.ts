/**
 * `npm test [-- <jest arguments>]`: a throw-away PostgreSQL (and Redis, where installed), then the suite, then one line
 * `N passed, N failed`. LOKET_REQUIRE_BROWSER=1 and LOKET_REQUIRE_REDIS=1 turn "skipped because missing" into a failure.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildUiIfStale } from '../server/build-ui.ts';
import { startTestCluster } from '../server/testing/test-cluster.ts';
import { findProgram, startRedis } from '../server/testing/redis-server.ts';

const root = path.resolve(import.meta.dirname, '..');
const say = (line: string) => process.stdout.write(`${line}\n`);
/** A test that hangs must not hold a build for ever. */
const STOPPED_AT = Date.now() + 75 * 60_000;
const MOST_UNSTEADY = 3;
const cleanUps: (() => Promise<void> | void)[] = [];
let jest: ChildProcess | undefined;

/** Missing things are said loudly, and fail the run where they are required. */
function missing(what: string, required: boolean): void {
  if (required) throw new Error(`${what} is required here and was not found.`);
  say(`\n******** SKIPPED: ${what} was not found; its tests do not run. ********\n`);
}

interface FileResult { name: string; status: 'passed' | 'failed'; assertionResults: { status: string }[] }
interface JestResult { numPassedTests: number; numFailedTests: number; numPendingTests: number; numRuntimeErrorTestSuites: number; success: boolean; testResults: FileResult[] }
/** `failedFiles`: with how many of their tests had passed. */
interface Run { passed: number; failed: number; code: number; failedFiles: Map<string, number> }

/** Runs Jest and returns its counts; a file that could not be loaded counts as one failure. */
async function runJest(env: NodeJS.ProcessEnv, args: string[]): Promise<Run> {
  const folder = mkdtempSync(path.join(tmpdir(), 'loket-test-result-'));
  cleanUps.push(() => { rmSync(folder, { recursive: true, force: true }); });
  const outputFile = path.join(folder, 'result.json');
  const bin = path.join(path.dirname(createRequire(import.meta.url).resolve('jest/package.json')), 'bin', 'jest.js');
  jest = spawn(process.execPath, [bin, '--json', `--outputFile=${outputFile}`, '--forceExit', ...args], { cwd: root, env, stdio: ['inherit', 'ignore', 'inherit'] });
  const running = jest;
  setTimeout(() => { say('The suite took too long and was stopped.'); running.kill('SIGKILL'); }, STOPPED_AT - Date.now()).unref();
  const code = await new Promise<number>((resolve, reject) => {
    running.once('error', reject);
    running.once('exit', (exitCode) => resolve(exitCode ?? 1));
  });
  if (!existsSync(outputFile)) return { passed: 0, failed: 1, code: code || 1, failedFiles: new Map() };
  const result = JSON.parse(readFileSync(outputFile, 'utf8')) as JestResult;
  if (result.numPendingTests > 0) say(`${result.numPendingTests} skipped`);
  const failedFiles = new Map(result.testResults.filter((file) => file.status === 'failed').map((file) => [file.name, file.assertionResults.filter((one) => one.status === 'passed').length]));
  return { passed: result.numPassedTests, failed: result.numFailedTests + result.numRuntimeErrorTestSuites, code, failedFiles };
}

/**
 * A whole run shares two cores among browsers, servers and hostile files. A few files that failed in the crowd are run once more, one by one:
 * what fails twice has failed; what passes then is named aloud, for it is unsteady and wants mending. More than a few have no such excuse.
 */
async function runAgainAlone(first: Run, env: NodeJS.ProcessEnv): Promise<Run> {
  if (first.failedFiles.size === 0 || first.failedFiles.size > MOST_UNSTEADY) return first;
  const files = [...first.failedFiles.keys()];
  say(`\nOnce more, alone: ${files.map((file) => path.relative(root, file)).join(', ')}`);
  const second = await runJest(env, ['--runInBand', '--runTestsByPath', ...files]);
  for (const file of files.filter((one) => !second.failedFiles.has(one))) say(`******** UNSTEADY: ${path.relative(root, file)} failed in the crowd and passed alone. ********`);
  const countedTwice = [...first.failedFiles.values()].reduce((sum, passed) => sum + passed, 0);
  return { ...second, passed: first.passed - countedTwice + second.passed };
}

async function main(): Promise<number> {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: 'test',
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules --disable-warning=ExperimentalWarning`.trim(),
  };
  const chromium = process.env.LOKET_TEST_CHROMIUM ?? findProgram('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable');
  if (chromium) {
    env.LOKET_TEST_CHROMIUM = chromium;
    // The same browser without its windows, where there is one: a quarter less work for the same pages.
    env.LOKET_TEST_HEADLESS_SHELL = process.env.LOKET_TEST_HEADLESS_SHELL ?? findProgram('chromium-headless-shell') ?? chromium;
    // Once, before test files run side by side: a build under their feet takes the pages away.
    await buildUiIfStale(root, say);
  }
  if (!chromium) missing('Chromium (browser walks)', process.env.LOKET_REQUIRE_BROWSER === '1');
  // One more browser and a real scanner, where there are any: the same promises hold without.
  const firefox = process.env.LOKET_TEST_FIREFOX ?? findProgram('firefox-esr', 'firefox');
  if (firefox) env.LOKET_TEST_FIREFOX = firefox;
  else missing('Firefox (active files)', false);
  const clamd = process.env.LOKET_TEST_CLAMD ?? findProgram('clamd');
  if (clamd) env.LOKET_TEST_CLAMD = clamd;
  else missing('clamd (a double speaks for it)', false);
  const redis = findProgram('redis-server');
  if (redis) {
    const started = await startRedis(redis);
    cleanUps.push(() => started.stop());
    env.LOKET_TEST_REDIS_URL = started.url;
  }
  else missing('redis-server (queue on Redis)', process.env.LOKET_REQUIRE_REDIS === '1');
  // The program that opens uploads is compiled once for all test files, as a server does for itself.
  const compiled = mkdtempSync(path.join(tmpdir(), 'loket-test-compiled-'));
  cleanUps.push(() => { rmSync(compiled, { recursive: true, force: true }); });
  env.LOKET_TEST_COMPILED = compiled;
  const cluster = await startTestCluster(say);
  cleanUps.push(() => cluster.stop());
  env.LOKET_TEST_CLUSTER = cluster.url;
  const args = process.argv.slice(2);
  const first = await runJest(env, args);
  // Whoever names what is to run looks at it, and wants to see how it fails.
  const { passed, failed, code } = args.length === 0 ? await runAgainAlone(first, env) : first;
  summary = `${passed} passed, ${failed} failed`;
  return failed > 0 ? code || 1 : code;
}

let summary = '0 passed, 1 failed';
let exitCode = 1;
let interrupted = false;
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    interrupted = true;
    jest?.kill(name); // main() goes on when Jest has ended, and cleans up
  });
}
try {
  exitCode = await main();
} catch (error) {
  say(error instanceof Error ? error.stack ?? error.message : String(error));
}
for (const cleanUp of cleanUps.reverse()) {
  try {
    await cleanUp();
  } catch (error) {
    exitCode ||= 1;
    say(`Cleaning up failed: ${String(error)}`);
  }
}
say(summary);
process.exitCode = interrupted ? 130 : exitCode;
