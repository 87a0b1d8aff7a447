/**
 * R5 and R6 of the security notes at a small size: the server is killed (-9) while officers decide and mails go out. LOKET_FAULT_RUNS
 * kills more often. The server is a process of its own with the queue in PostgreSQL and a real mail server beside it.
 */
import { randomInt, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Knex } from 'knex';
import { makeDemoAccounts } from '../bootstrap.ts';
import { getSop } from '../domain/sop/catalogue.ts';
import { MAILS_AT_ONCE } from '../mail/index.ts';
import { freePort } from '../platform/embedded-postgres-cluster.ts';
import { aCaseAt, type TestCase, type TestOffice } from '../testing/a-case.ts';
import { createClient, type CaseSeen, type Client } from '../testing/client.ts';
import { startSmtpSink, type SmtpSink } from '../testing/smtp-sink.ts';
import { spawnLoket, type SpawnedLoket } from '../testing/spawn-loket.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';

const RUNS = Number(process.env.LOKET_FAULT_RUNS ?? 3);
const PASSWORD = 'kata-sandi-untuk-uji';
const AT_ONCE = 6;
/** As many mails may be under way when it dies. */
const CONCURRENCY = MAILS_AT_ONCE;
const BACK_WITHIN_MS = 5_000;

interface Sent { caseId: string; action: string; requestId: string; seenVersion: number; input: object; by: 'helpdesk' | 'helpdesk2'; answer: 'yes' | 'no' | 'unknown' }

let database: TestDatabase;
let db: Knex;
let sink: SmtpSink;
let env: Record<string, string>;
let loket: SpawnedLoket;
let office: TestOffice;
let folder: string;
const officers: Partial<Record<Sent['by'], Client>> = {};
/** Everything the clients sent, and what they were told. */
const log: Sent[] = [];
let kills = 0;

