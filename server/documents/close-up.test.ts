/** Zoomed in far enough an officer sees what the file holds, not what the page picture kept of it: drawn once for all who ask, logged like any look. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { formOf } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { uploadScans } from '../../seeds/scenarios/world.ts';
import type { DocumentView } from '../domain/contract/documents.ts';
import type { FileStorage } from '../platform/storage.ts';
import type { Client } from '../testing/client.ts';
import { pdfOf } from '../testing/hostile-files.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

/** Two pages, the second with a bar across its lower half. */
const page = (content: string) => `<</Length ${content.length}>>\nstream\n${content}\nendstream`;
const TWO_PAGES = pdfOf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>', '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 5 0 R>>',
  '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 6 0 R>>', page('1 0 0 rg 20 120 200 60 re f'), page('0 0 0 rg 0 0 300 100 re f')]);

let test: TestLoket;
let helpdesk: Client;
let document: DocumentView;
let opened: string[] = [];
let real: FileStorage;
let broken = '';
beforeAll(async () => {
  test = await startTestLoket({ seed: 171, storage: (store) => { real = store; return { ...store, read: (key) => { opened.push(key); return key === broken ? Promise.resolve(Buffer.from('%PDF-1.7')) : store.read(key); } }; } });
  helpdesk = await test.world.officer('helpdesk');
  const person = test.world.people();
  const { body: ktp } = await test.world.applicant.upload('/api/public/uploads', TWO_PAGES, 'ktp.pdf');
  const documents = { ...await uploadScans(test.world.applicant, '/api/public/uploads', ['npwp', 'sertifikat_keahlian'], person), ktp: ktp.id };
  const { caseNumber } = await test.world.applicant.post<{ caseNumber: string }>('/api/public/applications', {
    kantor: test.world.office, prosedur: 'registrasi_perseorangan', ...formOf(person), persetujuan: { privasi: '2026-01', kebenaran: '2026-01' }, documents,
  }, { 'Idempotency-Key': randomUUID() });
  const { id } = await test.db('cases').where({ number: caseNumber }).first<{ id: string }>('id');
  const [found] = await helpdesk.get<DocumentView[]>(`/api/documents?filter=${encodeURIComponent(JSON.stringify({ caseId: id, kind: 'ktp' }))}`);
  if (!found) throw new Error('the case has no KTP');
  document = found;
}, 120_000);
afterAll(() => test.stop());

const ask = (client: Client, n: number, id = document.id) => fetch(new URL(`/api/documents/${id}/pages/${n}/close-up`, test.url), { headers: { Cookie: client.cookie() } });
const looks = () => test.db('audit_events').where({ event: 'lihat_pindaian', ref: `dokumen:${document.id}` }).orderBy('at').pluck<{ halaman: number }[]>('detail');

it('is the page that was asked for, finer than its page picture, and the look is noted', async () => {
  const answer = await ask(helpdesk, 2);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  const picture = Buffer.from(await answer.arrayBuffer());
  expect(await sharp(picture).metadata()).toMatchObject({ width: 3_300, height: 2_200 });
  const { data } = await sharp(picture).resize(1, 2, { fit: 'fill' }).greyscale().raw().toBuffer({ resolveWithObject: true });
  expect([(data[0] ?? 0) > 150, (data[1] ?? 255) < 100]).toEqual([true, true]);
  expect(await looks()).toEqual([{ halaman: 2 }]);
});

it('is drawn once for all who ask at once and for whoever comes after', async () => {
  opened = [];
  await Promise.all([1, 1, 1, 1].map(async (n) => { expect((await ask(helpdesk, n)).status).toBe(200); }));
  expect((await ask(await test.world.officer('verifikator'), 1)).status).toBe(200);
  expect(opened).toHaveLength(1);
  expect((await looks()).filter(({ halaman }) => halaman === 1)).toHaveLength(5);
});

it('is the page picture where the file cannot be drawn any more, and nothing where there is no such page or document', async () => {
  const [npwp] = await helpdesk.get<DocumentView[]>(`/api/documents?filter=${encodeURIComponent(JSON.stringify({ caseId: document.caseId, kind: 'npwp' }))}`);
  const kept = await test.db('documents as d').join('uploads as u', 'u.id', 'd.upload_id').join('upload_pages as p', 'p.upload_id', 'u.id').where({ 'd.id': npwp?.id }).first<{ storage_key: string; picture_key: string }>('u.storage_key', 'p.picture_key');
  broken = kept.storage_key;
  const answer = await ask(helpdesk, 1, npwp?.id);
  expect(answer.status).toBe(200);
  expect(Buffer.from(await answer.arrayBuffer()).equals(await real.read(kept.picture_key))).toBe(true);
  expect((await ask(helpdesk, 3)).status).toBe(404);
  expect((await ask(helpdesk, 1, randomUUID())).status).toBe(404);
});
