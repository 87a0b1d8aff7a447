/** "Kirim ulang" repeats what still holds, and nothing else. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Knex } from 'knex';
import { repair, walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { Walked } from '../../seeds/scenarios/world.ts';
import { answeredAtOnce } from '../testing/at-once.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

let test: TestLoket;
beforeAll(async () => { test = await startTestLoket({ seed: 67 }); }, 60_000);
afterAll(() => test.stop());

const walk = (place: string): Promise<Walked> => (walks[place] as (typeof walks)[string])(test.world);
/** The mails of a kind, newest first. */
const mailsOf = (caseId: string, kind: string) => test.db('emails').where({ case_id: caseId, kind }).orderBy([{ column: 'created_at', order: 'desc' }, { column: 'id', order: 'desc' }]).select<{ id: string; state: string; letter_id: string | null; link_id: string | null }[]>('id', 'state', 'letter_id', 'link_id');
async function resend(id: string | undefined, by = 'helpdesk'): Promise<[number, string[]]> {
  const answer = await (await test.world.officer(by)).request<{ obstacles?: { key: string }[] }>('POST', `/api/emails/${id}/resend`, { requestId: randomUUID() });
  return [answer.status, (answer.body.obstacles ?? []).map(({ key }) => key)];
}
/** Mails of the case that say what still holds. */
async function repeatable(caseId: string): Promise<string[]> {
  const mails = await (await test.world.officer('helpdesk')).get<{ id: string; outdated: boolean; state: string }[]>(`/api/emails?filter=${encodeURIComponent(JSON.stringify({ caseId }))}`);
  return mails.filter((mail) => mail.state === 'sent' && !mail.outdated).map(({ id }) => id);
}
/** Two mails to this address that belong to no case. */
async function testMails(address: string): Promise<string[]> {
  const admin = await test.world.officer('admin');
  for (let n = 0; n < 2; n += 1) await admin.post('/api/test-mails');
  await test.world.settle();
  const sent = () => test.db('emails').where({ kind: 'surel_uji' });
  await sent().where({ to_address: 'admin@loket.test' }).update({ to_address: address });
  return sent().where({ to_address: address, state: 'sent' }).pluck<string[]>('id');
}
/** What the screen says of it before anybody presses. */
const said = async (id: string | undefined) => (await (await test.world.officer('helpdesk')).get<{ outdatedBecause: string | null }[]>(`/api/emails?filter=${encodeURIComponent(JSON.stringify({ id }))}`))[0]?.outdatedBecause;
const listed = async (id: string | undefined) => (await (await test.world.officer('helpdesk')).get<{ outdated: boolean }[]>(`/api/emails?filter=${encodeURIComponent(JSON.stringify({ id }))}`))[0]?.outdated;

describe('a mail that is held', () => {
  const decide = async (id: string | undefined) => (await (await test.world.officer('helpdesk')).request('POST', `/api/emails/${id}/decision`, { keputusan: 'kirim' })).status;
  /** As a flood or a restore leaves it. */
  async function held(): Promise<{ caseId: string; id: string; letterId: string | null }> {
    const { caseId } = await walk('pengarsipan');
    const [mail] = await mailsOf(caseId, 'tanda_terima');
    await test.db('emails').where({ id: mail?.id }).update({ held_at: new Date(), state: 'queued' });
    return { caseId, id: mail?.id ?? '', letterId: mail?.letter_id ?? null };
  }

  it('is not sent any more when its letter was declared void, nor when its link died', async () => {
    const one = await held();
    await (await test.world.officer('penyelia')).act(one.caseId, 'cabut_surat', { suratId: one.letterId, catatan: 'Terbit untuk orang yang salah.' });
    expect([await decide(one.id), await test.db('emails').where({ id: one.id }).first('state', 'held_at', 'last_error')]).toEqual([404, { state: 'failed', held_at: null, last_error: 'surat_dicabut' }]);
    const other = await held();
    await test.db('private_links').whereIn('id', test.db('emails').where({ id: other.id }).select('link_id')).update({ revoked_at: new Date() });
    expect([await decide(other.id), await test.db('emails').where({ id: other.id }).first('state')]).toEqual([409, { state: 'queued' }]);
  }, 90_000);

  it('is not sent to the address that was corrected', async () => {
    const { caseId, id } = await held();
    await (await test.world.officer('helpdesk')).act(caseId, 'ajukan_perbaikan_alamat', { email: 'alamat-benar@pemohon.test', caraIdentitas: 'telepon_terdaftar', identitas: 'Menyebut tanggal lahir dan nomor permohonan.' });
    await (await test.world.officer('penyelia')).act(caseId, 'perbaiki_alamat', { catatan: 'Ditelepon kembali; benar.' });
    expect([await decide(id), (await test.db('emails').where({ id }).first<{ held_at: Date | null }>('held_at')).held_at]).toEqual([404, null]);
    await test.world.settle();
    expect((await mailsOf(caseId, 'tanda_terima')).map(({ state }) => state).sort()).toEqual(['failed', 'sent']);
  }, 90_000);
});

