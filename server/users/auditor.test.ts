import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Client } from '../testing/client.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

/** Product decision 14: read-only, bound to a period and cases, expires, every look logged. */
let loket: TestLoket;
let admin: Client;
const files: { id: string; number: string }[] = [];
beforeAll(async () => {
  loket = await startTestLoket({ seed: 31 });
  for (let n = 0; n < 2; n += 1) {
    const { caseId } = await (walks.diarsipkan as (typeof walks)[string])(loket.world);
    const { number } = await loket.db('cases').where({ id: caseId }).first<{ number: string }>('number');
    files.push({ id: caseId, number });
  }
  // The second came in a year earlier.
  await loket.db('cases').where({ id: files[1]?.id }).update({ received_at: '2025-03-02T02:00:00Z' });
  // Each holds a document that was seen at the other.
  const held = await Promise.all(files.map(({ id }) => loket.db('documents').where({ case_id: id, kind: 'npwp' }).first<{ id: string }>('id')));
  await loket.db('document_twins').insert([0, 1].map((n) => ({ case_id: files[n]?.id, document_id: held[n]?.id, other_document_id: held[1 - n]?.id, how: 'byte', found_at: new Date() })));
  admin = loket.client();
  await admin.login('admin@loket.test', TEST_PASSWORD);
}, 240_000);
afterAll(() => loket.stop());

let made = 0;
async function auditor(bounds: object): Promise<{ client: Client; id: string }> {
  made += 1;
  const email = `pemeriksa${made}@bpk.test`;
  const { id, link } = await admin.post<{ id: string; link: string }>('/api/users', {
    name: 'Tim Pemeriksa', email, roles: ['pemeriksa'], via: 'cetak', auditor: { from: '2026-01-01', to: '2026-12-31', expiresOn: '2099-12-31', caseNumbers: null, ...bounds },
  });
  const client = loket.client();
  await client.post('/api/auth/set-password', { token: link.split('/').at(-1), password: 'sandi pemeriksa yang panjang' });
  await client.login(email, 'sandi pemeriksa yang panjang');
  return { client, id };
}
const LISTS = ['cases', 'documents', 'document-twins', 'checks', 'letters', 'archive-files'] as const;
const idOf = (row: Record<string, unknown>) => row.caseId ?? row.id;

