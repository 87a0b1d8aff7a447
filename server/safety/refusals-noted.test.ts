/** Every refusal leaves a line in the audit trail, with the route and the id of its request; strangers cannot fill the disk with them. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

/** As `STRANGERS_NOTED` in app.ts: of one address in an hour. */
const NOTED = 300;
let test: TestLoket;
beforeAll(async () => { test = await startTestLoket({ seed: 41, limits: true }); }, 120_000);
afterAll(() => test.stop());

const noted = (actorKind: 'staf' | 'tamu') => test.db('audit_events').where({ event: 'akses_ditolak', actor_kind: actorKind }).orderBy('id').select<{ request_id: string | null; detail: Record<string, unknown>; ip_hash: string | null; actor_id: string | null }[]>();

it('a stranger is noted 300 times, a request from a foreign page too, and then no more; an officer always', async () => {
  const stranger = test.client();
  expect((await stranger.request('GET', '/api/cases')).status).toBe(401);
  expect(await noted('tamu')).toMatchObject([{ detail: { rute: 'GET /api/cases', status: 401 }, request_id: expect.any(String), ip_hash: expect.any(String), actor_id: null }]);
  const foreign = await fetch(`${test.url}/api/auth/login`, { method: 'POST', headers: { Origin: 'https://penipu.example', 'X-Requested-With': 'loket', 'Content-Type': 'application/json' }, body: '{}' });
  expect(foreign.status).toBe(403);
  expect((await noted('tamu')).at(-1)).toMatchObject({ detail: { rute: 'POST (asal asing)', status: 403 } });

  for (let n = 2; n < NOTED + 20; n += 1) expect((await stranger.request('GET', '/api/cases')).status).toBe(401);
  expect(await noted('tamu')).toHaveLength(NOTED);

  const officer = test.client();
  await officer.login('helpdesk@loket.test', TEST_PASSWORD);
  expect((await officer.request('GET', '/api/users')).status).toBe(403);
  expect(await noted('staf')).toMatchObject([{ detail: { rute: 'GET /api/users', status: 403 }, actor_id: expect.any(String), request_id: expect.any(String) }]);
});
