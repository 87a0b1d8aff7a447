import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { apply } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Client } from '../testing/client.ts';
import { codeAt, enrol, nextCode } from '../testing/second-factor.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

let loket: TestLoket;
let admin: Client;
const NEW_PASSWORD = 'empat kata yang mudah diingat';
beforeAll(async () => {
  loket = await startTestLoket();
  admin = loket.client();
  await admin.login('admin@loket.test', TEST_PASSWORD);
}, 60_000);
afterAll(() => loket.stop());

const account = (name: string, change: object = {}) => ({ name: `Pegawai ${name}`, email: `${name}@pegawai.test`, roles: ['helpdesk'], auditor: null, via: 'cetak', ...change });
const tokenOf = (link: string) => link.split('/').at(-1) ?? '';
const idOf = async (email: string) => (await loket.db('users').where({ email }).first<{ id: string }>('id')).id;
const versionOf = async (id: string) => (await loket.db('users').where({ id }).first<{ version: number }>('version')).version;
const save = async (client: Client, id: string, body: object) => client.request<{ message: string }>('POST', `/api/users/${id}`, { seenVersion: await versionOf(id), ...body });
const events = (ref: string) => loket.db('audit_events').where({ ref }).orderBy('id').pluck<string[]>('event');

/** Invites, follows the printed link, and logs in. */
async function colleague(name: string, change: object = {}): Promise<{ id: string; client: Client; email: string }> {
  const made = await admin.post<{ id: string; link: string }>('/api/users', account(name, change));
  const client = loket.client();
  await client.post('/api/auth/set-password', { token: tokenOf(made.link), password: NEW_PASSWORD });
  await client.login(`${name}@pegawai.test`, NEW_PASSWORD);
  return { id: made.id, client, email: `${name}@pegawai.test` };
}
const status = async (client: Client, path = '/api/auth/me') => (await client.request('GET', path)).status;

describe('an invitation', () => {
  it('goes by mail, works once, and leaves no working link in any row', async () => {
    const made = await admin.post<{ id: string; link: string | null }>('/api/users', account('surat', { via: 'surel' }));
    expect(made.link).toBeNull();
    const row = await loket.db('emails').where({ kind: 'akun_undangan' }).first<{ body: string; to_address: string }>('body', 'to_address');
    expect(row).toMatchObject({ to_address: 'surat@pegawai.test', body: expect.stringContaining('{tautan}') });
    await loket.loket.workOnce();
    const mail = loket.mails.find((sent) => sent.to.address === 'surat@pegawai.test');
    const link = /https?:\/\/\S+\/staf\/akun\/(\S+)/.exec(mail?.text ?? '');
    expect(mail?.html).toContain('Buat kata sandi');
    const client = loket.client();
    await client.post('/api/auth/set-password', { token: link?.[1], password: NEW_PASSWORD });
    expect(await loket.db('audit_events').where({ event: 'sandi_dibuat', actor_id: made.id }).first('office_id')).toEqual({ office_id: (await loket.db('users').where({ id: made.id }).first<{ office_id: string }>('office_id')).office_id });
    expect((await client.request('POST', '/api/auth/set-password', { token: link?.[1], password: NEW_PASSWORD })).status).toBe(422);
    await client.login('surat@pegawai.test', NEW_PASSWORD);
    expect(await events(`user:${made.id}`)).toEqual(['undang_akun']);
  });

  it('ends after two days, and when a newer one is made', async () => {
    const made = await admin.post<{ id: string; link: string }>('/api/users', account('lama'));
    const again = await admin.post<{ link: string }>(`/api/users/${made.id}/reset`, { via: 'cetak' });
    expect((await loket.client().request('POST', '/api/auth/set-password', { token: tokenOf(made.link), password: NEW_PASSWORD })).status).toBe(422);
    await loket.db('account_links').where({ user_id: made.id }).whereNull('revoked_at').update({ expires_at: loket.db.raw(`clock_timestamp() - interval '1 second'`) });
    expect((await loket.client().request('POST', '/api/auth/set-password', { token: tokenOf(again.link), password: NEW_PASSWORD })).status).toBe(422);
  });

  it.each([
    ['an address that has an account', account('x', { email: 'HELPDESK@loket.test' }), 'email'],
    ['no part', account('y', { roles: [] }), 'roles'],
    ['an auditor who works as well', account('z', { roles: ['pemeriksa', 'helpdesk'], auditor: { from: '2026-01-01', to: '2026-12-31', expiresOn: '2099-12-31', caseNumbers: null } }), 'roles'],
    ['an auditor without bounds', account('q', { roles: ['pemeriksa'] }), 'auditor'],
  ])('is refused for %s', async (_name, body, field) => {
    const answer = await admin.request<{ errors: object }>('POST', '/api/users', body);
    expect([answer.status, Object.keys(answer.body.errors)]).toEqual([422, [field]]);
  });

  it('by an office admin makes no system admin', async () => {
    const { client } = await colleague('adminkantor', { roles: ['admin_kantor'] });
    expect((await client.request('POST', '/api/users', account('naik', { roles: ['admin_sistem'] }))).status).toBe(403);
    expect((await client.request('POST', `/api/users/${await idOf('admin@loket.test')}/reset`, { via: 'cetak' })).status).toBe(403);
    expect((await save(client, await idOf('helpdesk@loket.test'), { name: 'Sari Wulandari', roles: ['helpdesk', 'admin_sistem'], active: true, auditor: null })).status).toBe(403);
  });
});

