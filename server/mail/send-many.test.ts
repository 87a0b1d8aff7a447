/** Many mails side by side: shared statements, the limit of each office, leases that live as long as their sender. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { createLogger } from '../platform/log.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import { claimEmails } from './emails.repository.ts';
import { mailEffects, type Mailer } from './index.ts';
import { keepLeases } from './keep-leases.ts';
import { queueMail } from './queue-mail.ts';

const NOW = new Date('2026-11-20T02:00:00Z');
const log = createLogger({ level: 'silent' });
const config = { secret: 'rahasia-uji-rahasia-uji-rahasia-uji', publicUrl: 'https://loket.contoh.test' };
let test: TestDatabase;
let offices: string[];
const out: string[] = [];
const mailer: Mailer = { close: () => undefined, send: (mail) => { out.push(mail.subject); return Promise.resolve({ result: 'terkirim' }); } };

beforeAll(async () => {
  test = await createTestDatabase({ max: 10 });
  offices = (await test.ownerDb('offices').insert(['SATU', 'DUA'].map((code) => ({ code, name: `LPSE ${code}`, zone: 'Asia/Jakarta' }))).returning<{ id: string }[]>('id')).map(({ id }) => id);
});
beforeEach(async () => {
  out.length = 0;
  await test.db('email_attempts').del();
  await test.db('emails').del();
  await test.db('mail_rates').del();
  await test.ownerDb('offices').update({ settings: test.ownerDb.raw(`settings - 'mailsPerMinute'`) });
});
afterAll(() => test.drop());

async function queued(officeId: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const key = randomUUID();
    ids.push(await test.db.transaction((trx) => queueMail(trx, {
      uniqueKey: key, caseId: null, officeId, letterId: null, linkId: null, kind: 'pengingat_tugas', to: { name: 'Rina', address: 'rina@contoh.test' }, subject: `Surat ${n}`, body: 'Isi',
      attachments: [], sender: 'loket@contoh.test', createdBy: null, at: NOW,
    })) ?? '');
  }
  return ids;
}
const effects = () => mailEffects({ db: test.db, clock: { now: () => NOW }, storage: { read: () => Promise.reject(new Error('none')) } as never, mailer, config, log, whyOutdated: () => Promise.resolve(null) });
const sendAll = async (ids: string[]) => {
  const send = effects().kirim_email;
  await Promise.all(ids.map(async (refId) => { await send?.({ outboxId: randomUUID(), caseId: null, refId }); }));
};
const states = () => test.db('emails').groupBy('state').orderBy('state').select('state').count({ n: '*' });

it('those under way at once share the statements that claim and mark them, and each has its line in the log of tries', async () => {
  const ids = await queued(offices[0] ?? '', 30);
  let statements = 0;
  const count = () => { statements += 1; };
  test.db.on('query', count);
  await sendAll(ids);
  test.db.removeListener('query', count);
  expect([...out].sort()).toEqual(Array.from({ length: 30 }, (_, n) => `Surat ${n}`).sort());
  expect(statements).toBeLessThanOrEqual(6);
  expect(await test.db('emails').whereIn('id', ids).andWhere({ state: 'sent', attempts: 1 }).whereNull('lease_until').count({ n: '*' })).toEqual([{ n: 30 }]);
  expect(await test.db('email_attempts').where({ outcome: 'terkirim', n: 1 }).countDistinct({ n: 'email_id' })).toEqual([{ n: 30 }]);
});

it('an office sends no more in a minute than it may; the rest wait for the next, other offices do not', async () => {
  const [first = '', second = ''] = offices;
  await test.ownerDb('offices').where({ id: first }).update({ settings: test.ownerDb.raw(`settings || '{"mailsPerMinute":4}'`) });
  const mine = await queued(first, 10);
  const others = await queued(second, 5);
  await Promise.all([sendAll(mine.slice(0, 3)), sendAll(mine.slice(3)), sendAll(others)]);
  expect(await states()).toEqual([{ state: 'queued', n: 6 }, { state: 'sent', n: 9 }]);
  const waiting = await test.db('emails').where({ state: 'queued' }).select<{ attempts: number; late: boolean }[]>('attempts', test.db.raw('next_at > clock_timestamp() as late'));
  // Nobody tried: it is not a failure of theirs.
  expect(waiting).toEqual(Array.from({ length: 6 }, () => ({ attempts: 0, late: true })));
  await sendAll(mine);
  expect(out).toHaveLength(9);
  // A minute later.
  await test.db('mail_rates').update({ minute: test.db.raw(`minute - interval '1 minute'`) });
  await test.db('emails').where({ state: 'queued' }).update({ next_at: test.db.raw('clock_timestamp()') });
  await sendAll(mine);
  expect(await states()).toEqual([{ state: 'queued', n: 2 }, { state: 'sent', n: 13 }]);
});

it('two senders that claim at once never both have a mail, and never more together than the office may send', async () => {
  const [first = ''] = offices;
  await test.ownerDb('offices').where({ id: first }).update({ settings: test.ownerDb.raw(`settings || '{"mailsPerMinute":15}'`) });
  const ids = await queued(first, 20);
  const claims = (await Promise.all(Array.from({ length: 6 }, (_, n) => claimEmails(test.db, ids.slice(n * 2, n * 2 + 10))))).flat();
  expect(new Set(claims.map(({ id }) => id)).size).toBe(claims.length);
  expect(claims.length).toBeLessThanOrEqual(15);
});

it('a mail that takes longer than its lease stays with its sender while he lives', async () => {
  const [id = ''] = await queued(offices[0] ?? '', 1);
  const [mail] = await claimEmails(test.db, [id]);
  if (!mail) throw new Error('not claimed');
  await test.db('emails').where({ id }).update({ lease_until: test.db.raw(`clock_timestamp() + interval '300 ms'`) });
  await keepLeases(test.db, log, 50).during(mail, () => new Promise((resolve) => { setTimeout(resolve, 700); }));
  expect(await claimEmails(test.db, [id])).toEqual([]);
  // One that somebody took over meanwhile is his.
  await test.db('emails').where({ id }).update({ attempts: 2, lease_until: test.db.raw(`clock_timestamp() + interval '200 ms'`) });
  await keepLeases(test.db, log, 50).during(mail, () => new Promise((resolve) => { setTimeout(resolve, 500); }));
  expect(await claimEmails(test.db, [id])).toHaveLength(1);
});
