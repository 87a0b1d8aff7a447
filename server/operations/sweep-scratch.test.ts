import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { sweepScratch } from './sweep-scratch.cron.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'loket-coret-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

it('what a killed process left goes after a day; what is being worked on stays', async () => {
  const now = new Date();
  const yesterday = new Date(now.getTime() - 25 * 3_600_000);
  for (const name of ['ekspor-lama.csv', 'ekspor-baru.csv']) writeFileSync(path.join(folder, name), 'nama;nik');
  mkdirSync(path.join(folder, 'surel-lama'));
  writeFileSync(path.join(folder, 'surel-lama', 'isi'), 'x');
  for (const name of ['ekspor-lama.csv', 'surel-lama']) utimesSync(path.join(folder, name), yesterday, yesterday);
  expect(await sweepScratch(folder, now)).toBe(2);
  expect(await sweepScratch(folder, now)).toBe(0);
  expect(readdirSync(folder)).toEqual(['ekspor-baru.csv']);
  expect(await sweepScratch(path.join(folder, 'tidak-ada'), now)).toBe(0);
});
