import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { EffectCause, EffectsRetried, FailedEffect } from '../domain/contract/operations.ts';
import type { HeldMailsDecided } from '../domain/contract/mail.ts';
import { tellGivenUp } from './index.ts';
import { retryCause } from './retry-effects.ts';
import { createLogger } from '../platform/log.ts';
import { relayOutbox, runOutboxRow } from '../platform/outbox.ts';
import { FileMissingError } from '../platform/storage.ts';
import { aCaseAt, type TestCase } from '../testing/a-case.ts';
import type { Client } from '../testing/client.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';

let test: TestLoket;
let file: TestCase;
const people: Partial<Record<'penyelia' | 'admin' | 'helpdesk', Client>> = {};
const as = (name: keyof typeof people): Client => people[name] ?? test.client();
beforeAll(async () => {
  test = await startTestLoket();
  const office = await test.db('offices').where({ code: 'KALTIM' }).first<{ id: string; code: string; zone: string }>('id', 'code', 'zone');
  file = await aCaseAt(test.database.ownerDb, 'diterima', { office });
  for (const name of ['penyelia', 'admin', 'helpdesk'] as const) {
    const client = test.client();
    await client.login(`${name}@loket.test`, TEST_PASSWORD);
    people[name] = client;
  }
}, 60_000);
afterAll(() => test.stop());
beforeEach(() => test.db('outbox').del());

const silent = createLogger({ level: 'silent' });
/** An effect of the file (or of none) that fails until it is given up. */
async function givenUp(error: Error, caseId: string | null = file.row.id): Promise<string> {
  const [row] = await test.db('outbox').insert({ effect: 'gambar_halaman', case_id: caseId, attempts: 11 }).returning<{ id: string }[]>('id');
  await runOutboxRow(test.db, { gambar_halaman: () => Promise.reject(error) }, String(row?.id), silent);
  return String(row?.id);
}
const listed = async (client: Client) => (await client.get<FailedEffect[]>('/api/failed-effects')).map(({ id }) => id);
const rowOf = (id: string) => test.db('outbox').where({ id }).first<{ failed_at: Date | null; held_at: Date | null; attempts: number; last_error: string; done_at: Date | null }>();