describe('an auditor', () => {
  it('sees the cases of the period in every list and nothing else', async () => {
    const { client } = await auditor({});
    for (const list of LISTS) {
      const rows = await client.get<Record<string, unknown>[]>(`/api/${list}?range=[0,199]`);
      expect({ list, seen: [...new Set(rows.map(idOf))] }).toEqual({ list, seen: [files[0]?.id] });
    }
  });

  it('opens a case inside with its papers, and one outside looks like none', async () => {
    const { client } = await auditor({});
    const [document, letter, archive] = await Promise.all([0, 1].map(async (n) => ({
      documents: (await loket.db('documents').where({ case_id: files[n]?.id }).first<{ id: string }>('id')).id,
      letters: (await loket.db('letters').where({ case_id: files[n]?.id }).whereNotNull('pdf_key').first<{ id: string }>('id')).id,
      'archive-files': (await loket.db('archive_files').where({ case_id: files[n]?.id }).first<{ id: string }>('id')).id,
    }))).then(([inside, outside]) => [[inside?.documents, outside?.documents], [inside?.letters, outside?.letters], [inside?.['archive-files'], outside?.['archive-files']]]);
    for (const path of [
      (n: number) => `/api/cases/${files[n]?.id}`, (n: number) => `/api/cases/${files[n]?.id}/history`, (n: number) => `/api/documents/${document?.[n]}/pages/1`,
      (n: number) => `/api/letters/${letter?.[n]}/pdf`, (n: number) => `/api/archive-files/${archive?.[n]}`,
    ]) expect([path(0), (await client.request('GET', path(0))).status, (await client.request('GET', path(1))).status]).toEqual([path(0), 200, 404]);
  });

  it('is told nothing of a case outside by a document that was seen there, and all of it where that case is inside', async () => {
    const { client } = await auditor({});
    const [twin] = await client.get<{ id: string; other: object }[]>('/api/document-twins');
    expect(twin?.other).toEqual({ inside: false, number: null, receivedAt: null, office: expect.any(String), ownOffice: true, caseId: null, documentId: null, subjectName: null, kindLabel: null, samePerson: null, pageCount: 0, comparedPage: 1, lackingPages: [] });
    // Its pictures are not an auditor's at all; those of his own cases he opens as documents.
    expect((await client.request('GET', `/api/document-twins/${twin?.id}/pages/1`)).status).toBe(403);
    const both = await auditor({ from: '2025-01-01' });
    const seen = await both.client.get<{ id: string; other: { caseId: string | null } }[]>('/api/document-twins');
    expect(seen.map(({ other }) => other.caseId).sort()).toEqual(files.map(({ id }) => id).sort());
  });

  it('of listed cases sees only those, and only inside the period', async () => {
    const { client } = await auditor({ caseNumbers: [files[1]?.number] });
    expect(await client.get('/api/cases')).toEqual([]);
    const both = await auditor({ from: '2025-01-01', caseNumbers: [files[1]?.number] });
    expect((await both.client.get<{ id: string }[]>('/api/cases')).map((row) => row.id)).toEqual([files[1]?.id]);
  });

  it('counts only his cases in the time report', async () => {
    const visits = (rows: { visits: number }[]) => rows.reduce((sum, row) => sum + row.visits, 0);
    const period = encodeURIComponent(JSON.stringify({ from: '2026-01-01T00:00:00Z', before: '2027-01-01T00:00:00Z' }));
    const all = visits(await admin.get<{ visits: number }[]>(`/api/sla-steps?filter=${period}`));
    const mine = visits(await (await auditor({ caseNumbers: [files[0]?.number] })).client.get<{ visits: number }[]>(`/api/sla-steps?filter=${period}`));
    expect([mine > 0, mine < all]).toEqual([true, true]);
  });

  it('changes nothing: every act and every writing route is closed', async () => {
    const { client } = await auditor({});
    const view = await client.get<{ version: number; actions: { obstacles: unknown[] }[]; claimable: boolean }>(`/api/cases/${files[0]?.id}`);
    expect([view.actions.filter((action) => action.obstacles.length === 0), view.claimable]).toEqual([[], false]);
    for (const path of ['claim', 'release', 'unmask', 'actions/tandai_mendesak']) {
      expect((await client.request('POST', `/api/cases/${files[0]?.id}/${path}`, { requestId: 'x', seenVersion: view.version, input: {} })).status).toBe(403);
    }
  });

  it('leaves a line for every look, lists too', async () => {
    const { client, id } = await auditor({});
    await client.get('/api/cases');
    await client.get(`/api/cases/${files[0]?.id}`);
    const looks = await loket.db('audit_events').where({ actor_id: id, event: 'pemeriksa_melihat' }).orderBy('id').select<{ ref: string | null; detail: { rute: string } }[]>('ref', 'detail');
    expect(looks.map((look) => [look.detail.rute, look.ref])).toEqual(expect.arrayContaining([['GET /api/cases', null], ['GET /api/cases/:id', `cases:${files[0]?.id}`]]));
    // The office reads them in words, of a long number its beginning.
    const trail = await admin.get<{ about: string[]; refLabel: string | null }[]>(`/api/audit-events?filter=${encodeURIComponent(JSON.stringify({ actorId: id, event: 'pemeriksa_melihat' }))}`);
    expect(trail.map(({ about, refLabel }) => [about, refLabel])).toEqual(expect.arrayContaining([[['Yang dibuka: daftar berkas'], null], [['Yang dibuka: halaman berkas'], `Berkas ${files[0]?.id.slice(0, 8)}`]]));
  });

  it('leaves none for what a screen asks by itself: the own session, notices, the calendar', async () => {
    const { client, id } = await auditor({});
    const looks = () => loket.db('audit_events').where({ actor_id: id, event: 'pemeriksa_melihat' }).pluck<{ rute: string }[]>('detail');
    const before = await looks();
    for (const path of ['/api/auth/me', '/api/notices', '/api/calendar-standing']) expect((await client.request('GET', path)).status).toBe(200);
    expect(await looks()).toEqual(before);
    await client.get('/api/letters');
    expect((await looks()).map(({ rute }) => rute)).toEqual([...before.map(({ rute }) => rute), 'GET /api/letters']);
  });

  it('is nobody when the time is over, in the middle of a session too', async () => {
    const { client, id } = await auditor({});
    expect((await client.request('GET', '/api/cases')).status).toBe(200);
    await loket.db('auditor_grants').where({ user_id: id }).update({ expires_at: loket.db.raw(`clock_timestamp() - interval '1 second'`) });
    expect((await client.request('GET', '/api/cases')).status).toBe(401);
    expect((await client.request('GET', '/api/auth/me')).status).toBe(401);
  });

  it('without bounds sees nothing', async () => {
    const { client, id } = await auditor({});
    await loket.db('auditor_grants').where({ user_id: id }).del();
    expect(await client.get('/api/cases')).toEqual([]);
    expect((await client.request('GET', `/api/cases/${files[0]?.id}`)).status).toBe(404);
  });

  it('is given no case of another office and none that does not exist', async () => {
    const answer = await admin.request<{ errors: Record<string, string> }>('POST', '/api/users', {
      name: 'Tim', email: 'x@bpk.test', roles: ['pemeriksa'], via: 'cetak', auditor: { from: '2026-01-01', to: '2026-12-31', expiresOn: '2099-12-31', caseNumbers: ['TIDAK-ADA-1'] },
    });
    expect([answer.status, answer.body.errors['auditor.caseNumbers']]).toEqual([422, expect.stringContaining('TIDAK-ADA-1')]);
  });
});
