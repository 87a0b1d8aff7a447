/**
 * The pg_dump way with real programs: a whole Loket database out and into an empty place. Wants a PostgreSQL (server, pg_dump, pg_restore of one version) where
 * Debian puts it; the newest is taken. Without one nothing is proven, and that is said aloud; with LOKET_REQUIRE_PG_DUMP=1 (the gate) it is a failure.
 */
import { execFile, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Knex } from 'knex';
import { migrate, openDatabase, seedReference } from '../../platform/db.ts';
import { postgresAccount } from '../../platform/embedded-postgres-binaries.ts';
import { freePort } from '../../platform/embedded-postgres-cluster.ts';
import { localStorage } from '../../platform/storage.ts';
import { aCaseAt, anOffice } from '../../testing/a-case.ts';
import { makeBackup } from './make-backup.ts';
import { readManifest } from './manifest.ts';
import { restoreBackup } from './restore-backup.ts';

const run = promisify(execFile);
const SHELF = '/usr/lib/postgresql';
const PROGRAMS = ['initdb', 'pg_ctl', 'postgres', 'pg_dump', 'pg_restore'];
const versions = existsSync(SHELF) ? readdirSync(SHELF).filter((version) => PROGRAMS.every((name) => existsSync(path.join(SHELF, version, 'bin', name)))).sort((a, b) => Number(b) - Number(a)) : [];
const [version] = versions;
const bin = path.join(SHELF, version ?? '', 'bin');
// Whoever reads the result must not believe that this was seen.
const required = process.env.LOKET_REQUIRE_PG_DUMP === '1';
if (!version) process.stderr.write(`SKIPPED: no PostgreSQL with pg_dump in ${SHELF}; the pg_dump way was not tried with real programs.\n`);

const folder = mkdtempSync(path.join(tmpdir(), 'loket-dump-'));
const account = postgresAccount();
const as = account ? { uid: account.uid, gid: account.gid } : {};
let port = 0;
let stop: (() => Promise<void>) | undefined;
const urlOf = (database: string) => `postgres://postgres@127.0.0.1:${port}/${database}`;
const open: Knex[] = [];
function opened(database: string): Knex {
  const db = openDatabase(urlOf(database), { max: 3 });
  open.push(db);
  return db;
}

/** What stands in each table, whatever the order of its rows. */
async function contentOf(db: Knex): Promise<Record<string, string>> {
  const tables = await db('pg_tables').where({ schemaname: 'public' }).whereNotIn('tablename', ['knex_migrations', 'knex_migrations_lock', 'session', 'rate_limits']).orderBy('tablename').pluck<string[]>('tablename');
  const found: Record<string, string> = {};
  for (const table of tables) {
    const { rows } = await db.raw<{ rows: { sum: string; n: number }[] }>(`select md5(coalesce(string_agg(t::text, E'\\n' order by t::text), '')) as sum, count(*)::int as n from public.?? t`, [table]);
    found[table] = `${rows[0]?.n} ${rows[0]?.sum}`;
  }
  return found;
}

(version || required ? describe : describe.skip)(`pg_dump ${version ?? ''} as it is`, () => {
  beforeAll(async () => {
    if (!version) throw new Error(`no PostgreSQL with pg_dump in ${SHELF}`);
    port = await freePort();
    const cluster = path.join(folder, 'cluster');
    mkdirSync(cluster, { mode: 0o700 });
    if (account) for (const place of [folder, cluster]) chownSync(place, account.uid, account.gid);
    await run(path.join(bin, 'initdb'), ['-D', cluster, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C'], { ...as, cwd: '/' });
    const server = spawn(path.join(bin, 'postgres'), ['-D', cluster, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='], { ...as, cwd: '/', stdio: 'ignore' });
    const ended = new Promise<void>((resolve) => { server.once('exit', () => { resolve(); }); });
    stop = async () => { server.kill('SIGINT'); await ended; };
    for (let tries = 0; ; tries += 1) {
      try {
        await run(path.join(bin, 'psql'), [urlOf('postgres'), '-c', 'create database asal', '-c', 'create database tujuan'], { cwd: '/' });
        break;
      } catch (error) {
        if (tries > 150) throw error;
        await new Promise((resolve) => { setTimeout(resolve, 200); });
      }
    }
    const db = opened('asal');
    // Servers before 18 have no such function of their own; all else of the schema they know.
    if (Number(version) < 18) await db.raw('create function public.uuidv7() returns uuid language sql volatile as $$ select gen_random_uuid() $$');
    await migrate(db);
    await seedReference(db);
    const office = await anOffice(db);
    for (const place of ['diterima', 'menunggu_perbaikan', 'pengembalian']) await aCaseAt(db, place, { office });
    await db('outbox').insert({ effect: 'buat_pdf_surat' });
    await db('session').insert({ sid: 'x', sess: '{}', expire: new Date() });
  }, 180_000);
  afterAll(async () => {
    for (const db of open) await db.destroy();
    await stop?.();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it('brings every row back, without sessions, holds what could send, and the migrations know where they are', async () => {
    const from = opened('asal');
    const [storage, target, secret] = [localStorage(path.join(folder, 'berkas')), localStorage(path.join(folder, 'berkas-2')), 'rahasia-hanya-untuk-uji-0123456789'];
    await storage.put('uploads/aa/x', Buffer.from('isi berkas'));
    const before = await contentOf(from);
    const backup = path.join(folder, 'cadangan');
    await makeBackup({ ownerUrl: urlOf('asal'), storage, version: '0', secret, secretFile: null, folder: backup, how: 'pg_dump', programs: `${bin}:/usr/bin:/bin` });
    const manifest = await readManifest(backup);
    if (manifest.database.how !== 'pg_dump') throw new Error('not by pg_dump');
    // Another tool opens it: that is why it is made.
    expect(readFileSync(path.join(backup, manifest.database.file)).subarray(0, 5).toString()).toBe('PGDMP');
    const { stdout } = await run(path.join(bin, 'pg_restore'), ['--list', path.join(backup, manifest.database.file)]);
    expect(stdout).toMatch(/TABLE DATA public cases/);
    expect(stdout).not.toMatch(/TABLE DATA public session/);

    await restoreBackup({ folder: backup, ownerUrl: urlOf('tujuan'), storage: target, secret, secretFile: null, force: false, programs: `${bin}:/usr/bin:/bin` });
    const back = opened('tujuan');
    const [outbox] = await back('outbox').select<{ held_at: Date | null }[]>('held_at');
    expect(outbox?.held_at).not.toBeNull();
    // What the brake of every restore writes: held effects, its own line, a line in each office's trail.
    const braked = new Set(['outbox', 'restores', 'audit_events']);
    const rest = (content: Record<string, string>) => Object.fromEntries(Object.entries(content).filter(([table]) => !braked.has(table)));
    expect(rest(await contentOf(back))).toEqual(rest(before));
    expect(Number(before.cases?.split(' ')[0])).toBe(3);
    expect(await back('session')).toEqual([]);
    expect(await migrate(back)).toEqual([]);
    expect((await target.read('uploads/aa/x')).toString()).toBe('isi berkas');
  }, 180_000);
});