beforeAll(async () => {
  database = await createTestDatabase({ max: 12 });
  db = database.ownerDb;
  await makeDemoAccounts(db, PASSWORD);
  office = await db('offices').where({ code: 'KALTIM' }).first<TestOffice>('id', 'code', 'zone');
  // Officers who never tire write more letters in a minute than an office may send.
  await db('offices').update({ settings: db.raw(`settings || '{"mailsPerMinute":100000}'`) });
  sink = await startSmtpSink();
  folder = mkdtempSync(path.join(tmpdir(), 'loket-uji-'));
  const port = await freePort();
  env = {
    PORT: String(port), DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl, LOKET_SECRET: 'rahasia-hanya-untuk-uji-0123456789', LOKET_DATA_DIR: folder,
    SMTP_URL: sink.url, MAIL_FROM: 'Loket LPSE <loket@contoh.test>',
  };
  loket = await spawnLoket(env);
  for (const name of ['helpdesk', 'helpdesk2'] as const) {
    const client = createClient(`http://127.0.0.1:${port}`);
    await client.login(`${name}@loket.test`, PASSWORD);
    officers[name] = client;
  }
}, 120_000);
afterAll(async () => {
  await loket.stop();
  await sink.close();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

function officer(name: Sent['by']): Client {
  const client = officers[name];
  if (!client) throw new Error(`${name} is not logged in`);
  return client;
}

/** One decision with a key of its own; the log knows what the client was told, or that it was told nothing. */
async function send(by: Sent['by'], caseId: string, action: string, input: object = {}, known?: number): Promise<Sent> {
  const seenVersion = known ?? (await officer(by).get<CaseSeen>(`/api/cases/${caseId}`)).version;
  const sent: Sent = { caseId, action, requestId: randomUUID(), seenVersion, input, by, answer: 'unknown' };
  log.push(sent);
  await again(sent);
  return sent;
}
async function again(sent: Sent): Promise<void> {
  const { status } = await officer(sent.by).request('POST', `/api/cases/${sent.caseId}/actions/${sent.action}`, { requestId: sent.requestId, seenVersion: sent.seenVersion, input: sent.input });
  if (![200, 403, 409].includes(status)) throw new Error(`${sent.action}: ${status}`);
  sent.answer = status === 200 ? 'yes' : 'no';
}

/** Two officers at one file: who takes it, an urgent mark between, a verdict, and two endings sent at once. */
async function decide(): Promise<void> {
  const { row, documents }: TestCase = await aCaseAt(db, 'diterima', { office });
  const taken = await Promise.all((['helpdesk', 'helpdesk2'] as const).map((name) => officer(name).request<CaseSeen>('POST', `/api/cases/${row.id}/claim`)));
  const holder = taken[0]?.status === 200 ? 'helpdesk' : 'helpdesk2';
  const other = holder === 'helpdesk' ? 'helpdesk2' : 'helpdesk';
  await Promise.all([send(holder, row.id, 'mulai_cek_unggahan'), send(other, row.id, 'tandai_mendesak', { mendesak: true, catatan: 'Tender ditutup besok.' })]);
  const sop = getSop(row.procedure, row.sop_version);
  const check = sop.docs[0]?.checks.find((candidate) => candidate.at === 'cek_unggahan');
  const document = documents.find((candidate) => candidate.kind === sop.docs[0]?.kind);
  await send(holder, row.id, 'nilai_dokumen', { dokumenId: document?.id, periksa: check?.id, hasil: 'sesuai' });
  const { version } = await officer(holder).get<CaseSeen>(`/api/cases/${row.id}`);
  await Promise.all([
    send(holder, row.id, 'nyatakan_bukan_permohonan', { alasan: 'TTP-02', catatan: 'Berkas berisi brosur.' }, version),
    send(holder, row.id, 'rujuk_lpse_lain', { lpse: 'LPSE Kota Balikpapan', alasan: 'DUP-02' }, version),
  ]);
}

/** The line went away; anything else is a finding. */
const lineIsCut = (error: unknown): boolean => ['fetch failed', 'terminated'].includes((error as Error).message);

async function decideUntilKilled(): Promise<void> {
  const answered = () => log.filter((sent) => sent.answer === 'yes').length;
  const before = answered();
  const working = Array.from({ length: AT_ONCE }, async () => {
    for (;;) {
      try {
        await decide();
      } catch (error) {
        if (lineIsCut(error)) return;
        throw error;
      }
    }
  });
  const all = Promise.all(working);
  while (answered() < before + 10) await Promise.race([pause(10), all]);
  await pause(randomInt(600));
  await loket.kill();
  kills += 1;
  await all;
}

/** The server comes back by itself; what nobody answered is asked again under the same keys, as a client does after a time-out. */
async function comeBack(): Promise<number> {
  const began = performance.now();
  loket = await spawnLoket(env);
  expect((await officer('helpdesk').request('GET', '/api/health')).status).toBe(200);
  const took = performance.now() - began;
  for (const sent of log.filter((entry) => entry.answer === 'unknown')) await again(sent);
  return took;
}

interface HistoryRow { case_id: string; id: string; seq: number; action: string; from_place: string | null; to_place: string; request_id: string }

async function historyFaults(): Promise<string[]> {
  const rows = await db('case_actions').orderBy(['case_id', 'seq']).select<HistoryRow[]>();
  const cases = await db('cases').select<{ id: string; place: string; procedure: string; sop_version: number; outcome: string | null; version: number }[]>();
  const faults: string[] = [];
  for (const sent of log) {
    const found = rows.filter((row) => row.case_id === sent.caseId && row.request_id === sent.requestId && row.action === sent.action).length;
    if (found !== (sent.answer === 'yes' ? 1 : 0)) faults.push(`${sent.action} answered ${sent.answer} stands ${found} times`);
  }
  const known = new Set(log.map((sent) => sent.requestId));
  for (const row of rows) if (row.from_place !== null && !known.has(row.request_id)) faults.push(`${row.action} was asked by nobody`);
  for (const one of cases) {
    const sop = getSop(one.procedure, one.sop_version);
    const mine = rows.filter((row) => row.case_id === one.id);
    let place: string | null = null;
    for (const [index, row] of mine.entries()) {
      const action = sop.actions[row.action];
      if (row.seq !== index + 1) faults.push(`gap before line ${row.seq}`);
      if (row.from_place !== place) faults.push(`${row.action} begins at ${row.from_place}, the file stood at ${place}`);
      if (action && (place === null || !action.from.includes(place) || row.to_place !== (action.to === 'tetap' ? place : action.to))) faults.push(`${row.action} leads from ${place} to ${row.to_place}`);
      place = row.to_place;
    }
    if (place !== one.place) faults.push(`history ends at ${place}, the file stands at ${one.place}`);
    if (mine.filter((row) => sop.actions[row.action]?.ends).length > 1) faults.push('two endings');
  }
  return faults;
}

/** Letters, mails and effects of each act are those its definition names: no more, no less. */
async function consequenceFaults(): Promise<string[]> {
  const rows = await db('case_actions').whereNotNull('from_place').select<HistoryRow[]>();
  const letters = await db('letters').select<{ id: string; action_id: string; kind: string }[]>();
  const mails = await db('emails').select<{ id: string; letter_id: string }[]>();
  const outbox = await db('outbox').select<{ effect: string; ref_id: string | null }[]>();
  const sop = getSop('registrasi_perseorangan', 1);
  const effectsOn = (id: string, effect: string) => outbox.filter((row) => row.ref_id === id && row.effect === effect).length;
  return rows.flatMap((row) => {
    const action = sop.actions[row.action];
    const issued = letters.filter((letter) => letter.action_id === row.id);
    const faults = issued.map((letter) => letter.kind).sort().join() === [...(action?.letters ?? [])].sort().join() ? [] : [`${row.action}: letters ${issued.map((letter) => letter.kind).join()}`];
    for (const effect of action?.later ?? []) if (effectsOn(row.id, effect) !== 1) faults.push(`${row.action}: ${effectsOn(row.id, effect)} × ${effect}`);
    for (const letter of issued) {
      const numbered = sop.letters.find((spec) => spec.id === letter.kind)?.numbered ?? false;
      const own = mails.filter((mail) => mail.letter_id === letter.id);
      if (own.length !== 1) faults.push(`${letter.kind}: ${own.length} mails`);
      if (effectsOn(letter.id, 'buat_pdf_surat') !== (numbered ? 1 : 0)) faults.push(`${letter.kind}: ${effectsOn(letter.id, 'buat_pdf_surat')} × PDF`);
      // A numbered letter's mail is offered once its PDF is drawn; a sweep may offer a mail again, never less than once.
      if (!numbered && effectsOn(own[0]?.id ?? '', 'kirim_email') < 1) faults.push(`${letter.kind}: mail never offered`);
    }
    return faults;
  });
}

/** As if a minute had gone by: what was handed to the queue and not done is due again, and leases of the dead have run out. */
async function letTimePass(): Promise<void> {
  await db('outbox').whereNull('done_at').whereNotNull('handed_at').update({ handed_at: db.raw(`handed_at - interval '2 minutes'`) });
  await db('emails').where({ state: 'sending' }).update({ lease_until: db.raw(`clock_timestamp() - interval '1 second'`) });
}

/** Throws every job, schedule and lock of the queue away. */
async function loseQueue(): Promise<void> {
  const tables = await db('pg_tables').where({ schemaname: 'bullmq' }).whereNot({ tablename: 'meta' }).pluck<string[]>('tablename');
  for (const table of tables) if (!table.includes('migration')) await db.raw('delete from ??.??', ['bullmq', table]);
}

const undone = async (): Promise<{ outbox: number; mails: number }> => {
  const { rows } = await db.raw<{ rows: { outbox: number; mails: number }[] }>(
    `select (select count(*)::int from outbox where done_at is null) as outbox, (select count(*)::int from emails where state <> 'sent') as mails`);
  return rows[0] ?? { outbox: -1, mails: -1 };
};
async function drained(ms: number): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end;) {
    const left = await undone();
    if (left.outbox === 0 && left.mails === 0) return;
    await pause(200);
  }
}

