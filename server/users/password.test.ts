/** Which passwords are taken, and how somebody changes his own. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Client } from '../testing/client.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

const FIRST = 'kuda hijau makan nasi';
const SECOND = 'Tujuh perahu melawan angin';

let loket: TestLoket;
let admin: Client;
beforeAll(async () => { loket = await startTestLoket({ seed: 44 }); admin = await loket.world.officer('admin'); }, 60_000);
afterAll(() => loket.stop());

let made = 0;
async function invite() {
  const email = `qumlopstrek.${made += 1}@kantor.test`;
  const { id, link } = await admin.post<{ id: string; link: string }>('/api/users', { name: 'Rahmawati Petugas', email, roles: ['helpdesk'], auditor: null, via: 'cetak' });
  const set = (password: string) => loket.client().request<{ errors?: Record<string, string> }>('POST', '/api/auth/set-password', { token: link.split('/').at(-1), password });
  return { id, email, set };
}
async function working() {
  const person = await invite();
  await person.set(FIRST);
  const client = loket.client();
  await client.login(person.email, FIRST);
  return { ...person, client };
}
const change = (client: Client, current: string, password: string) => client.request<{ message?: string; errors?: Record<string, string> }>('POST', '/api/auth/change-password', { current, password });
const opens = async (email: string, password: string) => (await loket.client().request('POST', '/api/auth/login', { email, password })).status === 200;
const eventsOf = (id: string) => loket.db('audit_events').where({ actor_id: id }).whereIn('event', ['sandi_diganti', 'ganti_sandi_ditolak']).orderBy('id').pluck<string[]>('event');

describe('a new password', () => {
  it.each([
    ['eleven signs', 'kuda makan r', 11], ['a hundred and twenty-nine', `${FIRST} `.repeat(10), 129],
  ])('is refused with %s', async (_name, text, length) => {
    const { set } = await invite();
    const answer = await set(text.slice(0, length));
    expect([answer.status, answer.body.errors?.password]).toEqual([422, expect.stringMatching(/^Kata sandi (sedikitnya 12|paling panjang 128) huruf/)]);
  });

  it.each([
    ['a common one', 'Password123!'], ['a row of keys', 'qwertyuiop12'], ['one sign over and over', 'aaaaaaaaaaaa'], ['a name of the country and a year', 'Indonesia2026'],
    ['a word everybody takes', 'bismillah123'], ['his own name', 'Rahmawati1990'], ['his own address', 'Qumlopstrek26'],
  ])('is refused when it is tried first: %s; the link still works', async (_name, password) => {
    const { set } = await invite();
    const answer = await set(password);
    expect([answer.status, answer.body.errors?.password]).toEqual([422, expect.stringContaining('mudah ditebak')]);
    expect((await set(FIRST)).status).toBe(204);
  });

  it('is taken with any signs, twelve or many, and holds to the letter', async () => {
    for (const password of ['dua lb~ kQ 7', `${FIRST} é✓ `.repeat(4)]) {
      const { email, set } = await invite();
      expect([password.length, (await set(password)).status]).toEqual([password.length, 204]);
      expect([await opens(email, password.toUpperCase()), await opens(email, password.slice(0, -1)), await opens(email, `${password} `), await opens(email, password)]).toEqual([false, false, false, true]);
    }
  });
});

describe('whoever owns an account', () => {
  const told = async (email: string) => (await loket.db('emails').where({ to_address: email }).orderBy('created_at').pluck<string[]>('kind'));
  const printLink = async (id: string) => (await admin.post<{ link: string }>(`/api/users/${id}/reset`, { via: 'cetak' })).link.split('/').at(-1);

  it('is told that an admin has a link to it in hand, and that its password is another now', async () => {
    const { id, email } = await working();
    expect(await told(email)).toEqual([]);
    const token = await printLink(id);
    expect(await told(email)).toEqual(['akun_tautan']);
    await loket.client().post('/api/auth/set-password', { token, password: SECOND });
    expect(await told(email)).toEqual(['akun_tautan', 'akun_sandi']);
    const client = loket.client();
    await client.login(email, SECOND);
    await change(client, SECOND, 'Perahu ketujuh berlayar');
    expect(await told(email)).toEqual(['akun_tautan', 'akun_sandi', 'akun_sandi']);
    await loket.loket.workOnce();
    const mails = loket.mails.filter(({ to }) => to.address === email);
    expect(mails.map(({ text }) => /\/staf\/akun\/|kuda|perahu/i.test(text ?? ''))).toEqual([false, false, false]);
    expect(mails[0]?.text).toContain('membuat tautan kata sandi baru untuk akun Anda');
  });

  it('hears nothing of its own first password, nor of a second invitation', async () => {
    const { id, email } = await invite();
    const token = await printLink(id);
    await loket.client().post('/api/auth/set-password', { token, password: FIRST });
    expect(await told(email)).toEqual([]);
  });
});

describe('one\'s own password', () => {
  it('is changed by showing the present one; every other desk is closed, this one goes on', async () => {
    const { id, email, client } = await working();
    const elsewhere = loket.client();
    await elsewhere.login(email, FIRST);
    expect((await change(client, FIRST, SECOND)).status).toBe(204);
    expect([(await client.request('GET', '/api/auth/me')).status, (await elsewhere.request('GET', '/api/auth/me')).status]).toEqual([200, 401]);
    expect([await opens(email, FIRST), await opens(email, SECOND)]).toEqual([false, true]);
    expect(await eventsOf(id)).toEqual(['sandi_diganti']);
  });

  it.each([
    ['the present one is wrong', SECOND, 'Perahu ketujuh berlayar', 'current', 'tidak cocok'], ['the new one is the present one', FIRST, FIRST, 'password', 'sama dengan'],
    ['the new one is tried first', FIRST, 'Indonesia2026', 'password', 'mudah ditebak'], ['the new one is short', FIRST, 'pendek', 'password', 'sedikitnya 12'],
  ])('stays when %s', async (_name, current, password, field, sentence) => {
    const { email, client } = await working();
    const answer = await change(client, current, password);
    expect([answer.status, answer.body.errors?.[field]]).toEqual([422, expect.stringContaining(sentence)]);
    expect([await opens(email, FIRST), (await client.request('GET', '/api/auth/me')).status]).toEqual([true, 200]);
  });

  it('of two changes at once one holds: the other showed what was present no more', async () => {
    const { email, client } = await working();
    const second = loket.client();
    await second.login(email, FIRST);
    const answers = await Promise.all([change(client, FIRST, SECOND), change(second, FIRST, 'Perahu ketujuh berlayar')]);
    // The late one either finds the present password changed or its session ended.
    expect(answers.map(({ status }) => status).sort()).toEqual([204, expect.any(Number)]);
    expect(answers.filter(({ status }) => status === 204).length).toBe(1);
    expect([await opens(email, SECOND), await opens(email, 'Perahu ketujuh berlayar')].filter(Boolean).length).toBe(1);
  });

  it('is not changed at a locked desk; a wrong try leaves a trace', async () => {
    const { id, client } = await working();
    await change(client, SECOND, 'Perahu ketujuh berlayar');
    await client.request('POST', '/api/auth/lock', {});
    expect((await change(client, FIRST, SECOND)).status).toBe(423);
    expect(await eventsOf(id)).toEqual(['ganti_sandi_ditolak']);
  });
});