describe('work that failed for good', () => {
  it('is shown to the supervisor with a reason that quotes nothing of the error', async () => {
    await givenUp(new Error('invalid input for Rina Contoh 6472014508900003 rina@pemohon.test'));
    const [seen] = await as('penyelia').get<FailedEffect[]>('/api/failed-effects');
    expect(seen).toMatchObject({ caseNumber: file.row.number, state: 'gagal', attempts: 12, effectLabel: 'Menggambar halaman pindaian' });
    expect(JSON.stringify(seen)).not.toMatch(/Rina|6472014508900003|rina@/);
    expect((await rowOf(seen?.id ?? '')).last_error).not.toMatch(/6472014508900003|rina@/);
  });

  it.each([
    [Object.assign(new Error('no space'), { code: 'ENOSPC' }), /penyimpanan penuh/],
    [new FileMissingError('uploads/aa/b'), /tidak ditemukan di penyimpanan/],
    [Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }), /tidak menjawab/],
  ])('%s says what to do', async (error, sentence) => {
    await givenUp(error);
    expect((await as('penyelia').get<FailedEffect[]>('/api/failed-effects'))[0]?.reason).toMatch(sentence);
  });

  it('belongs to the office of its case; what belongs to none, to who runs the system', async () => {
    const mine = await givenUp(new Error('x'));
    const nobodys = await givenUp(new Error('x'), null);
    const elsewhere = await givenUp(new Error('x'), (await aCaseAt(test.database.ownerDb, 'diterima')).row.id);
    expect(await listed(as('penyelia'))).toEqual([mine]);
    expect((await listed(as('admin'))).sort()).toEqual([mine, nobodys].sort());
    expect((await as('penyelia').request('POST', `/api/failed-effects/${nobodys}/retry`, {})).status).toBe(404);
    expect((await as('admin').request('POST', `/api/failed-effects/${elsewhere}/retry`, {})).status).toBe(404);
    expect((await as('helpdesk').request('GET', '/api/failed-effects')).status).toBe(403);
  });

  it('that belongs to no case but to an office is that office’s: its supervisor sees it and sets it going again', async () => {
    const offices = await test.db('offices').select<{ id: string; code: string }[]>('id', 'code');
    const of = async (code: string) => { const id = await givenUp(new Error('x'), null); await test.db('outbox').where({ id }).update({ effect: 'tapis_massal', office_id: offices.find((office) => office.code === code)?.id }); return id; };
    const [mine, elsewhere] = [await of('KALTIM'), await of('MUAROJAMBI')];
    expect(await listed(as('penyelia'))).toEqual([mine]);
    expect(await listed(as('admin'))).toEqual([mine]);
    expect((await as('penyelia').request('POST', `/api/failed-effects/${elsewhere}/retry`, {})).status).toBe(404);
    expect((await as('penyelia').request('POST', `/api/failed-effects/${mine}/retry`, {})).status).toBe(204);
  });

  it('on a list all offices share holds all of them up: who runs the system sees it and sets it going again, whichever office brought it', async () => {
    const offices = await test.db('offices').select<{ id: string; code: string }[]>('id', 'code');
    const brought = async (effect: string) => { const id = await givenUp(new Error('x'), null); await test.db('outbox').where({ id }).update({ effect, office_id: offices.find(({ code }) => code === 'MUAROJAMBI')?.id }); return id; };
    const lists = [await brought('impor_daftar_hitam'), await brought('impor_registri'), await brought('tapis_terus'), await brought('tapis_registri')];
    const own = await brought('tapis_massal');
    expect((await listed(as('admin'))).sort()).toEqual([...lists].sort());
    expect(await listed(as('penyelia'))).toEqual([]);
    const [list] = lists;
    expect((await as('penyelia').request('POST', `/api/failed-effects/${list}/retry`, {})).status).toBe(404);
    expect((await as('admin').request('POST', `/api/failed-effects/${own}/retry`, {})).status).toBe(404);
    expect((await as('admin').request('POST', `/api/failed-effects/${list}/retry`, {})).status).toBe(204);
    expect(await rowOf(list ?? '')).toMatchObject({ failed_at: null, attempts: 0 });
  });

  it('is told to the supervisors once, per case and per kind of work, and again when it is given up again', async () => {
    const kaltim = await test.db('offices').where({ code: 'KALTIM' }).first<{ id: string }>('id');
    const told = () => test.db('notices as n').join('users as u', 'u.id', 'n.user_id').where({ 'n.kind': 'pekerjaan_gagal' }).orderBy('n.at').select<{ email: string; case_id: string | null; text_key: string }[]>('u.email', 'n.case_id', 'n.text_key');
    const [first] = [await givenUp(new Error('x')), await givenUp(new Error('x')), await givenUp(new Error('x'), null)];
    const caseless = await givenUp(new Error('x'), null);
    await test.db('outbox').where({ id: caseless }).update({ office_id: kaltim.id });
    expect(await Promise.all([tellGivenUp(test.db, test.clock.now()), tellGivenUp(test.db, test.clock.now())]).then(([a, b]) => a + b)).toBe(3);
    expect((await told()).sort((a, b) => a.text_key.localeCompare(b.text_key))).toEqual([
      { email: 'penyelia@loket.test', case_id: null, text_key: 'pemberitahuan.pekerjaan_gagal' }, { email: 'penyelia@loket.test', case_id: file.row.id, text_key: 'pemberitahuan.pekerjaan_gagal_berkas' },
    ]);
    const [notice] = (await as('penyelia').get<{ kind: string; text: string }[]>('/api/notices')).filter(({ kind }) => kind === 'pekerjaan_gagal');
    expect(notice?.text).toContain('Menggambar halaman pindaian');
    expect(await tellGivenUp(test.db, test.clock.now())).toBe(0);
    await as('penyelia').request('POST', `/api/failed-effects/${first}/retry`, {});
    await test.db('outbox').where({ id: first }).update({ failed_at: new Date() });
    expect(await tellGivenUp(test.db, test.clock.now())).toBe(1);
  });

  it('goes again by "coba lagi", with all its tries, and the retry is in the audit trail', async () => {
    const id = await givenUp(new Error('x'));
    expect(await relayOutbox(test.db, { add: () => Promise.resolve() })).toBe(0);
    expect((await as('penyelia').request('POST', `/api/failed-effects/${id}/retry`, {})).status).toBe(204);
    expect(await listed(as('penyelia'))).toEqual([]);
    expect(await relayOutbox(test.db, { add: () => Promise.resolve() })).toBe(1);
    await runOutboxRow(test.db, { gambar_halaman: () => Promise.resolve() }, id, silent);
    expect(await rowOf(id)).toMatchObject({ failed_at: null, done_at: expect.any(Date) });
    expect(await test.db('audit_events').where({ event: 'efek_diulang', ref: `efek:${id}` }).first()).toMatchObject({ case_id: file.row.id, detail: { efek: 'gambar_halaman', percobaan: 12 } });
    expect((await as('penyelia').request('POST', `/api/failed-effects/${id}/retry`, {})).status).toBe(404);
  });

  it('that a restore held is neither handed over nor carried out until somebody lets it go on', async () => {
    const [row] = await test.db('outbox').insert({ effect: 'gambar_halaman', case_id: file.row.id, held_at: new Date() }).returning<{ id: string }[]>('id');
    const id = String(row?.id);
    let ran = 0;
    const handlers = { gambar_halaman: () => { ran += 1; return Promise.resolve(); } };
    expect(await relayOutbox(test.db, { add: () => Promise.resolve() })).toBe(0);
    await runOutboxRow(test.db, handlers, id, silent);
    expect(ran).toBe(0);
    expect(await as('penyelia').get<FailedEffect[]>('/api/failed-effects')).toMatchObject([{ id, state: 'ditahan', reason: expect.stringContaining('dipulihkan') }]);
    await as('penyelia').post(`/api/failed-effects/${id}/retry`, {});
    await runOutboxRow(test.db, handlers, id, silent);
    expect(ran).toBe(1);
  });
});

