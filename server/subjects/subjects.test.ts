import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { performAction } from '../cases/index.ts';
import { addresseeOf } from '../letters/letter-rows.view.ts';
import type { FoundCase } from '../domain/contract/subjects.ts';
import { aCaseAt, anOffice, anOfficer, MONDAY_TEN, PERSON, type TestOffice, type TestOfficer } from '../testing/a-case.ts';
import { startIntake, type RunningIntake } from '../testing/intake-fakes.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import { tinySop } from '../testing/tiny-sop.ts';
import { applyRepairedFields } from './index.ts';
import { applicantRole } from './subjects.repository.ts';

let database: TestDatabase;
let db: Knex;
let loket: RunningIntake;
let office: TestOffice;
let elsewhere: TestOffice;
let helpdesk: TestOfficer;

beforeAll(async () => {
  database = await createTestDatabase();
  db = database.db;
  [office, elsewhere] = [await anOffice(db), await anOffice(db)];
  helpdesk = await anOfficer(db, office, ['helpdesk']);
  loket = await startIntake({ db });
  loket.become(helpdesk);
});
afterAll(async () => {
  await loket.stop();
  await database.drop();
});

const identityFact = (caseId: string) => db.transaction(async (trx) =>
  loket.door.facts.find((source) => source.key === 'identitas')?.read(trx, { caseId, round: 1, identityVersion: 1, contactVersion: 1, now: MONDAY_TEN }));

describe('mended fields', () => {
  const repair = async (fields: Record<string, string>) => {
    const test = await aCaseAt(db, 'menunggu_perbaikan', { office, person: { npwp_typed: '02.183.241.4-000.000', npwp15: '021832414000000', npwp16: '0021832414000000', npwp_doubtful: true, npwp_judged: 'ditolak' } as object });
    await db.transaction((trx) => applyRepairedFields(trx, { caseId: test.row.id, sop: test.sop, fields, today: '2026-03-02' }));
    const row = await db('cases').where({ id: test.row.id }).first<{ identity_version: number }>('identity_version');
    return { version: row.identity_version, subject: await db('case_subjects').where({ case_id: test.row.id }).first<Record<string, unknown>>() };
  };

  it('of the identity raise its version, and a new NPWP waits for no old judgement', async () => {
    expect(await repair({ npwp: '02.183.241.5-000.000' })).toMatchObject({ version: 2, subject: { npwp16: '0021832415000000', npwp_doubtful: false, npwp_judged: null } });
  });
  it('that say the same in other signs leave identity and judgement alone', async () => {
    expect(await repair({ npwp: '021832414000000' })).toMatchObject({ version: 1, subject: { npwp_judged: 'ditolak', npwp_doubtful: true } });
  });
  it('outside the identity do not raise it', async () => {
    expect(await repair({ alamat: 'Jalan Baru Nomor 9' })).toMatchObject({ version: 1, subject: { address: 'Jalan Baru Nomor 9' } });
  });
  it('fold the new name', async () => {
    expect(await repair({ nama: 'Dr. Rina Contoh Baru' })).toMatchObject({ version: 2, subject: { name: 'Dr. Rina Contoh Baru', name_folded: 'RINA CONTOH BARU' } });
  });
  it('that cannot be are refused by name', async () => {
    await expect(repair({ telepon: '12' })).rejects.toMatchObject({ status: 422, fields: { 'isian.telepon': {} } });
  });
});

describe('who applies', () => {
  it('is the first subject of the procedure, whatever its part is called', () => {
    expect(applicantRole(tinySop({ subjects: [{ role: 'perusahaan', screen: [] }, { role: 'pemohon', screen: [] }] }))).toBe('perusahaan');
    expect(() => applicantRole(tinySop({ subjects: [] }))).toThrow(/contoh v1/);
  });

  it('is told from the others of the file', async () => {
    const test = await aCaseAt(db, 'diterima', { office, person: { nik: '6472014508900003' } });
    await db('case_subjects').insert({ case_id: test.row.id, role: 'kuasa', name: 'Kuasa Contoh', nik: '6472014508900004' });
    const look = await loket.client.request<{ value: string }>('POST', `/api/cases/${test.row.id}/unmask`, { field: 'nik', requestId: 'lihat-nik-4' });
    expect(look.body).toEqual({ value: '6472014508900003' });
    // His part stands before the applicant's in the alphabet; lists and letters name the applicant.
    const { body } = await loket.client.request<FoundCase[]>('POST', '/api/search', { q: test.row.number });
    expect(body).toMatchObject([{ subjectName: PERSON.name }]);
    expect(await db.transaction((trx) => addresseeOf(trx, test.row.id))).toMatchObject({ name: PERSON.name, email: PERSON.email });
    await expect(db('case_subjects').insert({ case_id: test.row.id, role: 'kuasa', ordinal: 2, is_applicant: true })).rejects.toThrow('case_subjects_applicant');
  });
});