describe('a mail is sent again', () => {
  it('not once its letter was issued anew, nor once it was declared void', async () => {
    const { caseId } = await walk('pengarsipan');
    await test.world.settle();
    const [first] = await mailsOf(caseId, 'tanda_terima');
    expect([await resend(first?.id), await listed(first?.id)]).toEqual([[200, []], false]);
    await test.world.settle();
    const supervisor = await test.world.officer('penyelia');
    await supervisor.act(caseId, 'terbitkan_ulang_surat', { suratId: first?.letter_id, catatan: 'Nama dibetulkan.' });
    await test.world.settle();
    const [anew] = await mailsOf(caseId, 'tanda_terima');
    expect([await resend(first?.id), await listed(first?.id)]).toEqual([[409, ['galat.surat_tidak_berlaku']], true]);
    expect(await resend(anew?.id)).toEqual([200, []]);
    await test.world.settle();
    await supervisor.act(caseId, 'cabut_surat', { suratId: anew?.letter_id, catatan: 'Terbit untuk orang yang salah.' });
    expect([await resend(anew?.id), await listed(anew?.id)]).toEqual([[409, ['galat.surat_tidak_berlaku']], true]);
  }, 90_000);

  it('not once the appointment it invites to, or reminds of, was moved', async () => {
    const { caseId } = await walk('penjadwalan');
    const verifikator = await test.world.officer('verifikator');
    const offer = (mulai: string) => verifikator.act(caseId, 'tawarkan_jadwal', { mulai, menit: 30, saluran: 'daring', tempat: `https://rapat.contoh.test/${caseId}` });
    await offer('2026-03-05T10:00:00+08:00');
    await test.world.settle();
    const [invited] = await mailsOf(caseId, 'undangan_verifikasi');
    expect(await resend(invited?.id)).toEqual([200, []]);
    test.clock.moveTo(new Date('2026-03-04T10:05:00+08:00'));
    await test.world.settle();
    const [reminder] = await mailsOf(caseId, 'pengingat_jadwal');
    expect(await resend(reminder?.id)).toEqual([200, []]);

    await verifikator.act(caseId, 'jadwal_ulang', { alasan: 'JDW-02', catatan: 'Tugas luar' });
    await test.world.settle();
    const [called] = await mailsOf(caseId, 'pembatalan_jadwal');
    const outdated = [409, ['hambatan.surel_jadwal_berubah']];
    // The word that it was called off is the one that holds now.
    expect([await resend(invited?.id), await resend(reminder?.id), await resend(called?.id)]).toEqual([outdated, outdated, [200, []]]);
    await offer('2026-03-06T10:00:00+08:00');
    await test.world.settle();
    const [moved] = await mailsOf(caseId, 'undangan_verifikasi');
    expect([await resend(invited?.id), await resend(reminder?.id), await resend(called?.id), await resend(moved?.id)]).toEqual([outdated, outdated, outdated, [200, []]]);
    await test.world.settle();
    // What went out last is the entry as it stands.
    const entries = test.mails.filter(({ subject }) => subject.startsWith('Jadwal verifikasi')).flatMap(({ attachments }) => attachments.map(({ content }) => Number(/^SEQUENCE:(\d+)/m.exec(String(content))?.[1] ?? -1)));
    expect(entries.at(-1)).toBe(Math.max(...entries));
  }, 90_000);

  it('not when it carries a colleague\'s one-time link: the admin sends a new one', async () => {
    const admin = await test.world.officer('admin');
    await admin.post('/api/users', { name: 'Pegawai Baru', email: 'baru@pegawai.test', roles: ['helpdesk'], auditor: null, via: 'surel' });
    await test.world.settle();
    const invitation = await test.db('emails').where({ kind: 'akun_undangan', to_address: 'baru@pegawai.test' }).first<{ id: string; state: string }>('id', 'state');
    expect(invitation.state).toBe('sent');
    expect([await resend(invitation.id, 'penyelia'), await listed(invitation.id)]).toEqual([[409, ['hambatan.surel_akun']], true]);
    expect(await test.db('emails').where({ to_address: 'baru@pegawai.test' }).count({ n: '*' })).toEqual([{ n: 1 }]);
  });

  it('R19: three times an hour, whichever letters of the file they are, and again an hour later', async () => {
    const { caseId } = await walk('pengarsipan');
    await test.world.settle();
    const [one, other] = await repeatable(caseId);
    const answers: [number, string[]][] = [];
    for (const id of [one, other, one, other]) answers.push(await resend(id));
    expect(answers).toEqual([[200, []], [200, []], [200, []], [409, ['hambatan.surel_terlalu_sering']]]);
    test.world.forward(61);
    expect(await resend(other)).toEqual([200, []]);
  }, 90_000);

  it('R19: outside of cases three times an hour to one address, whatever of a case was repeated to it', async () => {
    const { caseId } = await walk('pengarsipan');
    const [[own], [elsewhere]] = [await testMails('sendiri@kantor.test'), await testMails('lain@kantor.test')];
    const [letter] = await mailsOf(caseId, 'tanda_terima');
    for (let n = 0; n < 3; n += 1) expect(await resend(letter?.id)).toEqual([200, []]);
    // Whoever works here may have applied himself.
    await test.db('emails').where({ case_id: caseId }).update({ to_address: 'sendiri@kantor.test' });
    const answers: [number, string[]][] = [];
    for (let n = 0; n < 4; n += 1) answers.push(await resend(own));
    expect(answers).toEqual([[200, []], [200, []], [200, []], [409, ['hambatan.surel_terlalu_sering_alamat']]]);
    expect(await resend(elsewhere)).toEqual([200, []]);
  }, 90_000);

  it.each([
    ['of a case', 'hambatan.surel_terlalu_sering', async () => {
      const { caseId } = await walk('pengarsipan');
      await test.world.settle();
      return repeatable(caseId);
    }],
    ['outside of cases to one address', 'hambatan.surel_terlalu_sering_alamat', () => testMails('berdua@kantor.test')],
  ])('R19: of two mails %s pressed at once, where one repeat is left, one goes out', async (_which, key, sent) => {
    const [one, other] = await sent();
    expect([await resend(one), await resend(other)]).toEqual([[200, []], [200, []]]);
    // Both have come in; whichever has counted waits with its mail for the row of who pressed it.
    const pressing = (held: Knex.Transaction) => held('users').where({ email: 'helpdesk@loket.test' }).forUpdate().select('id');
    expect(await answeredAtOnce(test.db, pressing, [() => resend(one), () => resend(other)])).toEqual([[200, []], [409, [key]]]);
  }, 90_000);

  it('not when the link in it is dead', async () => {
    const { caseId } = await walk('menunggu_perbaikan');
    await test.world.settle();
    const [asked] = await mailsOf(caseId, 'kekurangan');
    await test.db('private_links').where({ id: asked?.link_id }).update({ revoked_at: test.clock.now() });
    expect(await resend(asked?.id)).toEqual([409, ['hambatan.surel_tautan_mati']]);
  }, 60_000);
});

