import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { postgresAccount } from './embedded-postgres-binaries.ts';
import { homeOf } from './embedded-postgres-home.ts';

const NEIGHBOUR = 54_321;
let outer: string;
let root: string;
let dataDir: string;
let kept: string;
let shared: string;
let said: string[];

beforeEach(() => {
  outer = mkdtempSync(path.join(tmpdir(), 'loket-home-'));
  chmodSync(outer, 0o755);
  [root, kept, shared] = ['checkout', 'lib', 'tmp'].map((name) => path.join(outer, name)) as [string, string, string];
  for (const folder of [kept, shared]) mkdirSync(folder);
  chmodSync(shared, 0o1777);
  dataDir = path.join(root, '.data');
  mkdirSync(dataDir, { recursive: true });
  chmodSync(root, 0o700); // the account that runs PostgreSQL cannot walk here
  said = [];
});
afterEach(() => { rmSync(outer, { recursive: true, force: true }); });

const home = (given: { passwordsExist?: boolean; dataDirIsChosen?: boolean } = {}) =>
  homeOf({ root, dataDir, dataDirIsChosen: false, passwordsExist: false, log: (line) => { said.push(line); }, kept, shared, ...given });

/** A cluster in the folder that the first start would choose, made by this account. */
function plant(parent: string, uid: number): string {
  const name = path.basename(home().folder);
  rmSync(path.join(kept, name), { recursive: true });
  const folder = path.join(parent, name);
  mkdirSync(path.join(folder, 'postgres', 'global'), { recursive: true });
  for (const file of ['PG_VERSION', 'global/pg_control']) writeFileSync(path.join(folder, 'postgres', file), '');
  chownSync(path.join(folder, 'postgres'), uid, uid);
  chownSync(folder, uid, uid);
  said = [];
  return folder;
}

(process.getuid?.() === 0 ? describe : describe.skip)('the folder of the cluster, started by root', () => {
  it('is one it makes and names where the account cannot reach the checkout, never one where anybody writes', () => {
    const { folder, account } = home();
    expect(path.dirname(folder)).toBe(kept);
    expect(said.join()).toContain(folder);
    expect(account).toEqual(postgresAccount());
    expect(readdirSync(shared)).toEqual([]);
  });

  it('is not the one a neighbour planted in the temporary folder before the first start', () => {
    const planted = plant(shared, NEIGHBOUR);
    const { folder, account } = home();
    expect(folder).not.toBe(planted);
    expect(account).toEqual(postgresAccount());
    chmodSync(root, 0o755);
    expect(home().folder).toBe(dataDir);
  });

  it.each(['temporary folder', 'folder of the machine'])('is refused with a sentence where another account made the one in the %s', (where) => {
    const planted = plant(where === 'temporary folder' ? shared : kept, NEIGHBOUR);
    expect(() => home({ passwordsExist: true })).toThrow(`${planted} belongs to another account (number ${NEIGHBOUR})`);
  });

  it('is refused where it is a link, or open to others', () => {
    const planted = plant(kept, 0);
    chmodSync(planted, 0o777);
    expect(() => home()).toThrow('Others may write');
    rmSync(planted, { recursive: true });
    symlinkSync(shared, planted);
    expect(() => home()).toThrow('not a folder that Loket made');
  });

  it('stays where an earlier Loket made it, in either place', () => {
    const old = plant(shared, 0);
    expect(home({ passwordsExist: true }).folder).toBe(old);
    rmSync(old, { recursive: true });
    const usual = plant(kept, 0);
    chmodSync(root, 0o755);
    expect(home().folder).toBe(usual);
    expect(said).toEqual([`The database is in ${usual}.`]);
  });

  it('is LOKET_DATA_DIR or nothing where one was chosen', () => {
    expect(() => home({ dataDirIsChosen: true })).toThrow('cannot reach LOKET_DATA_DIR');
    chmodSync(root, 0o755);
    expect(home({ dataDirIsChosen: true }).folder).toBe(dataDir);
  });
});
