/** Whoever knows the id of a draft may name it in a form, as ever; whose identity card it is sees only the browser that handed it in. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { formOf } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { UploadRequestReply } from '../domain/contract/counter.ts';
import type { Client } from '../testing/client.ts';
import { sampleScan } from '../testing/sample-files.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';
import { untilWaiting } from '../testing/until-waiting.ts';

let test: TestLoket;
let applicant: Client;
beforeAll(async () => {
  test = await startTestLoket({ seed: 83 });
  applicant = test.client();
}, 180_000);
afterAll(() => test.stop());

interface Handed { id: string; key: string }
async function handIn(format: 'jpeg' | 'pdf' = 'jpeg'): Promise<Handed> {
  const answer = await applicant.uploadOnce('/api/public/uploads', await sampleScan('ktp', test.world.people().onCards, format), `ktp.${format === 'pdf' ? 'pdf' : 'jpg'}`);
  const { id, key } = answer.body as Handed;
  while (answer.status === 202 && (await applicant.request('GET', `/api/public/upload-examinations/${id}`)).status === 202);
  return { id, key };
}
const look = (who: Client, { id, key }: { id: string; key?: string }, size = 'kecil') => who.request<string>('GET', `/api/public/uploads/${id}/picture?ukuran=${size}`, undefined, key === undefined ? {} : { 'X-Loket-Draft-Key': key });

describe('a draft of mine', () => {
  it('is shown by its key, small and whole, and kept nowhere on its way', async () => {
    const mine = await handIn();
    for (const size of ['kecil', 'utuh']) {
      const shown = await look(applicant, mine, size);
      expect([shown.status, shown.headers.get('content-type'), shown.headers.get('cache-control'), shown.headers.get('x-content-type-options')]).toEqual([200, 'image/jpeg', expect.stringContaining('no-store'), 'nosniff']);
    }
    const pages = await handIn('pdf');
    // A PDF is turned by nobody here, and is not given back.
    expect([(await look(applicant, pages)).status, (await look(applicant, pages, 'utuh')).status]).toEqual([200, 404]);
  }, 60_000);

  it('is not shown to whoever has its id alone, a wrong key or the key to another, an officer neither, and no later answer tells the key', async () => {
    const [mine, other] = [await handIn(), await handIn()];
    const officer = await test.world.officer('helpdesk');
    const strangers = [look(test.client(), { id: mine.id }), look(officer, { id: mine.id }), look(applicant, { id: mine.id, key: '' }), look(applicant, { id: mine.id, key: other.key }), look(applicant, { id: mine.id, key: `${mine.key}x` })];
    const refused = [...await Promise.all(strangers), await look(applicant, { id: randomUUID(), key: mine.key })];
    expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([404]));
    const later = [await applicant.request('GET', `/api/public/uploads/${mine.id}`), await applicant.request('GET', `/api/public/upload-examinations/${mine.id}`)];
    expect(JSON.stringify(later.map(({ body }) => body))).not.toContain(mine.key);
    const row = await test.db('uploads').where({ id: mine.id }).first<object>();
    expect(JSON.stringify(row)).not.toContain(mine.key);
  }, 60_000);

  it('is ended by its key alone, for good', async () => {
    const mine = await handIn();
    const end = (key: string) => applicant.request('DELETE', `/api/public/uploads/${mine.id}`, undefined, { 'X-Loket-Draft-Key': key });
    expect([(await end('x')).status, (await look(applicant, mine)).status]).toEqual([404, 200]);
    expect([(await end(mine.key)).status, (await end(mine.key)).status, (await look(applicant, mine)).status]).toEqual([204, 204, 404]);
    expect((await applicant.request<{ upload: unknown }>('GET', `/api/public/uploads/${mine.id}`)).body.upload).toBeNull();
  }, 60_000);

  it('is no longer his once a case has it, or while it is held', async () => {
    const [used, held] = [await handIn(), await handIn()];
    await test.db('uploads').where({ id: used.id }).update({ used_at: test.clock.now(), expires_at: null });
    await test.db('uploads').where({ id: held.id }).update({ scan_state: 'ditahan' });
    expect([(await look(applicant, used)).status, (await look(applicant, held)).status]).toEqual([404, 404]);
    const ended = await applicant.request<{ message: string; words: Record<string, { message: string }> }>('DELETE', `/api/public/uploads/${used.id}`, undefined, { 'X-Loket-Draft-Key': used.key, 'X-Loket-Words': 'all' });
    expect([ended.status, ended.body.words.id?.message, ended.body.words.en?.message]).toEqual([409, expect.stringContaining('sudah terkirim'), expect.stringContaining('already been sent')]);
    expect(await test.db('uploads').where({ id: used.id }).first('expires_at')).toEqual({ expires_at: null });
    // Swept away, or over: what was asked for is so.
    await test.db('uploads').where({ id: held.id }).del();
    expect((await applicant.request('DELETE', `/api/public/uploads/${held.id}`, undefined, { 'X-Loket-Draft-Key': held.key })).status).toBe(204);
  }, 60_000);

  it('is shown for an hour, and ended by its key after that, too', async () => {
    const mine = await handIn();
    const passed = (minutes: number) => test.db('uploads').where({ id: mine.id }).update({ created_at: test.db.raw('clock_timestamp() - make_interval(mins => ?)', [minutes]) });
    await passed(55);
    expect((await look(applicant, mine, 'utuh')).status).toBe(200);
    await passed(65);
    expect([(await look(applicant, mine)).status, (await look(applicant, mine, 'utuh')).status]).toEqual([404, 404]);
    await applicant.request('DELETE', `/api/public/uploads/${mine.id}`, undefined, { 'X-Loket-Draft-Key': mine.key });
    expect((await applicant.request<{ upload: unknown }>('GET', `/api/public/uploads/${mine.id}`)).body.upload).toBeNull();
  }, 60_000);

  it('is not ended under the hand of whoever is just handing it in', async () => {
    const mine = await handIn();
    const person = test.world.people();
    const helpdesk = await test.world.officer('helpdesk');
    const asked = await helpdesk.request<UploadRequestReply>('POST', '/api/upload-requests', { requestId: randomUUID(), channel: 'whatsapp', prosedur: 'registrasi_perseorangan', kinds: ['ktp'], fields: formOf(person) });
    const held = await test.db.transaction();
    try {
      // As `receiveAskedFile` does it, with the end of its transaction in our hands.
      await held('uploads').where({ id: mine.id }).update({ expires_at: held.raw(`clock_timestamp() + interval '60 days'`) });
      await held('upload_request_files').insert({ request_id: asked.body.request.id, kind: 'ktp', upload_id: mine.id, received_at: test.clock.now() });
      const end = applicant.request('DELETE', `/api/public/uploads/${mine.id}`, undefined, { 'X-Loket-Draft-Key': mine.key });
      await untilWaiting(test.db, 1);
      await held.commit();
      expect((await end).status).toBe(409);
      expect(await test.db('uploads').where({ id: mine.id }).whereRaw(`expires_at > clock_timestamp() + interval '50 days'`).pluck('id')).toEqual([mine.id]);
    } finally {
      if (!held.isCompleted()) await held.rollback();
    }
  }, 60_000);
});