describe('an account', () => {
  it('that is disabled ends in every browser at once, and can come back', async () => {
    const { id, client, email } = await colleague('pergi');
    const second = loket.client();
    await second.login(email, NEW_PASSWORD);
    const body = { name: 'Pegawai pergi', roles: ['helpdesk'], active: false, auditor: null };
    expect((await save(admin, id, body)).status).toBe(204);
    expect([await status(client), await status(second)]).toEqual([401, 401]);
    expect(await loket.db('session').whereRaw(`sess->>'userId' = ?`, [id])).toEqual([]);
    expect((await client.request('POST', '/api/auth/login', { email, password: NEW_PASSWORD })).status).toBe(401);
    await save(admin, id, { ...body, active: true });
    await client.login(email, NEW_PASSWORD);
    expect(await events(`user:${id}`)).toEqual(['undang_akun', 'nonaktifkan_akun', 'ubah_akun']);
  });

  it('that is disabled gives back what it held', async () => {
    const { id, client } = await colleague('pegang');
    const { caseId } = await apply(loket.world);
    await client.post(`/api/cases/${caseId}/claim`);
    await save(admin, id, { name: 'Pegawai pegang', roles: ['helpdesk'], active: false, auditor: null });
    expect(await loket.db('cases').where({ id: caseId }).first('holder_id')).toEqual({ holder_id: null });
  });

  it('loses its old password and sessions when the reset link is used, not before', async () => {
    const { id, client, email } = await colleague('lupa');
    const { link } = await admin.post<{ link: string }>(`/api/users/${id}/reset`, { via: 'cetak' });
    expect(await status(client)).toBe(200);
    await loket.client().post('/api/auth/set-password', { token: tokenOf(link), password: 'kata sandi yang lain lagi' });
    expect(await status(client)).toBe(401);
    expect((await client.request('POST', '/api/auth/login', { email, password: NEW_PASSWORD })).status).toBe(401);
    await client.login(email, 'kata sandi yang lain lagi');
  });

  it('cannot end itself nor take the admin part from itself', async () => {
    const { id, client } = await colleague('tetap', { roles: ['admin_kantor'] });
    const body = { name: 'Pegawai tetap', roles: ['admin_kantor'], active: true, auditor: null };
    expect((await save(client, id, { ...body, active: false })).status).toBe(422);
    expect((await save(client, id, { ...body, roles: ['helpdesk'] })).status).toBe(422);
    expect((await save(client, id, body)).status).toBe(204);
  });

  it('of the only system admin does not lose that part by its own hand: nobody could give it back', async () => {
    const id = await idOf('admin@loket.test');
    const { name } = await loket.db('users').where({ id }).first<{ name: string }>('name');
    const systemAdmins = () => loket.db('user_roles as r').join('users as u', 'u.id', 'r.user_id').where({ 'r.role': 'admin_sistem', 'u.is_active': true }).pluck<string[]>('u.id');
    expect(await systemAdmins()).toEqual([id]);
    const answer = await admin.request<{ errors: Record<string, string> }>('POST', `/api/users/${id}`, { seenVersion: await versionOf(id), name, roles: ['admin_kantor'], active: true, auditor: null });
    expect([answer.status, answer.body.errors]).toEqual([422, { roles: expect.stringContaining('peran admin sistem') }]);
    // The same id in other letters is the same person.
    expect((await admin.request('POST', `/api/users/${id.toUpperCase()}`, { seenVersion: await versionOf(id), name, roles: ['admin_kantor'], active: true, auditor: null })).status).toBe(422);
    expect(await systemAdmins()).toEqual([id]);
  });

  it('gets a new session id at each login', async () => {
    const before = await loket.db('session').pluck<string[]>('sid');
    await admin.login('admin@loket.test', TEST_PASSWORD);
    const after = await loket.db('session').pluck<string[]>('sid');
    expect(after.some((sid) => !before.includes(sid))).toBe(true);
  });
});

