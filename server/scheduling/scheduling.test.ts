import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Knex } from 'knex';
import { performAction } from '../cases/index.ts';
import { aCaseAt, anOffice, anOfficer, type TestCase, type TestOffice, type TestOfficer } from '../testing/a-case.ts';
import { act, refusal } from '../testing/act.ts';
import { aClock, aDoor, type MovableClock } from '../testing/door-fakes.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import { schedulingDoorPart } from './index.ts';

let database: TestDatabase;
let db: Knex;
let office: TestOffice;
let rina: TestOfficer;
let budi: TestOfficer;
let clock: MovableClock;
let door: ReturnType<typeof aDoor>;

beforeAll(async () => { database = await createTestDatabase(); db = database.db; });
afterAll(() => database.drop());
beforeEach(async () => {
  clock = aClock('2026-03-02T02:00:00Z'); // Monday, 10:00 WITA
  door = aDoor({ clock, parts: [schedulingDoorPart()] });
  office = await anOffice(db);
  rina = await anOfficer(db, office, ['verifikator']);
  budi = await anOfficer(db, office, ['verifikator'], 'Budi Contoh');
});

/** Tuesday at this WITA time. */
const tuesday = (time: string) => `2026-03-03T${time}:00+08:00`;
const slot = (time: string, more: object = {}) => ({ mulai: tuesday(time), menit: 30, saluran: 'daring', tempat: 'https://rapat.contoh.test/a', ...more });
const waiting = (officer: TestOfficer, round = 1): Promise<TestCase> => aCaseAt(db, 'penjadwalan', { office, holder: officer, round });
const latest = (caseId: string) => db('appointments').where({ case_id: caseId }).orderBy('created_at', 'desc').orderBy('sequence', 'desc').first();

describe('offering a slot', () => {
  it('books it and sends the invitation', async () => {
    const { row } = await waiting(rina);
    await act(db, door, rina.actor, row.id, 'tawarkan_jadwal', slot('10:00'));
    expect(await latest(row.id)).toMatchObject({
      state: 'diusulkan', starts_at: new Date('2026-03-03T02:00:00Z'), ends_at: new Date('2026-03-03T02:30:00Z'), verifikator_id: rina.id, sequence: 0, round: 1,
    });
    expect(door.letters).toEqual([{ caseId: row.id, letter: 'undangan_verifikasi' }]);
  });

  it.each([
    ['before the office opens', '07:29', 30], ['into the break', '11:45', 30], ['past the end of the day', '15:45', 30], ['at night', '22:00', 30],
  ])('refuses a slot %s', async (_when, time, menit) => {
    const { row } = await waiting(rina);
    expect(await refusal(act(db, door, rina.actor, row.id, 'tawarkan_jadwal', slot(time, { menit })))).toEqual(['mulai: galat.jadwal.di_luar_jam_kerja']);
    expect(await latest(row.id)).toBeUndefined();
  });

  it.each([['on a Saturday', '2026-03-07T10:00:00+08:00'], ['on a holiday of the office', '2026-03-05T10:00:00+08:00']])('refuses a slot %s', async (_when, mulai) => {
    await database.ownerDb('holidays').insert({ office_id: office.id, date: '2026-03-05', name: 'Hari jadi', kind: 'lokal' });
    const { row } = await waiting(rina);
    expect(await refusal(act(db, door, rina.actor, row.id, 'tawarkan_jadwal', slot('10:00', { mulai })))).toEqual(['mulai: galat.jadwal.di_luar_jam_kerja']);
  });

  it('takes one outside office hours that was agreed on, with the reason', async () => {
    const { row } = await waiting(rina);
    await act(db, door, rina.actor, row.id, 'tawarkan_jadwal', slot('19:00', { alasanDiLuarJam: 'Disepakati melalui telepon' }));
    expect(await latest(row.id)).toMatchObject({ state: 'diusulkan', starts_at: new Date('2026-03-03T11:00:00Z') });
  });

  it('takes one that ends with the day', async () => {
    const { row } = await waiting(rina);
    await act(db, door, rina.actor, row.id, 'tawarkan_jadwal', slot('15:30'));
    expect(await latest(row.id)).toMatchObject({ state: 'diusulkan' });
  });

  it.each([
    ['the same person elsewhere', () => rina, { tempat: 'https://rapat.contoh.test/b' }, ['hambatan.jadwal_bentrok']],
    ['the same room, written otherwise', () => budi, { tempat: ' HTTPS://rapat.contoh.test/A' }, ['hambatan.jadwal_bentrok']],
    ['another person in another room', () => budi, { tempat: 'https://rapat.contoh.test/b' }, []],
  ])('at an overlapping time, %s', async (_who, officer, more, told) => {
    const first = await waiting(rina);
    await act(db, door, rina.actor, first.row.id, 'tawarkan_jadwal', slot('10:00'));
    const second = await waiting(officer());
    const offer = act(db, door, officer().actor, second.row.id, 'tawarkan_jadwal', slot('10:29', more));
    if (told.length > 0) expect(await refusal(offer)).toEqual(told);
    else expect((await offer).row.place).toBe('terjadwal');
  });

  it('may begin when the one before ends', async () => {
    const [first, second] = [await waiting(rina), await waiting(rina)];
    await act(db, door, rina.actor, first.row.id, 'tawarkan_jadwal', slot('10:00'));
    await act(db, door, rina.actor, second.row.id, 'tawarkan_jadwal', slot('10:30'));
    expect(await latest(second.row.id)).toMatchObject({ state: 'diusulkan' });
  });

  it('does not mind the same room in another office', async () => {
    const first = await waiting(rina);
    await act(db, door, rina.actor, first.row.id, 'tawarkan_jadwal', slot('10:00', { tempat: 'Ruang 1' }));
    const elsewhere = await anOffice(db);
    const other = await anOfficer(db, elsewhere, ['verifikator']);
    const second = await aCaseAt(db, 'penjadwalan', { office: elsewhere, holder: other });
    expect((await act(db, door, other.actor, second.row.id, 'tawarkan_jadwal', slot('10:00', { tempat: 'Ruang 1' }))).row.place).toBe('terjadwal');
  });

  it('lets one of two win that book the same person at the same time', async () => {
    const [first, second] = [await waiting(rina), await waiting(rina)];
    const request = (caseId: string, tempat: string) => ({ caseId, action: 'tawarkan_jadwal', requestId: `bersama-${caseId}`, seenVersion: null, input: slot('10:00', { tempat }), officeId: null });
    // The first has booked and holds its transaction open; the second must be waiting for it before it commits.
    const winner = await db.transaction();
    await performAction(winner, door, rina.actor, request(first.row.id, 'Ruang 1'));
    const loser = refusal(db.transaction((trx) => performAction(trx, door, rina.actor, request(second.row.id, 'Ruang 2'))));
    try {
      await untilSomebodyWaits();
    } finally {
      await winner.commit();
    }
    expect(await loser).toEqual(['hambatan.jadwal_bentrok']);
    expect(await db('appointments').whereIn('case_id', [first.row.id, second.row.id]).select('case_id')).toEqual([{ case_id: first.row.id }]);
  });
});

