/** "Minta lewat tautan", on a whole Loket: what is asked at the counter comes from the telephone to the same entry, and nothing else does. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { formOf, walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { uploadScans, type Walked } from '../../seeds/scenarios/world.ts';
import type { AskedUploads, UploadRequestDetail, UploadRequestReply } from '../domain/contract/counter.ts';
import type { PublicOffice } from '../domain/contract/intake.ts';
import type { Client } from '../testing/client.ts';
import { localStorage } from '../platform/storage.ts';
import { sampleScan } from '../testing/sample-files.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';
import { untilWaiting } from '../testing/until-waiting.ts';
import { sweepDrafts } from '../documents/index.ts';
import { sweepUploadRequests } from './sweep-upload-requests.cron.ts';

let test: TestLoket;
let helpdesk: Client;
beforeAll(async () => {
  test = await startTestLoket({ seed: 57 });
  helpdesk = await test.world.officer('helpdesk');
}, 180_000);
afterAll(() => test.stop());

const PROSEDUR = 'registrasi_perseorangan';
const phone = () => test.client();
const ask = (body: object) => helpdesk.request<UploadRequestReply & { errors?: Record<string, string> }>('POST', '/api/upload-requests', { requestId: randomUUID(), ...body });
const detail = (id: string) => helpdesk.get<UploadRequestDetail>(`/api/upload-requests/${id}`);
const tokenIn = (text: string) => /\/unggah\/([A-Za-z0-9_-]{43})/.exec(text)?.[1] ?? '';
const entered = formOf;

async function send(from: Client, token: string, kind: string, uploadId: string) {
  return from.request<AskedUploads>('POST', `/api/public/upload-requests/${token}/files`, { kind, uploadId });
}

describe('scans asked for by a link', () => {
  it('come from the telephone to the entry at the counter, which becomes the case', async () => {
    const person = test.world.people();
    const fields = entered(person);
    const asked = await ask({ channel: 'email', prosedur: PROSEDUR, kinds: ['ktp', 'npwp'], fields });
    expect([asked.status, asked.body.whatsapp, asked.body.request.fields?.nama]).toEqual([201, null, person.nama]);
    await test.world.settle();
    const mail = test.mails.at(-1);
    expect([mail?.to.address, mail?.text.includes('/berkas/')]).toEqual([person.email, false]);
    const token = tokenIn(mail?.text ?? '');

    const applicant = phone();
    const shown = await applicant.get<AskedUploads>(`/api/public/upload-requests/${token}`);
    expect(shown.documents.map((doc) => [doc.kind, doc.received])).toEqual([['ktp', false], ['npwp', false]]);
    expect(JSON.stringify(shown)).not.toContain(person.nik);
    const drafts = await uploadScans(applicant, '/api/public/uploads', ['ktp', 'npwp'], person);
    expect((await send(applicant, token, 'ktp', drafts.ktp ?? '')).status).toBe(200);
    expect(await helpdesk.get<unknown[]>(`/api/notices?filter=${encodeURIComponent(JSON.stringify({ kind: 'unggahan_tautan' }))}`)).toEqual([]);
    const after = await send(applicant, token, 'npwp', drafts.npwp ?? '');
    expect(after.body.documents.map((doc) => doc.received)).toEqual([true, true]);
    // The telephone sends again what it thinks was lost; whoever asked is told once.
    expect((await send(applicant, token, 'npwp', drafts.npwp ?? '')).status).toBe(200);
    expect(await helpdesk.get<unknown[]>(`/api/notices?filter=${encodeURIComponent(JSON.stringify({ kind: 'unggahan_tautan' }))}`)).toHaveLength(1);

    const came = await detail(asked.body.request.id);
    expect(came.files.map((file) => file.kind).sort()).toEqual(['ktp', 'npwp']);
    const picture = await helpdesk.request('GET', `/api/upload-requests/${came.id}/files/ktp`);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    const certificate = await helpdesk.upload('/api/uploads', await sampleScan('sertifikat_keahlian', person.onCards, 'pdf'), 'sertifikat.pdf');
    const documents = { ...Object.fromEntries(came.files.map((file) => [file.kind, file.uploadId])), sertifikat_keahlian: certificate.body.id };
    const made = await helpdesk.post<{ id: string }>('/api/cases', { asal: 'loket', prosedur: PROSEDUR, fields, documents, requestId: randomUUID() });
    expect(await test.db('documents').where({ case_id: made.id }).orderBy('kind').pluck('kind')).toEqual(['ktp', 'npwp', 'sertifikat_keahlian']);
    expect(await test.db('upload_requests').where({ id: came.id }).first('closed_how', 'entry')).toEqual({ closed_how: 'dipakai', entry: null });
    expect((await applicant.request('GET', `/api/public/upload-requests/${token}`)).status).toBe(404);
    expect(await test.db('audit_events').whereIn('event', ['minta_lewat_tautan', 'unggah_lewat_tautan', 'lihat_unggahan_tautan']).where({ ref: `permintaan_unggah:${came.id}` }).orderBy('id').pluck('event'))
      .toEqual(['minta_lewat_tautan', 'unggah_lewat_tautan', 'unggah_lewat_tautan', 'lihat_unggahan_tautan']);
  }, 180_000);

  it('come to the open repair of a case, and the link ends with it', async () => {
    const walked = await walks.menunggu_perbaikan?.(test.world) as Walked;
    const repair = await test.db('repair_requests').where({ case_id: walked.caseId }).whereNull('closed_at').first<{ items: { jenis: string; kunci: string }[] }>('items');
    const kinds = repair.items.filter((item) => item.jenis === 'dokumen').map((item) => item.kunci);
    expect((await ask({ channel: 'whatsapp', caseId: walked.caseId, kinds: ['surat_kuasa'] })).status).toBe(422);
    const asked = await ask({ channel: 'whatsapp', caseId: walked.caseId, kinds });
    expect(asked.body.whatsapp).toMatch(/^https:\/\/wa\.me\/62\d+\?text=/);
    const token = tokenIn(decodeURIComponent(asked.body.whatsapp ?? ''));
    const applicant = phone();
    expect((await applicant.get<AskedUploads>(`/api/public/upload-requests/${token}`)).caseNumber).toBe(walked.number);
    const drafts = await uploadScans(applicant, '/api/public/uploads', kinds, walked.person);
    for (const kind of kinds) await send(applicant, token, kind, drafts[kind] ?? '');
    await helpdesk.act(walked.caseId, 'kirim_perbaikan', {
      isian: Object.fromEntries(repair.items.filter((item) => item.jenis === 'isian').map((item) => [item.kunci, entered(walked.person)[item.kunci] ?? ''])), dokumen: drafts, asal: 'whatsapp',
    });
    expect(await test.db('upload_requests').where({ id: asked.body.request.id }).first('closed_how')).toEqual({ closed_how: 'dipakai' });
    expect((await applicant.request('GET', `/api/public/upload-requests/${token}`)).status).toBe(404);
    expect((await ask({ channel: 'whatsapp', caseId: walked.caseId, kinds })).status).toBe(409);
  }, 180_000);

  it('end with their link when the address is corrected, and whoever asked is told', async () => {
    const walked = await walks.menunggu_perbaikan?.(test.world) as Walked;
    const asked = await ask({ channel: 'email', caseId: walked.caseId, kinds: ['sertifikat_keahlian'] });
    await helpdesk.act(walked.caseId, 'ajukan_perbaikan_alamat', { email: 'alamat.benar@pemohon.test', caraIdentitas: 'telepon_terdaftar', identitas: 'Menyebut tanggal lahir dan nomor permohonan.' });
    await (await test.world.officer('penyelia')).act(walked.caseId, 'perbaiki_alamat', { catatan: 'Ditelepon kembali; benar.' });
    expect(await test.db('upload_requests').where({ id: asked.body.request.id }).first('closed_how')).toEqual({ closed_how: 'dibatalkan' });
    const told = await helpdesk.get<{ caseId: string; text: string }[]>(`/api/notices?filter=${encodeURIComponent(JSON.stringify({ kind: 'unggahan_tautan' }))}`);
    expect(told.filter((notice) => notice.caseId === walked.caseId).map(({ text }) => text)).toEqual([expect.stringContaining('tidak berlaku lagi')]);
    await test.world.settle();
    test.mails.length = 0;
    expect((await ask({ channel: 'email', caseId: walked.caseId, kinds: ['sertifikat_keahlian'] })).status).toBe(201);
    await test.world.settle();
    expect(test.mails.map((mail) => mail.to.address)).toEqual(['alamat.benar@pemohon.test']);
  }, 60_000);

  it('have one purpose: neither link opens what the other does', async () => {
    const walked = await walks.menunggu_perbaikan?.(test.world) as Walked;
    const kinds = (await test.db('repair_requests').where({ case_id: walked.caseId }).first<{ items: { jenis: string; kunci: string }[] }>('items')).items.filter((item) => item.jenis === 'dokumen').map((item) => item.kunci);
    const asked = await ask({ channel: 'whatsapp', caseId: walked.caseId, kinds });
    const token = tokenIn(decodeURIComponent(asked.body.whatsapp ?? ''));
    const stranger = phone();
    expect((await stranger.request('GET', `/api/public/applications/${token}`)).status).toBe(404);
    expect((await stranger.request('POST', `/api/public/applications/${token}/withdraw`, { requestId: randomUUID() })).status).toBe(404);
    expect((await stranger.request('GET', `/api/public/upload-requests/${walked.token}`)).status).toBe(404);
    const drafts = await uploadScans(stranger, '/api/public/uploads', ['ktp'], walked.person);
    expect((await send(stranger, token, 'surat_lain', drafts.ktp ?? '')).status).toBe(422);
    const own = await helpdesk.upload('/api/uploads', await sampleScan('ktp', walked.person.onCards, 'jpeg'), 'ktp.jpg');
    expect((await send(stranger, token, kinds[0] ?? '', own.body.id)).status).toBe(422);
  }, 180_000);

  it('are taken until the time of the link is over; what was typed is forgotten then', async () => {
    const person = test.world.people();
    const asked = await ask({ channel: 'whatsapp', prosedur: PROSEDUR, kinds: ['ktp'], fields: entered(person) });
    const token = tokenIn(decodeURIComponent(asked.body.whatsapp ?? ''));
    const drafts = await uploadScans(phone(), '/api/public/uploads', ['ktp'], person);
    test.clock.forward(23 * 60);
    expect((await phone().request('GET', `/api/public/upload-requests/${token}`)).status).toBe(200);
    test.clock.forward(61);
    expect((await send(phone(), token, 'ktp', drafts.ktp ?? '')).status).toBe(404);
    expect((await detail(asked.body.request.id)).expired).toBe(true);
    test.clock.forward(4 * 24 * 60);
    await sweepUploadRequests(test.db, test.clock.now());
    await sweepUploadRequests(test.db, test.clock.now());
    expect(await test.db('upload_requests').where({ id: asked.body.request.id }).first('closed_how', 'entry')).toEqual({ closed_how: 'kedaluwarsa', entry: null });
  }, 180_000);

  it('wait weeks for somebody who was away; when they go, the request is closed and he is told', async () => {
    const person = test.world.people();
    const asked = await ask({ channel: 'whatsapp', prosedur: PROSEDUR, kinds: ['ktp', 'npwp'], fields: entered(person) });
    const token = tokenIn(decodeURIComponent(asked.body.whatsapp ?? ''));
    const drafts = await uploadScans(phone(), '/api/public/uploads', ['ktp'], person);
    await send(phone(), token, 'ktp', drafts.ktp ?? '');
    // Drafts go by the clock of the database: three weeks pass for this one.
    const pass = (days: number) => test.db('uploads').where({ id: drafts.ktp }).update({ expires_at: test.db.raw('expires_at - make_interval(days => ?)', [days]) });
    const sweep = async () => { await sweepUploadRequests(test.db, test.clock.now()); await sweepDrafts(test.db, localStorage(test.config.uploadsDir)); };
    await pass(21);
    test.clock.forward(21 * 24 * 60);
    await sweep();
    const late = await detail(asked.body.request.id);
    expect([late.expired, late.closedHow, late.files.map((file) => file.kind), late.fields?.nama]).toEqual([true, null, ['ktp'], person.nama]);
    expect((await helpdesk.request('GET', `/api/upload-requests/${late.id}/files/ktp`)).status).toBe(200);

    await pass(40);
    test.clock.forward(40 * 24 * 60);
    await sweepDrafts(test.db, localStorage(test.config.uploadsDir));
    const told = () => test.db('notices').where({ text_key: 'pemberitahuan.unggahan_hilang_entri' }).count<{ n: number }[]>({ n: '*' });
    expect(await told()).toEqual([{ n: 0 }]);
    await sweepUploadRequests(test.db, test.clock.now());
    await sweepUploadRequests(test.db, test.clock.now());
    expect(await test.db('upload_requests').where({ id: late.id }).first('closed_how', 'entry')).toEqual({ closed_how: 'kedaluwarsa', entry: null });
    expect(await told()).toEqual([{ n: 1 }]);
  }, 180_000);

  it('of an open repair do not go before it is answered; of a request that was called off they go soon', async () => {
    const walked = await walks.menunggu_perbaikan?.(test.world) as Walked;
    const asked = await ask({ channel: 'whatsapp', caseId: walked.caseId, kinds: ['sertifikat_keahlian'] });
    const drafts = await uploadScans(phone(), '/api/public/uploads', ['sertifikat_keahlian'], walked.person);
    const upload = drafts.sertifikat_keahlian ?? '';
    await send(phone(), tokenIn(decodeURIComponent(asked.body.whatsapp ?? '')), 'sertifikat_keahlian', upload);
    const hoursLeft = async () => Math.round(Number((await test.db('uploads').where({ id: upload }).first<{ hours: string }>(test.db.raw('extract(epoch from expires_at - clock_timestamp()) / 3600 as hours'))).hours));
    expect(await hoursLeft()).toBe(60 * 24);
    await test.db('uploads').where({ id: upload }).update({ expires_at: test.db.raw(`clock_timestamp() + interval '2 hours'`) });
    await sweepUploadRequests(test.db, test.clock.now());
    expect(await hoursLeft()).toBe(96);
    await test.db('uploads').where({ id: upload }).update({ expires_at: test.db.raw(`clock_timestamp() + interval '50 days'`) });
    await helpdesk.post(`/api/upload-requests/${asked.body.request.id}/cancel`);
    expect(await hoursLeft()).toBe(96);
  }, 180_000);

  it('go along when a new link takes the place of the first', async () => {
    const person = test.world.people();
    const fields = entered(person);
    const first = await ask({ channel: 'whatsapp', prosedur: PROSEDUR, kinds: ['ktp', 'npwp'], fields });
    const drafts = await uploadScans(phone(), '/api/public/uploads', ['ktp'], person);
    const dead = tokenIn(decodeURIComponent(first.body.whatsapp ?? ''));
    await send(phone(), dead, 'ktp', drafts.ktp ?? '');
    const second = await ask({ channel: 'email', prosedur: PROSEDUR, kinds: ['ktp', 'npwp'], fields, replaces: first.body.request.id });
    expect(second.body.request.files.map((file) => file.kind)).toEqual(['ktp']);
    expect((await phone().request('GET', `/api/public/upload-requests/${dead}`)).status).toBe(404);
    await helpdesk.post(`/api/upload-requests/${second.body.request.id}/cancel`);
    expect((await detail(second.body.request.id)).closedHow).toBe('dibatalkan');
  }, 180_000);

  it.each([['email', 'email'], ['whatsapp', 'telepon']])('by %s needs an address that is one', async (channel, key) => {
    const { [key]: _without, ...fields } = entered(test.world.people());
    const answer = await ask({ channel, prosedur: PROSEDUR, kinds: ['ktp'], fields });
    expect([answer.status, Object.keys(answer.body.errors ?? {})]).toEqual([422, ['channel']]);
  });
});

it('closed to the public, open at the counter: its form, the link to the telephone and the file itself', async () => {
  await test.db('offices').where({ code: 'KALTIM' }).update({ is_open: false });
  try {
    expect((await phone().get<PublicOffice[]>('/api/public/offices')).map((office) => office.code)).not.toContain('KALTIM');
    const form = await helpdesk.get<PublicOffice['procedures']>('/api/counter-form');
    const offered = form.find((procedure) => procedure.code === PROSEDUR);
    expect([offered?.documents.map((doc) => doc.kind), offered?.fields.map((field) => field.key).includes('nik')]).toEqual([['ktp', 'npwp', 'sertifikat_keahlian'], true]);
    const person = test.world.people();
    const asked = await ask({ channel: 'whatsapp', prosedur: PROSEDUR, kinds: ['npwp'], fields: entered(person) });
    const applicant = phone();
    const token = tokenIn(decodeURIComponent(asked.body.whatsapp ?? ''));
    const sent = await uploadScans(applicant, '/api/public/uploads', ['npwp'], person);
    expect([asked.status, (await send(applicant, token, 'npwp', sent.npwp ?? '')).status]).toEqual([201, 200]);
    const own = await uploadScans(helpdesk, '/api/uploads', ['ktp', 'sertifikat_keahlian'], person);
    const made = await helpdesk.request<{ id: string }>('POST', '/api/cases', { asal: 'loket', prosedur: PROSEDUR, fields: entered(person), documents: { ...own, ...sent }, requestId: randomUUID() });
    expect([made.status, await test.db('documents').where({ case_id: made.body.id }).orderBy('kind').pluck('kind')]).toEqual([201, ['ktp', 'npwp', 'sertifikat_keahlian']]);
    // Only for those who may enter a file, and only the own office's.
    expect((await (await test.world.officer('verifikator')).request('GET', '/api/counter-form')).status).toBe(403);
  } finally {
    await test.db('offices').where({ code: 'KALTIM' }).update({ is_open: true });
  }
}, 60_000);

it('what was asked for and sent is taken back by whoever sent them, at once and as often as he presses, and may come again', async () => {
  const person = test.world.people();
  const asked = await ask({ channel: 'whatsapp', prosedur: PROSEDUR, kinds: ['ktp'], fields: entered(person) });
  const token = tokenIn(decodeURIComponent(asked.body.whatsapp ?? ''));
  const applicant = phone();
  const { ktp = '' } = await uploadScans(applicant, '/api/public/uploads', ['ktp'], person);
  const notices = async () => (await helpdesk.get<unknown[]>(`/api/notices?filter=${encodeURIComponent(JSON.stringify({ kind: 'unggahan_tautan' }))}`)).length;
  const before = await notices();
  await send(applicant, token, 'ktp', ktp);
  for (let n = 0; n < 2; n += 1) {
    const back = await applicant.request<AskedUploads>('DELETE', `/api/public/upload-requests/${token}/files/${ktp}`);
    expect([back.status, back.body.documents.map((doc) => doc.received)]).toEqual([200, [false]]);
  }
  expect((await detail(asked.body.request.id)).files).toEqual([]);
  await sweepDrafts(test.db, localStorage(test.config.uploadsDir));
  expect(await test.db('uploads').where({ id: ktp }).first('id')).toBeUndefined();
  expect((await applicant.request('DELETE', `/api/public/upload-requests/${token.slice(0, -1)}_/files/${ktp}`)).status).toBe(404);
  const { ktp: right = '' } = await uploadScans(applicant, '/api/public/uploads', ['ktp'], person);
  expect((await send(applicant, token, 'ktp', right)).body.documents.map((doc) => doc.received)).toEqual([true]);
  // Everything there, not any more, everything there.
  expect(await notices()).toBe(before + 3);
  expect(await test.db('audit_events').where({ event: 'tarik_unggahan_tautan', ref: `permintaan_unggah:${asked.body.request.id}` }).pluck('detail')).toEqual([{ dokumen: 'ktp' }]);
}, 60_000);

describe('what was taken back', () => {
  const askedOf = async (kinds: string[]) => {
    const person = test.world.people();
    const asked = await ask({ channel: 'whatsapp', prosedur: PROSEDUR, kinds, fields: entered(person) });
    return { person, id: asked.body.request.id, token: tokenIn(decodeURIComponent(asked.body.whatsapp ?? '')) };
  };
  const takeBack = (from: Client, token: string, uploadId: string) => from.request<AskedUploads>('DELETE', `/api/public/upload-requests/${token}/files/${uploadId}`);
  const newsSince = async (since: Date) => (await test.db('notices').where('at', '>=', since).orderBy('at').pluck<string[]>('text_key'));

  it('is told to whoever had heard that everything is there, and not called unused days later', async () => {
    const { person, id, token } = await askedOf(['ktp', 'npwp']);
    test.clock.forward(1);
    const since = test.clock.now();
    const { ktp = '', npwp = '' } = await uploadScans(phone(), '/api/public/uploads', ['ktp', 'npwp'], person);
    await send(phone(), token, 'ktp', ktp);
    test.clock.forward(1);
    await send(phone(), token, 'npwp', npwp);
    test.clock.forward(1);
    await takeBack(phone(), token, npwp);
    const came = await test.db('upload_requests').where({ id }).first<{ received_at: Date | null }>('received_at');
    expect(came.received_at).toEqual(since);
    test.clock.forward(1);
    // Not everything was there any more: nothing new to say.
    await takeBack(phone(), token, ktp);
    test.clock.forward(5 * 24 * 60);
    await sweepUploadRequests(test.db, test.clock.now());
    expect(await test.db('upload_requests').where({ id }).first('closed_how', 'received_at')).toEqual({ closed_how: 'kedaluwarsa', received_at: null });
    expect((await newsSince(since)).filter((key) => key.includes('unggahan'))).toEqual(['pemberitahuan.unggahan_entri', 'pemberitahuan.unggahan_ditarik_entri']);
  }, 60_000);

  it('is the file that was meant, not the right one another telephone sent in its place', async () => {
    const { person, token } = await askedOf(['ktp']);
    const [wrong, right] = [await uploadScans(phone(), '/api/public/uploads', ['ktp'], test.world.people()), await uploadScans(phone(), '/api/public/uploads', ['ktp'], person)];
    const shown = await send(phone(), token, 'ktp', wrong.ktp ?? '');
    expect(shown.body.documents.map((doc) => doc.uploadId)).toEqual([wrong.ktp]);
    await send(phone(), token, 'ktp', right.ktp ?? '');
    const late = await takeBack(phone(), token, wrong.ktp ?? '');
    expect([late.status, late.body.documents.map((doc) => [doc.received, doc.uploadId])]).toEqual([200, [[true, right.ktp]]]);
  }, 60_000);

  it('while his line is gone: the answer is lost, and what he presses again changes nothing more, also where the right one has come meanwhile', async () => {
    const { person, id, token } = await askedOf(['ktp']);
    const [wrong, right] = [await uploadScans(phone(), '/api/public/uploads', ['ktp'], test.world.people()), await uploadScans(phone(), '/api/public/uploads', ['ktp'], person)];
    test.clock.forward(1);
    const since = test.clock.now();
    await send(phone(), token, 'ktp', wrong.ktp ?? '');
    const line = new AbortController();
    const held = await test.db.transaction();
    try {
      await held('upload_requests').where({ id }).forUpdate().first('id');
      const lost = fetch(`${test.url}/api/public/upload-requests/${token}/files/${wrong.ktp ?? ''}`, { method: 'DELETE', signal: line.signal, headers: { Origin: test.url, 'X-Requested-With': 'loket' } }).catch((error: unknown) => error);
      await untilWaiting(test.db, 1);
      line.abort();
      expect(await lost).toMatchObject({ name: 'AbortError' });
      // Pressed again before the first one has come to its end.
      const again = takeBack(phone(), token, wrong.ktp ?? '');
      await untilWaiting(test.db, 2);
      await held.commit();
      expect([(await again).status, (await again).body.documents.map((doc) => doc.received)]).toEqual([200, [false]]);
    } finally {
      if (!held.isCompleted()) await held.rollback();
    }
    await send(phone(), token, 'ktp', right.ktp ?? '');
    const late = await takeBack(phone(), token, wrong.ktp ?? '');
    expect([late.status, late.body.documents.map((doc) => doc.uploadId)]).toEqual([200, [right.ktp]]);
    expect(await test.db('audit_events').where({ event: 'tarik_unggahan_tautan', ref: `permintaan_unggah:${id}` }).pluck('detail')).toEqual([{ dokumen: 'ktp' }]);
    expect((await newsSince(since)).filter((key) => key.includes('unggahan_ditarik'))).toHaveLength(1);
    // The draft by itself, likewise: it is over, and nobody is told anything else.
    const answer = await phone().uploadOnce('/api/public/uploads', await sampleScan('ktp', person.onCards, 'jpeg'), 'ktp.jpg');
    const mine = answer.body as { id: string; key?: string };
    while (answer.status === 202 && (await phone().request('GET', `/api/public/upload-examinations/${mine.id}`)).status === 202);
    const end = () => phone().request('DELETE', `/api/public/uploads/${mine.id}`, undefined, { 'X-Loket-Draft-Key': mine.key ?? '' });
    expect([(await end()).status, (await end()).status]).toEqual([204, 204]);
  }, 60_000);

  it('while the entry of staff takes it: one waits for the other, and neither breaks', async () => {
    const { person, id, token } = await askedOf(['ktp']);
    const { ktp = '' } = await uploadScans(phone(), '/api/public/uploads', ['ktp'], person);
    await send(phone(), token, 'ktp', ktp);
    const own = await uploadScans(helpdesk, '/api/uploads', ['npwp', 'sertifikat_keahlian'], person);
    // Somebody looks at the request; the entry and the taking back come meanwhile.
    const held = await test.db.transaction();
    try {
      await held('upload_requests').where({ id }).forUpdate().first('id');
      const entry = helpdesk.request<{ id: string }>('POST', '/api/cases', { asal: 'loket', prosedur: PROSEDUR, fields: entered(person), documents: { ...own, ktp }, requestId: randomUUID() });
      await untilWaiting(test.db, 1);
      // The entry waits for the request, not with the file in its hands.
      expect(await held('uploads').where({ id: ktp }).forUpdate().skipLocked().pluck('id')).toEqual([ktp]);
      const back = takeBack(phone(), token, ktp);
      await untilWaiting(test.db, 2);
      await held.commit();
      expect([(await entry).status, (await back).status]).toEqual([201, 404]);
      expect(await test.db('documents').where({ upload_id: ktp }).pluck('kind')).toEqual(['ktp']);
    } finally {
      if (!held.isCompleted()) await held.rollback();
    }
  }, 60_000);
});
