import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { keepNamedUploads, sweepDrafts } from '../../documents/index.ts';
import { createLogger } from '../../platform/log.ts';
import { localStorage } from '../../platform/storage.ts';
import { aCaseAt, anOffice, MONDAY_TEN, type TestCase, type TestOffice } from '../../testing/a-case.ts';
import { atOnce } from '../../testing/at-once.ts';
import { aDraft } from '../../testing/intake-fakes.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/test-db.ts';
import { ActionClosedError } from '../../platform/errors.ts';
import { forgetInbound } from './forget-inbound.cron.ts';
import { handleInbound } from './handle-inbound.ts';
import { findInbound, insertInbound, type InboundRow } from './inbound-mails.repository.ts';
import { findInboundShown } from '../inbox.view.ts';

let database: TestDatabase;
let office: TestOffice;
let file: TestCase;
beforeAll(async () => { database = await createTestDatabase(); });
afterAll(() => database.drop());
beforeEach(async () => {
  office = await anOffice(database.db, { settings: { inboundMailDays: 40 } });
  file = await aCaseAt(database.db, 'diterima', { office });
});

let mails = 0;
async function came(of: Partial<InboundRow> = {}): Promise<string> {
  mails += 1;
  const id = await database.db.transaction((trx) => insertInbound(trx, {
    office_id: office.id, case_id: null, email_id: null, message_id: `<masuk.${mails}@x.test>`, from_name: 'Rina Contoh', from_address: 'rina@pemohon.test', subject: 'NIK saya 6472014508900003', body: 'Mohon dicek.',
    attachments: [{ name: 'ktp-rina.jpg', uploadId: null, type: 'image/jpeg', bytes: 4_000, problem: null }], matched_by: null, known_sender: false, state: 'ditangani', reason: null, received_at: MONDAY_TEN, ...of,
  }));
  return id ?? '';
}
const log = createLogger({ level: 'silent' });
const after = (days: number) => forgetInbound({ db: database.db, log }, new Date(MONDAY_TEN.getTime() + days * 86_400_000));
const row = (id: string) => findInbound(database.db, office.id, id);

it('what came outside every file and was dealt with loses its words after the days of the office; from whom, when, how much and what became of it stays', async () => {
  const id = await came();
  await after(39);
  expect((await row(id))?.body).toBe('Mohon dicek.');
  await after(41);
  await after(42);
  const left = await row(id);
  expect(JSON.stringify(left)).not.toMatch(/Rina Contoh|6472014508900003|ktp-rina|Mohon/);
  expect(left).toMatchObject({ from_address: 'rina@pemohon.test', state: 'ditangani', received_at: MONDAY_TEN, attachments: [{ type: 'image/jpeg', bytes: 4_000 }] });
  expect(await database.db('audit_events').where({ event: 'isi_dihapus', office_id: office.id }).pluck('detail')).toEqual([{ jenis: 'surel_masuk', jumlah: 1, hari: 40 }]);
  const shown = await database.db.transaction((trx) => findInboundShown(trx, office.id, id, 'id'));
  expect([shown?.subject, shown?.body.includes('masa simpan kantor')]).toEqual(['(isi sudah dihapus)', true]);
  await expect(database.db.transaction((trx) => handleInbound(trx, { id, officeId: office.id, by: '', act: 'buka_lagi', caseNumber: '', at: MONDAY_TEN }))).rejects.toThrow(ActionClosedError);
  // The same mail that lies in the mailbox still is not taken in a second time.
  expect(await came({ message_id: left?.message_id ?? '' })).toBe('');
});

it('a mail of a file is part of its archive, and one that nobody has dealt with is work: neither is touched', async () => {
  const kept = [await came({ case_id: file.row.id }), await came({ state: 'baru' }), await came({ case_id: file.row.id, state: 'dikembalikan' })];
  await after(4_000);
  for (const id of kept) expect(await row(id)).toMatchObject({ body: 'Mohon dicek.', subject: 'NIK saya 6472014508900003', content_removed_at: null });
});

