/** R25 for files: no room left. A plain sentence with 507, no row without a file, no file without a row, and all is well when space is back. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { errorBody } from '../platform/http/error-body.ts';
import { localStorage, StorageFullError } from '../platform/storage.ts';
import { sampleScan } from '../testing/sample-files.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

const person = { name: 'Rina Contoh', nik: '6472014508900003', npwp: '6472014508900003' };
const sentence = /[Pp]enyimpanan/;

describe('a file store that is full', () => {
  let test: TestLoket;
  /** How many files still fit. */
  let room = Infinity;
  beforeAll(async () => {
    test = await startTestLoket({
      storage: (real) => ({ ...real, put: (key, bytes) => { room -= 1; return room < 0 ? Promise.reject(new StorageFullError()) : real.put(key, bytes); } }),
    });
  }, 60_000);
  afterAll(() => test.stop());
  const stored = async () => (await localStorage(test.config.uploadsDir).list('')).length;

  it.each([['the file itself', 0], ['its page picture', 1], ['its preview', 2]])('from %s on: 507, nothing kept', async (_what, fits) => {
    room = fits;
    const answer = await test.client().upload('/api/public/uploads', await sampleScan('ktp', person, 'pdf'), 'ktp.pdf');
    expect(answer.status).toBe(507);
    expect(answer.body.message).toMatch(sentence);
    expect(await test.db('uploads').count()).toEqual([{ count: 0 }]);
    expect(await stored()).toBe(0);
  });

  it('takes files again the moment there is room', async () => {
    room = Infinity;
    expect((await test.client().upload('/api/public/uploads', await sampleScan('ktp', person, 'pdf'), 'ktp.pdf')).status).toBe(201);
  });
});

/** A real one, where this account may mount: the file as it arrives no longer fits. */
describe('a disk that is full', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'loket-penuh-'));
  let mounted = false;
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', folder], { stdio: 'ignore' });
    mounted = true;
  } catch {
    process.stderr.write('SKIPPED: no right to mount a small disk here; the fake store above stands in.\n');
  }
  let test: TestLoket;
  beforeAll(async () => { if (mounted) test = await startTestLoket({ env: { LOKET_DATA_DIR: folder } }); }, 60_000);
  afterAll(async () => {
    if (!mounted) return;
    await test.stop().catch((error: unknown) => { if ((error as NodeJS.ErrnoException).code !== 'EBUSY') throw error; }); // a mounted folder cannot be removed
    execFileSync('umount', [folder]);
    rmSync(folder, { recursive: true, force: true });
  });
  (mounted ? it : it.skip)('answers 507 and keeps nothing, then goes on', async () => {
    const ballast = path.join(folder, 'ballast');
    const send = async () => test.client().upload('/api/public/uploads', await sampleScan('ktp', person, 'pdf', 900_000), 'ktp.pdf');
    try {
      writeFileSync(ballast, Buffer.alloc(2_900_000));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
    const answer = await send();
    expect([answer.status, sentence.test(answer.body.message ?? '')]).toEqual([507, true]);
    expect(await test.db('uploads').count()).toEqual([{ count: 0 }]);
    const left = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name !== 'ballast').map((entry) => entry.name);
    expect(left.filter((name) => !name.startsWith('loket') && name !== 'demo-password')).toEqual([]);
    rmSync(ballast);
    expect((await send()).status).toBe(201);
  }, 60_000);
});

it('PostgreSQL without room is told in the same words', () => {
  expect(errorBody(Object.assign(new Error('could not extend file'), { code: '53100' }), 'id', 'id')).toMatchObject({ status: 507, body: { message: expect.stringMatching(sentence) } });
});
