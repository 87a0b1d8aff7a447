/** Slots the applicant chooses from, rooms that are taken, officers who are away. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Knex } from 'knex';
import { performAction, SYSTEM, type CaseRow } from '../cases/index.ts';
import { aCaseAt, anOffice, anOfficer, type TestOffice, type TestOfficer } from '../testing/a-case.ts';
import { act, refusal } from '../testing/act.ts';
import { aClock, aDoor, type MovableClock } from '../testing/door-fakes.ts';
import { untilWaiting } from '../testing/until-waiting.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import { changeRoom } from './change-room.ts';
import { changeUsualPlace } from './change-usual-place.ts';
import { followHolder } from './follow-holder.ts';
import { slotsForCase, standIns } from './free-slots.view.ts';
import { schedulingDoorPart } from './index.ts';
import { saveAvailability } from './availability.repository.ts';
import { moveToUsual } from './room-moves.ts';
import { saveRoom } from './rooms.repository.ts';
import { affectedBy, takeLeave } from './take-leave.ts';

let database: TestDatabase;
let db: Knex;
let office: TestOffice;
let rina: TestOfficer;
let budi: TestOfficer;
let clock: MovableClock;
let door: ReturnType<typeof aDoor>;
const applicant = { kind: 'pemohon' as const, id: null, name: 'Pemohon', roles: ['pemohon' as const] };

beforeAll(async () => { database = await createTestDatabase({ max: 12 }); db = database.db; });
afterAll(() => database.drop());
beforeEach(async () => {
  clock = aClock('2026-03-02T02:00:00Z'); // Monday, 10:00 WITA
  door = aDoor({ clock, parts: [schedulingDoorPart()] });
  office = await anOffice(db);
  rina = await anOfficer(db, office, ['verifikator']);
  budi = await anOfficer(db, office, ['verifikator'], 'Budi Contoh');
});

const day = [{ start: '09:00', end: '10:30' }];
const availability = { days: { 1: day, 2: day, 3: day, 4: day, 5: day, 6: [], 7: [] }, slotMinutes: 30, bufferMinutes: 15, noticeMinutes: 60, dailyMax: 8, channels: ['daring' as const] };
const bookable = (officer: TestOfficer, more = {}) => db.transaction((trx) => saveAvailability(trx, { userId: officer.id, officeId: office.id, by: officer.id, at: clock.now() }, { ...availability, ...more }));
const room = (name: string, more = {}) => db.transaction((trx) => saveRoom(trx, { office_id: office.id, name, channel: 'daring', link_kind: 'tetap', address: `https://zoom.contoh.test/${name}`, is_active: true, ...more }));
const tuesday = (time: string) => `2026-03-03T${time}:00+08:00`;
const waiting = async (officer: TestOfficer) => (await aCaseAt(db, 'penjadwalan', { office, holder: officer })).row;
const latest = (caseId: string) => db('appointments').where({ case_id: caseId }).orderBy('created_at', 'desc').orderBy('sequence', 'desc').first();
const offered = async (caseId: string) => {
  const row = await db('cases').where({ id: caseId }).first<never>();
  return (await slotsForCase(db, row, clock.now())).slice(0, 3).map((slot) => `${slot.personName} ${slot.start.toISOString()}`);
};
const invited = async (officer: TestOfficer) => {
  const row = await waiting(officer);
  await act(db, door, officer.actor, row.id, 'buka_pilihan_jadwal');
  return row;
};
const choose = (caseId: string, time: string) => act(db, door, applicant, caseId, 'pilih_jadwal', { mulai: tuesday(time), saluran: 'daring' });

describe('the applicant', () => {
  it('chooses among the slots of whoever holds his file, and that confirms it', async () => {
    await bookable(rina);
    await bookable(budi);
    await room('satu');
    const row = await invited(rina);
    expect(door.letters.at(-1)).toEqual({ caseId: row.id, letter: 'pilih_jadwal' });
    expect(await offered(row.id)).toEqual(['Rina Contoh 2026-03-03T01:00:00.000Z', 'Rina Contoh 2026-03-03T01:45:00.000Z', 'Rina Contoh 2026-03-04T01:00:00.000Z']);
    expect((await choose(row.id, '09:45')).row.place).toBe('terjadwal');
    expect(await latest(row.id)).toMatchObject({
      state: 'dikonfirmasi', answer: 'ya', verifikator_id: rina.id, starts_at: new Date('2026-03-03T01:45:00Z'), ends_at: new Date('2026-03-03T02:15:00Z'),
      busy_until: new Date('2026-03-03T02:30:00Z'), location: 'https://zoom.contoh.test/satu',
    });
    expect(door.letters.at(-1)).toEqual({ caseId: row.id, letter: 'undangan_verifikasi' });
  });

  it('is offered everybody\'s where the holder cannot be booked', async () => {
    await bookable(budi);
    const row = await invited(rina);
    expect((await offered(row.id))[0]).toBe('Budi Contoh 2026-03-03T01:00:00.000Z');
  });

  it('is not offered a time at which the one place of the office is taken', async () => {
    await db('offices').where({ id: office.id }).update({ settings: db.raw(`settings || '{"meetingRoom":"https://zoom.contoh.test/j/kantor"}'`) });
    await bookable(rina);
    await bookable(budi);
    const [hers, his] = [await invited(rina), await invited(budi)];
    await choose(hers.id, '09:00');
    expect(await latest(hers.id)).toMatchObject({ location: 'https://zoom.contoh.test/j/kantor' });
    expect((await offered(his.id))[0]).toBe('Budi Contoh 2026-03-03T01:45:00.000Z');
    expect((await choose(his.id, '09:45')).row.place).toBe('terjadwal');
  });

  it('cannot choose before he is asked, nor what is not offered', async () => {
    await bookable(rina);
    const row = await waiting(rina);
    expect(await refusal(choose(row.id, '09:00'))).toEqual(['hambatan.pilihan_jadwal_tertutup']);
    await act(db, door, rina.actor, row.id, 'buka_pilihan_jadwal');
    expect(await refusal(choose(row.id, '09:10'))).toEqual(['hambatan.slot_tidak_tersedia']);
    expect(await refusal(act(db, door, applicant, row.id, 'pilih_jadwal', { mulai: tuesday('09:00'), saluran: 'luring' }))).toEqual(['hambatan.slot_tidak_tersedia']);
  });

  it('may ask for another time so often as the office says, and chooses anew', async () => {
    await bookable(rina);
    const row = await invited(rina);
    for (const time of ['09:00', '09:45']) {
      await choose(row.id, time);
      clock.pass(1);
      await act(db, door, applicant, row.id, 'minta_jadwal_lain', { keinginan: 'Rabu' });
    }
    await choose(row.id, '09:00');
    expect(await refusal(act(db, door, applicant, row.id, 'minta_jadwal_lain', { keinginan: 'Kamis' }))).toEqual(['hambatan.batas_jadwal_ulang']);
    expect(await latest(row.id)).toMatchObject({ state: 'dikonfirmasi', sequence: 4 });
    expect(await db('appointments').where({ case_id: row.id, answer: 'lain' }).select('state', 'closed_by_kind')).toEqual([
      { state: 'dijadwal_ulang', closed_by_kind: 'pemohon' }, { state: 'dijadwal_ulang', closed_by_kind: 'pemohon' }]);
  });

  it('who tells his choice by telephone gets it recorded by whoever answers, with the way he told it; only what is offered, and never without it', async () => {
    await bookable(rina);
    const desk = await anOfficer(db, office, ['helpdesk'], 'Tini Contoh');
    const told = (caseId: string, time: string, more: object = { lewat: 'telepon' }) => act(db, door, desk.actor, caseId, 'catat_pilihan_jadwal', { mulai: tuesday(time), saluran: 'daring', ...more });
    const before = await waiting(rina);
    expect(await refusal(told(before.id, '09:00'))).toEqual(['hambatan.pilihan_jadwal_tertutup']);
    const row = await invited(rina);
    expect(await refusal(told(row.id, '09:10'))).toEqual(['hambatan.slot_tidak_tersedia']);
    await expect(told(row.id, '09:45', {})).rejects.toThrow();
    await expect(act(db, door, desk.actor, row.id, 'pilih_jadwal', { mulai: tuesday('09:45'), saluran: 'daring' })).rejects.toThrow();
    expect((await told(row.id, '09:45', { lewat: 'telepon', catatan: 'Menelepon pukul 10.' })).row.place).toBe('terjadwal');
    expect(await latest(row.id)).toMatchObject({ state: 'dikonfirmasi', answer: 'ya', verifikator_id: rina.id, starts_at: new Date('2026-03-03T01:45:00Z') });
    expect(door.letters.at(-1)).toEqual({ caseId: row.id, letter: 'undangan_verifikasi' });
    expect(await db('case_actions as a').join('case_action_inputs as i', 'i.action_id', 'a.id').where({ 'a.case_id': row.id, action: 'catat_pilihan_jadwal' }).select('a.actor_id', 'i.input')).toMatchObject([
      { actor_id: desk.id, input: { lewat: 'telepon', catatan: 'Menelepon pukul 10.' } }]);
  });

  it('who did not come may choose a new time', async () => {
    await bookable(rina);
    const row = await invited(rina);
    await choose(row.id, '09:00');
    clock.set(tuesday('09:20'));
    await act(db, door, rina.actor, row.id, 'catat_tidak_hadir', { catatan: 'Tidak masuk' });
    expect(await latest(row.id)).toMatchObject({ state: 'tidak_hadir', closed_by: rina.id, closed_by_kind: 'staf' });
    expect((await act(db, door, applicant, row.id, 'pilih_jadwal', { mulai: '2026-03-04T09:00:00+08:00', saluran: 'daring' })).row.place).toBe('terjadwal');
  });

  it('of two who choose the same slot at once, one gets it', async () => {
    await bookable(rina);
    const [first, second] = [await invited(rina), await invited(rina)];
    const request = (caseId: string) => ({ caseId, action: 'pilih_jadwal', requestId: `pilih-${caseId}`, seenVersion: null, input: { mulai: tuesday('09:00'), saluran: 'daring' }, officeId: null });
    const winner = await db.transaction();
    await performAction(winner, door, applicant, request(first.id));
    const loser = refusal(db.transaction((trx) => performAction(trx, door, applicant, request(second.id))));
    try {
      await untilSomebodyWaits();
    } finally {
      await winner.commit();
    }
    expect(await loser).toEqual(['hambatan.slot_tidak_tersedia']);
    expect(await db('appointments').whereIn('case_id', [first.id, second.id]).select('case_id')).toEqual([{ case_id: first.id }]);
  });

  it('of two who choose the last place of a day at once, at different hours, one gets it', async () => {
    await bookable(rina, { dailyMax: 1 });
    const [first, second] = [await invited(rina), await invited(rina)];
    const request = (caseId: string, time: string) => ({ caseId, action: 'pilih_jadwal', requestId: `terakhir-${caseId}`, seenVersion: null, input: { mulai: tuesday(time), saluran: 'daring' }, officeId: null });
    const winner = await db.transaction();
    await performAction(winner, door, applicant, request(first.id, '09:00'));
    const loser = refusal(db.transaction((trx) => performAction(trx, door, applicant, request(second.id, '09:45'))));
    try {
      await untilSomebodyWaits();
    } finally {
      await winner.commit();
    }
    expect(await loser).toEqual(['hambatan.slot_tidak_tersedia']);
  });

  it('is not offered a day that calls already held have filled, but one of somebody who did not come is free again', async () => {
    await bookable(rina, { dailyMax: 1, noticeMinutes: 0, bufferMinutes: 0 });
    const [first, second] = [await invited(rina), await invited(rina)];
    await choose(first.id, '09:00');
    clock.set(tuesday('09:05'));
    expect((await offered(second.id))[0]).toBe('Rina Contoh 2026-03-04T01:00:00.000Z');
    await act(db, door, rina.actor, first.id, 'catat_hadir');
    expect((await offered(second.id))[0]).toBe('Rina Contoh 2026-03-04T01:00:00.000Z');
    await db('appointments').where({ case_id: first.id }).update({ state: 'tidak_hadir' });
    expect((await offered(second.id))[0]).toBe('Rina Contoh 2026-03-03T01:30:00.000Z');
  });
});

/** The latch: PostgreSQL itself says that a session of this database waits for another transaction. */
async function untilSomebodyWaits(): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const { rows } = await db.raw<{ rows: unknown[] }>(`select 1 from pg_locks l join pg_stat_activity a on a.pid = l.pid where not l.granted and a.datname = current_database()`);
    if (rows.length > 0) return;
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
  throw new Error('nobody waited');
}

