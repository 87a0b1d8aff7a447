/**
 * `npm run faults [-- --only R5,R27] [--n 200]`: the fault and safety tests of the suite with their full number of runs, one JSON line each: which promise (R…, numbered as in
 * docs/asvs.md), how often, what came out. The suite itself runs them with a small number. Exits 1 when one fails.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';

interface Fault { files: string[]; /** only the tests whose name has this */ named?: string; what: string; /** runs where none are asked for */ n: number; minutes: number }

const FAULTS: Record<string, Fault> = {
  R3: { files: ['server/safety/hostile-input', 'server/safety/protected-fields'], named: 'R3:', what: 'fields that may not be read, written, filtered, sorted, exported or added up: every list × role × column', n: 100_000, minutes: 60 },
  R4: { files: ['server/safety/list-parameters'], what: 'generated list parameters, per list', n: 1_000, minutes: 30 },
  R5: { files: ['server/safety/killed-server'], what: 'server killed -9 while officers decide and mails go out (with a queue that loses everything)', n: 200, minutes: 120 },
  R6: { files: ['server/safety/mail-faults'], what: 'sender killed -9 while mails go out; mail server down, refusing, slow, dropping (with R23)', n: 200, minutes: 60 },
  R9: { files: ['server/safety/mutated-uploads'], what: 'broken and mutated upload forms, ten a run, and two senders a run that go away (with R13, R15)', n: 1_000, minutes: 90 },
  R10: { files: ['server/safety/documents-in-numbers'], named: 'R10', what: 'broken PDFs and pictures, generated and carried by packages, through the real way in, while others work', n: 2_295, minutes: 30 },
  R11: { files: ['server/safety/many-bombs', 'server/documents/inspection/inspect-hostile'], what: 'seventeen kinds of decompression bombs, each twenty at once from four addresses, on a server of its own', n: 17, minutes: 20 },
  R12: { files: ['server/safety/documents-in-numbers'], named: 'R12', what: 'documents of honest people, generated and carried by packages: all there are', n: 10_000, minutes: 20 },
  R13: { files: ['server/safety/documents-in-numbers'], named: 'R13', what: 'pictures with metadata and hidden parts, generated and carried by packages: what is kept, none refused without need', n: 5_000, minutes: 90 },
  R14: { files: ['server/safety/active-files', 'server/safety/virus-scan'], what: 'files that are not what they say, infected files, a scanner that is away; nothing runs in Chromium and Firefox (with R15)', n: 1, minutes: 20 },
  R16: { files: ['server/safety/hostile-input', 'server/safety/hostile-papers', 'server/journeys/browser-hostile', 'server/journeys/browser-office-words'], named: 'R16', what: 'hostile texts in forms, search, lists, paths, mails (with R22), papers, exports and on the screens of a browser', n: 600, minutes: 40 },
  R17: { files: ['server/safety/sessions-and-guessing', 'server/users/session'], what: 'sessions that must end', n: 10, minutes: 10 },
  R18: { files: ['server/safety/hostile-input', 'server/safety/access-matrix', 'server/journeys/browser-hostile'], named: 'R18|foreign origin', what: 'reading changes nothing, foreign pages have no effect', n: 1, minutes: 10 },
  R19: { files: ['server/safety/sessions-and-guessing', 'server/safety/hostile-input', 'server/mail/resend-mail'], named: 'R19', what: 'guessing (fifty tokens a run), flooding and mails sent again', n: 20_000, minutes: 170 },
  R20: { files: ['server/safety/sessions-and-guessing', 'server/intake/private-link'], named: 'R20|link', what: 'private links looked at by scanners', n: 100, minutes: 10 },
  R22: { files: ['server/mail/mailer.gateway', 'server/safety/hostile-mails'], what: 'hostile names, subjects and addresses of mails, handed in where people type them and read at an SMTP server', n: 600, minutes: 40 },
  R24: { files: ['server/safety/mail-faults'], named: 'R24', what: 'the queue emptied with that many mails in it', n: 500, minutes: 15 },
  R25: { files: ['server/safety/full-disk', 'server/safety/full-database'], what: 'no room for files and for the database', n: 1, minutes: 10 },
  R26: { files: ['server/safety/clock-skew'], what: 'wrong clocks', n: 1, minutes: 5 },
  R27: { files: ['server/safety/one-decision'], what: 'repeats and presses at the same time', n: 50, minutes: 10 },
  R30: { files: ['server/safety/hostile-input', 'server/platform/log', 'server/journeys/browser-screens'], what: 'personal data in logs, trail, queue, error bodies and the browser, after all that was driven in', n: 100, minutes: 40 },
  R31: { files: ['server/safety/hostile-input', 'server/safety/faults-in-writes'], named: 'R31', what: 'forced faults: wrong bodies at every door, missing files and tables, every statement of the main acts in four ways, a broken parser and store', n: 10_000, minutes: 60 },
  R32: { files: ['server/safety/hostile-input'], named: 'R32', what: 'headers on every answer, methods nobody has', n: 1_000, minutes: 10 },
  R33: { files: ['server/safety/dependencies'], what: 'floors, pins and install scripts of packages', n: 1, minutes: 2 },
  R36: { files: ['server/operations/backup'], what: 'back-up while people work, everything destroyed, restored, no mail twice', n: 1, minutes: 15 },
  stop: { files: ['server/safety/graceful-stop'], what: 'stopping ends what is under way', n: 1, minutes: 5 },
};