it('one that was handled late is kept from then on', async () => {
  const id = await came();
  await database.db('inbound_mails').where({ id }).update({ handled_at: new Date(MONDAY_TEN.getTime() + 30 * 86_400_000) });
  await after(60);
  expect((await row(id))?.body).toBe('Mohon dicek.');
  await after(71);
  expect((await row(id))?.body).toBe('');
});

it('its files go with its words, long before they would have by themselves; one that was filed stays, and so do those of a mail that is kept', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'loket-surel-'));
  try {
    const storage = localStorage(folder);
    const draft = async (used: boolean) => {
      const id = await aDraft(database.db, { officeId: office.id, expiresAt: new Date(Date.now() + 60 * 86_400_000) });
      await database.db('uploads').where({ id }).update({ original_name: 'ktp-rina.jpg', ...(used ? { used_at: MONDAY_TEN, expires_at: null } : {}) });
      const { storage_key: key } = await database.db('uploads').where({ id }).first<{ storage_key: string }>('storage_key');
      await storage.put(key, Buffer.from('Rina Contoh'));
      return { id, key };
    };
    const [stranger, filed, kept] = [await draft(false), await draft(true), await draft(false)];
    const file = (uploadId: string | null) => ({ name: 'ktp-rina.jpg', uploadId, type: 'image/jpeg', bytes: 4_000, problem: null });
    await came({ state: 'diabaikan', attachments: [file(stranger.id), file(null), file(filed.id)] });
    await came({ state: 'baru', attachments: [file(kept.id)] });
    await after(39);
    expect(await sweepDrafts(database.db, storage)).toBe(0);
    await after(41);
    expect(await sweepDrafts(database.db, storage)).toBe(1);
    expect(await storage.list('uploads/')).toEqual([filed.key, kept.key].sort());
    expect(await database.db('uploads').where({ id: stranger.id })).toEqual([]);
    expect(await database.db('uploads').where({ id: filed.id }).first('expires_at')).toEqual({ expires_at: null });
  } finally { rmSync(folder, { recursive: true, force: true }); }
});

it('its files are waited for by a draft that names them, and the other way round', async () => {
  const files = (await Promise.all([1, 2, 3].map(() => aDraft(database.db, { officeId: office.id })))).sort();
  // The other way round than their ids go, in the table, by their days and in the mail.
  const laid = [...files].reverse();
  for (const [n, id] of laid.entries()) await database.db('uploads').where({ id }).update({ expires_at: database.db.raw('clock_timestamp() + make_interval(days => ?)', [5 + n]) });
  const mail = await came({ state: 'diabaikan', attachments: laid.map((uploadId) => ({ name: 'ktp-rina.jpg', uploadId, type: 'image/jpeg', bytes: 4_000, problem: null })) });
  const keep = () => database.db.transaction((trx) => keepNamedUploads(trx, { caseId: file.row.id, officeId: office.id, content: { berkas: files }, before: {} }));
  expect(await atOnce(database.db, files.slice(0, 1), [keep, () => after(41)])).toEqual(['fulfilled', 'fulfilled']);
  expect((await row(mail))?.body).toBe('');
}, 60_000);

it('an office whose mails cannot be forgotten keeps no other from it', async () => {
  const offices = [office, await anOffice(database.db, { settings: { inboundMailDays: 40 } })].sort((a, b) => a.code.localeCompare(b.code));
  const [first, second] = [await came({ office_id: offices[0]?.id ?? '' }), await came({ office_id: offices[1]?.id ?? '' })];
  await database.db('inbound_mails').where({ id: first }).update({ attachments: '{"no": "list"}' });
  await after(41);
  const bodies = await database.db('inbound_mails').whereIn('id', [first, second]).orderBy('id').pluck('body');
  expect(bodies).toEqual(['Mohon dicek.', '']);
  await database.db('inbound_mails').where({ id: first }).del();
});
