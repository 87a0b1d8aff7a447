import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { performAction } from '../cases/index.ts';
import type { ApplicationStatus } from '../domain/contract/intake.ts';
import { createLink, revokeLinks, tokenOf } from '../links/index.ts';
import { deviationsDoorPart } from '../deviations/index.ts';
import { issueLetter } from '../letters/index.ts';
import { aCaseAt, anOffice, anOfficer, MONDAY_TEN, type TestCase, type TestOffice, type TestOfficer } from '../testing/a-case.ts';
import { act } from '../testing/act.ts';
import { aDoor } from '../testing/door-fakes.ts';
import { aDraft, SECRET, startIntake, type RunningIntake } from '../testing/intake-fakes.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';

interface Refused { message: string; errors?: Record<string, string>; obstacles?: { key: string }[] }
interface Applicant { test: TestCase; token: string; get(): Promise<ApplicationStatus>; post<T = ApplicationStatus & Refused>(what: string, body: object): Promise<{ status: number; body: T }> }

const DAY = 86_400_000;
let database: TestDatabase;
let db: Knex;
let loket: RunningIntake;
let office: TestOffice;
let helpdesk: TestOfficer;

beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
  office = await anOffice(db, { settings: { repairWorkingDays: 3 } });
  helpdesk = await anOfficer(db, office, ['helpdesk']);
  // No appointment unless a test makes one: the clean file of the facts builder has one.
  loket = await startIntake({ db });
});
afterAll(async () => {
  await loket.stop();
  await database.drop();
});

async function applicantAt(place: string): Promise<Applicant> {
  loket.clock.set(MONDAY_TEN);
  const test = await aCaseAt(db, place, { office, holder: helpdesk });
  const { token } = await db.transaction((trx) => createLink(trx, { caseId: test.row.id, letterId: null, at: MONDAY_TEN, secret: SECRET }));
  const path = `/api/public/applications/${token}`;
  return {
    test, token,
    get: () => loket.client.get(path),
    post: (what, body) => loket.client.request('POST', `${path}/${what}`, body),
  };
}
const byStaff = (test: TestCase, action: string, input: object) => db.transaction((trx) => performAction(trx, loket.door, helpdesk.actor, {
  caseId: test.row.id, action, requestId: randomUUID(), seenVersion: null, input, officeId: office.id,
}));
const newKey = () => ({ requestId: randomUUID() });
const item = (jenis: 'dokumen' | 'isian', kunci: string, catatan?: string) => ({ jenis, kunci, alasan: jenis === 'dokumen' ? 'DOC-02' : 'ID-01', ...(catatan ? { catatan } : {}) });

/** A file that waits for its KTP and NIK. */
async function askedBack(): Promise<Applicant> {
  const applicant = await applicantAt('pengembalian');
  await byStaff(applicant.test, 'kirim_kekurangan', { butir: [item('dokumen', 'ktp', 'Foto terpotong'), item('isian', 'nik')], catatan: 'Mohon segera' });
  return applicant;
}
const caseOf = (test: TestCase) => db('cases').where({ id: test.row.id }).first<{ place: string; round: number; identity_version: number; outcome: string | null }>();