const { values } = parseArgs({ options: { only: { type: 'string' }, n: { type: 'string' } } });
const say = (line: object) => { process.stdout.write(`${JSON.stringify(line)}\n`); };
const wanted = values.only?.split(',') ?? Object.keys(FAULTS);
const unknown = wanted.filter((name) => !(name in FAULTS));
const asked = values.n === undefined ? null : Number(values.n);
if (unknown.length > 0 || (asked !== null && !Number.isInteger(asked))) {
  process.stdout.write(`Pakai: npm run faults [-- --only ${Object.keys(FAULTS).join(',')}] [--n <bilangan>]\n`);
  process.exit(1);
}

const interrupted = new AbortController();
for (const name of wanted) {
  if (interrupted.signal.aborted) break;
  const fault = FAULTS[name];
  if (!fault) continue;
  const n = asked ?? fault.n;
  const began = performance.now();
  const { code, passed, failed, skipped, figures, last } = await run(fault, n);
  // With a name asked for, the others of a file are left out on purpose.
  const leftOut = fault.named ? 0 : skipped;
  say({ test: name, what: fault.what, n, result: code === 0 ? 'lulus' : 'gagal', passed, failed, ...(leftOut > 0 ? { skipped: leftOut } : {}), seconds: Math.round((performance.now() - began) / 1_000), ...(figures.length > 0 ? { figures } : {}), ...(code === 0 ? {} : { last }) });
  if (code !== 0) process.exitCode = 1;
}

function run({ files, named, minutes }: Fault, n: number): Promise<{ code: number | null; passed: number; failed: number; /** left out by the tests themselves or by the name asked for */ skipped: number; /** what the tests measured, as they wrote it */ figures: unknown[]; last: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'test.ts'), ...files, ...(named ? ['-t', named] : [])], { env: { ...process.env, LOKET_FAULT_RUNS: String(n) }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    let text = '';
    const keep = (chunk: Buffer) => { text = (text + chunk.toString()).slice(-60_000); };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    // The workers of the tests are children of children: one that hangs outlives its parents and takes its share of the machine from everything after it.
    const end = () => { child.kill('SIGINT'); setTimeout(() => { endGroup(child.pid); }, 10_000).unref(); };
    const timer = setTimeout(end, minutes * 60_000);
    const interrupt = () => { interrupted.abort(); end(); };
    process.once('SIGINT', interrupt);
    child.once('close', (code) => {
      clearTimeout(timer);
      process.removeListener('SIGINT', interrupt);
      endGroup(child.pid);
      const [, passed, failed] = /(\d+) passed, (\d+) failed\s*$/.exec(text) ?? [];
      const figures = text.split('\n').filter((line) => /^\{".*\}$/.test(line)).map((line) => JSON.parse(line) as unknown);
      resolve({ code, passed: Number(passed ?? 0), failed: Number(failed ?? 0), skipped: Number(/^(\d+) skipped$/m.exec(text)?.[1] ?? 0), figures, last: told(text) });
    });
  });
}

/** Which tests failed, and what each said: the lines from its title on, without the frames. */
function told(text: string): string {
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('at '));
  const titles = lines.flatMap((line, at) => (line.startsWith('●') ? [at] : []));
  return (titles.length === 0 ? lines.slice(-8) : titles.flatMap((at) => lines.slice(at, at + 12))).join(' | ').slice(0, 3_000);
}

function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // Nobody is left of it: that is what was wanted.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