describe('a form of an account', () => {
  it('that is stale changes nothing: a colleague who was disabled meanwhile stays so', async () => {
    const { id } = await colleague('basi');
    const second = await colleague('admin2', { roles: ['admin_kantor'] });
    const [seen] = (await admin.get<{ id: string; version: number }[]>(`/api/users?filter={"id":"${id}"}`));
    const body = { seenVersion: seen?.version, name: 'Pegawai basi', roles: ['helpdesk'], auditor: null };
    expect((await second.client.request('POST', `/api/users/${id}`, { ...body, active: false })).status).toBe(204);
    const stale = await admin.request('POST', `/api/users/${id}`, { ...body, name: 'Pegawai Basi', active: true });
    expect(stale).toMatchObject({ status: 409, body: { message: expect.stringContaining('sudah diubah orang lain') as unknown } });
    expect(await loket.db('users').where({ id }).first('is_active', 'name')).toEqual({ is_active: false, name: 'Pegawai basi' });
  });
});

describe('a locked screen', () => {
  it('opens nothing but itself until the password was given', async () => {
    const { client } = await colleague('kunci');
    expect(await status(client, '/api/cases')).toBe(200);
    expect((await client.request('POST', '/api/auth/lock', {})).status).toBe(204);
    expect([await status(client, '/api/cases'), await status(client, '/api/officers'), await status(client)]).toEqual([423, 423, 200]);
    expect((await client.get<{ locked: boolean }>('/api/auth/me')).locked).toBe(true);
    expect((await client.request('POST', '/api/auth/unlock', { password: 'bukan kata sandinya' })).status).toBe(422);
    expect(await status(client, '/api/cases')).toBe(423);
    expect((await client.request('POST', '/api/auth/unlock', { password: NEW_PASSWORD })).status).toBe(204);
    expect(await status(client, '/api/cases')).toBe(200);
  });
});

