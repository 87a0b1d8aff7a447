/** R17, R19, R20: a session ends when it must, guessing leads nowhere, a private link opens one file and nothing by accident. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { tokenOf } from '../links/index.ts';
import { hashPassword } from '../users/index.ts';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Walked } from '../../seeds/scenarios/world.ts';
import type { Client } from '../testing/client.ts';
import { faultRuns } from '../testing/fault-runs.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

const RUNS = faultRuns(10);
let test: TestLoket;
let one: Walked;
let other: Walked;
const lines: string[] = [];
beforeAll(async () => {
  test = await startTestLoket({ seed: 31, hear: (line) => { lines.push(line); } });
  const walk = (place: string) => (walks[place] as (typeof walks)[string])(test.world);
  [one, other] = [await walk('menunggu_perbaikan'), await walk('diterima')];
}, 120_000);
afterAll(() => test.stop());

describe('R17: the old cookie is refused at the very next request', () => {
  const sessionsOf = (email: string) => test.db('session').whereRaw(`sess->>'userId' = (select id::text from users where email = ?)`, [email]);
  const age = (key: 'seenAt' | 'loggedInAt', minutes: number) => (email: string) => sessionsOf(email).update({
    sess: test.db.raw(`jsonb_set(sess::jsonb, ?::text[], to_jsonb(?::bigint))::json`, [[key], Date.now() - minutes * 60_000]) as unknown as string,
  });
  const events: [string, (email: string, client: Client) => Promise<unknown>][] = [
    ['log-out', (_email, client) => client.request('POST', '/api/auth/logout', {})],
    ['the account disabled', (email) => test.db('users').where({ email }).update({ is_active: false })],
    ['the password set anew by a one-time link', async (email) => {
      const token = randomBytes(32).toString('base64url');
      await test.db('account_links').insert({ user_id: (await test.db('users').where({ email }).first<{ id: string }>('id')).id, token_hash: createHash('sha256').update(token).digest(), expires_at: test.db.raw(`clock_timestamp() + interval '1 hour'`) });
      const answer = await test.client().request('POST', '/api/auth/set-password', { token, password: 'kata-sandi-baru-untuk-uji' });
      if (answer.status !== 204) throw new Error(`set-password: ${answer.status} ${JSON.stringify(answer.body)}`);
      await test.db('users').where({ email }).update({ password_hash: await hashPassword(TEST_PASSWORD) });
    }],
    ['too long idle', age('seenAt', 31)],
    ['a day of work gone by', age('loggedInAt', 601)],
  ];
  const people = ['helpdesk', 'verifikator', 'penyelia', 'arsiparis'];
  it.each(events.flatMap(([event, make]) => people.map((name) => [event, name, make] as const)))('%s: %s', async (_event, name, make) => {
    const email = `${name}@loket.test`;
    const client = test.client();
    await client.login(email, TEST_PASSWORD);
    expect((await client.request('GET', '/api/auth/me')).status).toBe(200);
    await make(email, client);
    expect((await client.request('GET', '/api/auth/me')).status).toBe(401);
    await test.db('users').where({ email }).update({ is_active: true });
  });

  it.each(people)('a lost role counts at once: %s', async (name) => {
    const client = test.client();
    await client.login(`${name}@loket.test`, TEST_PASSWORD);
    expect((await client.request('GET', '/api/cases')).status).toBe(200);
    const taken = await test.db('user_roles').whereIn('user_id', test.db('users').where({ email: `${name}@loket.test` }).select('id')).del().returning<{ user_id: string; role: string }[]>('*');
    expect((await client.request('GET', '/api/cases')).status).toBe(403);
    await test.db('user_roles').insert(taken);
  });

  it('the id is new at each log-in, and the cookie is for the server alone', async () => {
    const login = async (cookie?: string) => {
      const answer = await fetch(`${test.url}/api/auth/login`, { method: 'POST', headers: { 'Content-Type': 'application/json', Origin: test.url, 'X-Requested-With': 'loket', ...(cookie ? { Cookie: cookie } : {}) }, body: JSON.stringify({ email: 'helpdesk@loket.test', password: TEST_PASSWORD }) });
      return answer.headers.getSetCookie()[0] ?? '';
    };
    const first = await login();
    expect(first).toMatch(/HttpOnly/i);
    expect(first).toMatch(/SameSite=Lax/i);
    const planted = first.split(';')[0] ?? '';
    const second = (await login(planted)).split(';')[0];
    expect(second).not.toBe(planted);
    expect((await fetch(`${test.url}/api/auth/me`, { headers: { Cookie: planted } })).status).toBe(401);
  });
});

describe('R20: a private link', () => {
  const open = (token: string, method = 'GET') => fetch(`${test.url}/api/public/applications/${token}`, { method });

  it(`is not used up, nor anything else changed, by ${RUNS} looks of a mail scanner`, async () => {
    const state = async () => JSON.stringify([await test.db('cases').orderBy('id'), await test.db('private_links').orderBy('id'), await test.db('repair_requests').orderBy('id'), await test.db('case_actions').count(), await test.db('outbox').count()]);
    const before = await state();
    for (let n = 0; n < RUNS; n += 1) {
      await open(one.token, 'HEAD');
      expect((await open(one.token)).status).toBe(200);
    }
    expect(await state()).toBe(before);
  });

  it('opens its own file only: not another, not with a letter changed, not when revoked', async () => {
    const mine = await (await open(one.token)).json() as { caseNumber?: string };
    expect(JSON.stringify(mine)).toContain(one.number);
    expect(JSON.stringify(mine)).not.toContain(other.number);
    const [, file] = await test.db('documents').where({ case_id: other.caseId }).limit(2).pluck<string[]>('id');
    expect((await fetch(`${test.url}/api/public/applications/${one.token}/files/${file}`)).status).toBe(404);
    for (const at of [0, 20, 42]) {
      const changed = `${one.token.slice(0, at)}${one.token[at] === 'A' ? 'B' : 'A'}${one.token.slice(at + 1)}`;
      // The last character of 43 carries four bits only: two spellings may mean one token, and then it is that token.
      if (Buffer.from(changed, 'base64url').equals(Buffer.from(one.token, 'base64url'))) continue;
      expect((await open(changed)).status).toBe(404);
    }
    const [spare] = await test.db('private_links').insert({ case_id: one.caseId, token_hash: randomBytes(32), created_at: new Date() }).returning<{ id: string }[]>('id');
    const token = tokenOf(test.config.secret, String(spare?.id));
    await test.db('private_links').where({ id: spare?.id }).update({ token_hash: createHash('sha256').update(token).digest(), revoked_at: new Date() });
    expect((await open(token)).status).toBe(404);
  });

  it('stands in no table, no log line and no referrer', async () => {
    const columns = await test.database.ownerDb.raw<{ rows: { table: string; column: string }[] }>(
      `select table_name as table, column_name as column from information_schema.columns where table_schema = 'public' and data_type in ('text', 'json', 'jsonb')`);
    for (const { table, column } of columns.rows) {
      const { rows } = await test.database.ownerDb.raw<{ rows: unknown[] }>('select 1 from public.?? where position(? in ??::text) > 0 limit 1', [table, one.token, column]);
      expect({ table, column, holds: rows.length }).toEqual({ table, column, holds: 0 });
    }
    expect(lines.join('')).not.toContain(one.token);
    const answer = await open(one.token);
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('a one-time link of an account opens once, in its time', async () => {
    const user = await test.db('users').where({ email: 'helpdesk2@loket.test' }).first<{ id: string }>('id');
    const set = (token: string) => test.client().request('POST', '/api/auth/set-password', { token, password: 'kata-sandi-baru-untuk-uji' });
    const make = async (interval: string) => {
      const token = randomBytes(32).toString('base64url');
      await test.db('account_links').insert({ user_id: user.id, token_hash: createHash('sha256').update(token).digest(), expires_at: test.db.raw(`clock_timestamp() + ?::interval`, [interval]) });
      return token;
    };
    expect((await set(await make('-1 second'))).status).toBe(422);
    const token = await make('1 hour');
    expect([(await set(token)).status, (await set(token)).status]).toEqual([204, 422]);
  });
});

describe('R19: guessing and flooding', () => {
  let limited: TestLoket;
  beforeAll(async () => { limited = await startTestLoket({ limits: true, env: { TRUST_PROXY: '0' } }); }, 60_000);
  afterAll(() => limited.stop());
  const guess = (from: string) => limited.client().request('POST', '/api/auth/login', { email: 'penyelia@loket.test', password: 'tebakan-salah' }, { 'X-Forwarded-For': from });

  it('ten tries of one account, whatever address the guesser claims; then a wait that ends', async () => {
    const answers = [];
    for (let n = 0; n < 13; n += 1) answers.push(await guess(`10.9.${n}.1`));
    expect(answers.slice(0, 10).every(({ status }) => status === 401)).toBe(true);
    for (const { status, headers } of answers.slice(10)) {
      expect(status).toBe(429);
      expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(900);
    }
    await limited.db('rate_limits').update({ expire: Date.now() - 1_000 }); // a quarter of an hour later
    const owner = limited.client();
    await owner.login('penyelia@loket.test', TEST_PASSWORD);
  }, 60_000);

  it('a stranger who guesses at the log-in keeps no locked screen shut; its own guesses are counted apart', async () => {
    await limited.db('rate_limits').del();
    const owner = limited.client();
    await owner.login('penyelia@loket.test', TEST_PASSWORD);
    const lock = () => owner.request('POST', '/api/auth/lock', {});
    const unlock = (password: string) => owner.request('POST', '/api/auth/unlock', { password });
    await lock();
    for (let n = 0; n < 11; n += 1) await guess('10.8.0.1');
    expect((await guess('10.8.0.1')).status).toBe(429);
    expect((await unlock(TEST_PASSWORD)).status).toBe(204);
    await lock();
    const answers = [];
    for (let n = 0; n < 12; n += 1) answers.push((await unlock('tebakan-salah')).status);
    expect(answers.slice(-2)).toEqual([429, 429]);
    // Nor at the form that changes the password: one counter for whoever sits at this desk.
    await limited.db('session').whereRaw(`sess->>'lockedAt' is not null`).update({ sess: limited.db.raw(`(sess::jsonb - 'lockedAt')::json`) as unknown as string });
    expect((await owner.request('POST', '/api/auth/change-password', { current: TEST_PASSWORD, password: 'Tujuh perahu melawan angin' })).status).toBe(429);
    // Nor at a colleague's second factor.
    const { id } = await limited.db('users').where({ email: 'admin@loket.test' }).first<{ id: string }>('id');
    const admin = limited.client();
    await admin.login('admin@loket.test', TEST_PASSWORD);
    const colleague = await limited.db('users').where({ email: 'helpdesk@loket.test' }).first<{ id: string }>('id');
    const take = async (password: string) => (await admin.request('POST', `/api/users/${colleague.id}/second-factor-reset`, { password })).status;
    const taken = [];
    for (let n = 0; n < 11; n += 1) taken.push(await take('tebakan-salah'));
    expect([...taken.slice(-2), await take(TEST_PASSWORD)]).toEqual([422, 429, 429]);
    expect((await limited.db('audit_events').where({ event: 'lepas_dua_langkah_ditolak', actor_id: id })).length).toBe(10);
    await limited.db('rate_limits').del();
  }, 60_000);

  it('whoever knows his password and thinks of easy ones only does not lock himself out', async () => {
    await limited.db('rate_limits').del();
    const owner = limited.client();
    await owner.login('penyelia@loket.test', TEST_PASSWORD);
    const change = async (password: string) => (await owner.request('POST', '/api/auth/change-password', { current: TEST_PASSWORD, password })).status;
    for (let n = 0; n < 12; n += 1) expect(await change(`Indonesia20${n + 10}`)).toBe(422);
    await owner.request('POST', '/api/auth/lock', {});
    expect((await owner.request('POST', '/api/auth/unlock', { password: TEST_PASSWORD })).status).toBe(204);
    await limited.db('rate_limits').del();
  }, 60_000);

  it('guessed one-time links of accounts run into their limit, whatever address the guesser claims', async () => {
    const seen: number[] = [];
    for (let n = 0; n < 30; n += 1) seen.push((await limited.client().request('POST', '/api/auth/set-password', { token: randomBytes(32).toString('base64url'), password: 'kata-sandi-baru-untuk-uji' }, { 'X-Forwarded-For': `10.7.${n}.1` })).status);
    expect(new Set(seen)).toEqual(new Set([422, 429]));
    expect(seen.filter((status) => status === 422).length).toBeLessThanOrEqual(20);
  }, 60_000);

  const GUESSES = RUNS * 50;
  it(`${GUESSES} guessed tokens hit nothing where no limit stops the guesser: links, pictures behind them, letters, uploads`, async () => {
    const doors = [(token: string) => `/api/public/applications/${token}`, (token: string) => `/api/public/applications/${token}/files/${randomUUID()}`, (token: string) => `/api/public/receipts/${token.slice(0, 26)}`, (token: string) => `/api/public/upload-requests/${token}`];
    const begun = randomBytes(32);
    for (let n = 0; n < GUESSES; n += 100) {
      const statuses = await Promise.all(Array.from({ length: Math.min(100, GUESSES - n) }, async (_, at) => {
        // Half of them are a true token with some bits changed: near is no nearer.
        const guess = at % 2 === 0 ? randomBytes(32) : Buffer.from(Buffer.from(one.token, 'base64url').map((byte, place) => byte ^ (place === (n + at) % 32 ? 1 + ((begun[at % 32] ?? 0) % 255) : 0)));
        const answer = await fetch(`${test.url}${doors[(n + at) % doors.length]?.(guess.toString('base64url')) ?? ''}`);
        await answer.arrayBuffer();
        return answer.status;
      }));
      expect([...new Set(statuses)]).toEqual([404]);
    }
  }, 60_000 + GUESSES * 9);

  it('guessed tokens hit nothing and run into the limit of the address', async () => {
    const seen: number[] = [];
    for (let n = 0; n < 320; n += 1) seen.push((await fetch(`${limited.url}/api/public/applications/${randomBytes(32).toString('base64url')}`)).status);
    expect(new Set(seen)).toEqual(new Set([404, 429]));
    expect(seen.filter((status) => status === 404).length).toBeLessThanOrEqual(300);
  }, 120_000);
});