describe('a room', () => {
  it('is never shared: of four verifikators at once one gets the Zoom account', async () => {
    const zoom = await room('akun');
    const officers = [rina, budi, await anOfficer(db, office, ['verifikator'], 'Citra Contoh'), await anOfficer(db, office, ['verifikator'], 'Dewi Contoh')];
    const cases = await Promise.all(officers.map((officer) => waiting(officer)));
    const give = (n: number) => act(db, door, (officers[n] as TestOfficer).actor, (cases[n] as { id: string }).id, 'tawarkan_jadwal', { mulai: tuesday('10:00'), menit: 30, saluran: 'daring', ruangId: zoom?.id });
    const done = await Promise.allSettled(officers.map((_officer, n) => give(n)));
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await db('appointments').where({ resource_id: zoom?.id }).count({ n: '*' })).toEqual([{ n: 1 }]);
    for (const result of done) if (result.status === 'rejected') expect(result.reason).toMatchObject({ obstacles: [{ key: 'hambatan.jadwal_bentrok', params: { apa: 'jadwal.bentrok.tempat' } }] });
  });

  it('that makes its own links serves everybody, each with a link nobody else has', async () => {
    const jitsi = await room('jitsi', { link_kind: 'dibuat', address: 'https://meet.contoh.test/' });
    const places: string[] = [];
    for (const officer of [rina, budi]) {
      const row = await waiting(officer);
      await act(db, door, officer.actor, row.id, 'tawarkan_jadwal', { mulai: tuesday('10:00'), menit: 30, saluran: 'daring', ruangId: jitsi?.id });
      places.push((await latest(row.id) as { location: string }).location);
    }
    expect(new Set(places).size).toBe(2);
    for (const place of places) expect(place).toMatch(/^https:\/\/meet\.contoh\.test\/verifikasi-[a-z2-9]{20}$/);
  });

  it.each([
    ['of another channel', { channel: 'luring', link_kind: 'tetap', address: 'Meja 1' }, {}, ['ruangId: galat.jadwal.ruang']],
    ['out of use', { is_active: false }, {}, ['ruangId: galat.jadwal.ruang']],
    ['whose link is typed, without one', { link_kind: 'diketik', address: '' }, {}, ['tempat: galat.jadwal.tempat']],
    ['whose link is typed, with one', { link_kind: 'diketik', address: '' }, { tempat: 'https://zoom.contoh.test/j/1' }, []],
  ])('%s', async (_what, more, typed, told) => {
    const made = await room(`ruang${Object.keys(more).length}${Object.keys(typed).length}`, more);
    const row = await waiting(rina);
    const giving = act(db, door, rina.actor, row.id, 'tawarkan_jadwal', { mulai: tuesday('10:00'), menit: 30, saluran: 'daring', ruangId: made?.id, ...typed });
    if (told.length > 0) expect(await refusal(giving)).toEqual(told);
    else expect((await giving).row.place).toBe('terjadwal');
  });

  it('of another office is no room', async () => {
    const elsewhere = await anOffice(db);
    const [foreign] = await db('rooms').insert({ office_id: elsewhere.id, name: 'asing', channel: 'daring', link_kind: 'tetap', address: 'https://x.test' }).returning<{ id: string }[]>('id');
    const row = await waiting(rina);
    expect(await refusal(act(db, door, rina.actor, row.id, 'tawarkan_jadwal', { mulai: tuesday('10:00'), menit: 30, saluran: 'daring', ruangId: foreign?.id }))).toEqual(['ruangId: galat.jadwal.ruang']);
  });
});

