/** Stopping loses nothing: what is under way ends, readiness says no first, and whatever hangs is cut in bounded time. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent, request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeDemoAccounts } from '../bootstrap.ts';
import { aCaseAt } from '../testing/a-case.ts';
import { sampleScan } from '../testing/sample-files.ts';
import { startSmtpSink, type SmtpSink } from '../testing/smtp-sink.ts';
import { nodeOptions, spawnLoket } from '../testing/spawn-loket.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';

let database: TestDatabase;
let sink: SmtpSink;
const folder = mkdtempSync(path.join(tmpdir(), 'loket-henti-'));
beforeAll(async () => {
  database = await createTestDatabase();
  await makeDemoAccounts(database.ownerDb, 'kata-sandi-untuk-uji');
  sink = await startSmtpSink();
}, 60_000);
afterAll(async () => {
  await sink.close();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});
const start = (env: Record<string, string> = {}) => spawnLoket({
  PORT: '0', DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl, LOKET_SECRET: 'rahasia-hanya-untuk-uji-0123456789', LOKET_DATA_DIR: folder, SMTP_URL: sink.url, MAIL_FROM: 'loket@contoh.test', ...env,
});

/** An upload whose second half is sent when the test says so. */
function halfAnUpload(url: string, file: Buffer) {
  const edge = 'batasuji';
  const body = Buffer.concat([Buffer.from(`--${edge}\r\nContent-Disposition: form-data; name="berkas"; filename="ktp.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`), file, Buffer.from(`\r\n--${edge}--\r\n`)]);
  const sending = request(new URL('/api/public/uploads', url), {
    method: 'POST', headers: { Origin: new URL(url).origin, 'X-Requested-With': 'loket', 'Content-Type': `multipart/form-data; boundary=${edge}`, 'Content-Length': body.length },
  });
  const answer = new Promise<number | 'cut'>((resolve) => { sending.on('response', (response: IncomingMessage) => { response.resume(); resolve(response.statusCode ?? 0); }); sending.on('error', () => { resolve('cut'); }); });
  sending.write(body.subarray(0, body.length / 2));
  return { answer, finish: () => { sending.end(body.subarray(body.length / 2)); } };
}
const scan = () => sampleScan('ktp', { name: 'Rina Contoh', nik: '6472014508900003', npwp: '6472014508900003' }, 'jpeg');

describe('a server that is told to stop', () => {
  it('says that it is not ready, still ends the upload that is under way, and is gone', async () => {
    const loket = await start({ LOKET_DRAIN_SECONDS: '2' });
    const upload = halfAnUpload(loket.url, await scan());
    await pause(500);
    const gone = loket.stop();
    const agent = new Agent({ keepAlive: true });
    const ready = async () => new Promise<number>((resolve) => { request(new URL('/api/ready', loket.url), { agent }, (answer) => { answer.resume(); resolve(answer.statusCode ?? 0); }).on('error', () => { resolve(0); }).end(); });
    await pause(300);
    expect(await ready()).toBe(503);
    await pause(2_500);
    expect(await ready()).toBe(0); // no new connection any more
    upload.finish();
    // Taken, or still examined: the server is gone only when that has ended.
    expect([201, 202]).toContain(await upload.answer);
    await gone;
    expect(await database.db('uploads').count()).toEqual([{ count: 1 }]);
  }, 60_000);

  it('lets the mail that is being sent go out once, and notes it', async () => {
    const file = await aCaseAt(database.ownerDb, 'diterima');
    sink.slowMs = 3_000;
    const loket = await start();
    const [mail] = await database.db('emails').insert({
      unique_key: 'henti', case_id: file.row.id, office_id: file.office.id, kind: 'konfirmasi_penerimaan', to_name: 'Rina', to_address: 'rina@pemohon.test', subject: 'Uji', body: 'Isi', message_id: '<henti@contoh.test>', state: 'queued',
    }).returning<{ id: string }[]>('id');
    await database.db('outbox').insert({ effect: 'kirim_email', case_id: file.row.id, ref_id: mail?.id });
    for (let waited = 0; sink.received.length === 0 && waited < 20_000; waited += 50) await pause(50);
    await loket.stop();
    sink.slowMs = 0;
    expect(await database.db('emails').where({ id: mail?.id }).first()).toMatchObject({ state: 'sent', attempts: 1 });
    expect(sink.received).toHaveLength(1);
    expect(await database.db('outbox').where({ ref_id: mail?.id }).first()).toMatchObject({ done_at: expect.any(Date) });
  }, 60_000);

  it('is gone in bounded time though a request hangs, and keeps nothing of it', async () => {
    const before = await database.db('uploads').count();
    const loket = await start();
    const upload = halfAnUpload(loket.url, await scan());
    await pause(500);
    const began = performance.now();
    await loket.stop();
    expect(performance.now() - began).toBeLessThan(35_000);
    expect(await upload.answer).toBe('cut');
    expect(await database.db('uploads').count()).toEqual(before);
  }, 60_000);
});

it('an all-in-one has stopped its PostgreSQL when it ends', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'loket-henti-'));
  // As npm start runs it: nothing but its own work keeps the process alive.
  const child = spawn(process.execPath, [...nodeOptions(), path.resolve(import.meta.dirname, '..', 'main.ts')], {
    env: { PATH: process.env.PATH ?? '', PORT: '0', HOST: '127.0.0.1', LOKET_DATA_DIR: dataDir, LOKET_DEMO: '0', LOKET_ADMIN_EMAIL: 'admin@loket.test', LOKET_OFFICE: 'KALTIM', LOKET_LOG_LEVEL: 'fatal' }, stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const ended = new Promise<number | null>((resolve) => { child.once('exit', resolve); });
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout.on('data', (chunk: Buffer) => { const said = /Loket siap: (\S+)/.exec(chunk.toString())?.[1]; if (said) resolve(said); });
      void ended.then((code) => { reject(new Error(`it ended with ${String(code)}`)); });
    });
    expect((await fetch(new URL('/api/ready', url))).status).toBe(200);
    const lockFile = path.join(dataDir, 'postgres', 'postmaster.pid');
    expect(existsSync(lockFile)).toBe(true);
    child.kill('SIGTERM');
    expect([await ended, existsSync(lockFile)]).toEqual([0, false]);
  } finally {
    child.kill('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  }
}, 120_000);
