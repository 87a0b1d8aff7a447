import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Knex } from 'knex';
import pino from 'pino';
import { draftsDoorPart } from '../drafts/index.ts';
import { beginAbsences, handOverEverything } from '../handover/index.ts';
import { schedulingDoorPart } from '../scheduling/index.ts';
import { tasksDoorPart } from '../tasks/index.ts';
import { aCaseAt, anOffice, anOfficer, type TestOffice, type TestOfficer } from '../testing/a-case.ts';
import { act, refusal } from '../testing/act.ts';
import { aClock, aDoor, type MovableClock } from '../testing/door-fakes.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import { untilWaiting } from '../testing/until-waiting.ts';
import { claimCase, claimNext, releaseCase } from './claim-case.ts';
import { getSop } from '../domain/sop/catalogue.ts';
import { handOverCase } from './hand-over-case.ts';
import { holdCase, resumeCase } from './hold-case.ts';
import { moveCase } from './move-case.ts';
import { performAction } from './perform-action.ts';
import { returnHeld } from './return-held.cron.ts';
import { takeOverCase } from './take-over-case.ts';
import type { CaseRow } from './cases.repository.ts';

let database: TestDatabase;
let db: Knex;
let office: TestOffice;
let rina: TestOfficer;
let budi: TestOfficer;
let sari: TestOfficer;
let penyelia: TestOfficer;
let clock: MovableClock;
let door: ReturnType<typeof aDoor>;
const log = pino({ level: 'silent' });

beforeAll(async () => { database = await createTestDatabase({ max: 12 }); db = database.db; });
afterAll(() => database.drop());
beforeEach(async () => {
  // What an earlier test put aside stays aside, and its absences do not begin in this one.
  await db('cases').update({ on_hold_until: null });
  await db('absences').update({ cancelled_at: '2026-03-01T00:00:00Z' });
  office = await anOffice(db);
  rina = await anOfficer(db, office, ['helpdesk', 'verifikator'], 'Rina Contoh');
  budi = await anOfficer(db, office, ['helpdesk', 'verifikator'], 'Budi Contoh');
  sari = await anOfficer(db, office, ['helpdesk'], 'Sari Contoh');
  penyelia = await anOfficer(db, office, ['penyelia'], 'Dewi Contoh');
  clock = aClock('2026-03-02T02:00:00Z'); // Monday, 10:00 WITA
  door = aDoor({ clock, parts: [schedulingDoorPart(), tasksDoorPart(), draftsDoorPart()] });
});

const now = (caseId: string) => db<CaseRow>('cases').where({ id: caseId }).first() as Promise<CaseRow>;
const within = <T>(work: (trx: Knex.Transaction) => Promise<T>) => db.transaction(work);
const takeOver = async (officer: TestOfficer, caseId: string, seenVersion?: number) =>
  within(async (trx) => takeOverCase(trx, door, officer, { caseId, seenVersion: seenVersion ?? (await now(caseId)).version, reason: 'Rina sedang rapat' }));
const handOver = async (officer: TestOfficer, caseId: string, toId: string | null) =>
  within(async (trx) => handOverCase(trx, door, officer, { caseId, seenVersion: (await now(caseId)).version, reason: 'Bagi beban kerja', toId }));
const hold = async (officer: TestOfficer, caseId: string, until: string) =>
  within(async (trx) => holdCase(trx, officer, { caseId, seenVersion: (await now(caseId)).version, reason: 'Menunggu kabar bank', until: new Date(until) }, clock.now()));
const heldCase = async (holder: TestOfficer = rina, place = 'cek_unggahan') => (await aCaseAt(db, place, { office, holder })).row;
const openClaims = async (caseId: string) => db('case_claims').where({ case_id: caseId }).whereNull('released_at').pluck<string[]>('user_id');
const away = (officer: TestOfficer, substitute: TestOfficer | null, first = '2026-03-01', last = '2026-03-06') =>
  db('absences').insert({ office_id: office.id, user_id: officer.id, first_day: first, last_day: last, substitute_id: substitute?.id ?? null, recorded_by: officer.id, recorded_at: clock.now() });
/** Both have begun before either may write: the row is held until as many wait for it. */
async function atOnce<T>(caseId: string, work: (() => Promise<T>)[]): Promise<PromiseSettledResult<T>[]> {
  const gate = await db.transaction();
  await gate('cases').where({ id: caseId }).forUpdate().first();
  const running = Promise.allSettled(work.map((each) => each()));
  try {
    await untilWaiting(db, work.length);
  } finally {
    await gate.rollback();
  }
  return running;
}

