import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Knex } from 'knex';
import { aCaseAt, anOffice, anOfficer, type TestOffice, type TestOfficer } from '../testing/a-case.ts';
import { act, refusal } from '../testing/act.ts';
import { aClock, aDoor, type MovableClock } from '../testing/door-fakes.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import { deviationsDoorPart } from './index.ts';

let database: TestDatabase;
let db: Knex;
let office: TestOffice;
let penyelia: TestOfficer;
let helpdesk: TestOfficer;
let clock: MovableClock;
let door: ReturnType<typeof aDoor>;

beforeAll(async () => { database = await createTestDatabase(); db = database.db; });
afterAll(() => database.drop());
beforeEach(async () => {
  clock = aClock('2026-03-02T02:00:00Z');
  door = aDoor({ clock, parts: [deviationsDoorPart()] });
  office = await anOffice(db, { settings: { returnDays: 3 } });
  penyelia = await anOfficer(db, office, ['penyelia'], 'Sari Contoh');
  helpdesk = await anOfficer(db, office, ['helpdesk', 'verifikator']);
});

const aMail = async (caseId: string, state: string, createdAt: string): Promise<string> => {
  const id = randomUUID();
  await db('emails').insert({
    id, unique_key: id, case_id: caseId, office_id: office.id, kind: 'kekurangan', to_name: 'Rina Contoh', to_address: 'rina@pemohon.test', subject: 's', body: 'b',
    message_id: id, state, created_at: createdAt,
  });
  return id;
};

describe('a deviation', () => {
  it.each(['perlengkapan', 'waktu'])('of %s is recorded with step, round, person and explanation', async (jenis) => {
    const { row } = await aCaseAt(db, 'cek_kelengkapan', { office, round: 2 });
    await act(db, door, helpdesk.actor, row.id, 'catat_penyimpangan', { jenis, catatan: 'Jaringan kantor mati' });
    expect(await db('case_deviations').where({ case_id: row.id })).toEqual([expect.objectContaining({
      kind: jenis, step: '9', round: 2, explanation: 'Jaringan kantor mati', subject: null, recorded_by: helpdesk.id, at: clock.now(),
    })]);
  });

  it('of output explains the failed mails one by one, oldest first, then none', async () => {
    const { row } = await aCaseAt(db, 'pengarsipan', { office, outcome: 'disetujui' });
    await aMail(row.id, 'sent', '2026-03-01T00:00:00Z');
    const newer = await aMail(row.id, 'bounced', '2026-03-01T02:00:00Z');
    const older = await aMail(row.id, 'failed', '2026-03-01T01:00:00Z');
    for (let n = 0; n < 3; n += 1) {
      await act(db, door, helpdesk.actor, row.id, 'catat_penyimpangan', { jenis: 'output', catatan: 'Disampaikan melalui telepon' });
      clock.pass(1);
    }
    expect(await db('case_deviations').where({ case_id: row.id }).orderBy('at').pluck('subject')).toEqual([older, newer, null]);
  });
});

describe('an exception from four eyes', () => {
  const grant = async (input: object, by = penyelia) => {
    const { row } = await aCaseAt(db, 'disetujui', { office });
    const granted = await act(db, door, by.actor, row.id, 'beri_pengecualian', input);
    return { row: granted.row };
  };

  it('is kept with act, person, reason and giver', async () => {
    const { row } = await grant({ aksi: 'kirim_tanda_terima', orangId: helpdesk.id, alasan: 'Hanya dua petugas' });
    expect(await db('case_exceptions').where({ case_id: row.id })).toEqual([expect.objectContaining({
      action: 'kirim_tanda_terima', user_id: helpdesk.id, granted_by: penyelia.id, reason: 'Hanya dua petugas', round: 1, at: clock.now(),
    })]);
  });

  it('opens the act to that person at the door, and marks it', async () => {
    const { row } = await aCaseAt(db, 'disetujui', { office, holder: helpdesk });
    await db('case_actions').insert({
      case_id: row.id, seq: 2, action: 'nilai_dokumen', to_place: 'cek_kelengkapan', round: 1, actor_kind: 'staf', actor_id: helpdesk.id, request_id: randomUUID(), input_sha256: '', at: clock.now(),
    });
    expect(await refusal(act(db, door, helpdesk.actor, row.id, 'kirim_tanda_terima'))).toEqual(['hambatan.empat_mata']);
    await act(db, door, penyelia.actor, row.id, 'beri_pengecualian', { aksi: 'kirim_tanda_terima', orangId: helpdesk.id, alasan: 'Hanya dua petugas' });
    await act(db, door, helpdesk.actor, row.id, 'kirim_tanda_terima');
    expect(await db('case_actions').where({ case_id: row.id, action: 'kirim_tanda_terima' }).first()).toMatchObject({ by_exception: true });
  });

  it.each([
    ['an act without four eyes', () => ({ aksi: 'catat_hadir', orangId: helpdesk.id }), ['aksi: galat.pengecualian.aksi']],
    ['an unknown act', () => ({ aksi: 'constructor', orangId: helpdesk.id }), ['aksi: galat.pengecualian.aksi']],
    ['oneself', () => ({ aksi: 'kirim_tanda_terima', orangId: penyelia.id }), ['orangId: galat.pengecualian.diri_sendiri']],
    ['a stranger', () => ({ aksi: 'kirim_tanda_terima', orangId: randomUUID() }), ['orangId: galat.pengecualian.orang']],
  ])('is not granted for %s', async (_who, input, told) => {
    expect(await refusal(grant({ ...input(), alasan: 'Alasan' }))).toEqual(told);
  });

  it('is not granted to an officer of another office', async () => {
    const other = await anOfficer(db, await anOffice(db), ['verifikator']);
    expect(await refusal(grant({ aksi: 'kirim_tanda_terima', orangId: other.id, alasan: 'Alasan' }))).toEqual(['orangId: galat.pengecualian.orang']);
  });
});

it('marks a case urgent and takes the mark away, one version each', async () => {
  const { row } = await aCaseAt(db, 'diterima', { office });
  expect((await act(db, door, helpdesk.actor, row.id, 'tandai_mendesak', { mendesak: true, catatan: 'Tender besok' })).row).toMatchObject({ is_urgent: true, version: row.version + 1 });
  expect((await act(db, door, helpdesk.actor, row.id, 'tandai_mendesak', { mendesak: false, catatan: 'Keliru' })).row).toMatchObject({ is_urgent: false, version: row.version + 2 });
});

it('keeps a rejected file downloadable for the days of the office', async () => {
  const { row } = await aCaseAt(db, 'ditolak_daftar_hitam', { office, holder: helpdesk });
  await act(db, door, helpdesk.actor, row.id, 'kirim_penolakan');
  expect(await db('file_returns').where({ case_id: row.id }).first()).toMatchObject({ downloadable_until: new Date('2026-03-05T02:00:00Z'), returned_by: helpdesk.id, at: clock.now() });
});