it('the buffer behind an appointment belongs to it', async () => {
  await bookable(rina);
  const [first, second] = [await waiting(rina), await waiting(rina)];
  const give = (caseId: string, time: string) => act(db, door, rina.actor, caseId, 'tawarkan_jadwal', { mulai: tuesday(time), menit: 30, saluran: 'daring', tempat: `https://x.test/${time}` });
  await give(first.id, '10:00');
  expect(await refusal(give(second.id, '10:44'))).toEqual(['hambatan.jadwal_bentrok']);
  expect((await give(second.id, '10:45')).row.place).toBe('terjadwal');
});

it('a file that goes to a colleague takes the appointment along, with the colleague\'s buffer behind it', async () => {
  await bookable(rina);
  await bookable(budi, { bufferMinutes: 40 });
  const row = await waiting(rina);
  await act(db, door, rina.actor, row.id, 'tawarkan_jadwal', { mulai: tuesday('09:00'), menit: 30, saluran: 'daring', tempat: 'https://x.test/1' });
  expect(await latest(row.id)).toMatchObject({ busy_until: new Date('2026-03-03T01:45:00Z') });
  await db.transaction(async (trx) => followHolder(trx, { case: { ...await trx('cases').where({ id: row.id }).first<CaseRow>(), holder_id: budi.id }, fromId: rina.id, toId: budi.id, at: clock.now(), chosen: true }));
  expect(await latest(row.id)).toMatchObject({ verifikator_id: budi.id, sequence: 1, busy_until: new Date('2026-03-03T02:10:00Z') });
});