describe('taking a file over', () => {
  it('gives it to the colleague with the reason on record, and tells the one who had it', async () => {
    const row = await heldCase();
    await takeOver(budi, row.id);
    expect(await now(row.id)).toMatchObject({ holder_id: budi.id, version: row.version + 1 });
    expect(await openClaims(row.id)).toEqual([budi.id]);
    expect(await db('case_handovers').where({ case_id: row.id })).toMatchObject([{ kind: 'ambil_alih', from_id: rina.id, to_id: budi.id, by_id: budi.id, reason: 'Rina sedang rapat' }]);
    expect(door.notices).toMatchObject([{ userId: rina.id, kind: 'ambil_alih', caseId: row.id, params: { nama: 'Budi Contoh', alasan: 'Rina sedang rapat' } }]);
  });

  it('closes the file to the former holder, who is told whose it is', async () => {
    const row = await heldCase();
    await takeOver(budi, row.id);
    const stale = within((trx) => performAction(trx, door, rina.actor, {
      caseId: row.id, action: 'nilai_dokumen', requestId: 'permintaan-1', seenVersion: row.version, input: {}, officeId: office.id,
    }));
    await expect(stale).rejects.toMatchObject({ status: 409, holder: 'Budi Contoh', obstacles: [{ key: 'hambatan.dipegang_orang_lain', params: { nama: 'Budi Contoh' } }] });
  });

  it('is won by one of two who try at once; the other learns who has it now', async () => {
    const row = await heldCase();
    const [one, two] = await atOnce(row.id, [() => takeOver(budi, row.id, row.version), () => takeOver(sari, row.id, row.version)]);
    const lost = [one, two].find((each) => each?.status === 'rejected') as PromiseRejectedResult;
    const winner = (await now(row.id)).holder_id === budi.id ? budi : sari;
    expect([one?.status, two?.status].sort()).toEqual(['fulfilled', 'rejected']);
    expect(lost.reason).toMatchObject({ status: 409, holder: winner.name });
    expect(await openClaims(row.id)).toEqual([winner.id]);
    expect(await db('case_handovers').where({ case_id: row.id })).toHaveLength(1);
  });

  it('is not for somebody of another part, but for a supervisor', async () => {
    const row = await heldCase();
    const archivist = await anOfficer(db, office, ['arsiparis']);
    await expect(takeOver(archivist, row.id)).rejects.toMatchObject({ status: 403 });
    await takeOver(penyelia, row.id);
    expect((await now(row.id)).holder_id).toBe(penyelia.id);
  });

  it('refuses what is free or mine already', async () => {
    const free = (await aCaseAt(db, 'cek_unggahan', { office })).row;
    expect(await refusal(takeOver(budi, free.id))).toEqual(['hambatan.belum_diambil']);
    expect(await refusal(takeOver(rina, (await heldCase()).id))).toEqual(['hambatan.sudah_anda_pegang']);
  });
});

