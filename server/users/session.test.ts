import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Client } from '../testing/client.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

let loket: TestLoket;
let client: Client;
beforeAll(async () => { loket = await startTestLoket(); }, 60_000);
afterAll(() => loket.stop());
beforeEach(async () => {
  await loket.db('session').del();
  client = loket.client();
  await client.login('helpdesk@loket.test', TEST_PASSWORD);
});

const status = async () => (await client.request('GET', '/api/auth/me')).status;
const ends = async () => (await loket.db('session').first<{ expire: string }>('expire')).expire;
/** As if the officer had last been seen, or had logged in, this long ago. */
const wasLast = (key: 'seenAt' | 'loggedInAt', minutes: number) =>
  loket.db.raw(`update session set sess = jsonb_set(sess::jsonb, ?::text[], to_jsonb(?::bigint))::json, expire = expire - make_interval(mins => ?)`, [[key], Date.now() - minutes * 60_000, key === 'seenAt' ? minutes : 0]);

describe('a session', () => {
  it('is not written at every request, but moves along while somebody works', async () => {
    // Half a minute old, or a write within the same second would look like none.
    await loket.db('session').update({ expire: loket.db.raw(`expire - interval '30 seconds'`) });
    const before = await ends();
    expect(await status()).toBe(200);
    expect(await ends()).toBe(before);
    await wasLast('seenAt', 2);
    expect(await status()).toBe(200);
    expect(await ends() >= before).toBe(true);
  });

  it.each([['29 minutes without a request', 'seenAt', 29, 200], ['31 minutes without a request', 'seenAt', 31, 401], ['more than ten hours after the log-in', 'loggedInAt', 601, 401]] as const)(
    'after %s', async (_name, key, minutes, answer) => {
      await wasLast(key, minutes);
      expect(await status()).toBe(answer);
    });

  it('ends on the server at log-out', async () => {
    expect((await client.request('POST', '/api/auth/logout', {})).status).toBe(204);
    expect(await loket.db('session').count()).toEqual([{ count: 0 }]);
    expect(await status()).toBe(401);
  });
});
