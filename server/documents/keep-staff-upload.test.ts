/** An officer's upload becomes evidence or a signed letter: once, in its own office, before its end by the database's clock. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { anOffice } from '../testing/a-case.ts';
import { aDraft } from '../testing/intake-fakes.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import { keepStaffUpload } from './index.ts';

/** The office's own clock, far from the database's. */
const AT = new Date('2026-03-02T02:00:00Z');
let database: TestDatabase;
let officeId: string;
beforeAll(async () => { database = await createTestDatabase(); officeId = (await anOffice(database.db)).id; }, 60_000);
afterAll(() => database.drop());

const upload = async (change: Record<string, unknown> = {}, of = officeId) => {
  const id = await aDraft(database.db, { officeId: of });
  await database.db('uploads').where({ id }).update({ expires_at: database.db.raw(`clock_timestamp() + interval '1 minute'`), ...change });
  return id;
};
const keep = (uploadId: string, type?: string) => database.db.transaction((trx) => keepStaffUpload(trx, { uploadId, officeId, at: AT, ...(type ? { type } : {}) }));

it('is kept without an end and answers its hash; a second time it is used', async () => {
  const id = await upload();
  const row = await database.db('uploads').where({ id }).first<{ stored_sha256: string }>();
  expect(await keep(id, 'application/pdf')).toEqual({ stored_sha256: row.stored_sha256 });
  expect(await database.db('uploads').where({ id }).first()).toMatchObject({ used_at: AT, expires_at: null });
  expect(await keep(id)).toBeUndefined();
});

it.each([
  { name: 'outlived by the database\'s clock, though the office\'s is behind it', made: () => upload({ expires_at: database.db.raw(`clock_timestamp() - interval '1 second'`) }) },
  { name: 'of another office', made: async () => upload({}, (await anOffice(database.db)).id) },
  { name: 'of an applicant', made: () => upload({ source: 'publik' }) },
  { name: 'of another type', made: () => upload({ type: 'image/png' }), type: 'application/pdf' },
])('$name: left alone', async ({ made, type }) => {
  const id = await made();
  expect(await keep(id, type)).toBeUndefined();
  expect(await database.db('uploads').where({ id }).first()).toMatchObject({ used_at: null });
});