describe(`a server killed ${RUNS} times while officers decide`, () => {
  it.each(Array.from({ length: RUNS }, (_, run) => [run + 1]))('loses and doubles nothing, time %i', async () => {
    await decideUntilKilled();
    const took = await comeBack();
    expect(await historyFaults()).toEqual([]);
    expect(await consequenceFaults()).toEqual([]);
    // Five seconds on a machine that has nothing else to do; a machine with a queue before its processors gets that much more.
    expect(took).toBeLessThan(BACK_WITHIN_MS * Math.max(1, (loadavg()[0] ?? 0) / availableParallelism()));
  }, 120_000);

  it('answers a decision that is sent again with its first answer', async () => {
    const sent = log.findLast((entry) => entry.answer === 'yes');
    if (!sent) throw new Error('nothing was answered');
    const lines = await db('case_actions').where({ case_id: sent.caseId }).count<{ count: string }[]>();
    await Promise.all(Array.from({ length: 5 }, () => again(sent)));
    expect(sent.answer).toBe('yes');
    expect(await db('case_actions').where({ case_id: sent.caseId }).count()).toEqual(lines);
  });

  it('had something to lose: acts of every kind were answered, refused and left without an answer', () => {
    for (const action of ['mulai_cek_unggahan', 'tandai_mendesak', 'nilai_dokumen']) expect(log.filter((sent) => sent.action === action && sent.answer === 'yes').length).toBeGreaterThan(RUNS);
    const endings = log.filter((sent) => sent.action === 'nyatakan_bukan_permohonan' || sent.action === 'rujuk_lpse_lain');
    expect(endings.some((sent) => sent.answer === 'yes')).toBe(true);
    expect(endings.some((sent) => sent.answer === 'no')).toBe(true);
  });
});

