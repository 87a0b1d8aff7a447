/** The commonest thing an office scanner makes, a letter and the papers behind it in one PDF, opened and read by the real processes. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeDemoAccounts } from '../../bootstrap.ts';
import { createLogger } from '../../platform/log.ts';
import type { FileStorage } from '../../platform/storage.ts';
import { caseForLooks, keepLooks } from '../../testing/card-scans/keep-look.ts';
import { bundleElsewhere } from '../../testing/card-scans/plain-node.ts';
import { movedClock } from '../../testing/moved-clock.ts';
import { TEST_START } from '../../testing/start-loket.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/test-db.ts';
import { createInspector } from '../inspection/inspect-upload.ts';
import { storePage } from '../later-pages.ts';
import { createDocumentReader } from './document-reader.ts';
import type { Proposal } from './propose-fields.ts';
import { createReadings } from './read-wanted.ts';

const log = createLogger({ level: 'fatal' });
// It gives way to everybody else on the machine.
const reader = createDocumentReader({ log, startMs: 300_000, perPictureMs: 600_000 });
const inspector = createInspector({ maxBytes: 8_000_000, log });
let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase({ max: 4 });
  await makeDemoAccounts(test.ownerDb, 'kata-sandi-untuk-uji');
}, 120_000);
afterAll(async () => {
  await reader.close();
  await inspector.close();
  await test.drop();
});

describe('a letter and an identity card behind it in one file', () => {
  it('are read where the card lies: its number, of page two', async () => {
    const { truths, pdf } = await bundleElsewhere(841, ['surat', 'ktp']);
    const files = new Map<string, Buffer>([['berkas', pdf]]);
    const storage = { put: (key: string, bytes: Buffer) => { files.set(key, bytes); return Promise.resolve(); }, read: (key: string) => Promise.resolve(files.get(key)) } as unknown as FileStorage;
    const office = await test.db('offices').where({ code: 'KALTIM' }).first<{ id: string }>('id');
    const [id = ''] = await keepLooks(test.db, await caseForLooks(test.db, office.id, 'BERKAS-1'), [{ hashes: [] }]);
    await test.db('upload_readings').where({ upload_id: id }).del();
    await test.db('documents').where({ upload_id: id }).update({ kind: 'ktp' });
    const looked = await inspector.inspect({ buffer: pdf, fileName: 'ktp.pdf' });
    if (looked.outcome === 'refused') throw new Error(looked.key);
    for await (const page of looked.pages) await test.db('upload_pages').insert(await storePage({ storage }, id, page));
    await test.db('uploads').where({ id }).update({ type: looked.type, storage_key: 'berkas', page_count: looked.pageCount, pages_drawn_at: test.db.fn.now(), reading_wanted_at: test.db.fn.now() });
    const readings = createReadings({ db: test.db, storage, reader, inspector, log, clock: movedClock(TEST_START) });
    readings.wake();
    await readings.whenQuiet();
    const row = await test.db('upload_readings').where({ upload_id: id }).first<{ page: number; read_to: number; looks_like: string; proposals: Proposal[] }>('page', 'read_to', 'looks_like', 'proposals');
    expect(row).toMatchObject({ page: 2, read_to: 2, looks_like: 'ktp' });
    expect(row.proposals.find(({ field }) => field === 'nik')?.value).toBe(truths[1]?.nik);
  }, 1_200_000);
});