/** The latch: PostgreSQL itself says that a session of this database waits for another transaction. */
async function untilSomebodyWaits(): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    const { rows } = await db.raw<{ rows: unknown[] }>(`select 1 from pg_locks l join pg_stat_activity a on a.pid = l.pid where not l.granted and a.datname = current_database()`);
    if (rows.length > 0) return;
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
  throw new Error('nobody waited');
}

describe('a booked slot', () => {
  const scheduled = async () => {
    const { row } = await waiting(rina);
    await act(db, door, rina.actor, row.id, 'tawarkan_jadwal', slot('10:00'));
    return row.id;
  };
  const applicant = { kind: 'pemohon' as const, id: null, name: 'Pemohon', roles: ['pemohon' as const] };

  it('is confirmed by the applicant', async () => {
    const caseId = await scheduled();
    expect((await act(db, door, applicant, caseId, 'setujui_jadwal')).row.place).toBe('terjadwal');
    expect(await latest(caseId)).toMatchObject({ state: 'dikonfirmasi', answer: 'ya', sequence: 0 });
  });

  it('is given up with a wish, and a new one keeps the uid and raises the sequence', async () => {
    const caseId = await scheduled();
    const before = await latest(caseId) as { ics_uid: string };
    await act(db, door, applicant, caseId, 'minta_jadwal_lain', { keinginan: 'Hari Rabu siang' });
    expect(await latest(caseId)).toMatchObject({ state: 'dijadwal_ulang', answer: 'lain', wish: 'Hari Rabu siang', closed_at: clock.now(), sequence: 1 });
    clock.pass(1);
    await act(db, door, rina.actor, caseId, 'tawarkan_jadwal', slot('10:00'));
    expect(await latest(caseId)).toMatchObject({ state: 'diusulkan', ics_uid: before.ics_uid, sequence: 2 });
  });

  it('cannot be attended before it begins, then is, and the checklist starts empty', async () => {
    const caseId = await scheduled();
    expect(await refusal(act(db, door, rina.actor, caseId, 'catat_hadir'))).toEqual(['hambatan.jadwal_belum_tiba']);
    clock.set(tuesday('10:01'));
    expect((await act(db, door, rina.actor, caseId, 'catat_hadir')).row.place).toBe('verifikasi');
    expect(await latest(caseId)).toMatchObject({ state: 'hadir', closed_at: clock.now() });
    expect(await refusal(act(db, door, rina.actor, caseId, 'nyatakan_lolos'))).toHaveLength(5);
  });

  it('is missed, and the person is free again at that time', async () => {
    const caseId = await scheduled();
    clock.set(tuesday('10:01'));
    await act(db, door, rina.actor, caseId, 'catat_tidak_hadir', { catatan: 'Tidak masuk ke panggilan' });
    expect(await latest(caseId)).toMatchObject({ state: 'tidak_hadir' });
    expect(await refusal(act(db, door, rina.actor, caseId, 'lewati_panggilan', { catatan: 'Lanjut' }))).toEqual(['hambatan.belum_pernah_hadir']);
  });

  it('is moved by the verifikator with a reason', async () => {
    const caseId = await scheduled();
    await act(db, door, rina.actor, caseId, 'jadwal_ulang', { alasan: 'JDW-02', catatan: 'Ada tugas luar' });
    expect(await latest(caseId)).toMatchObject({ state: 'dijadwal_ulang', closed_reason: 'JDW-02', sequence: 1 });
    expect(door.letters.map(({ letter }) => letter)).toEqual(['undangan_verifikasi', 'pembatalan_jadwal']);
  });

  it('is cancelled when the case ends', async () => {
    const caseId = await scheduled();
    await act(db, door, applicant, caseId, 'tarik_permohonan', { catatan: 'Tidak jadi' });
    expect(await latest(caseId)).toMatchObject({ state: 'batal', closed_reason: 'tarik_permohonan' });
  });
});

