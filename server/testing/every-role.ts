/** Somebody of every role, logged in, in the same office. */
import { ALWAYS_SECOND_FACTOR } from '../domain/contract/users.ts';
import { ROLES, type Role } from '../domain/permissions.ts';
import { hashPassword } from '../users/index.ts';
import type { Client } from './client.ts';
import { enrol } from './second-factor.ts';
import { TEST_PASSWORD, type TestLoket } from './start-loket.ts';

export async function signedIn(test: TestLoket): Promise<Map<Role, Client>> {
  const office = await test.db('offices').where({ code: 'KALTIM' }).first<{ id: string }>('id');
  const clients = new Map<Role, Client>();
  for (const role of ROLES) {
    const [user] = await test.db('users').insert({ office_id: office.id, email: `${role}@uji-masukan.test`, name: role, password_hash: await hashPassword(TEST_PASSWORD) }).returning<{ id: string }[]>('id');
    await test.db('user_roles').insert({ user_id: user?.id, role });
    const client = test.client();
    await client.login(`${role}@uji-masukan.test`, TEST_PASSWORD);
    // Without it every door would be shut to him, and a test of what he may not see would see nothing.
    if (role === ALWAYS_SECOND_FACTOR) await enrol(client);
    clients.set(role, client);
  }
  return clients;
}