describe('much work that stopped', () => {
  const full = () => Object.assign(new Error('no space'), { code: 'ENOSPC' });
  const trail = (ids: string[]) => test.db('audit_events').where({ event: 'efek_diulang' }).whereIn('ref', ids.map((id) => `efek:${id}`)).orderBy('ref').pluck('ref');
  const retry = (ids: string[], who: 'penyelia' | 'helpdesk' = 'penyelia') => as(who).request<EffectsRetried>('POST', '/api/failed-effects/retries', { ids });

  it('goes again by those chosen, each with its own line in the trail; what goes already or is another office’s is only counted', async () => {
    const mine = [await givenUp(full()), await givenUp(new Error('x')), await givenUp(full())];
    const elsewhere = await givenUp(full(), (await aCaseAt(test.database.ownerDb, 'diterima')).row.id);
    await as('penyelia').post(`/api/failed-effects/${mine[2]}/retry`, {});
    expect((await retry([...mine, elsewhere], 'helpdesk')).status).toBe(403);
    expect((await retry([...mine, elsewhere, mine[0] as string])).body).toEqual({ done: 2, gone: 2, left: 0 });
    expect([await trail(mine), await trail([elsewhere])]).toEqual([mine.map((id) => `efek:${id}`).sort(), []]);
    expect((await rowOf(elsewhere)).failed_at).not.toBeNull();
    // Once more, nothing is left to be done.
    expect([(await retry(mine)).body, await trail(mine)]).toEqual([{ done: 0, gone: 3, left: 0 }, mine.map((id) => `efek:${id}`).sort()]);
    expect((await retry([])).status).toBe(422);
    expect((await retry(Array.from({ length: 501 }, () => randomUUID()))).status).toBe(422);
  });

  it('asked for twice at once goes once', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => givenUp(full())));
    const answers = await Promise.all([retry(ids), retry([...ids].reverse())]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers.reduce((sum, { body }) => sum + body.done, 0)).toBe(8);
    expect(await trail(ids)).toHaveLength(8);
  });

  it('is one line per kind of work and cause, and all of one line goes again, no more than so many at a time', async () => {
    const ids = [await givenUp(full()), await givenUp(full()), await givenUp(full())];
    const other = await givenUp(new Error('x'));
    const [held] = await test.db('outbox').insert({ effect: 'gambar_halaman', case_id: file.row.id, held_at: new Date(), error_code: 'penyimpanan_penuh' }).returning<{ id: string }[]>('id');
    await givenUp(full(), (await aCaseAt(test.database.ownerDb, 'diterima')).row.id);
    const causes = async () => (await as('penyelia').get<EffectCause[]>('/api/failed-effect-causes')).map(({ effect, cause, count }) => [effect, cause, count]);
    expect((await causes())[0]).toEqual(['gambar_halaman', 'penyimpanan_penuh', 3]);
    expect((await causes()).sort()).toEqual([['gambar_halaman', 'ditahan', 1], ['gambar_halaman', 'lain', 1], ['gambar_halaman', 'penyimpanan_penuh', 3]]);
    const filtered = await as('penyelia').get<FailedEffect[]>(`/api/failed-effects?filter=${encodeURIComponent(JSON.stringify({ cause: 'penyimpanan_penuh' }))}`);
    expect(filtered.map(({ id }) => id).sort()).toEqual([...ids].sort());

    const { id, office_id: officeId, name } = await test.db('users').where({ email: 'penyelia@loket.test' }).first<{ id: string; office_id: string; name: string }>('id', 'office_id', 'name');
    const by = { officer: { id, officeId, name, email: 'penyelia@loket.test', roles: ['penyelia'] } as unknown as Parameters<typeof retryCause>[1]['officer'], requestId: randomUUID(), ipHash: 'x' };
    expect(await retryCause(test.db, by, { effect: 'gambar_halaman', cause: 'penyimpanan_penuh' }, 2)).toEqual({ done: 2, gone: 0, left: 1 });
    const again = () => as('penyelia').post<EffectsRetried>('/api/failed-effect-causes/retry', { effect: 'gambar_halaman', cause: 'penyimpanan_penuh' });
    expect([await again(), await again()]).toEqual([{ done: 1, gone: 0, left: 0 }, { done: 0, gone: 0, left: 0 }]);
    expect(await trail(ids)).toHaveLength(3);
    expect((await listed(as('penyelia'))).sort()).toEqual([other, String(held?.id)].sort());
    expect((await as('helpdesk').request('POST', '/api/failed-effect-causes/retry', { effect: 'gambar_halaman', cause: 'lain' })).status).toBe(403);
  });
});

