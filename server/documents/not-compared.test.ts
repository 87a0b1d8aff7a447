/** A paper nobody held against those of other cases: its card says so and why, and the supervisor finds its case. It closes no act. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { formOf, walks } from '../../seeds/scenarios/registrasi-perseorangan.ts';
import { uploadScans } from '../../seeds/scenarios/world.ts';
import type { DocumentView } from '../domain/contract/documents.ts';
import type { StuckCaseItem } from '../domain/contract/supervision.ts';
import type { FileStorage } from '../platform/storage.ts';
import { createLogger } from '../platform/log.ts';
import type { Client } from '../testing/client.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';
import { createDocumentReader, type DocumentReader } from './reading/document-reader.ts';
import { seekTwins } from './twins/seek-twins.ts';

let loket: TestLoket;
let helpdesk: Client;
let paper: { id: string; upload_id: string; case_id: string };
beforeAll(async () => {
  loket = await startTestLoket({ seed: 97 });
  const walked = await walks.cek_unggahan?.(loket.world);
  helpdesk = await loket.world.officer('helpdesk');
  paper = await loket.db('documents').where({ case_id: walked?.caseId, kind: 'ktp' }).first<typeof paper>('id', 'upload_id', 'case_id');
}, 120_000);
afterAll(() => loket.stop());

const reads = (row: object) => loket.db('upload_readings').insert({ upload_id: paper.upload_id, state: 'terbaca', looks_like: 'ktp', ...row }).onConflict('upload_id').merge();
const upload = (change: object) => loket.db('uploads').where({ id: paper.upload_id }).update(change);
const ago = (interval: string) => loket.db.raw(`clock_timestamp() - ?::interval`, [interval]);
const said = async (): Promise<Pick<DocumentView, 'notCompared' | 'underWay'> & { reading: DocumentView['reading'] }> => {
  const [document] = await helpdesk.get<DocumentView[]>(`/api/documents?filter=${encodeURIComponent(JSON.stringify({ id: paper.id }))}`);
  if (!document) throw new Error('no such document');
  return document;
};
const stuck = async () => (await (await loket.world.officer('penyelia')).get<StuckCaseItem[]>(`/api/stuck-cases?filter=${encodeURIComponent(JSON.stringify({ why: 'banding' }))}`)).map(({ id, whyLabel }) => [id, whyLabel]);

describe('a paper that is not compared', () => {
  it('says so: while it is at it, when nobody read it, when nobody came to it, when it broke, when it is held', async () => {
    await upload({ reading_wanted_at: ago('1 minute') });
    expect(await said()).toMatchObject({ underWay: true, notCompared: expect.stringContaining('Masih dibandingkan') as unknown });
    expect(await stuck()).toEqual([]);
    await upload({ reading_wanted_at: ago('11 minutes') });
    expect(await said()).toMatchObject({ underWay: false, notCompared: expect.stringContaining('belum dibaca mesin') as unknown });
    await reads({});
    expect(await said()).toMatchObject({ underWay: false, notCompared: expect.stringContaining('belum sampai') as unknown });
    await loket.db('documents').where({ id: paper.id }).update({ twins_failed_at: loket.clock.now() });
    expect((await said()).notCompared).toContain('perbandingannya gagal');
    await upload({ scan_state: 'ditahan' });
    expect((await said()).notCompared).toContain('pemindai virus');
    await upload({ scan_state: 'bersih' });
  });

  it('is waited for from when it was handed in, not from when it was uploaded: an applicant takes his time over the form', async () => {
    const person = loket.world.people();
    const documents = await uploadScans(loket.world.applicant, '/api/public/uploads', ['ktp', 'npwp', 'sertifikat_keahlian'], person);
    await loket.db('uploads').whereIn('id', Object.values(documents)).update({ reading_wanted_at: ago('15 minutes') });
    const { caseNumber } = await loket.world.applicant.post<{ caseNumber: string }>('/api/public/applications', {
      kantor: loket.world.office, prosedur: 'registrasi_perseorangan', ...formOf(person), persetujuan: { privasi: '2026-01', kebenaran: '2026-01' }, documents,
    }, { 'Idempotency-Key': randomUUID() });
    const { id: caseId } = await loket.db('cases').where({ number: caseNumber }).first<{ id: string }>('id');
    const handedIn = await helpdesk.get<DocumentView[]>(`/api/documents?filter=${encodeURIComponent(JSON.stringify({ caseId }))}`);
    expect(handedIn.map(({ underWay }) => underWay)).toEqual([true, true, true]);
    expect((await stuck()).map(([id]) => id)).not.toContain(caseId);
    // Nobody is at what the virus scanner holds.
    await loket.db('uploads').where({ id: documents.ktp }).update({ scan_state: 'ditahan' });
    const [ktp] = await helpdesk.get<DocumentView[]>(`/api/documents?filter=${encodeURIComponent(JSON.stringify({ caseId, kind: 'ktp' }))}`);
    expect(ktp).toMatchObject({ underWay: false, notCompared: expect.stringContaining('pemindai virus') as unknown });
    await loket.db('uploads').where({ id: documents.ktp }).update({ scan_state: 'bersih' });
  });

  it('stands on the supervisor’s page until it is, and hinders nobody', async () => {
    expect(await stuck()).toEqual([[paper.case_id, expect.stringContaining('belum dibandingkan')]]);
    const acts = (await helpdesk.get<{ actions: { obstacles: { key: string }[] }[] }>(`/api/cases/${paper.case_id}`)).actions.flatMap(({ obstacles }) => obstacles.map(({ key }) => key));
    expect(acts.filter((key) => key.includes('kembaran'))).toEqual([]);
    // What is found later is not written to a case that is over.
    await loket.db('cases').where({ id: paper.case_id }).update({ ended_at: loket.clock.now() });
    expect(await stuck()).toEqual([]);
    await loket.db('cases').where({ id: paper.case_id }).update({ ended_at: null });
    await loket.db('documents').where({ id: paper.id }).update({ twins_sought_at: loket.clock.now() });
    expect([await stuck(), (await said()).notCompared]).toEqual([[], null]);
  });

  it('because comparing it broke keeps that, until it goes well', async () => {
    await loket.db('documents').where({ id: paper.id }).update({ twins_sought_at: null, twins_failed_at: null });
    const failedAt = async () => (await loket.db('documents').where({ id: paper.id }).first<{ twins_failed_at: Date | null }>('twins_failed_at')).twins_failed_at;
    const log = createLogger({ level: 'fatal' });
    let tried = 0;
    const seek = (reader = { compare: () => { tried += 1; return Promise.reject(new Error('broke')); } } as unknown as DocumentReader) => seekTwins({ db: loket.db, clock: loket.clock, log, reader, storage: { read: () => Promise.resolve(Buffer.from('x')) } as unknown as FileStorage });
    // Another case with a paper that bears the number of this one, in doubt: the pictures decide, and there is none to be had.
    await walks.cek_unggahan?.(loket.world);
    const other = await loket.db('documents').where({ kind: 'ktp' }).whereNot({ id: paper.id }).first<{ upload_id: string }>('upload_id');
    await loket.db('upload_readings').insert({ upload_id: other.upload_id, state: 'terbaca', numbers: ['nik:6472010708889994'] });
    await reads({ numbers: ['nik:6472010708889994'] });
    // A stop is no failure of the paper.
    const stopped = createDocumentReader({ log });
    await stopped.close();
    await seek(stopped);
    expect(await failedAt()).toBeNull();
    await seek();
    expect([await failedAt(), tried]).toEqual([expect.any(Date), 1]);
    // Not at every wake-up: a picture that is gone stays gone.
    await seek();
    expect(tried).toBe(1);
    await loket.db('documents').where({ id: paper.id }).update({ twins_failed_at: ago('11 minutes') });
    await seek();
    expect(tried).toBe(2);
    await loket.db('documents').where({ id: paper.id }).update({ twins_failed_at: ago('11 minutes') });
    await loket.db('upload_readings').where({ upload_id: other.upload_id }).del();
    await seek();
    expect([await failedAt(), (await said()).notCompared]).toEqual([null, null]);
  });

  it('of which more pages will be read does not say yet how many were', async () => {
    await upload({ page_count: 3, pages_drawn_at: null, created_at: ago('1 minute') });
    expect((await said()).reading).toMatchObject({ page: 1, extent: null });
    await upload({ pages_drawn_at: ago('0') });
    expect((await said()).reading).toMatchObject({ page: 1, extent: 'Mesin hanya membaca 1 dari 3 halaman.' });
  });
});