describe('the NPWP', () => {
  it('is judged through the door', async () => {
    const test = await aCaseAt(db, 'cek_kelengkapan', { office, holder: helpdesk, person: { npwp_doubtful: true } as object });
    const before = await identityFact(test.row.id);
    await db.transaction((trx) => performAction(trx, loket.door, helpdesk.actor, {
      caseId: test.row.id, action: 'nilai_npwp', requestId: randomUUID(), seenVersion: null, input: { hasil: 'diterima', alasan: 'Sesuai kartu' }, officeId: office.id,
    }));
    expect([before, await identityFact(test.row.id)]).toEqual([{ npwpDoubtful: true, npwpJudged: null }, { npwpDoubtful: true, npwpJudged: 'diterima' }]);
  });
});

describe('a masked value', () => {
  it('is shown in full, each look on its own line of the trail with the id of its request in the log, without the value', async () => {
    const test = await aCaseAt(db, 'diterima', { office });
    const look = () => loket.client.request<{ value: string }>('POST', `/api/cases/${test.row.id}/unmask`, { field: 'nik', requestId: 'lihat-nik-1' });
    const [first, second] = [await look(), await look()];
    const trail = await db('audit_events').where({ case_id: test.row.id }).select<object[]>('event', 'actor_id', 'request_id', 'detail');
    expect([first.body, second.status]).toEqual([{ value: '6472014508900003' }, 200]);
    expect(trail).toEqual(Array.from({ length: 2 }, () => ({ event: 'buka_samaran', actor_id: helpdesk.id, request_id: expect.stringMatching(/^[0-9a-f-]{36}$/), detail: { isian: 'nik' } })));
  });
  it('of another office is 404 and not logged as seen', async () => {
    const test = await aCaseAt(db, 'diterima', { office: elsewhere });
    const answer = await loket.client.request('POST', `/api/cases/${test.row.id}/unmask`, { field: 'nik', requestId: 'lihat-nik-2' });
    expect([answer.status, await db('audit_events').where({ case_id: test.row.id })]).toEqual([404, []]);
  });
  it('of an unknown field is 422', async () => {
    const test = await aCaseAt(db, 'diterima', { office });
    expect((await loket.client.request('POST', `/api/cases/${test.row.id}/unmask`, { field: 'password_hash', requestId: 'lihat-nik-3' })).status).toBe(422);
  });
});

