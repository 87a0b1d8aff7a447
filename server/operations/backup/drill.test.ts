/** The restore drill (R36): back up while people work, destroy everything, restore into an empty place, compare, and see that no mail goes a second time. */
import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Knex } from 'knex';
import { walks } from '../../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Walked } from '../../../seeds/scenarios/world.ts';
import { localStorage } from '../../platform/storage.ts';
import { createClient } from '../../testing/client.ts';
import { startSmtpSink } from '../../testing/smtp-sink.ts';
import { spawnLoket } from '../../testing/spawn-loket.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../../testing/start-loket.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/test-db.ts';
import { makeBackup, type MadeBackup } from './make-backup.ts';
import { readManifest } from './manifest.ts';
import { restoreBackup, type RestoreWish } from './restore-backup.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'loket-latihan-'));
const at = (name: string) => path.join(folder, name);
const SECRET = 'rahasia-hanya-untuk-uji-0123456789';
const targets: TestDatabase[] = [];

let test: TestLoket;
let sealed: Walked;
let waiting: Walked;
let busy: MadeBackup;
/** Numbers of applications that were acknowledged before the back-up began. */
let acknowledged: string[];
let before: Record<string, string>;

/** What stands in each table, whatever the order of its rows. */
async function contentOf(db: Knex): Promise<Record<string, string>> {
  const tables = await db('pg_tables').where({ schemaname: 'public' }).whereNotIn('tablename', ['knex_migrations', 'knex_migrations_lock']).orderBy('tablename').pluck<string[]>('tablename');
  const found: Record<string, string> = {};
  for (const table of tables) {
    const { rows } = await db.raw<{ rows: { sum: string; n: number }[] }>(`select md5(coalesce(string_agg(t::text, E'\\n' order by t::text), '')) as sum, count(*)::int as n from public.?? t`, [table]);
    found[table] = `${rows[0]?.n} ${rows[0]?.sum}`;
  }
  return found;
}
async function emptyTarget(): Promise<TestDatabase> {
  const target = await createTestDatabase({ empty: true });
  targets.push(target);
  return target;
}
const wishOf = (target: TestDatabase, from: string, change: Partial<RestoreWish> = {}): RestoreWish => ({
  folder: at(from), ownerUrl: target.ownerUrl, storage: localStorage(at(`uploads-${targets.indexOf(target)}`)), secret: SECRET, secretFile: null, force: false, programs: '', ...change,
});
const backupWish = (name: string) => ({
  ownerUrl: test.database.ownerUrl, storage: localStorage(test.config.uploadsDir), version: '0', secret: SECRET, secretFile: null, folder: at(name), how: 'otomatis' as const, programs: process.env.PATH ?? '',
});

