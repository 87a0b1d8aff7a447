import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Express } from 'express';
import { ALWAYS_SECOND_FACTOR } from '../domain/contract/users.ts';
import { accessOf, ROLES, routeAccess, type Role } from '../domain/permissions.ts';
import { hashPassword } from '../users/index.ts';
import { enrol } from '../testing/second-factor.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';
import type { Client } from '../testing/client.ts';

/** R1: role × route, over HTTP; the routes are those Express itself knows. */
interface Layer { route?: { path: string | string[]; methods?: Record<string, boolean>; stack: { method?: string }[] } }

function routesOf(express: Express): string[] {
  const { stack } = express.router as unknown as { stack: Layer[] };
  return stack.flatMap(({ route }) => (route && typeof route.path === 'string' && route.path.startsWith('/api')
    ? [...new Set(route.stack.map((handler) => handler.method))].flatMap((method) => (method ? [`${method.toUpperCase()} ${route.path as string}`] : [])) : []));
}

describe('access matrix', () => {
  let test: TestLoket;
  const clients = new Map<Role, Client>();
  beforeAll(async () => {
    test = await startTestLoket();
    const office = await test.db('offices').where({ code: 'KALTIM' }).first<{ id: string }>('id');
    for (const role of ROLES) {
      const [user] = await test.db('users').insert({ office_id: office.id, email: `${role}@matriks.test`, name: role, password_hash: await hashPassword(TEST_PASSWORD) }).returning<{ id: string }[]>('id');
      await test.db('user_roles').insert({ user_id: user?.id, role });
      const client = test.client();
      await client.login(`${role}@matriks.test`, TEST_PASSWORD);
      if (role === ALWAYS_SECOND_FACTOR) await enrol(client);
      clients.set(role, client);
    }
  }, 60_000);
  afterAll(() => test.stop());

  it('has a row for every route of Express and no row without a route', () => {
    expect(routesOf(test.loket.express).sort()).toEqual(Object.keys(routeAccess).sort());
  });

  it('refuses to mount a route without a row', () => {
    expect(() => accessOf('GET /api/lupa-baris')).toThrow('route without an access row');
  });

  const calls = Object.keys(routeAccess).filter((route) => !['POST /api/auth/logout', 'POST /api/auth/login', 'POST /api/auth/lock'].includes(route));
  const pathOf = (route: string) => (route.split(' ')[1] ?? '').replace(/:id\b/g, randomUUID()).replace(':token', 'x'.repeat(43)).replace(':action', 'nilai_dokumen').replace(':n', '1').replace(':step', '7').replace(':code', 'tidak-ada');
  const call = (client: Client, route: string) => client.request(route.split(' ')[0] ?? '', pathOf(route), route.startsWith('POST') ? {} : undefined);

  it.each(calls)('%s: nobody, and each part', async (route) => {
    const access = accessOf(route);
    const nobody = await call(test.client(), route);
    if (access === 'publik') expect([401, 403]).not.toContain(nobody.status);
    else expect(nobody.status).toBe(401);
    for (const role of ROLES) {
      const { status } = await call(clients.get(role) as Client, route);
      const allowed = access === 'publik' || access === 'masuk' || access.includes(role);
      expect({ route, role, refused: status === 403 }).toEqual({ route, role, refused: !allowed });
      expect({ route, role, status: status >= 500 ? status : 'ok' }).toEqual({ route, role, status: 'ok' });
    }
  });

  it.each(calls.filter((route) => !route.startsWith('GET ')))('%s: refused from a foreign origin, from another port, without an origin, and without our header', async (route) => {
    const address = new URL(pathOf(route), test.url);
    const send = (headers: Record<string, string>) => fetch(address, { method: route.split(' ')[0] ?? '', headers: { 'Content-Type': 'application/json', ...headers }, body: '{}' });
    expect((await send({ Origin: 'https://jahat.test', 'X-Requested-With': 'loket' })).status).toBe(403);
    // Another program on the same machine is another origin.
    expect((await send({ Origin: `http://127.0.0.1:${Number(new URL(test.url).port) + 1}`, 'X-Requested-With': 'loket' })).status).toBe(403);
    expect((await send({ 'X-Requested-With': 'loket' })).status).toBe(403);
    expect((await send({ Origin: new URL(test.url).origin })).status).toBe(403);
  });

  it('answers 405 with Allow for a method the address does not know', async () => {
    const answer = await test.client().request('DELETE', '/api/cases');
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET, POST');
  });

  it('counts a lost part at the very next request', async () => {
    const client = clients.get('arsiparis') as Client;
    expect((await client.request('GET', '/api/cases')).status).toBe(200);
    await test.db('user_roles').where({ role: 'arsiparis' }).whereIn('user_id', test.db('users').where({ email: 'arsiparis@matriks.test' }).select('id')).del();
    expect((await client.request('GET', '/api/cases')).status).toBe(403);
    await test.db('users').where({ email: 'arsiparis@matriks.test' }).update({ is_active: false });
    expect((await client.request('GET', '/api/cases')).status).toBe(401);
  });

  it('ends a session on the server at log-out', async () => {
    const client = test.client();
    await client.login('helpdesk@matriks.test', TEST_PASSWORD);
    expect((await client.request('GET', '/api/auth/me')).status).toBe(200);
    expect((await client.request('POST', '/api/auth/logout', {})).status).toBe(204);
    expect((await client.request('GET', '/api/auth/me')).status).toBe(401);
  });
});