describe('an officer who is away', () => {
  it('on days recorded as an absence is offered to nobody, and stands in for nobody', async () => {
    await bookable(rina);
    await bookable(budi, { days: { ...availability.days, 3: [], 4: [], 5: [] } });
    const row = await invited(rina);
    await db('absences').insert({ office_id: office.id, user_id: rina.id, first_day: '2026-03-03', last_day: '2026-03-04', recorded_by: rina.id, recorded_at: clock.now() });
    expect(await offered(row.id)).toEqual(['Rina Contoh 2026-03-05T01:00:00.000Z', 'Rina Contoh 2026-03-05T01:45:00.000Z', 'Rina Contoh 2026-03-06T01:00:00.000Z']);
    expect(await refusal(choose(row.id, '09:00'))).toEqual(['hambatan.slot_tidak_tersedia']);
    const own = await waiting(budi);
    await act(db, door, budi.actor, own.id, 'tawarkan_jadwal', { mulai: tuesday('09:00'), menit: 30, saluran: 'daring', tempat: 'https://x.test/2' });
    const taken = await latest(own.id) as never;
    expect(await db.transaction((trx) => standIns(trx, taken))).toEqual([]);
    await db('absences').where({ user_id: rina.id }).update({ cancelled_at: clock.now() });
    expect(await db.transaction((trx) => standIns(trx, taken))).toEqual([rina.id]);
    expect((await offered(row.id))[0]).toBe('Rina Contoh 2026-03-03T01:00:00.000Z');
  });

  const booked = async () => {
    await bookable(rina);
    const row = await invited(rina);
    await choose(row.id, '09:00');
    return row;
  };
  const leave = () => ({ userId: rina.id, officeId: office.id, by: rina.id, days: ['2026-03-03'], windows: [], note: 'Cuti' });

  it('hands what was booked to a colleague who is free; the applicant is told, the time stays', async () => {
    const row = await booked();
    await bookable(budi);
    expect((await affectedBy(db, leave(), clock.now())).map((slot) => slot.case_id)).toEqual([row.id]);
    expect(await takeLeave(db, door, leave())).toMatchObject([{ caseId: row.id, done: 'dialihkan' }]);
    expect(await latest(row.id)).toMatchObject({ state: 'dikonfirmasi', verifikator_id: budi.id, starts_at: new Date('2026-03-03T01:00:00Z'), sequence: 1 });
    expect(door.letters.at(-1)).toEqual({ caseId: row.id, letter: 'perubahan_jadwal' });
  });

  it('without a free colleague the applicant is asked to choose again', async () => {
    const row = await booked();
    await bookable(budi, { days: { ...availability.days, 2: [] } });
    expect(await takeLeave(db, door, leave())).toMatchObject([{ caseId: row.id, done: 'dibatalkan' }]);
    expect(await latest(row.id)).toMatchObject({ state: 'dijadwal_ulang', closed_reason: 'JDW-02', closed_by_kind: 'sistem' });
    expect(door.letters.at(-1)).toEqual({ caseId: row.id, letter: 'pembatalan_jadwal' });
    expect(await offered(row.id)).toEqual(['Rina Contoh 2026-03-04T01:00:00.000Z', 'Rina Contoh 2026-03-04T01:45:00.000Z', 'Rina Contoh 2026-03-05T01:00:00.000Z']);
    expect((await act(db, door, applicant, row.id, 'pilih_jadwal', { mulai: '2026-03-04T09:00:00+08:00', saluran: 'daring' })).row.place).toBe('terjadwal');
  });

  it('what is over already is neither handed on nor called off: it is noted as kept or missed', async () => {
    const row = await booked();
    await bookable(budi);
    clock.set(tuesday('12:00'));
    expect(await affectedBy(db, leave(), clock.now())).toEqual([]);
    const before = door.letters.length;
    expect(await takeLeave(db, door, leave())).toEqual([]);
    expect(await latest(row.id)).toMatchObject({ state: 'dikonfirmasi', verifikator_id: rina.id, sequence: 0 });
    expect(door.letters.length).toBe(before);
  });

  it('with other hours that still hold the appointment, nothing is moved', async () => {
    const row = await booked();
    expect(await takeLeave(db, door, { ...leave(), windows: [{ start: '08:00', end: '09:30' }] })).toEqual([]);
    expect(await latest(row.id)).toMatchObject({ state: 'dikonfirmasi', verifikator_id: rina.id });
  });
});