describe('a queue that loses everything', () => {
  it('while the server is dead: every effect is carried out and every mail goes out', async () => {
    await decideUntilKilled();
    // A quick server may have carried out everything before it died: then it dies again.
    for (let tries = 0; tries < 10 && (await undone()).outbox === 0; tries += 1) {
      await comeBack();
      await decideUntilKilled();
    }
    expect((await undone()).outbox).toBeGreaterThan(0);
    await loseQueue();
    await letTimePass();
    await comeBack();
    await letTimePass();
    await drained(60_000);
    expect(await undone()).toEqual({ outbox: 0, mails: 0 });
  }, 150_000);

  it('while the server lives: the same', async () => {
    await Promise.all(Array.from({ length: AT_ONCE }, decide));
    await loseQueue();
    await letTimePass();
    await drained(60_000);
    expect(await undone()).toEqual({ outbox: 0, mails: 0 });
    expect(await historyFaults()).toEqual([]);
    expect(await consequenceFaults()).toEqual([]);
  }, 120_000);

  it('sent each mail under the one Message-ID of its row; second deliveries stay within what was under way at a kill', async () => {
    const rows = await db('emails').pluck<string[]>('message_id');
    const delivered = sink.received.map((received) => received.mail.messageId ?? '');
    expect(rows.length).toBeGreaterThan(RUNS);
    expect([...new Set(delivered)].sort()).toEqual([...rows].sort());
    expect(delivered.length - rows.length).toBeLessThanOrEqual(kills * CONCURRENCY);
  });

  it('has its schedules back after a start', async () => {
    await loket.stop();
    await loseQueue();
    loket = await spawnLoket(env);
    expect(await db('bullmq.scheduler').count<{ count: number }[]>()).not.toEqual([{ count: 0 }]);
  }, 60_000);
});
