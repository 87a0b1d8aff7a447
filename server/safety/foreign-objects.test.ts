import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { routeAccess, type Role } from '../domain/permissions.ts';
import { hashPassword } from '../users/index.ts';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';
import type { Client } from '../testing/client.ts';

const WEEK = { 1: [{ start: '08:00', end: '12:00' }], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };
const BODIES: [RegExp, object][] = [
  [/working-weeks\/:id$/, { name: 'Milik siapa', from: '2000-01-01', to: null, days: WEEK }], [/users\/:id$/, { seenVersion: 1, name: 'Siapa saja', roles: ['helpdesk'], active: true, auditor: null }],
  [/users\/:id\/reset$/, { via: 'cetak' }], [/\/(remove|withdraw|end-sessions)$/, {}], [/upload-requests\/:id\/cancel$/, {}],
];

/** R2: an object of another office and one that never was look the same, on every route that names one. */
describe('objects of another office', () => {
  let test: TestLoket;
  const strangers = new Map<Role, Client>();
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    test = await startTestLoket({ seed: 21 });
    const walked = await (walks.diarsipkan as (typeof walks)[string])(test.world);
    const first = async (table: string, where: object) => (await test.db(table).where(where).first<{ id: string }>('id')).id;
    ids.cases = walked.caseId;
    ids.documents = await first('documents', { case_id: walked.caseId });
    ids['document-twins'] = String((await test.db('document_twins').insert({ case_id: walked.caseId, document_id: ids.documents, other_document_id: ids.documents, how: 'byte', found_at: new Date() }).returning<{ id: string }[]>('id'))[0]?.id);
    ids.uploads = (await test.db('documents').where({ case_id: walked.caseId }).first<{ upload_id: string }>('upload_id')).upload_id;
    ids.emails = await first('emails', { case_id: walked.caseId });
    ids.letters = (await test.db('letters').where({ case_id: walked.caseId }).whereNotNull('number').first<{ id: string }>('id')).id;
    ids['archive-files'] = await first('archive_files', { case_id: walked.caseId });
    const [effect] = await test.db('outbox').insert({ effect: 'gambar_halaman', case_id: walked.caseId, failed_at: new Date() }).returning<{ id: string }[]>('id');
    ids['failed-effects'] = String(effect?.id);
    await test.db('emails').where({ id: ids.emails }).update({ held_at: new Date() });
    // Where the office is the object, the file's own stands for the foreign one.
    const home = await first('offices', { code: 'KALTIM' });
    ids.offices = home;
    ids.users = await first('users', { email: 'helpdesk@loket.test' });
    const kept = async (table: string, row: object) => (await test.db(table).insert({ office_id: home, ...row }).returning<{ id: string }[]>('id'))[0]?.id ?? '';
    ids['working-weeks'] = await kept('working_weeks', { name: 'Milik Kaltim', valid_from: '2000-01-01', days: JSON.stringify(WEEK) });
    ids.holidays = await kept('holidays', { date: '2031-01-09', name: 'Hari Jadi', kind: 'lokal' });
    ids['registry-imports'] = await kept('registry_imports', { data_date: '2026-03-01', file_name: 'x.csv', file_key: 'x', file_bytes: 1, state: 'selesai', imported_by: ids.users, imported_at: new Date() });
    ids['blank-forms'] = await kept('blank_forms', { procedure: 'registrasi_perseorangan', title: 'Milik Kaltim', version: '1', storage_key: 'forms/x', sha256: 'x' });
    const own = await test.db('cases').where({ id: walked.caseId }).first<{ office_id: string }>('office_id');
    const verifikator = await first('users', { email: 'verifikator@loket.test' });
    ids.availabilities = verifikator;
    ids['inbound-mails'] = String((await test.db('inbound_mails').insert({
      office_id: own.office_id, message_id: '<asing@uji.test>', from_name: '', from_address: 'a@uji.test', subject: 'Uji', body: '', known_sender: false, state: 'baru', received_at: test.clock.now(),
    }).returning<{ id: string }[]>('id'))[0]?.id);
    ids.rooms = String((await test.db('rooms').insert({ office_id: own.office_id, name: 'Ruang uji', channel: 'luring', link_kind: 'tetap', address: 'Meja 1' }).returning<{ id: string }[]>('id'))[0]?.id);
    ids['availability-exceptions'] = String((await test.db('availability_exceptions').insert({
      user_id: verifikator, office_id: own.office_id, date: '2027-01-04', changed_by: verifikator, changed_at: test.clock.now(),
    }).returning<{ id: string }[]>('id'))[0]?.id);
    const office = await test.db('offices').where({ code: 'MUAROJAMBI' }).first<{ id: string }>('id');
    const officer = await test.db('users').where({ email: 'helpdesk@loket.test' }).first<{ id: string; office_id: string }>('id', 'office_id');
    const [absence] = await test.db('absences').insert({ office_id: officer.office_id, user_id: officer.id, first_day: '2026-04-01', last_day: '2026-04-02', recorded_by: officer.id, recorded_at: new Date() }).returning<{ id: string }[]>('id');
    ids.absences = String(absence?.id);
    ids['kept-pictures'] = ids.uploads ?? '';
    await test.db('verification_evidence').insert({ case_id: walked.caseId, round: 1, upload_id: ids.uploads, added_by: officer.id, added_at: new Date() });
    const [examination] = await test.db('upload_examinations').insert({ officer_id: officer.id }).returning<{ id: string }[]>('id');
    ids['upload-examinations'] = String(examination?.id);
    const [screening] = await test.db('screenings').insert({ office_id: officer.office_id, kind: 'daftar_hitam', asked: '{}', freshness: 'merah', found: '[]', asked_by: officer.id, asked_at: new Date() }).returning<{ id: string }[]>('id');
    ids.screenings = String(screening?.id);
    const [bulk] = await test.db('bulk_screenings').insert({ office_id: officer.office_id, kind: 'daftar_hitam', file_name: 'x.csv', file_key: 'tapis/x', state: 'selesai', result_key: 'tapis/x.csv', refused_key: 'tapis/x-tak-terbaca.csv', started_by: officer.id, started_at: new Date() }).returning<{ id: string }[]>('id');
    ids['bulk-screenings'] = String(bulk?.id);
    const [hit] = await test.db('standing_hits').insert({ office_id: officer.office_id, import_id: randomUUID(), data_date: '2026-03-01', entry_id: randomUUID(), case_id: walked.caseId, subject_hash: 'x', target_key: 'x', asked: '{}', level: 'A', score: 1, in_force: true, reasons: '[]', shown: '{}', found_at: new Date() }).returning<{ id: string }[]>('id');
    ids['standing-hits'] = String(hit?.id);
    const [link] = await test.db('private_links').insert({ case_id: walked.caseId, token_hash: Buffer.from('asing'), created_at: new Date(), purpose: 'unggah', expires_at: new Date('2099-01-01') }).returning<{ id: string }[]>('id');
    const [request] = await test.db('upload_requests').insert({ office_id: officer.office_id, link_id: link?.id, case_id: walked.caseId, procedure: 'registrasi_perseorangan', sop_version: 1, kinds: ['ktp'], channel: 'email', opened_by: officer.id, opened_at: new Date(), expires_at: new Date('2099-01-01') }).returning<{ id: string }[]>('id');
    ids['upload-requests'] = String(request?.id);
    await test.db('case_notes').insert({ case_id: walked.caseId, author_id: officer.id, request_id: randomUUID(), at: new Date() });
    for (const role of ['helpdesk', 'verifikator', 'penyelia', 'arsiparis', 'admin_kantor'] as const) {
      const [user] = await test.db('users').insert({ office_id: office.id, email: `${role}@lain.test`, name: role, password_hash: await hashPassword(TEST_PASSWORD) }).returning<{ id: string }[]>('id');
      await test.db('user_roles').insert({ user_id: user?.id, role });
      const client = test.client();
      await client.login(`${role}@lain.test`, TEST_PASSWORD);
      strangers.set(role, client);
    }
  }, 120_000);
  afterAll(() => test.stop());

  // The national list and the registry of all LPSEs belong to no office: whoever supervises anywhere may withdraw a wrong version of it.
  const named = Object.entries(routeAccess).filter(([route, access]) => /\/api\/(?!blacklist-imports\/|registry-imports\/:id\/revoke)[a-z-]+\/:id/.test(route) && Array.isArray(access));
  const SCHEDULE_AND_MAIL: Record<string, object> = {
    'POST /api/inbound-mails/:id/handle': { act: 'selesai' },
    'POST /api/absences/:id/cancel': { bringBack: true },
    'POST /api/users/:id/second-factor-reset': { password: TEST_PASSWORD },
    'POST /api/emails/:id/resend': { requestId: 'kirim-ulang-asing' },
    'POST /api/letters/:id/signed': { uploadId: randomUUID(), how: 'basah' },
    'POST /api/letters/:id/certify': { nik: '6472014508900003', passphrase: 'x' },
    'POST /api/cases/:id/contacts': { requestId: 'kontak-asing-1', channel: 'telepon', reached: false },
    'PUT /api/rooms/:id': { name: 'Ruang uji', channel: 'luring', linkKind: 'tetap', address: 'Meja 2' },
    'PUT /api/availabilities/:id': { days: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] }, slotMinutes: 30, bufferMinutes: 0, noticeMinutes: 0, dailyMax: 5, channels: ['daring'] },
    'POST /api/availabilities/:id/leave': { from: '2027-01-04', to: '2027-01-04', confirmed: true },
  };
  const bodyOf = (route: string): object | undefined => (SCHEDULE_AND_MAIL[route] ? SCHEDULE_AND_MAIL[route] : !route.startsWith('POST') ? undefined
    : BODIES.find(([shape]) => shape.test(route))?.[1] ?? (route.endsWith('/verdict') ? { hasil: 'sama', alasan: 'x', requestId: randomUUID() } : route.endsWith('/retry') ? {} : route.endsWith('/decision') ? { keputusan: 'kirim' }
      : route.endsWith('/unmask') ? { field: 'nik', requestId: randomUUID() }
      : route.endsWith('/preview') ? { letter: 'tanda_terima', input: {} }
        : OWNERSHIP[route.split('/').at(-1) ?? ''] ?? { requestId: randomUUID(), seenVersion: 1, input: {} }));

  const once = { requestId: randomUUID() };
  const OWNERSHIP: Record<string, object> = {
    hold: { ...once, seenVersion: 1, reason: 'Menunggu kabar', until: '2030-01-01T00:00:00Z' }, resume: { ...once, seenVersion: 1 }, 'take-over': { ...once, seenVersion: 1, reason: 'Rekan sakit' },
    'hand-over': { ...once, seenVersion: 1, reason: 'Bagi beban', toId: null }, drafts: { kind: 'tindakan', key: 'kirim_kekurangan', content: {} }, discard: { key: 'kirim_kekurangan' },
    turns: { page: 1, turn: 90 },
    adopt: { draftId: randomUUID() }, notes: { ...once, text: 'Catatan' },
  };

  it.each(named)('%s', async (route, access) => {
    const resource = /\/api\/([a-z-]+)\//.exec(route)?.[1] ?? '';
    const foreign = ids[resource];
    expect({ resource, known: foreign !== undefined }).toEqual({ resource, known: true });
    const path = (id: string) => (route.split(' ')[1] ?? '').replace(':id', id).replace(':n', '1').replace(':kind', 'ktp').replace(':action', 'tandai_mendesak')
      + (route.endsWith('/download') ? '?reason=pemeriksaan' : '');
    for (const role of (access as readonly Role[]).filter((candidate) => strangers.has(candidate))) {
      const client = strangers.get(role) as Client;
      const ask = async (id: string) => {
        const answer = await client.request(route.split(' ')[0] ?? '', path(id), bodyOf(route));
        return { status: answer.status, message: (answer.body as { message?: string }).message };
      };
      const absent = await ask(randomUUID());
      expect({ role, ...await ask(foreign as string) }).toEqual({ role, ...absent });
      expect(absent.status).toBe(404);
      expect((await ask('bukan-id')).status).toBe(404);
    }
  });

  it('shows nothing of another office in any list', async () => {
    for (const list of ['cases', 'documents', 'document-twins', 'checks', 'tasks', 'appointments', 'visits', 'emails', 'letters', 'archive-files', 'audit-events', 'users', 'failed-effects', 'absences', 'notices', 'work-in-hand', 'stuck-cases', 'case-deviations', 'case-exceptions', 'officer-load', 'step-visits', 'screenings', 'bulk-screenings', 'standing-hits']) {
      const client = strangers.get(['users', 'audit-events', 'failed-effects', 'stuck-cases', 'case-deviations', 'case-exceptions', 'officer-load', 'step-visits'].includes(list) ? 'admin_kantor' : 'verifikator') as Client;
      const answer = await client.request('GET', `/api/${list}`);
      expect({ list, status: answer.status }).toEqual({ list, status: 200 });
      expect({ list, leaked: JSON.stringify(answer.body).includes(ids.cases as string) }).toEqual({ list, leaked: false });
    }
  });

  it('does not find another office\'s applicant', async () => {
    const { nik } = await test.db('case_subjects').where({ case_id: ids.cases }).first<{ nik: string }>('nik');
    expect(await (strangers.get('helpdesk') as Client).post<unknown[]>('/api/search', { q: nik })).toEqual([]);
  });
});