describe('a slot chosen while its place becomes another one', () => {
  const [OLD, NEW] = ['https://zoom.contoh.test/j/biasa', 'https://zoom.contoh.test/j/biasa-baru'];
  let held: Knex.Transaction;
  afterEach(async () => { if (!held.isCompleted()) await held.rollback(); });
  const pick = (trx: Knex.Transaction, caseId: string) => performAction(trx, door, applicant, { caseId, action: 'pilih_jadwal', requestId: `pilih-${caseId}`, seenVersion: null, input: { mulai: tuesday('09:45'), saluran: 'daring' }, officeId: null });

  it('is invited to the new usual place: whoever changed it looked before the choice was there', async () => {
    await db('offices').where({ id: office.id }).update({ settings: JSON.stringify({ meetingRoom: OLD }) });
    await bookable(rina);
    const row = await invited(rina);
    held = await db.transaction();
    await held('offices').where({ id: office.id }).forUpdate().first('id');
    await changeUsualPlace(held, { officeId: office.id, before: { meetingRoom: OLD, deskRoom: '' }, after: { meetingRoom: NEW, deskRoom: '' }, booked: undefined, now: clock.now() });
    await held('offices').where({ id: office.id }).update({ settings: JSON.stringify({ meetingRoom: NEW }) });
    const chosen = choose(row.id, '09:45');
    await untilWaiting(db, 1);
    await held.commit();
    await chosen;
    expect(await latest(row.id)).toMatchObject({ location: NEW });
  });

  it('is not had in a room that is put out of use this moment', async () => {
    await bookable(rina);
    const one = await room('satu');
    const row = await invited(rina);
    if (!one) throw new Error('no room');
    held = await db.transaction();
    await changeRoom(held, { ...one, is_active: false }, { booked: undefined, now: clock.now() });
    const chosen = refusal(choose(row.id, '09:45'));
    await untilWaiting(db, 1);
    await held.commit();
    expect([await chosen, await latest(row.id)]).toEqual([['hambatan.slot_tidak_tersedia'], undefined]);
  });

  it('is seen by whoever puts its room out of use: he is asked what becomes of it', async () => {
    await bookable(rina);
    const one = await room('satu');
    const row = await invited(rina);
    if (!one) throw new Error('no room');
    held = await db.transaction();
    await pick(held, row.id);
    const form = refusal(db.transaction((trx) => changeRoom(trx, { ...one, is_active: false }, { booked: undefined, now: clock.now() })));
    await untilWaiting(db, 1);
    await held.commit();
    expect(await form).toEqual(['hambatan.ruang_ditutup_dijadwalkan']);
  });
});