describe('mail after a restore', () => {
  const aMail = async (createdBy: string | null) => {
    const key = randomUUID();
    const { queueMail } = await import('../mail/index.ts');
    await test.db.transaction((trx) => queueMail(trx, {
      uniqueKey: key, caseId: file.row.id, officeId: file.office.id, letterId: null, linkId: null, kind: 'konfirmasi_penerimaan', to: { name: 'Rina Contoh', address: 'rina@pemohon.test' },
      subject: 'Uji', body: 'Isi', attachments: [], sender: 'loket@contoh.test', createdBy, at: test.clock.now(),
    }));
    return (await test.db('emails').where({ unique_key: key }).first<{ id: string }>('id')).id;
  };
  const stateOf = async (id: string) => (await as('helpdesk').get<{ state: string }>(`/api/emails/${id}`)).state;
  let officerId: string;
  beforeAll(async () => {
    officerId = (await test.db('users').where({ email: 'helpdesk@loket.test' }).first<{ id: string }>('id')).id;
    await test.database.ownerDb('restores').insert({ backup_taken_at: new Date('2026-03-01T00:00:00Z'), held_emails: 0, held_effects: 0 });
  });
  beforeEach(() => { test.mails.length = 0; });

  it('that nobody ordered by hand is held and not sent; what an officer sends goes', async () => {
    const [automatic, ordered] = [await aMail(null), await aMail(officerId)];
    await test.loket.workOnce();
    expect([await stateOf(automatic), await stateOf(ordered)]).toEqual(['held', 'sent']);
    expect(test.mails).toHaveLength(1);
    const { sweepMails } = await import('../mail/sweep-mails.cron.ts');
    expect(await sweepMails(test.db, test.clock.now())).toBe(0);
    expect(await as('penyelia').get('/api/mail-hold')).toMatchObject({ backupTakenAt: '2026-03-01T00:00:00.000Z', heldEmails: 1 });
    const held = await as('helpdesk').get<unknown>(`/api/emails?filter=${encodeURIComponent(JSON.stringify({ state: 'held' }))}`);
    expect(held).toMatchObject([{ id: automatic, state: 'held' }]);
  });

  it('is decided one by one: sent after all, or noted as gone before; the case\'s version rises', async () => {
    const version = async () => (await test.db('cases').where({ id: file.row.id }).first<{ version: number }>('version')).version;
    const before = await version();
    const [late, early] = [await aMail(null), await aMail(null)];
    await as('helpdesk').post(`/api/emails/${late}/decision`, { keputusan: 'kirim' });
    await as('helpdesk').post(`/api/emails/${early}/decision`, { keputusan: 'sudah_terkirim' });
    await test.loket.workOnce();
    expect([await stateOf(late), await stateOf(early)]).toEqual(['sent', 'sent']);
    expect(test.mails).toHaveLength(1);
    expect(await version()).toBe(before + 2);
    expect((await as('helpdesk').request('POST', `/api/emails/${early}/decision`, { keputusan: 'kirim' })).status).toBe(404);
  });

  it('is decided for many at once: each with its own line, what waits no longer named, what may not go kept in the list', async () => {
    const [one, two, decided, late] = [await aMail(null), await aMail(null), await aMail(null), await aMail(null)];
    await as('helpdesk').post(`/api/emails/${decided}/decision`, { keputusan: 'sudah_terkirim' });
    await test.db('emails').where({ id: late }).update({ good_until: new Date(test.clock.now().getTime() - 1_000) });
    const elsewhere = await test.db('offices').where({ code: 'MUAROJAMBI' }).first<{ id: string }>('id');
    const [foreign] = await test.db('emails').insert({
      unique_key: randomUUID(), office_id: elsewhere.id, kind: 'konfirmasi_penerimaan', to_name: 'Rina', to_address: 'rina@pemohon.test', subject: 'Uji', body: 'Isi', message_id: `<${randomUUID()}@contoh.test>`, state: 'queued', held_at: new Date(),
    }).returning<{ id: string }[]>('id');
    const body = { keputusan: 'kirim', ids: [one, two, decided, late, String(foreign?.id), one] };
    expect((await (await test.world.officer('arsiparis')).request('POST', '/api/emails/decisions', body)).status).toBe(403);
    const result = await as('helpdesk').post<HeldMailsDecided>('/api/emails/decisions', body);
    expect(result.done).toBe(2);
    expect(new Map(result.refused.map(({ id, caseNumber, held, reason }) => [id, [caseNumber, held, reason]]))).toEqual(new Map([
      [decided, [file.row.number, false, 'E-mail ini tidak lagi menunggu keputusan.']],
      [late, [file.row.number, true, expect.stringContaining('sudah lewat')]],
      [String(foreign?.id), [null, false, 'E-mail ini tidak lagi menunggu keputusan.']],
    ]));
    await test.loket.workOnce();
    expect([await stateOf(one), await stateOf(two), await stateOf(late), test.mails.length]).toEqual(['sent', 'sent', 'held', 2]);
    const trail = await test.db('audit_events').where({ event: 'surat_tertahan_diputuskan' }).whereIn('ref', body.ids.map((id) => `email:${id}`)).pluck<{ keputusan: string }[]>('detail');
    expect(trail.map(({ keputusan }) => keputusan).sort()).toEqual(['kirim', 'kirim', 'sudah_terkirim']);
    expect((await test.db('emails').where({ id: foreign?.id }).first<{ held_at: Date | null }>('held_at')).held_at).not.toBeNull();
    expect((await as('helpdesk').post<HeldMailsDecided>('/api/emails/decisions', { keputusan: 'sudah_terkirim', ids: [late] }))).toEqual({ done: 1, refused: [] });
    expect((await as('helpdesk').request('POST', '/api/emails/decisions', { keputusan: 'kirim', ids: Array.from({ length: 501 }, () => randomUUID()) })).status).toBe(422);
  });

  it('asked for twice at once is sent once', async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, () => aMail(null)));
    const decide = () => as('helpdesk').post<HeldMailsDecided>('/api/emails/decisions', { keputusan: 'kirim', ids });
    const [first, second] = await Promise.all([decide(), decide()]);
    expect([first.done + second.done, first.refused.length + second.refused.length]).toEqual([6, 6]);
    await test.loket.workOnce();
    expect(test.mails).toHaveLength(6);
  });

  it('flows again once who runs the system says so; only he may', async () => {
    expect((await as('penyelia').request('POST', '/api/mail-hold/release', {})).status).toBe(403);
    expect((await as('admin').request('POST', '/api/mail-hold/release', {})).status).toBe(204);
    expect((await as('admin').request('POST', '/api/mail-hold/release', {})).status).toBe(404);
    expect((await as('helpdesk').request('GET', '/api/mail-hold')).body).toBeNull();
    const automatic = await aMail(null);
    await test.loket.workOnce();
    expect(await stateOf(automatic)).toBe('sent');
  });
});