describe('handing a file over', () => {
  it('gives it to the chosen colleague and tells him', async () => {
    const row = await heldCase();
    await handOver(rina, row.id, budi.id);
    expect(await now(row.id)).toMatchObject({ holder_id: budi.id });
    expect(door.notices).toMatchObject([{ userId: budi.id, textKey: 'pemberitahuan.diserahkan_kepada' }]);
  });

  it('by a supervisor tells both', async () => {
    const row = await heldCase();
    await handOver(penyelia, row.id, budi.id);
    expect(door.notices.map((notice) => notice.userId).sort()).toEqual([rina.id, budi.id].sort());
  });

  it('back to the queue leaves nobody holding it', async () => {
    const row = await heldCase();
    await handOver(rina, row.id, null);
    expect([(await now(row.id)).holder_id, await openClaims(row.id)]).toEqual([null, []]);
  });

  it('is not for whoever does not hold it, nor to somebody who cannot work on it or is away', async () => {
    const row = await heldCase();
    expect(await refusal(handOver(budi, row.id, sari.id))).toEqual(['hambatan.dipegang_orang_lain']);
    expect(await refusal(handOver(rina, row.id, penyelia.id))).toEqual(['toId: galat.serah.bukan_bagiannya']);
    await away(budi, null);
    expect(await refusal(handOver(rina, row.id, budi.id))).toEqual(['toId: galat.serah.sedang_absen']);
    const stranger = await anOfficer(db, await anOffice(db), ['helpdesk']);
    expect(await refusal(handOver(rina, row.id, stranger.id))).toEqual(['toId: galat.serah.bukan_petugas']);
  });

  it('and an act of the holder at once: one of them finds the file changed', async () => {
    const row = await heldCase(rina, 'diterima');
    const results = await atOnce<unknown>(row.id, [
      () => within((trx) => handOverCase(trx, door, rina, { caseId: row.id, seenVersion: row.version, reason: 'Bagi beban kerja', toId: budi.id })),
      () => within((trx) => performAction(trx, door, rina.actor, { caseId: row.id, action: 'mulai_cek_unggahan', requestId: 'permintaan-2', seenVersion: row.version, input: {}, officeId: office.id })),
    ]);
    expect(results.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((results.find((each) => each.status === 'rejected') as PromiseRejectedResult).reason).toMatchObject({ status: 409 });
    expect((await now(row.id)).version).toBe(row.version + 1);
    expect(await openClaims(row.id)).toHaveLength(1);
  });
});

describe('a file put aside', () => {
  it('is passed over by "next" until its moment, then comes first again', async () => {
    const row = await heldCase();
    const other = (await aCaseAt(db, 'cek_unggahan', { office })).row;
    await hold(rina, row.id, '2026-03-02T05:00:00Z');
    expect((await within((trx) => claimNext(trx, door, rina, clock.now())))?.id).toBe(other.id);
    await within((trx) => releaseCase(trx, door, rina, other.id, clock.now()));
    clock.set('2026-03-02T05:00:00Z');
    expect((await within((trx) => claimNext(trx, door, rina, clock.now())))?.id).toBe(row.id);
  });

  it('comes back by itself, once, with a word to its holder', async () => {
    const row = await heldCase();
    await hold(rina, row.id, '2026-03-02T05:00:00Z');
    expect(await returnHeld({ db, door, log })).toBe(0);
    clock.set('2026-03-02T05:07:00Z');
    expect([await returnHeld({ db, door, log }), await returnHeld({ db, door, log })]).toEqual([1, 0]);
    expect(await now(row.id)).toMatchObject({ holder_id: rina.id, on_hold_until: null });
    expect(await db('case_holds').where({ case_id: row.id })).toMatchObject([{ ended_how: 'waktu', ended_at: new Date('2026-03-02T05:00:00Z') }]);
    expect(door.notices).toMatchObject([{ userId: rina.id, kind: 'tunda_berakhir' }]);
  });

  it.each([['his substitute', true], ['the queue', false]] as const)('goes to %s when its holder is away then', async (_who, substituted) => {
    const row = await heldCase();
    await hold(rina, row.id, '2026-03-03T02:00:00Z');
    await away(rina, substituted ? budi : null);
    clock.set('2026-03-03T02:00:00Z');
    await returnHeld({ db, door, log });
    expect((await now(row.id)).holder_id).toBe(substituted ? budi.id : null);
    expect(door.notices.map((notice) => notice.userId)).toEqual(substituted ? [budi.id] : []);
    expect(await db('case_handovers').where({ case_id: row.id })).toMatchObject([{ kind: 'absen', from_id: rina.id }]);
  });

  it('is taken up by the act of its holder, and its end at the same time does nothing', async () => {
    const row = await heldCase(rina, 'diterima');
    await hold(rina, row.id, '2026-03-02T05:00:00Z');
    clock.set('2026-03-02T05:00:00Z');
    const results = await atOnce<unknown>(row.id, [() => act(db, door, rina.actor, row.id, 'mulai_cek_unggahan'), () => returnHeld({ db, door, log })]);
    expect(results.map((each) => each.status)).toEqual(['fulfilled', 'fulfilled']);
    expect(await now(row.id)).toMatchObject({ place: 'cek_unggahan', on_hold_until: null, holder_id: rina.id });
    expect(await db('case_holds').where({ case_id: row.id }).whereNull('ended_at')).toEqual([]);
  });

  it('can be taken up before its time, and only by its holder', async () => {
    const row = await heldCase();
    await hold(rina, row.id, '2026-03-05T02:00:00Z');
    const seenVersion = (await now(row.id)).version;
    expect(await refusal(within((trx) => resumeCase(trx, budi, { caseId: row.id, seenVersion }, clock.now())))).toEqual(['hambatan.dipegang_orang_lain']);
    clock.pass(30);
    await within((trx) => resumeCase(trx, rina, { caseId: row.id, seenVersion }, clock.now()));
    expect(await db('case_holds').where({ case_id: row.id })).toMatchObject([{ ended_how: 'dilanjutkan', ended_at: clock.now() }]);
  });

  it('ends when somebody else takes it over', async () => {
    const row = await heldCase();
    await hold(rina, row.id, '2026-03-05T02:00:00Z');
    await takeOver(budi, row.id);
    expect(await now(row.id)).toMatchObject({ holder_id: budi.id, on_hold_until: null });
    expect(await db('case_holds').where({ case_id: row.id })).toMatchObject([{ ended_how: 'ganti_pemegang' }]);
  });

  it('needs an end that lies ahead, and not years ahead', async () => {
    const row = await heldCase();
    expect(await refusal(hold(rina, row.id, '2026-03-02T02:00:00Z'))).toEqual(['until: galat.tunda.sudah_lewat']);
    expect(await refusal(hold(rina, row.id, '2026-09-02T02:00:00Z'))).toEqual(['until: galat.tunda.terlalu_lama']);
  });
});

describe('"next"', () => {
  it('gives what is meant for somebody away to his substitute, before what is due earlier', async () => {
    await aCaseAt(db, 'cek_unggahan', { office });
    const meant = (await aCaseAt(db, 'cek_unggahan', { office })).row;
    await db('cases').where({ id: meant.id }).update({ preferred_holder_id: rina.id, due_at: '2026-04-01T00:00:00Z' });
    await away(rina, budi);
    expect((await within((trx) => claimNext(trx, door, budi, clock.now())))?.id).toBe(meant.id);
  });

  it('does so only on the days of the absence', async () => {
    const first = (await aCaseAt(db, 'cek_unggahan', { office })).row;
    const meant = (await aCaseAt(db, 'cek_unggahan', { office })).row;
    await db('cases').where({ id: first.id }).update({ due_at: '2026-03-02T03:00:00Z' });
    await db('cases').where({ id: meant.id }).update({ preferred_holder_id: rina.id, due_at: '2026-04-01T00:00:00Z' });
    await away(rina, budi, '2026-03-03', '2026-03-06');
    expect((await within((trx) => claimNext(trx, door, budi, clock.now())))?.id).toBe(first.id);
  });

  it('gives a part that also serves a place what waits there, after its own', async () => {
    const filing = (await aCaseAt(db, 'pengarsipan', { office, outcome: 'disetujui' })).row;
    const own = (await aCaseAt(db, 'cek_unggahan', { office })).row;
    await db('cases').where({ id: filing.id }).update({ due_at: '2026-03-01T00:00:00Z' });
    expect((await within((trx) => claimNext(trx, door, sari, clock.now())))?.id).toBe(own.id);
    const [helpdesk, verifier] = [await anOfficer(db, office, ['helpdesk']), await anOfficer(db, office, ['verifikator'])];
    expect(await within((trx) => claimNext(trx, door, verifier, clock.now()))).toBeNull();
    expect((await within((trx) => claimNext(trx, door, helpdesk, clock.now())))?.id).toBe(filing.id);
  });
});

describe('one person twice at once', () => {
  it('gets one file from "next", whichever of the two answers comes first', async () => {
    await aCaseAt(db, 'cek_unggahan', { office });
    await aCaseAt(db, 'cek_unggahan', { office });
    const gate = await db.transaction();
    await gate('users').where({ id: rina.id }).forUpdate().first();
    const next = () => within((trx) => claimNext(trx, door, rina, clock.now()));
    const both = Promise.all([next(), next()]);
    try { await untilWaiting(db, 2); } finally { await gate.rollback(); }
    const [one, two] = await both;
    expect(one?.id).toBe(two?.id);
    expect(await db('cases').where({ holder_id: rina.id })).toHaveLength(1);
  });
});

describe('an account that is being disabled', () => {
  const disabledMeanwhile = async <T>(officer: TestOfficer, work: () => Promise<T>) => {
    const gate = await db.transaction();
    await gate('users').where({ id: officer.id }).update({ is_active: false });
    const running = Promise.allSettled([work()]);
    try { await untilWaiting(db, 1); } finally { await gate.commit(); }
    return (await running)[0];
  };
  it.each([
    ['a claim', 409, (free: CaseRow) => within((trx) => claimCase(trx, door, budi, free.id, clock.now()))],
    ['"next"', 409, () => within((trx) => claimNext(trx, door, budi, clock.now()))],
    ['a take-over', 409, (_free: CaseRow, held: CaseRow) => takeOver(budi, held.id)],
    ['a hand-over', 422, (_free: CaseRow, held: CaseRow) => handOver(rina, held.id, budi.id)],
  ] as const)('gets nothing by %s that began before', async (_what, status, work) => {
    const free = (await aCaseAt(db, 'cek_unggahan', { office })).row;
    const held = await heldCase();
    expect(await disabledMeanwhile<unknown>(budi, () => work(free, held))).toMatchObject({ status: 'rejected', reason: { status } });
    expect(await db('cases').where({ holder_id: budi.id })).toEqual([]);
    expect((await now(held.id)).holder_id).toBe(rina.id);
  });

  it('or that lost a part meanwhile gets none of it', async () => {
    const free = (await aCaseAt(db, 'cek_unggahan', { office })).row;
    await db('user_roles').where({ user_id: budi.id, role: 'helpdesk' }).del();
    await expect(within((trx) => claimCase(trx, door, budi, free.id, clock.now()))).rejects.toMatchObject({ status: 403 });
  });
});

describe('giving back', () => {
  it('is for the holder only; a supervisor hands over, with a reason', async () => {
    const row = await heldCase();
    expect(await refusal(within((trx) => releaseCase(trx, door, penyelia, row.id, clock.now())))).toEqual(['hambatan.dipegang_orang_lain']);
    expect((await now(row.id)).holder_id).toBe(rina.id);
    await within((trx) => releaseCase(trx, door, rina, row.id, clock.now()));
    expect((await now(row.id)).holder_id).toBeNull();
  });
});

describe('an appointment', () => {
  const booked = async (row: CaseRow, verifikator: TestOfficer, startsAt: string, location = 'Ruang A') => {
    await db('appointments').insert({
      case_id: row.id, office_id: office.id, round: 1, starts_at: startsAt, ends_at: new Date(new Date(startsAt).getTime() + 1_800_000), channel: 'luring', location,
      verifikator_id: verifikator.id, state: 'dikonfirmasi', ics_uid: row.id, created_at: clock.now(),
    });
  };
  const heldBy = async (caseId: string) => (await db('appointments').where({ case_id: caseId }).first<{ verifikator_id: string }>()).verifikator_id;

  it('goes with the file', async () => {
    const row = await heldCase(rina, 'terjadwal');
    await booked(row, rina, '2026-03-04T02:00:00Z');
    await handOver(rina, row.id, budi.id);
    expect(await heldBy(row.id)).toBe(budi.id);
    await handOver(budi, row.id, null);
    expect(await heldBy(row.id)).toBe(budi.id); // until somebody takes the file
    await within((trx) => claimCase(trx, door, rina, row.id, clock.now()));
    expect(await heldBy(row.id)).toBe(rina.id);
  });

  it('refuses a chosen colleague who is busy then; from the queue it stays and he is told', async () => {
    const row = await heldCase(rina, 'terjadwal');
    await booked(row, rina, '2026-03-04T02:00:00Z');
    await booked(await heldCase(budi, 'terjadwal'), budi, '2026-03-04T02:15:00Z', 'Ruang B');
    expect(await refusal(handOver(rina, row.id, budi.id))).toEqual(['hambatan.jadwal_bentrok']);
    expect((await now(row.id)).holder_id).toBe(rina.id);
    await handOver(rina, row.id, null);
    await within((trx) => claimCase(trx, door, budi, row.id, clock.now()));
    expect([await heldBy(row.id), await db('notices').where({ user_id: budi.id }).pluck('kind')]).toEqual([rina.id, ['jadwal_bentrok']]);
  });

  it('with everything else of somebody goes to the colleague; what clashes stays and is named', async () => {
    const [mine, clashing, unheld] = [await heldCase(rina, 'terjadwal'), await heldCase(rina, 'terjadwal'), (await aCaseAt(db, 'terjadwal', { office })).row];
    await booked(mine, rina, '2026-03-04T02:00:00Z');
    await booked(clashing, rina, '2026-03-05T02:00:00Z', 'Ruang B');
    await booked(unheld, rina, '2026-03-06T02:00:00Z', 'Ruang C');
    await booked(await heldCase(budi, 'terjadwal'), budi, '2026-03-05T02:15:00Z', 'Ruang D');
    const [task] = await db('tasks').insert({ case_id: mine.id, office_id: office.id, kind: 'spse_setujui', actor: 'verifikator', round: 1, blocks: [], not_opener: false, meant_for: rina.id, opened_at: clock.now(), state: 'terbuka' }).returning<{ id: string }[]>('id');
    await db('cases').where({ id: unheld.id }).update({ preferred_holder_id: rina.id });
    const result = await within((trx) => handOverEverything(trx, door, { officeId: office.id, fromId: rina.id, toId: budi.id, by: penyelia, reason: 'Akun dinonaktifkan' }));
    expect(result).toMatchObject({ cases: 2, appointments: 2, tasks: 1, clashes: [{ caseId: clashing.id }] });
    expect([await heldBy(mine.id), await heldBy(clashing.id), await heldBy(unheld.id)]).toEqual([budi.id, rina.id, budi.id]);
    expect(await db('tasks').where({ id: task?.id }).first()).toMatchObject({ meant_for: budi.id });
    expect(await now(unheld.id)).toMatchObject({ holder_id: null, preferred_holder_id: budi.id });
    expect(door.notices.map((notice) => [notice.userId, notice.textKey])).toEqual([[budi.id, 'pemberitahuan.semua_kepada'], [rina.id, 'pemberitahuan.semua_dari']]);
  });

  it('given to the queue leaves each appointment where it is, names it and tells whoever keeps it and the supervisors, not himself', async () => {
    const mine = await heldCase(rina, 'terjadwal');
    await booked(mine, rina, '2026-03-09T02:00:00Z');
    const result = await within((trx) => handOverEverything(trx, door, { officeId: office.id, fromId: rina.id, toId: null, by: budi, reason: 'Sedang sakit' }));
    expect(result).toMatchObject({ cases: 1, appointments: 0, clashes: [{ caseId: mine.id, caseNumber: mine.number }] });
    expect([(await now(mine.id)).holder_id, await heldBy(mine.id)]).toEqual([null, rina.id]);
    const staying = () => door.notices.filter(({ textKey }) => textKey.startsWith('pemberitahuan.jadwal_tinggal')).map(({ userId, textKey, params }) => [userId, textKey, params.jadwal]);
    expect(staying()).toEqual([[rina.id, 'pemberitahuan.jadwal_tinggal_anda', '1'], [penyelia.id, 'pemberitahuan.jadwal_tinggal', '1']]);
  });
});

describe('everything somebody has', () => {
  it('goes file by file to the colleague where it is his part, else to the queue', async () => {
    const [helpdesk, verifier] = [await heldCase(rina, 'cek_unggahan'), await heldCase(rina, 'cek_lpse_lain')];
    const result = await within((trx) => handOverEverything(trx, door, { officeId: office.id, fromId: rina.id, toId: sari.id, by: rina, reason: 'Cuti panjang' }));
    expect(result.cases).toBe(2);
    expect([(await now(helpdesk.id)).holder_id, (await now(verifier.id)).holder_id]).toEqual([sari.id, null]);
  });

  it('and the same again at once: each file changes hands once', async () => {
    const rows = [await heldCase(), await heldCase(), await heldCase()];
    const all = () => within((trx) => handOverEverything(trx, door, { officeId: office.id, fromId: rina.id, toId: budi.id, by: penyelia, reason: 'Akun dinonaktifkan' }));
    await atOnce([...rows.map((row) => row.id)].sort()[0] as string, [all, all]);
    for (const row of rows) expect([await openClaims(row.id), await db('case_handovers').where({ case_id: row.id })]).toMatchObject([[budi.id], [{ to_id: budi.id }]]);
  });
});

describe('when an absence begins', () => {
  it.each([['his substitute where it is his part, else the queue', true], ['the queue', false]] as const)('what waits with the person goes to %s, once', async (_who, substituted) => {
    const [helpdesk, verifier, aside, outside] = [await heldCase(rina, 'cek_unggahan'), await heldCase(rina, 'cek_lpse_lain'), await heldCase(rina), await heldCase(rina, 'menunggu_perbaikan')];
    await hold(rina, aside.id, '2026-03-05T02:00:00Z');
    await away(rina, substituted ? sari : null, '2026-03-03', '2026-03-04');
    expect(await beginAbsences({ db, door, log })).toBe(0); // tomorrow
    clock.set('2026-03-02T16:00:00Z'); // midnight in Samarinda
    expect((await Promise.all([beginAbsences({ db, door, log }), beginAbsences({ db, door, log })])).reduce((sum, n) => sum + n)).toBe(1);
    const holders = async () => (await Promise.all([helpdesk, verifier, aside, outside].map((row) => now(row.id)))).map((row) => row.holder_id);
    expect(await holders()).toEqual([substituted ? sari.id : null, null, rina.id, rina.id]);
    expect(await db('case_handovers').where({ case_id: helpdesk.id })).toMatchObject([{ kind: 'absen', from_id: rina.id, by_id: null }]);
    expect(door.notices.map((notice) => [notice.userId, notice.textKey])).toEqual([
      ...(substituted ? [[sari.id, 'pemberitahuan.absen_kepada']] : []), [rina.id, 'pemberitahuan.absen_dari'], [penyelia.id, 'pemberitahuan.absen_antrean'],
    ]);
    // What he takes all the same while he is away stays his.
    await within((trx) => claimCase(trx, door, rina, verifier.id, clock.now()));
    expect([await beginAbsences({ db, door, log }), (await now(verifier.id)).holder_id]).toEqual([0, rina.id]);
  });

  it('tasks meant for the person that fall due meanwhile go on too, of files in other hands; what is due after stays', async () => {
    const [elsewhere, later, unfit] = [await heldCase(penyelia, 'disetujui'), await heldCase(penyelia, 'disetujui'), await heldCase(penyelia, 'disetujui')];
    const task = (row: CaseRow, due: string, more: object = {}) => db('tasks').insert({
      case_id: row.id, office_id: office.id, kind: 'spse_setujui_akun', step: '17', actor: 'verifikator', round: 1, blocks: ['kirim_tanda_terima'], not_opener: false, opened_by: penyelia.id,
      meant_for: rina.id, opened_at: clock.now(), due_at: due, state: 'terbuka', ...more,
    });
    await task(elsewhere, '2026-03-03T08:00:00Z');
    await task(later, '2026-03-05T08:00:00Z');
    // Whoever opened it may not close it: the substitute did.
    await task(unfit, '2026-03-04T08:00:00Z', { not_opener: true, opened_by: budi.id });
    await away(rina, budi, '2026-03-03', '2026-03-04');
    const before = await now(elsewhere.id);
    clock.set('2026-03-02T16:00:00Z');
    expect((await Promise.all([beginAbsences({ db, door, log }), beginAbsences({ db, door, log })])).reduce((sum, n) => sum + n)).toBe(1);
    const meantFor = async (row: CaseRow) => (await db('tasks').where({ case_id: row.id }).first<{ meant_for: string | null }>('meant_for')).meant_for;
    expect([await meantFor(elsewhere), await meantFor(later), await meantFor(unfit)]).toEqual([budi.id, rina.id, null]);
    expect(await now(elsewhere.id)).toMatchObject({ holder_id: penyelia.id, version: before.version + 1 });
    expect(door.notices.map((notice) => [notice.userId, notice.textKey, notice.params.tugas, notice.params.tugasLepas])).toEqual([
      [budi.id, 'pemberitahuan.absen_tugas_kepada', '1', '1'], [rina.id, 'pemberitahuan.absen_tugas_dari', '1', '1'], [penyelia.id, 'pemberitahuan.absen_tugas_lepas', '1', '1'],
    ]);
  });
});

describe('a file that somebody else moves', () => {
  it('does not wait with a holder who is away', async () => {
    const row = await heldCase(rina, 'cek_unggahan');
    await away(rina, budi);
    const sop = getSop(row.procedure, row.sop_version);
    const actionId = (await db('case_actions').where({ case_id: row.id }).first<{ id: string }>('id')).id;
    const context = (actor: TestOfficer) => ({ case: row, sop, actionId: 'uji', action: { to: 'cek_daftar_hitam' }, actionRowId: actionId, actor: actor.actor, input: {}, facts: null, at: clock.now(), round: 1 });
    await within((trx) => moveCase(trx, door, context(budi), { to: 'cek_daftar_hitam', ends: null, reopens: false }));
    expect((await now(row.id)).holder_id).toBeNull();
  });
});