beforeAll(async () => {
  test = await startTestLoket({ seed: 77 });
  const walk = (place: string) => (walks[place] as (typeof walks)[string])(test.world);
  [sealed, waiting] = [await walk('diarsipkan'), await walk('menunggu_perbaikan')];
  // People hand in files all the time; the back-up is taken in the middle of it.
  const handedIn: string[] = [];
  let ended = false;
  const working = Promise.all([0, 1].map(async () => { while (!ended) handedIn.push((await walk('diterima')).number); }));
  while (handedIn.length < 3) await Promise.race([pause(20), working]);
  acknowledged = [...handedIn];
  busy = await makeBackup(backupWish('ramai'));
  ended = true;
  await working;
  await test.loket.workOnce();
  // One mail and one effect are still to be done, one mail is under way.
  const [queued, sending] = await test.db('emails').where({ state: 'sent' }).orderBy('id').limit(2).pluck<string[]>('id');
  await test.db('emails').where({ id: queued }).update({ state: 'queued', sent_at: null });
  await test.db('emails').where({ id: sending }).update({ state: 'sending', sent_at: null, lease_until: test.db.raw(`clock_timestamp() + interval '1 minute'`) });
  await test.db('outbox').insert([{ effect: 'kirim_email', ref_id: queued, handed_at: new Date() }, { effect: 'gambar_halaman', ref_id: null }]);
  await makeBackup(backupWish('tenang'));
  before = await contentOf(test.database.ownerDb);
  await test.stop(); // its database is dropped and its files are removed
}, 240_000);
afterAll(async () => {
  for (const target of targets) await target.drop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

it('says what it holds, and that LOKET_SECRET is kept apart; the old tools of the machine are not asked to read a newer server', async () => {
  const manifest = await readManifest(at('tenang'));
  expect(manifest.database.how).toBe('salin');
  expect(manifest.secret.kept).toBe('terpisah');
  expect(manifest.files.count).toBeGreaterThan(10);
});

it('taken while people work: every row finds its file, everything acknowledged before is in it', async () => {
  expect(busy.missing.lost).toEqual({});
  const target = await emptyTarget();
  await restoreBackup(wishOf(target, 'ramai'));
  expect(await target.ownerDb('cases').whereIn('number', acknowledged).pluck<string[]>('number')).toHaveLength(acknowledged.length);
  const storage = localStorage(at(`uploads-${targets.indexOf(target)}`));
  for (const { storage_key: key, stored_sha256: expected } of await target.ownerDb('uploads').select<{ storage_key: string; stored_sha256: string }[]>('storage_key', 'stored_sha256')) {
    expect(createHash('sha256').update(await storage.read(key)).digest('hex')).toBe(expected);
  }
});

describe('everything destroyed and restored', () => {
  let target: TestDatabase;
  beforeAll(async () => {
    target = await emptyTarget();
    expect(await restoreBackup(wishOf(target, 'tenang', { storage: localStorage(at('data/uploads')) }))).toMatchObject({ heldEmails: 2, heldEffects: 1 });
  }, 120_000);

  it('brings every table back row by row, but for what the restore itself writes', async () => {
    const after = await contentOf(target.ownerDb);
    const changed = ['audit_events', 'emails', 'outbox', 'restores', 'session', 'rate_limits'];
    const rest = (content: Record<string, string>) => Object.fromEntries(Object.entries(content).filter(([table]) => !changed.includes(table)));
    expect(rest(after)).toEqual(rest(before));
    expect(Object.keys(rest(after)).length).toBeGreaterThan(30);
    for (const table of ['emails', 'outbox']) expect({ table, rows: after[table]?.split(' ')[0] }).toEqual({ table, rows: before[table]?.split(' ')[0] });
    expect(await target.ownerDb('audit_events').where({ event: 'dipulihkan' }).count()).toEqual([{ count: 2 }]);
    // Keys that count on go on counting, references are checked again.
    await expect(target.ownerDb('case_claims').insert({ case_id: '00000000-0000-0000-0000-000000000000', user_id: '00000000-0000-0000-0000-000000000000', claimed_at: new Date() })).rejects.toMatchObject({ code: '23503' });
  });

  it('runs, shows the scans and the links as before, and sends nothing until a person says so', async () => {
    const sink = await startSmtpSink();
    const env = { PORT: '0', DATABASE_URL: target.url, DATABASE_OWNER_URL: target.ownerUrl, LOKET_SECRET: SECRET, LOKET_DATA_DIR: at('data'), SMTP_URL: sink.url, MAIL_FROM: 'loket@kantor.test' };
    const loket = await spawnLoket(env);
    try {
      const officer = createClient(loket.url);
      await officer.login('helpdesk@loket.test', TEST_PASSWORD);
      const [document] = await officer.get<{ id: string }[]>(`/api/documents?filter=${encodeURIComponent(JSON.stringify({ caseId: sealed.caseId }))}`);
      const link = await fetch(`${loket.url}/api/public/applications/${waiting.token}`);
      expect(link.status).toBe(200);
      expect((await officer.request('GET', `/api/documents/${document?.id}/pages/1`)).status).toBe(200);
      // The clock of the sample stood months ago: its timers are all due now, as after a real loss. They write mails; none may go.
      await target.ownerDb('case_timers').where({ case_id: waiting.caseId }).del();
      await until(async () => Number((await target.ownerDb('emails').whereNotNull('held_at').count<{ count: number }[]>())[0]?.count) > 2);
      await pause(2_000);
      expect(sink.received).toHaveLength(0);

      const held = await officer.get<{ id: string }[]>(`/api/emails?filter=${encodeURIComponent(JSON.stringify({ state: 'held' }))}`);
      await officer.post(`/api/emails/${held.at(-1)?.id}/decision`, { keputusan: 'kirim' });
      await until(() => Promise.resolve(sink.received.length > 0));
      expect(sink.received).toHaveLength(1);
    } finally {
      await loket.stop();
      await sink.close();
    }
  }, 90_000);
});

async function until(isSo: () => Promise<boolean>, ms = 40_000): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end; await pause(100)) if (await isSo()) return;
  throw new Error('it did not come to pass');
}

