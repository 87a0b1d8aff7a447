/** R26: a process whose clock is wrong sends nothing twice, deletes nothing early, and does no recurring work. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createOrphanSweep, sweepDrafts } from '../documents/index.ts';
import { mailEffects } from '../mail/index.ts';
import { clockSkewSeconds, isClockRight } from '../platform/clock-skew.ts';
import { createLogger } from '../platform/log.ts';
import { localStorage } from '../platform/storage.ts';
import { aCaseAt } from '../testing/a-case.ts';
import { sampleScan } from '../testing/sample-files.ts';
import { startTestLoket, type TestLoket } from '../testing/start-loket.ts';

const DAY = 86_400_000;
let test: TestLoket;
beforeAll(async () => { test = await startTestLoket(); }, 60_000);
afterAll(() => test.stop());

const lines: string[] = [];
const log = createLogger({ destination: { write: (line: string) => { lines.push(line); } } });

describe('a process whose clock is wrong', () => {
  it.each([['a day ahead', DAY], ['a day behind', -DAY], ['two minutes ahead', 120_000]])('%s does no recurring work and says so', async (_how, off) => {
    lines.length = 0;
    expect(await isClockRight(test.db, log, () => Date.now() + off)).toBe(false);
    expect(lines.join('')).toContain('differs from the clock of the database');
    expect(Math.abs(await clockSkewSeconds(test.db, () => Date.now() + off) - off / 1_000)).toBeLessThan(20);
  });

  it('a few seconds off is right enough', async () => {
    expect(await isClockRight(test.db, log, () => Date.now() + 5_000)).toBe(true);
  });

  it('makes drafts that live a day by the clock of the database, and sweeps by it', async () => {
    test.clock.moveTo(new Date(Date.now() + 30 * DAY));
    const scan = await sampleScan('ktp', { name: 'Rina Contoh', nik: '6472014508900003', npwp: '6472014508900003' }, 'jpeg');
    const { body: { id } } = await test.client().upload('/api/public/uploads', scan, 'ktp.jpg');
    const { hours } = await test.db('uploads').where({ id }).first<{ hours: number }>(test.db.raw('extract(epoch from expires_at - clock_timestamp())::float / 3600 as hours'));
    expect(hours).toBeGreaterThan(23.5);
    expect(hours).toBeLessThan(24.1);
    const storage = localStorage(test.config.uploadsDir);
    expect(await sweepDrafts(test.db, storage)).toBe(0);
    await test.db('uploads').where({ id }).update({ expires_at: test.db.raw(`clock_timestamp() - interval '1 second'`) });
    expect(await sweepDrafts(test.db, storage)).toBe(1);
    expect(await storage.list('uploads/')).toEqual([]);
  }, 30_000);

  it('sends a mail once, however far two senders are apart: the lease is the database\'s', async () => {
    const file = await aCaseAt(test.database.ownerDb, 'diterima');
    const [mail] = await test.db('emails').insert({
      unique_key: 'jam', case_id: file.row.id, office_id: file.office.id, kind: 'konfirmasi_penerimaan', to_name: 'Rina', to_address: 'rina@pemohon.test', subject: 'Uji', body: 'Isi', message_id: '<jam@contoh.test>', state: 'queued',
    }).returning<{ id: string }[]>('id');
    let sent = 0;
    const sender = async (off: number) => mailEffects({
      db: test.db, clock: { now: () => new Date(Date.now() + off) }, storage: localStorage(test.config.uploadsDir), config: test.config, log,
      mailer: { send: async () => { sent += 1; await new Promise((resolve) => { setTimeout(resolve, 200); }); return { result: 'terkirim' }; }, close: () => undefined }, whyOutdated: () => Promise.resolve(null),
    }).kirim_email?.({ outboxId: randomUUID(), caseId: file.row.id, refId: String(mail?.id) });
    await Promise.all([0, DAY, -DAY, 120_000].map(sender));
    await sender(DAY);
    expect(sent).toBe(1);
  });
});

it('a file without a row goes after two looks, a file with one stays', async () => {
  const storage = localStorage(test.config.uploadsDir);
  const scan = await sampleScan('npwp', { name: 'Rina Contoh', nik: '6472014508900003', npwp: '6472014508900003' }, 'jpeg');
  const { body: { id } } = await test.client().upload('/api/public/uploads', scan, 'npwp.jpg');
  const orphan = 'uploads/ab/ab000000-0000-4000-8000-000000000000';
  await storage.put(orphan, Buffer.from('x'));
  const sweep = createOrphanSweep(test.db, storage, log);
  expect([await sweep(), await storage.exists(orphan)]).toEqual([0, true]);
  expect([await sweep(), await storage.exists(orphan)]).toEqual([1, false]);
  expect(await storage.exists(`uploads/${id.slice(0, 2)}/${id}`)).toBe(true);
}, 30_000);