describe('the search', () => {
  const person = {
    name: 'Wulan Cakrawala', name_folded: 'WULAN CAKRAWALA', nik: '6403054107920002', npwp15: '093214567001000', npwp16: '0093214567001000', email: 'Wulan@pemohon.test', phone: '+6281399998888', user_id_spse: 'Wulan_C',
  };
  const search = async (q: string) => (await loket.client.request<FoundCase[]>('POST', '/api/search', { q })).body;

  it.each([
    ['number', '', 'nomor'], ['NIK with blanks', '6403 0541 0792 0002', 'nik'], ['NPWP as printed', '09.321.456.7-001.000', 'npwp'],
    ['NPWP of 16 digits', '0093214567001000', 'npwp'], ['telephone as people write it', '0813-9999-8888', 'telepon'], ['e-mail in other letters', 'wulan@PEMOHON.test', 'email'],
    ['user ID', 'wulan_c', 'user_id'], ['one word of the name', 'cakrawala', 'nama'], ['a slip in the name', 'wulan cakrawla', 'nama'],
  ] as const)('finds by %s, in the own office only', async (_what, typed, matched) => {
    const other = await anOffice(db);
    const own = await aCaseAt(db, 'diterima', { office: other, person });
    await aCaseAt(db, 'diterima', { office: elsewhere, person });
    loket.become(await anOfficer(db, other, ['helpdesk']));
    const found = await search(typed || own.row.number);
    loket.become(helpdesk);
    expect(found.map((row) => [row.id, row.matched, row.placeLabel, row.subjectName])).toEqual([[own.row.id, matched, 'Diterima', 'Wulan Cakrawala']]);
  });

  it('puts the exact before the alike and gives at most twenty', async () => {
    const other = await anOffice(db);
    for (let n = 0; n < 22; n += 1) await aCaseAt(db, 'diterima', { office: other, person: { name: `Wulan Contoh ${n}`, name_folded: 'WULAN CONTOH', user_id_spse: `x${n}` } as object });
    const exact = await aCaseAt(db, 'diterima', { office: other, person: { name: 'Lain', name_folded: 'LAIN', user_id_spse: 'wulan' } as object });
    loket.become(await anOfficer(db, other, ['helpdesk']));
    const found = await search('wulan');
    loket.become(helpdesk);
    expect([found.length, found[0]?.id, found[0]?.matched]).toEqual([20, exact.row.id, 'user_id']);
  });

  it('leaves at every case found by an identifier who looked it up, and none at a name that is alike', async () => {
    const [own, namesake] = [await aCaseAt(db, 'diterima', { office, person: { ...person, nik: '6403054107920077' } }), await aCaseAt(db, 'diterima', { office, person: { ...person, nik: '6403054107920078', name: 'Wulan Cakrawala' } })];
    const looked = (caseId: string) => db('audit_events').where({ event: 'pencarian', actor_id: helpdesk.id, case_id: caseId }).orderBy('id').pluck<object[]>('detail');
    await search('6403054107920077');
    await search('wulan cakrawala');
    expect([await looked(own.row.id), await looked(namesake.row.id)]).toEqual([[{ cocok: 'nik' }], []]);
    await search(own.row.number);
    expect(await looked(own.row.id)).toEqual([{ cocok: 'nik' }, { cocok: 'nomor' }]);
  });

  it.each([[20, 'search 0-19/20'], [21, 'search 0-19/*']])('says when %i match whether there are more than it shows', async (matching, range) => {
    const other = await anOffice(db);
    for (let n = 0; n < matching; n += 1) await aCaseAt(db, 'diterima', { office: other, person: { name: `Ratih Contoh ${n}`, name_folded: 'RATIH CONTOH' } as object });
    loket.become(await anOfficer(db, other, ['helpdesk']));
    const answer = await loket.client.request<FoundCase[]>('POST', '/api/search', { q: 'ratih' });
    loket.become(helpdesk);
    expect([answer.body.length, answer.headers.get('content-range')]).toEqual([20, range]);
  });

  it('finds by the last digits of the number, by words in any order and by the beginning of the last', async () => {
    const other = await anOffice(db);
    const own = await aCaseAt(db, 'diterima', { office: other, person });
    loket.become(await anOfficer(db, other, ['helpdesk']));
    const ids = async (q: string) => (await search(q)).map((row) => [row.id, row.matched]);
    const tail = String(Number(own.row.number.split('-').at(-1)));
    const [, year] = own.row.number.split('-').slice(-3);
    expect([await ids(`${year}-${tail}`), await ids(`${year} / ${tail}`), await ids(`${Number(year) - 1}-${tail}`)]).toEqual([[[own.row.id, 'nomor']], [[own.row.id, 'nomor']], []]);
    expect([await ids(tail), await ids('cakrawala wulan'), await ids('wulan cakra'), await ids('wulan santoso'), await ids('cakra@')]).toEqual([[[own.row.id, 'nomor']], [[own.row.id, 'nama']], [[own.row.id, 'nama']], [], []]);
    loket.become(helpdesk);
  });

  it('finds a name with a slip although hundreds bear one of its words', async () => {
    const other = await anOffice(db);
    const named = (name: string) => aCaseAt(db, 'diterima', { office: other, person: { name, name_folded: name.toUpperCase() } as object });
    // More than are looked at closely, and there before the one that is meant.
    for (let n = 0; n < 130; n += 1) {
      const word = String.fromCharCode(65 + (n % 26), 65 + (Math.floor(n / 26) * 7) % 26);
      await named(`Slamet ${word.repeat(4)}`);
      await named(`${word.repeat(4)} Riyadi`);
    }
    const meant = await named('Slamet Riyadi');
    loket.become(await anOfficer(db, other, ['helpdesk']));
    const found = await search('slamet riyadx');
    loket.become(helpdesk);
    expect(found[0]?.id).toBe(meant.row.id);
  });

  it('says what is awaited from whom, and what was written last', async () => {
    const other = await anOffice(db);
    const told = async (row: { number: string }) => { const [found] = await search(row.number); return { awaiting: found?.awaiting.map(({ kind, who, since, until }) => ({ kind, who, since, until })), letter: found?.lastLetter?.kind ?? null }; };
    const at = '2026-03-02T02:00:00.000Z';
    const later = '2026-03-09T02:00:00.000Z';
    const [turn, repair, slot, task, over] = [
      (await aCaseAt(db, 'cek_unggahan', { office: other })).row, (await aCaseAt(db, 'menunggu_perbaikan', { office: other })).row, (await aCaseAt(db, 'terjadwal', { office: other })).row,
      (await aCaseAt(db, 'disetujui', { office: other })).row, (await aCaseAt(db, 'diarsipkan', { office: other, outcome: 'disetujui' })).row,
    ];
    const officer = await anOfficer(db, other, ['helpdesk']);
    await db('repair_requests').insert({ case_id: repair.id, round: 1, items: '[]', opened_at: at, due_at: later });
    const [template] = await db('letter_templates').insert({ procedure: 'uji', letter: 'kekurangan', version: 1, subject: 'x', body: 'x' }).returning<{ id: string }[]>('id');
    // What colleagues were told at the same moment, and what was taken back, is not what the caller was written last.
    const letters = [['tanda_terima', at, 'pemohon', 'berlaku'], ['kekurangan', later, 'pemohon', 'berlaku'], ['tugas_spse', later, 'verifikator', 'berlaku'], ['rujukan', '2026-03-10T02:00:00.000Z', 'pemohon', 'dicabut']];
    for (const [kind, issued, recipient, state] of letters) await db('letters').insert({ case_id: repair.id, office_id: other.id, kind, recipient, template_id: template?.id, state, subject: 'x', body: 'x', issued_at: issued });
    const appointment = { office_id: other.id, round: 1, starts_at: later, ends_at: '2026-03-09T02:30:00Z', channel: 'luring', location: 'Ruang', verifikator_id: officer.id, ics_uid: 'x', created_at: at };
    await db('appointments').insert({ ...appointment, case_id: slot.id, state: 'diusulkan' });
    await db('tasks').insert({ case_id: task.id, office_id: other.id, kind: 'spse_setujui', actor: 'verifikator', round: 1, blocks: [], not_opener: false, opened_at: at, state: 'terbuka' });
    loket.become(officer);
    expect(await told(turn)).toEqual({ awaiting: [{ kind: 'giliran', who: 'Helpdesk', since: at, until: null }], letter: null });
    expect(await told(repair)).toEqual({ awaiting: [{ kind: 'perbaikan', who: 'Pemohon', since: at, until: later }], letter: 'kekurangan' });
    expect((await told(slot)).awaiting).toEqual([{ kind: 'jawaban_jadwal', who: 'Pemohon', since: at, until: later }]);
    await db('appointments').where({ case_id: slot.id }).update({ state: 'dikonfirmasi' });
    expect((await told(slot)).awaiting).toEqual([{ kind: 'verifikasi', who: 'Pemohon', since: null, until: later }]);
    expect((await told(task)).awaiting).toEqual([{ kind: 'tugas', who: 'Verifikator', since: at, until: null }]);
    expect(await told(over)).toEqual({ awaiting: [], letter: null });
    loket.become(helpdesk);
  });

  it('leaves in the trail what kind of thing was found, never what was typed', async () => {
    await search('rahasia sekali 6403054107920002');
    const trail = await db('audit_events').where({ event: 'pencarian', actor_id: helpdesk.id, case_id: null }).orderBy('id', 'desc').first<{ detail: { cocok: string; jumlah: number } }>();
    expect(Object.keys(trail.detail).sort()).toEqual(['cocok', 'dicari', 'jumlah']);
    expect(JSON.stringify(trail)).not.toMatch(/rahasia|6403054107920002/);
  });

  it('tells that a NIK was looked for where nobody has it', async () => {
    await search('6403054107920099');
    const trail = await db('audit_events').where({ event: 'pencarian', actor_id: helpdesk.id, case_id: null }).orderBy('id', 'desc').first<{ detail: { dicari: string; jumlah: number } }>();
    expect(trail.detail).toMatchObject({ dicari: expect.stringContaining('nik') as unknown, jumlah: 0 });
    expect(JSON.stringify(trail)).not.toContain('6403054107920099');
  });

  it.each(['x', ' ', 'a\u0000b', '\ud800x', 'x'.repeat(121)])('refuses %j with 422', async (q) => {
    expect((await loket.client.request('POST', '/api/search', { q })).status).toBe(422);
  });

  it.each(["'; drop table cases; --", '%', '\\', '?? ?', '((((', '<%'.repeat(20)])('answers %j like any other text', async (q) => {
    expect((await loket.client.request('POST', '/api/search', { q: `${q} ` + 'zz' })).status).toBe(200);
  });
});