describe('the second factor', () => {
  const login = (email: string, code?: string) => loket.client().request<{ errors?: Record<string, string> }>('POST', '/api/auth/login', { email, password: NEW_PASSWORD, ...(code === undefined ? {} : { code }) });

  it('is asked for at the log-in, takes each code once, and each recovery code once', async () => {
    const { client, email } = await colleague('totp', { roles: ['verifikator'] });
    const { key, recoveryCodes } = await enrol(client);
    expect(recoveryCodes).toHaveLength(8);
    expect(await login(email)).toMatchObject({ status: 422, body: { errors: { code: expect.any(String) } } });
    expect((await login(email, codeAt(key))).status).toBe(422); // the code of the enrolment was used
    const next = nextCode(key);
    expect((await login(email, next)).status).toBe(200);
    expect((await login(email, next)).status).toBe(422);
    expect((await login(email, recoveryCodes[0]?.toLowerCase())).status).toBe(200);
    expect((await login(email, recoveryCodes[0])).status).toBe(422);
    expect((await login(email, '000000')).status).toBe(422);
  });

  it('has its recovery codes made anew by whoever shows a code; the old ones are worth nothing then', async () => {
    const { client, email } = await colleague('pulih', { roles: ['verifikator'] });
    const { key, recoveryCodes: old } = await enrol(client);
    expect((await login(email, old[0])).status).toBe(200);
    expect(await client.get('/api/auth/recovery-codes')).toEqual({ left: 7 });
    expect((await client.request('POST', '/api/auth/recovery-codes', { code: '000000' })).status).toBe(422);
    const { recoveryCodes } = await client.post<{ recoveryCodes: string[] }>('/api/auth/recovery-codes', { code: nextCode(key) });
    expect(await client.get('/api/auth/recovery-codes')).toEqual({ left: 8 });
    expect([(await login(email, old[1])).status, (await login(email, recoveryCodes[0])).status]).toEqual([422, 200]);
  });

  it('is stored so that the database alone makes no code', async () => {
    const { client, id } = await colleague('segel', { roles: ['penyelia'] });
    const { key } = await enrol(client);
    const row = await loket.db('second_factors').where({ user_id: id }).first<{ sealed_secret: Buffer }>('sealed_secret');
    expect(row.sealed_secret.includes(Buffer.from(key.replaceAll(' ', '')))).toBe(false);
    const hashes = await loket.db('recovery_codes').where({ user_id: id }).pluck<Buffer[]>('code_hash');
    expect(hashes.every((hash) => hash.length === 32)).toBe(true);
  });

  it('is not replaced by whoever sits at an open screen; the admin takes it off and every session with it', async () => {
    const { client, id, email } = await colleague('hilang', { roles: ['verifikator'] });
    await enrol(client);
    expect((await client.request('POST', '/api/auth/second-factor/begin', {})).status).toBe(409);
    expect((await admin.request('POST', `/api/users/${id}/second-factor-reset`, { password: TEST_PASSWORD })).status).toBe(204);
    expect(await status(client)).toBe(401);
    expect((await login(email)).status).toBe(200);
  });

  it('is taken off with the password of the admin, by a colleague, and the person is told by mail', async () => {
    const { client, id, email } = await colleague('lepas', { roles: ['verifikator'] });
    const self = await colleague('adminlepas', { roles: ['admin_kantor'] });
    await enrol(client);
    await enrol(self.client);
    const take = (by: Client, whose: string, password: string) => by.request('POST', `/api/users/${whose}/second-factor-reset`, { password });
    expect((await take(admin, id, 'bukan kata sandinya')).status).toBe(422);
    expect((await take(self.client, self.id, NEW_PASSWORD)).status).toBe(403);
    expect(await loket.db('second_factors').whereIn('user_id', [id, self.id])).toHaveLength(2);
    expect((await take(self.client, id, NEW_PASSWORD)).status).toBe(204);
    await loket.loket.workOnce();
    expect(loket.mails.filter((mail) => mail.to.address === email).map((mail) => mail.subject)).toEqual([expect.stringContaining('dua langkah')]);
    expect(await events(`user:${id}`)).toContain('dua_langkah_dilepas');
  });

  it('of a system admin, his sessions and his standing are not an office admin\'s affair', async () => {
    const { client } = await colleague('adminbiasa', { roles: ['admin_kantor'] });
    const id = await idOf('admin@loket.test');
    const { name } = await loket.db('users').where({ id }).first<{ name: string }>('name');
    const roles = await loket.db('user_roles').where({ user_id: id }).pluck<string[]>('role');
    const tried = [
      await client.request('POST', `/api/users/${id}/second-factor-reset`, { password: NEW_PASSWORD }), await client.request('POST', `/api/users/${id}/end-sessions`, {}),
      await client.request('POST', `/api/users/${id}/reset`, { via: 'cetak' }), await save(client, id, { name, roles, active: false, auditor: null }),
    ];
    expect(tried.map((answer) => answer.status)).toEqual([403, 403, 403, 403]);
    expect(await status(admin)).toBe(200);
  });

  it('where the office asks for it, opens nothing before it is set up; helpdesk and demo accounts go on', async () => {
    const verifier = await colleague('wajib', { roles: ['verifikator'] });
    const helpdesk = await colleague('bebas');
    const settings = (await loket.db('offices').where({ code: 'KALTIM' }).first<{ settings: object }>('settings')).settings;
    await loket.db('offices').where({ code: 'KALTIM' }).update({ settings: JSON.stringify({ ...settings, secondFactor: 'wajib' }) });
    try {
      expect([await status(verifier.client, '/api/cases'), await status(verifier.client)]).toEqual([403, 200]);
      expect((await verifier.client.get<{ mustEnrol: boolean }>('/api/auth/me')).mustEnrol).toBe(true);
      expect([await status(helpdesk.client, '/api/cases'), await status(admin, '/api/users')]).toEqual([200, 200]);
      await enrol(verifier.client);
      expect(await status(verifier.client, '/api/cases')).toBe(200);
    } finally {
      await loket.db('offices').where({ code: 'KALTIM' }).update({ settings: JSON.stringify(settings) });
    }
  });
});
