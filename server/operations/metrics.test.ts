import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

const TOKEN = 'token-hanya-untuk-uji-0123456789';
let open: TestLoket;
let guarded: TestLoket;
beforeAll(async () => {
  open = await startTestLoket();
  guarded = await startTestLoket({ env: { LOKET_METRICS_TOKEN: TOKEN } });
}, 90_000);
afterAll(async () => {
  await open.stop();
  await guarded.stop();
});

/** Node's own client: `fetch` does not let a test name another host. */
function ask(test: TestLoket, headers: Record<string, string> = {}): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    request(new URL('/metrics', test.url), { headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => { resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString() }); });
    }).on('error', reject).end();
  });
}

describe('/metrics', () => {
  it('answers on the machine itself', async () => {
    expect((await ask(open)).status).toBe(200);
  });

  it.each([
    ['past a proxy that names the caller', { 'X-Forwarded-For': '10.0.0.7' }], ['past a proxy by the standard header', { Forwarded: 'for=10.0.0.7' }], ['past a proxy that says Via', { Via: '1.1 depan' }],
    ['under the public name', { Host: 'loket.contoh.go.id' }],
  ])('is not there %s', async (_how, headers) => {
    const answer = await ask(open, headers);
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('loket_');
  });

  it('with a token configured asks for it, also on the machine itself', async () => {
    expect((await ask(guarded)).status).toBe(404);
    expect((await ask(guarded, { Authorization: `Bearer ${TOKEN}x` })).status).toBe(404);
    expect((await ask(guarded, { Authorization: `Bearer ${TOKEN}`, Host: 'loket.contoh.go.id', 'X-Forwarded-For': '10.0.0.7' })).status).toBe(200);
  });

  it('counts requests by row, mails and effects by state; no address, id or token is a label', async () => {
    const client = open.client();
    const token = 'x'.repeat(43);
    await client.request('GET', `/api/public/applications/${token}`);
    await client.request('GET', '/api/tidak/ada/6472014508900003?email=rina@pemohon.test');
    await open.db('outbox').insert([{ effect: 'gambar_halaman' }, { effect: 'gambar_halaman', failed_at: new Date() }, { effect: 'gambar_halaman', held_at: new Date() }]);
    const { body } = await ask({ ...open, url: open.url });
    expect(body).toMatch(/loket_http_requests_total\{route="GET \/api\/public\/applications\/:token",status="404"\} 1/);
    expect(body).toMatch(/loket_http_requests_total\{route="lain",status="404"\}/);
    expect(body).not.toMatch(/6472014508900003|rina@|xxxxx/);
    expect(body).toMatch(/loket_database_answers 1/);
    expect(body).toMatch(/loket_inspections\{state="waiting"\} 0/);
  });
});

describe('/api/ready', () => {
  it('says yes while it stands, no from the moment it stops; health keeps to what it stands on', async () => {
    const client = guarded.client();
    expect((await client.request('GET', '/api/ready')).status).toBe(200);
    guarded.loket.beginStopping();
    const answer = await client.request('GET', '/api/ready');
    expect(answer).toMatchObject({ status: 503, body: { status: 'berhenti' } });
    expect(answer.headers.get('connection')).toBe('close');
    expect((await client.request('GET', '/api/health')).status).toBe(200);
  });
});