/** How a request for repair can be over. */
const OVER: { how: string; end(walked: Walked): Promise<unknown>; key: string; sentence: RegExp }[] = [
  { how: 'answered', end: (walked) => repair(test.world, walked), key: 'hambatan.surel_permintaan_diperbaiki', sentence: /sudah dijawab pemohon pada \d+ Maret 2026\.$/ },
  { how: 'withdrawn', end: async ({ caseId }) => (await test.world.officer('helpdesk')).act(caseId, 'tarik_permintaan_perbaikan', { catatan: 'Ternyata sudah terbaca.' }), key: 'hambatan.surel_permintaan_ditarik', sentence: /sudah ditarik pada \d+ Maret 2026\.$/ },
  { how: 'closed', end: async ({ caseId }) => (await test.world.officer('helpdesk')).act(caseId, 'tarik_permohonan', { catatan: 'Pemohon meminta berhenti.' }), key: 'hambatan.surel_permintaan_ditutup', sentence: /sudah ditutup pada \d+ Maret 2026\.$/ },
];

describe.each(OVER)('a list of what is short whose request was $how', ({ end, key, sentence }) => {
  it('is not sent again, nor is its reminder, and the screen says why before one asks', async () => {
    const walked = await walk('menunggu_perbaikan');
    test.world.forward(96 * 60);
    await test.world.settle();
    const [[asked], [reminder]] = [await mailsOf(walked.caseId, 'kekurangan'), await mailsOf(walked.caseId, 'pengingat_perbaikan')];
    expect([asked?.state, reminder?.state, await listed(asked?.id), await said(asked?.id)]).toEqual(['sent', 'sent', false, null]);
    await end(walked);
    for (const mail of [asked, reminder]) {
      expect([await resend(mail?.id), await listed(mail?.id), await said(mail?.id)]).toEqual([[409, [key]], true, expect.stringMatching(sentence) as unknown]);
    }
  }, 90_000);

  it('is not sent late: not while it waits, not from the held ones, not by the sender who had it in hand', async () => {
    const walked = await walk('menunggu_perbaikan');
    await test.world.settle();
    const [asked] = await mailsOf(walked.caseId, 'kekurangan');
    const row = await test.db('emails').where({ id: asked?.id }).first<Record<string, unknown> & { unique_key: string; attachments: unknown }>();
    const copy = async (name: string, more: object) => (await test.db('emails').insert({ ...row, attachments: JSON.stringify(row.attachments), id: undefined, unique_key: `${name}:${row.unique_key}`, message_id: `<${name}.${asked?.id}@loket.test>`, reply_key: null, sent_at: null, ...more }).returning<{ id: string }[]>('id'))[0]?.id ?? '';
    const later = new Date(Date.now() + 3_600_000);
    const [waiting, held, inHand] = [await copy('waits', { state: 'deferred', attempts: 1, next_at: later }), await copy('held', { state: 'queued', held_at: new Date() }), await copy('in-hand', { state: 'sending', attempts: 1, lease_until: later })];
    await end(walked);
    // The server was away: whoever had it puts it off, and it comes due again.
    await test.db('emails').where({ id: inHand }).update({ state: 'deferred', lease_until: null, next_at: new Date(0) });
    test.mails.length = 0;
    await test.db('outbox').insert({ effect: 'kirim_email', case_id: walked.caseId, ref_id: inHand });
    await test.world.settle();
    const ended = await test.db('emails').whereIn('id', [waiting, held, inHand]).select('state', 'last_error', 'held_at');
    expect(ended.map(({ state, held_at: heldAt }: { state: string; held_at: Date | null }) => [state, heldAt])).toEqual([['failed', null], ['failed', null], ['failed', null]]);
    expect(test.mails.filter(({ subject }) => subject.endsWith('perlu dilengkapi'))).toEqual([]);
    expect((await (await test.world.officer('helpdesk')).request('POST', `/api/emails/${held}/decision`, { keputusan: 'kirim' })).status).toBe(404);
  }, 90_000);
});

it('a mail held by a restore whose request is over by then is not let go, and says why', async () => {
  const walked = await walk('menunggu_perbaikan');
  await test.world.settle();
  await repair(test.world, walked);
  const [asked] = await mailsOf(walked.caseId, 'kekurangan');
  await test.db('emails').where({ id: asked?.id }).update({ state: 'queued', held_at: new Date() });
  expect(await said(asked?.id)).toMatch(/sudah dijawab pemohon/);
  const answer = await (await test.world.officer('helpdesk')).request<{ obstacles?: { key: string }[] }>('POST', `/api/emails/${asked?.id}/decision`, { keputusan: 'kirim' });
  expect([answer.status, answer.body.obstacles?.map(({ key }) => key)]).toEqual([409, ['hambatan.surel_permintaan_diperbaiki']]);
}, 90_000);