describe('the status page', () => {
  it('says in plain words where the file stands and what is expected', async () => {
    const applicant = await applicantAt('diterima');
    const status = await applicant.get();
    expect(status).toMatchObject({ caseNumber: applicant.test.row.number, round: 1, endedAt: null, repair: null, office: { zone: 'WITA' } });
    expect([status.placeText.length > 40, status.expected, status.allowed]).toEqual([true, ['Isi Buku Tamu untuk putaran ini.'], ['visits', 'withdraw']]);
    expect(status.files.map((file) => [file.kind, file.current])).toEqual([['ktp', true], ['npwp', true], ['sertifikat_keahlian', true]]);
    expect(JSON.stringify(status)).not.toContain('6472014508900003');
  });

  it('shows letters with this page in place of the link, and none that is for the office', async () => {
    const applicant = await applicantAt('diterima');
    const [template] = await database.ownerDb('letter_templates').insert({ procedure: 'uji', letter: 'uji', version: Date.now() % 1_000_000, subject: 's', body: 'b' }).returning<{ id: string }[]>('id');
    const letter = (recipient: string) => ({ case_id: applicant.test.row.id, office_id: office.id, kind: 'kekurangan', recipient, template_id: template?.id, state: 'berlaku', subject: 'Perihal', body: 'Buka {tautan} ini', issued_at: MONDAY_TEN });
    await db('letters').insert([letter('pemohon'), letter('verifikator')]);
    expect((await applicant.get()).letters.map((row) => [row.label, row.body, row.hasPdf])).toEqual([['Daftar kekurangan', 'Buka (halaman ini) ini', false]]);
  });

  it('changes nothing, however often it is fetched', async () => {
    const applicant = await applicantAt('diterima');
    const { rows: tables } = await database.ownerDb.raw<{ rows: { name: string }[] }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not in ('audit_events', 'rate_limits')`);
    const picture = async () => {
      const sums = await Promise.all(tables.map(async ({ name }) => (await database.ownerDb.raw<{ rows: { sum: string }[] }>(
        `select count(*) || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum from ?? t`, [name])).rows[0]?.sum));
      return sums.join();
    };
    const before = await picture();
    for (let n = 0; n < 5; n += 1) await applicant.get();
    await loket.client.request('HEAD', `/api/public/applications/${applicant.token}`);
    expect(await picture()).toBe(before);
  });

  it('was opened only when its script says so, and only the first time counts', async () => {
    const applicant = await applicantAt('diterima');
    await applicant.get();
    const opened = () => db('private_links').where({ case_id: applicant.test.row.id }).pluck<(Date | null)[]>('first_opened_at');
    expect(await opened()).toEqual([null]);
    const first = await applicant.post('opened', {});
    loket.clock.pass(60);
    await applicant.post('opened', {});
    expect([first.status, await opened()]).toEqual([204, [MONDAY_TEN]]);
  });

  it.each([['a guess', 'x'.repeat(43)], ['no token', 'abc'], ['a path', '..%2F..'], ['a NUL', '%00']])('is 404 for %s', async (_what, token) => {
    expect((await loket.client.request('GET', `/api/public/applications/${token}`)).status).toBe(404);
  });

  it('is 404 once the links were revoked', async () => {
    const applicant = await applicantAt('diterima');
    await db.transaction((trx) => revokeLinks(trx, applicant.test.row.id));
    expect([(await loket.client.request('GET', `/api/public/applications/${applicant.token}`)).status, (await applicant.post('withdraw', newKey())).status]).toEqual([404, 404]);
  });
});

describe('the guest book', () => {
  it('takes one visit per round and gives a repeat its answer', async () => {
    const applicant = await applicantAt('diterima');
    const entry = { ...newKey(), name: 'Rina Contoh', purpose: 'Registrasi penyedia' };
    const [first, again] = [await applicant.post('visits', entry), await applicant.post('visits', entry)];
    const second = await applicant.post<Refused>('visits', { ...entry, ...newKey() });
    expect([first.status, again.status, second.status, second.body.obstacles?.map((obstacle) => obstacle.key)]).toEqual([200, 200, 409, ['hambatan.kunjungan_sudah_ada']]);
    expect(first.body.visits.map((visit) => [visit.round, visit.name])).toEqual([[1, 'Rina Contoh']]);
    expect([first.body.allowed, await db('visits').where({ case_id: applicant.test.row.id }).select('via', 'recorded_by')]).toEqual([['withdraw'], [{ via: 'tautan', recorded_by: null }]]);
  });

  it('is a fact of the round, and so is its recorded absence', async () => {
    const { test } = await applicantAt('diterima');
    const fact = () => db.transaction(async (trx) => loket.door.facts.find((source) => source.key === 'kunjungan')?.read(trx, { caseId: test.row.id, round: 1, identityVersion: 1, contactVersion: 1, now: MONDAY_TEN }));
    const before = await fact();
    await byStaff(test, 'catat_tanpa_buku_tamu', { catatan: 'Pemohon hanya menelepon' });
    const after = await fact();
    await byStaff(test, 'catat_buku_tamu', { nama: 'Rina Contoh', keperluan: 'Registrasi' });
    expect([before, after, await fact()]).toEqual([{ thisRound: false, deviationRecorded: false }, { thisRound: false, deviationRecorded: true }, { thisRound: true, deviationRecorded: true }]);
  });

  it.each([['no name', { purpose: 'x' }], ['a line break in the name', { name: 'a\nb', purpose: 'x' }], ['a NUL', { name: 'a', purpose: 'x\u0000' }], ['no key', { requestId: undefined, name: 'a', purpose: 'b' }]])(
    'refuses %s with 422', async (_what, body) => {
      expect((await (await applicantAt('diterima')).post('visits', { ...newKey(), ...body })).status).toBe(422);
    });
});

describe('the repair', () => {
  it('is asked for with reasons and a deadline in working days of the office', async () => {
    const applicant = await askedBack();
    const { repair, allowed, expected } = await applicant.get();
    // Three working days after Monday, at the end of Thursday in WITA.
    expect(repair).toMatchObject({ round: 1, dueAt: '2026-03-05T08:00:00.000Z', note: 'Mohon segera' });
    expect([repair?.dueText, repair?.documents.map((doc) => [doc.kind, doc.reason, doc.note]), repair?.fields.map((field) => [field.key, field.note])])
      .toEqual(['Kamis, 5 Maret 2026 pukul 16.00 WITA', [['ktp', 'Scan tidak terbaca atau terpotong', 'Foto terpotong']], [['nik', null]]]);
    expect([allowed, expected[0]]).toEqual([['repair', 'visits', 'withdraw'], 'Kirim perbaikan yang diminta paling lambat Kamis, 5 Maret 2026 pukul 16.00 WITA.']);
  });

  it('says so when its deadline is over, and is taken all the same until somebody closes the application', async () => {
    const applicant = await askedBack();
    expect((await applicant.get()).repair).toMatchObject({ overdue: false });
    await db('repair_requests').where({ case_id: applicant.test.row.id }).update({ due_at: new Date('2026-01-05T08:00:00Z') });
    const { repair, expected, allowed } = await applicant.get();
    expect([repair?.overdue, expected[0], allowed.includes('repair')]).toEqual([true, 'Batas perbaikan (Senin, 5 Januari 2026 pukul 16.00 WITA) sudah lewat. Kirim sekarang, selama permohonan ini belum ditutup.', true]);
  });

  it('sent as asked begins the next round, with a new version of the file and of the identity', async () => {
    const applicant = await askedBack();
    const ktp = await aDraft(db);
    const sending = { ...newKey(), fields: { nik: '6472014508900004' }, documents: { ktp } };
    const [first, again] = [await applicant.post('repair', sending), await applicant.post('repair', sending)];
    expect([first.status, again.status, await caseOf(applicant.test)]).toMatchObject([200, 200, { place: 'cek_unggahan', round: 2, identity_version: 2 }]);
    expect(await db('documents').where({ case_id: applicant.test.row.id, kind: 'ktp' }).orderBy('version').select('version', 'round', 'origin', db.raw('superseded_at is null as current')))
      .toEqual([{ version: 1, round: 1, origin: 'tautan', current: false }, { version: 2, round: 2, origin: 'tautan', current: true }]);
    expect(await db('case_subjects').where({ case_id: applicant.test.row.id }).first('nik')).toEqual({ nik: '6472014508900004' });
    expect(await db('repair_requests').where({ case_id: applicant.test.row.id }).select('closed_how', 'closed_origin')).toEqual([{ closed_how: 'diperbaiki', closed_origin: 'tautan' }]);
    expect([first.body.repair, first.body.allowed]).toEqual([null, ['visits', 'withdraw']]);
  });

  it.each<{ what: string; change: (draft: string) => object; fields: string[] }>([
    { what: 'a document less', change: () => ({ documents: {} }), fields: ['documents.ktp'] },
    { what: 'a field less', change: () => ({ fields: {} }), fields: ['fields.nik'] },
    { what: 'a document more', change: (draft) => ({ documents: { ktp: draft, npwp: draft } }), fields: ['documents.npwp'] },
    { what: 'a field more', change: () => ({ fields: { nik: '6472014508900004', nama: 'Rina Lain' } }), fields: ['fields.nama'] },
    { what: 'a NIK that cannot be', change: () => ({ fields: { nik: '6402053102850001' } }), fields: ['fields.nik'] },
    { what: 'a draft of nobody', change: () => ({ documents: { ktp: randomUUID() } }), fields: ['documents.ktp'] },
    { what: 'a NUL', change: () => ({ fields: { nik: '\u0000' } }), fields: ['fields.nik'] },
  ])('with $what is 422 and changes nothing', async ({ change, fields }) => {
    const applicant = await askedBack();
    const draft = await aDraft(db);
    const answer = await applicant.post('repair', { ...newKey(), fields: { nik: '6472014508900004' }, documents: { ktp: draft }, ...change(draft) });
    expect([answer.status, Object.keys(answer.body.errors ?? {}), await caseOf(applicant.test)]).toMatchObject([422, fields, { place: 'menunggu_perbaikan', round: 1 }]);
    expect(await db('uploads').where({ id: draft }).first('used_at')).toEqual({ used_at: null });
  });

  it('is 409 when nothing was asked', async () => {
    expect((await (await applicantAt('cek_unggahan')).post('repair', newKey())).status).toBe(409);
  });

  it('filed by helpdesk keeps the way it came', async () => {
    const { test } = await askedBack();
    await byStaff(test, 'kirim_perbaikan', { isian: { nik: '6472014508900003' }, dokumen: { ktp: await aDraft(db, { officeId: office.id }) }, asal: 'whatsapp' });
    expect(await db('documents').where({ case_id: test.row.id, kind: 'ktp', version: 2 }).first('origin')).toEqual({ origin: 'whatsapp' });
    // The NIK is the same as before, so nobody became somebody else.
    expect(await caseOf(test)).toMatchObject({ round: 2, identity_version: 1 });
  });

  it.each([['unknown to the procedure', [item('dokumen', 'akta')]], ['listed twice', [item('isian', 'nik'), item('isian', 'nik')]]])('cannot ask for what is %s', async (_what, butir) => {
    const { test } = await applicantAt('pengembalian');
    await expect(byStaff(test, 'kirim_kekurangan', { butir })).rejects.toMatchObject({ status: 422 });
  });

  it('that never comes is proposed as expired once, and closed with the case', async () => {
    const { test } = await askedBack();
    const propose = () => db.transaction((trx) => performAction(trx, loket.door, { kind: 'sistem', id: null, name: 'Sistem', roles: ['sistem'] }, {
      caseId: test.row.id, action: 'usulkan_kedaluwarsa', requestId: randomUUID(), seenVersion: null, input: {}, officeId: null,
    }));
    await expect(byStaff(test, 'nyatakan_kedaluwarsa', { catatan: 'Lewat batas' })).rejects.toMatchObject({ status: 409 });
    await propose();
    loket.clock.pass(60);
    await propose();
    expect(await db('repair_requests').where({ case_id: test.row.id }).pluck('expiry_proposed_at')).toEqual([MONDAY_TEN]);
    await byStaff(test, 'nyatakan_kedaluwarsa', { catatan: 'Lewat batas' });
    expect(await db('repair_requests').where({ case_id: test.row.id }).select('closed_how')).toEqual([{ closed_how: 'ditutup' }]);
  });
});

describe('the appointment', () => {
  it('is agreed to, or another time is wished for', async () => {
    const [yes, other, empty] = [await applicantAt('terjadwal'), await applicantAt('terjadwal'), await applicantAt('terjadwal')];
    const answers = [
      await yes.post('appointment', { ...newKey(), answer: 'ya' }), await other.post('appointment', { ...newKey(), answer: 'lain', wish: 'Kamis pagi' }), await empty.post('appointment', { ...newKey(), answer: 'lain' }),
    ];
    expect(answers.map((answer) => [answer.status, Object.keys(answer.body.errors ?? {})])).toEqual([[200, []], [200, []], [422, ['wish']]]);
    expect([(await caseOf(yes.test)).place, (await caseOf(other.test)).place, (await caseOf(empty.test)).place]).toEqual(['terjadwal', 'penjadwalan', 'terjadwal']);
    expect(await db('case_action_inputs').where({ case_id: other.test.row.id }).pluck('input')).toEqual([{ keinginan: 'Kamis pagi' }]);
  });

  it('is shown in the time of the office', async () => {
    const applicant = await applicantAt('terjadwal');
    await db('appointments').insert({
      case_id: applicant.test.row.id, office_id: office.id, round: 1, starts_at: '2026-03-04T01:30:00Z', ends_at: '2026-03-04T02:00:00Z', channel: 'daring', location: 'https://panggilan.test/uji',
      verifikator_id: helpdesk.id, state: 'diusulkan', ics_uid: randomUUID(), created_at: MONDAY_TEN,
    });
    const { appointment, allowed, expected } = await applicant.get();
    expect(appointment).toMatchObject({ zone: 'WITA', localTime: 'Rabu, 4 Maret 2026 pukul 09.30 WITA', channel: 'daring', state: 'diusulkan', answer: null });
    expect([allowed.includes('appointment'), expected.includes('Jawab jadwal verifikasi: "ya", atau minta waktu lain.')]).toEqual([true, true]);
    for (const [state, shown] of [['hadir', true], ['tidak_hadir', false], ['dijadwal_ulang', false], ['batal', false]] as const) {
      await db('appointments').where({ case_id: applicant.test.row.id }).update({ state });
      expect([state, (await applicant.get()).appointment !== null]).toEqual([state, shown]);
    }
  });
});

describe('after the ending', () => {
  it('a repeated withdrawal gets its answer, another one is refused, and the link only reads', async () => {
    const applicant = await applicantAt('cek_unggahan');
    const withdrawal = newKey();
    const [first, again, other] = [await applicant.post('withdraw', withdrawal), await applicant.post('withdraw', withdrawal), await applicant.post<Refused>('withdraw', newKey())];
    expect([first.status, again.status, other.status, other.body.obstacles?.map((obstacle) => obstacle.key)]).toEqual([200, 200, 409, ['hambatan.permohonan_selesai']]);
    expect(await db('case_actions').where({ case_id: applicant.test.row.id, action: 'tarik_permohonan' })).toHaveLength(1);
    expect(loket.door.letters.filter((letter) => letter.caseId === applicant.test.row.id)).toEqual([{ caseId: applicant.test.row.id, letter: 'penarikan' }]);
    const status = await applicant.get();
    expect([status.outcome, status.allowed, status.files.length]).toEqual(['ditarik', [], 3]);
    expect((await applicant.post('visits', { ...newKey(), name: 'Rina', purpose: 'x' })).status).toBe(409);
    expect([(await applicant.post('opened', {})).status, await db('private_links').where({ case_id: applicant.test.row.id }).pluck('first_opened_at')]).toEqual([204, [null]]);
  });

  it('the link lives thirty days more', async () => {
    const applicant = await applicantAt('cek_unggahan');
    await applicant.post('withdraw', newKey());
    const statuses = [];
    for (const days of [30, 30.01]) {
      loket.clock.set(new Date(MONDAY_TEN.getTime() + days * DAY));
      statuses.push((await loket.client.request('GET', `/api/public/applications/${applicant.token}`)).status);
    }
    expect(statuses).toEqual([200, 404]);
  });
});

describe('own files', () => {
  it('are given as attachments and logged; those of another case look absent', async () => {
    const [mine, foreign] = [await applicantAt('diterima'), await applicantAt('diterima')];
    for (const file of mine.test.documents) await loket.storage.put(file.storageKey, file.bytes);
    const [ktp, other] = [mine.test.documents[0], foreign.test.documents[0]];
    const own = await loket.client.request<string>('GET', `/api/public/applications/${mine.token}/files/${ktp?.id}`);
    const statuses = await Promise.all([other?.id, randomUUID(), 'x'].map(async (id) => (await loket.client.request('GET', `/api/public/applications/${mine.token}/files/${id}`)).status));
    expect([own.status, own.body, own.headers.get('content-type'), own.headers.get('content-disposition')?.startsWith('attachment'), statuses]).toEqual([200, ktp?.bytes.toString(), 'application/pdf', true, [404, 404, 404]]);
    expect(await db('audit_events').where({ case_id: mine.test.row.id }).select('event', 'actor_kind', 'ref')).toEqual([{ event: 'unduh_berkas_sendiri', actor_kind: 'pemohon', ref: `dokumen:${ktp?.id}` }]);
  });

  it('that were returned can be had until their day', async () => {
    const applicant = await applicantAt('diterima');
    const [file] = applicant.test.documents;
    await loket.storage.put(String(file?.storageKey), Buffer.from('isi'));
    await db('file_returns').insert({ case_id: applicant.test.row.id, downloadable_until: new Date(MONDAY_TEN.getTime() + DAY), at: MONDAY_TEN });
    const fetchFile = async () => (await loket.client.request('GET', `/api/public/applications/${applicant.token}/files/${file?.id}`)).status;
    const before = await fetchFile();
    loket.clock.set(new Date(MONDAY_TEN.getTime() + DAY + 1));
    expect([before, await fetchFile()]).toEqual([200, 404]);
  });

  it.each([[14, '16 Maret 2026', 200], [90, '31 Mei 2026', 404]])('of a rejected file can be had on the day its letter names, %d days later, and not the day after', async (returnDays, named, pageAfterwards) => {
    loket.clock.set(MONDAY_TEN);
    const patient = await anOffice(db, { settings: { returnDays } });
    const officer = await anOfficer(db, patient, ['helpdesk']);
    const { row, documents } = await aCaseAt(db, 'ditolak_daftar_hitam', { office: patient, holder: officer });
    for (const file of documents) await loket.storage.put(file.storageKey, file.bytes);
    const config = { secret: SECRET, mailFrom: 'Loket LPSE <loket@contoh.test>', publicUrl: 'https://loket.contoh.test' };
    const door = aDoor({ clock: loket.clock, parts: [deviationsDoorPart()], issueLetter: (trx, context, letter) => issueLetter(trx, { config }, context, letter) });
    await act(db, door, officer.actor, row.id, 'kirim_penolakan');
    const letter = await db('letters').where({ case_id: row.id, kind: 'penolakan_daftar_hitam' }).first<{ id: string; body: string }>();
    expect(letter.body).toContain(`sampai ${named} pukul 10.00 WITA`);
    const link = await db('private_links').where({ letter_id: letter.id }).first<{ id: string }>('id');
    const page = `/api/public/applications/${tokenOf(SECRET, link.id)}`;
    const onDay = async (days: number) => {
      loket.clock.set(new Date(MONDAY_TEN.getTime() + days * DAY));
      return { page: (await loket.client.request('GET', page)).status, file: (await loket.client.request('GET', `${page}/files/${documents[0]?.id}`)).status };
    };
    expect([await onDay(returnDays), await onDay(returnDays + 1)]).toEqual([{ page: 200, file: 200 }, { page: pageAfterwards, file: 404 }]);
  });
});