describe('a place that becomes another one while somebody moves a file that is invited there', () => {
  const [OLD, NEW] = ['https://zoom.contoh.test/j/biasa', 'https://zoom.contoh.test/j/biasa-baru'];
  let held: Knex.Transaction | undefined;
  afterEach(async () => { if (held?.isCompleted() === false) await held.rollback(); });
  const usual = (trx: Knex | Knex.Transaction, meetingRoom: string) => trx('offices').where({ id: office.id }).update({ settings: JSON.stringify({ meetingRoom }) });
  /** Holds the file, and waits for the place that `held` holds. */
  const moving = (caseId: string) => db.transaction((trx) => performAction(trx, door, SYSTEM, { caseId, action: 'pindah_tempat_jadwal', requestId: `pindah-${caseId}`, seenVersion: null, input: { ke: 'biasa' }, officeId: null }));
  async function booked(): Promise<CaseRow> {
    await usual(db, OLD);
    await bookable(rina);
    const row = await invited(rina);
    await choose(row.id, '09:45');
    return row;
  }
  const effectOf = async (caseId: string) => db('outbox').where({ effect: 'pindah_ke_tempat_biasa', ref_id: (await latest(caseId) as { id: string }).id }).first<{ id: string; case_id: string | null; ref_id: string } | undefined>('id', 'case_id', 'ref_id');

  it('is changed though it is the usual one, and what was moving goes to the new one', async () => {
    const row = await booked();
    held = await db.transaction();
    await held('offices').where({ id: office.id }).forUpdate().first('id');
    const moved = moving(row.id);
    await untilWaiting(db, 1);
    await changeUsualPlace(held, { officeId: office.id, before: { meetingRoom: OLD, deskRoom: '' }, after: { meetingRoom: NEW, deskRoom: '' }, booked: 'kabari', now: clock.now() });
    await usual(held, NEW);
    await held.commit();
    await moved;
    expect(await latest(row.id)).toMatchObject({ location: NEW });
  });

  it('is put out of use though it is a room, and what was moving goes to the usual one', async () => {
    const one = await room('satu');
    if (!one) throw new Error('no room');
    const row = await booked();
    expect(await latest(row.id)).toMatchObject({ room_id: one.id });
    held = await db.transaction();
    await held('rooms').where({ id: one.id }).forUpdate().first('id');
    const moved = moving(row.id);
    await untilWaiting(db, 1);
    await changeRoom(held, { ...one, is_active: false }, { booked: 'kabari', now: clock.now() });
    await held.commit();
    await moved;
    expect(await latest(row.id)).toMatchObject({ location: OLD, room_id: null });
  });

  it('has moves that name their file once they are tried: one that is given up says whose it was', async () => {
    const row = await booked();
    await db.transaction((trx) => changeUsualPlace(trx, { officeId: office.id, before: { meetingRoom: OLD, deskRoom: '' }, after: { meetingRoom: NEW, deskRoom: '' }, booked: 'kabari', now: clock.now() }));
    await usual(db, NEW);
    const effect = await effectOf(row.id);
    expect(effect?.case_id).toBeNull();
    const broken = { ...door, issueLetter: () => Promise.reject(new Error('the letter broke')) };
    await expect(moveToUsual({ db, door: broken })({ outboxId: effect?.id ?? '', caseId: null, refId: effect?.ref_id ?? null })).rejects.toThrow('the letter broke');
    expect((await effectOf(row.id))?.case_id).toBe(row.id);
  });
});
