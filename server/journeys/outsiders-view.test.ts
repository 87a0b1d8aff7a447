import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import type { ErrorBody } from '../platform/http/error-body.ts';
import { startTestLoket, TEST_PASSWORD, type TestLoket } from '../testing/start-loket.ts';
import { sampleScan } from '../testing/sample-files.ts';

/** What somebody sees who knows only the description of the interface. */
describe('the interface as a stranger meets it', () => {
  let test: TestLoket;
  beforeAll(async () => { test = await startTestLoket({ seed: 41 }); }, 60_000);
  afterAll(() => test.stop());
  const scan = () => { const { nama, nik, npwp } = test.world.people(); return sampleScan('ktp', { name: nama, nik, npwp }, 'jpeg'); };

  it('says in a sentence that e-mail or password do not match', async () => {
    const { status, body } = await test.client().request<ErrorBody>('POST', '/api/auth/login', { email: 'helpdesk@loket.test', password: 'bukan-ini' });
    expect([status, body.message]).toEqual([401, 'E-mail atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi.']);
  });

  it('describes forms with files, the repeat key, our own header and the true status of success', async () => {
    const { paths } = await test.client().get<{ paths: Record<string, Record<string, { parameters?: { name: string; in: string }[]; requestBody?: { content: object }; responses: object }>> }>('/api/openapi.json');
    const handIn = paths['/api/public/applications']?.post;
    expect(Object.keys(handIn?.requestBody?.content ?? {}).sort()).toEqual(['application/json', 'multipart/form-data']);
    expect(handIn?.parameters?.filter((parameter) => parameter.in === 'header').map(({ name }) => name).sort()).toEqual(['Idempotency-Key', 'X-Requested-With']);
    expect(Object.keys(handIn?.responses ?? {})).toContain('201');
    expect(Object.keys(paths['/api/public/uploads']?.post?.requestBody?.content ?? {})).toEqual(['multipart/form-data']);
  });

  it('describes the form of every address that reads one', () => {
    const readers = test.loket.routes.filter((row) => row.before);
    expect(readers.filter((row) => !row.multipart).map((row) => row.path)).toEqual([]);
    expect(readers.map((row) => row.path)).toEqual(expect.arrayContaining(['/api/blacklist-imports', '/api/registry-imports', '/api/bulk-screenings', '/api/uploads']));
  });

  it('tells the applicant that the file was taken up, not by whom', async () => {
    const walked = await (walks.cek_unggahan as (typeof walks)[string])(test.world);
    const { status, body } = await test.client().request<ErrorBody>('POST', `/api/public/applications/${walked.token}/repair`, { requestId: 'r1', fields: {}, documents: {} });
    expect(status).toBe(409);
    expect(body.holder).toBeUndefined();
  }, 60_000);

  it('shows a draft to whoever uploaded it, and to nobody once a case has it', async () => {
    const helpdesk = await test.world.officer('helpdesk');
    const draft = (await helpdesk.upload('/api/uploads', await scan(), 'ktp.jpg')).body.id;
    const seenBy = async (name: string) => (await (await test.world.officer(name)).request('GET', `/api/uploads/${draft}/pages/1`)).status;
    expect([await seenBy('helpdesk'), await seenBy('helpdesk2')]).toEqual([200, 404]);
    await test.db('uploads').where({ id: draft }).update({ used_at: test.clock.now() });
    expect(await seenBy('helpdesk')).toBe(404);
  }, 60_000);

  it('names the file of a form that is too large', async () => {
    const form = new FormData();
    form.set('file_npwp', new Blob([Buffer.alloc(3 * 1024 * 1024)]), 'npwp.pdf');
    const answer = await fetch(`${test.url}/api/public/applications`, { method: 'POST', body: form, headers: { Origin: test.url, 'X-Requested-With': 'loket', 'Idempotency-Key': 'k1' } });
    expect([answer.status, Object.keys(((await answer.json()) as ErrorBody).errors ?? {})]).toEqual([413, ['file_npwp']]);
  });
});

/** R19, the other side: the counter is for guessing, not for people who come and go all day. */
it('whoever knows the password may log in as often as he likes', async () => {
  const counting = await startTestLoket({ limits: true });
  try {
    for (let n = 0; n < 12; n += 1) await counting.client().login('helpdesk@loket.test', TEST_PASSWORD);
    const guess = async () => (await counting.client().request('POST', '/api/auth/login', { email: 'helpdesk@loket.test', password: 'bukan-ini' })).status;
    const answers: number[] = [];
    for (let n = 0; n < 11; n += 1) answers.push(await guess());
    expect(answers).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
  } finally {
    await counting.stop();
  }
}, 60_000);