describe('a restore is refused, and touches nothing,', () => {
  const refused = async (target: TestDatabase, change: Partial<RestoreWish>, sentence: RegExp, from = 'tenang') => {
    await target.db.destroy();
    await target.ownerDb.destroy();
    await expect(restoreBackup(wishOf(target, from, change))).rejects.toThrow(sentence);
  };

  it('where somebody works on the target', async () => {
    const target = await emptyTarget();
    await target.db.raw('select 1');
    await expect(restoreBackup(wishOf(target, 'tenang'))).rejects.toThrow(/sedang dipakai/);
  });

  it('where the target has rows, or files of its own; --force replaces both', async () => {
    const target = await createTestDatabase();
    targets.push(target);
    await target.ownerDb('users').insert({ email: 'lama@loket.test', name: 'Lama' });
    await refused(target, {}, /tidak kosong \(tabel users\)/);
    const empty = await emptyTarget();
    const wish = wishOf(empty, 'tenang');
    await wish.storage.put('uploads/zz/asing', Buffer.from('x'));
    await expect(restoreBackup(wish)).rejects.toThrow(/1 berkas yang tidak ada dalam cadangan/);
    expect(await restoreBackup({ ...wishOf(target, 'tenang'), storage: wish.storage, force: true })).toMatchObject({ removedFiles: 1 });
    expect(await wish.storage.exists('uploads/zz/asing')).toBe(false);
  }, 60_000);

  it('with another secret: the links in letters already sent would be dead', async () => {
    await refused(await emptyTarget(), { secret: 'rahasia-lain-rahasia-lain-rahasia-lain' }, /LOKET_SECRET berbeda/);
  });

  it('when the back-up was changed or is not whole', async () => {
    const target = await emptyTarget();
    const file = at('tenang/tabel/cases.copy.gz');
    const good = readFileSync(file);
    writeFileSync(file, Buffer.concat([good.subarray(0, -1), Buffer.from([good.at(-1) === 0 ? 1 : 0])]));
    await refused(target, {}, /tabel\/cases.copy.gz berbeda/);
    writeFileSync(file, good);
    const list = at('tenang/berkas.jsonl');
    const lines = readFileSync(list);
    appendFileSync(list, '{"key":"a/b","bytes":1,"sha256":"00"}\n');
    await refused(target, {}, /berkas.jsonl berbeda/);
    writeFileSync(list, lines);
    await refused(target, {}, /bukan cadangan yang utuh/, 'tidak-ada');
  });

  it('when it is of a newer version', async () => {
    const target = await emptyTarget();
    const manifest = readFileSync(at('tenang/manifest.json'), 'utf8');
    const sum = readFileSync(at('tenang/manifest.sha256'), 'utf8');
    const newer = manifest.replace('"migrations": [', '"migrations": [\n  "20991231_99_masa_depan.ts",');
    writeFileSync(at('tenang/manifest.json'), newer);
    writeFileSync(at('tenang/manifest.sha256'), createHash('sha256').update(newer).digest('hex'));
    await refused(target, {}, /versi Loket yang lebih baru/);
    writeFileSync(at('tenang/manifest.json'), manifest);
    writeFileSync(at('tenang/manifest.sha256'), sum);
  });
});