describe('the checklist', () => {
  const atVerification = async () => {
    const { row } = await waiting(rina);
    await act(db, door, rina.actor, row.id, 'tawarkan_jadwal', slot('10:00'));
    clock.set(tuesday('10:05'));
    await act(db, door, rina.actor, row.id, 'catat_hadir');
    return row.id;
  };
  const fill = async (caseId: string, wrong: string[] = []) => {
    for (const butir of ['ktp', 'npwp', 'sertifikat_keahlian']) await act(db, door, rina.actor, caseId, 'isi_daftar_periksa', { butir, ada: true, sesuaiAsli: !wrong.includes(butir) });
    await act(db, door, rina.actor, caseId, 'nilai_orang', { orangSesuai: true, persetujuan: true });
  };

  it('opens the pass when it is full, and its newest row counts', async () => {
    const caseId = await atVerification();
    await fill(caseId, ['npwp']);
    expect(await refusal(act(db, door, rina.actor, caseId, 'nyatakan_lolos'))).toEqual(['hambatan.daftar_periksa_tidak_sesuai']);
    clock.pass(1);
    await act(db, door, rina.actor, caseId, 'isi_daftar_periksa', { butir: 'npwp', ada: true, sesuaiAsli: true });
    expect((await act(db, door, rina.actor, caseId, 'nyatakan_lolos')).row.place).toBe('disetujui');
  });

  it('asks for the picture of the call again where an upload is gone', async () => {
    const caseId = await atVerification();
    expect(await refusal(act(db, door, rina.actor, caseId, 'simpan_bukti_panggilan', { gambar: randomUUID() }))).toEqual(['gambar: galat.panggilan.gambar']);
  });

  it('takes rows of the documents only', async () => {
    const caseId = await atVerification();
    expect(await refusal(act(db, door, rina.actor, caseId, 'isi_daftar_periksa', { butir: 'orang_sesuai', ada: true, sesuaiAsli: true }))).toEqual(['butir: galat.isian.pilihan']);
  });

  it.each([
    ['survives a repair when no call is repeated', {}, 'disetujui'],
    ['is stale once the identity has changed', { identity_version: 2 }, null],
  ])('%s', async (_what, change, place) => {
    const caseId = await atVerification();
    await fill(caseId);
    await db('cases').where({ id: caseId }).update({ place: 'penjadwalan', round: 2, ...change });
    await act(db, door, rina.actor, caseId, 'lewati_panggilan', { catatan: 'Hanya sertifikat yang diganti' });
    const passing = act(db, door, rina.actor, caseId, 'nyatakan_lolos');
    if (place) expect((await passing).row.place).toBe(place);
    else expect(await refusal(passing)).toHaveLength(5);
  });

  it('begins anew with a new call', async () => {
    const caseId = await atVerification();
    await fill(caseId);
    await db('cases').where({ id: caseId }).update({ place: 'penjadwalan', round: 2 });
    await act(db, door, rina.actor, caseId, 'tawarkan_jadwal', slot('14:00'));
    clock.set(tuesday('14:01'));
    await act(db, door, rina.actor, caseId, 'catat_hadir');
    expect(await refusal(act(db, door, rina.actor, caseId, 'nyatakan_lolos'))).toHaveLength(5);
  });
});
