import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import type { Knex } from 'knex';
import { UnavailableError } from './errors.ts';
import { effectErrorCode } from './effect-error-code.ts';
import { errorBody } from './http/error-body.ts';
import { isPassing, passingFault } from './passing-fault.ts';

const coded = (code: string) => Object.assign(new Error('x'), { code });
const named = (name: string, message = 'x') => Object.assign(new Error(message), { name });

describe('what we stand on fails for now', () => {
  it.each([
    ['no room on the disk', coded('ENOSPC'), 'penuh'], ['no room in the quota', coded('EDQUOT'), 'penuh'], ['no room in the database', coded('53100'), 'penuh'], ['no room in the store', named('StorageFullError'), 'penuh'],
    ['database shut down', coded('57P01'), 'tidak_menjawab'], ['line lost', coded('08006'), 'tidak_menjawab'], ['too many connections', coded('53300'), 'tidak_menjawab'], ['refused', coded('ECONNREFUSED'), 'tidak_menjawab'],
    ['no connection in time', named('KnexTimeoutError'), 'tidak_menjawab'], ['cut', named('Error', 'Connection terminated unexpectedly'), 'tidak_menjawab'], ['a busy inspection', new UnavailableError(), 'tidak_menjawab'],
  ])('%s: told to a person, to the list of failed work and to the inbox alike', (_what, error, kind) => {
    expect([passingFault(error), isPassing(error)]).toEqual([kind, true]);
    expect(errorBody(error, 'id', 'id').status).toBe(kind === 'penuh' ? 507 : 503);
    expect(effectErrorCode(error)).toBe(kind === 'penuh' ? 'penyimpanan_penuh' : 'layanan_tidak_menjawab');
  });

  it.each([
    ['a table that is being changed', coded('42P01'), true], ['a right that is missing', coded('42501'), true], ['a host nobody knows', coded('ENOTFOUND'), true], ['the file store', Object.assign(new Error('x'), { $metadata: {} }), true],
    ['a sign the database cannot hold', coded('22021'), false], ['a broken promise', coded('23505'), false], ['too deep', coded('54001'), false], ['a bug', new TypeError('x'), false], ['nothing', undefined, false],
  ])('%s: every other mail would meet it too: %s', (_what, error, passes) => { expect([passingFault(error), isPassing(error)]).toEqual([null, passes]); });
});

describe('two who write the same at once', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await createTestDatabase({ empty: true });
    await test.ownerDb.raw('create table shelves (id int primary key, held int not null)');
    await test.ownerDb('shelves').insert([{ id: 1, held: 0 }, { id: 2, held: 0 }]);
    await test.ownerDb.raw('grant all on shelves to public');
  }, 60_000);
  afterAll(() => test?.drop());
  const put = (trx: Knex.Transaction, id: number) => trx('shelves').where({ id }).increment('held', 1);
  /** What the one who was broken off was told by the database. */
  const broken = async (ends: Promise<unknown>[]): Promise<unknown> => (await Promise.allSettled(ends)).flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []))[0];
  const expectTold = async (error: unknown, code: string) => {
    const { status, headers, body, unexpected } = errorBody(error, 'r', 'id', true);
    expect([(error as { code?: string }).code, passingFault(error), isPassing(error), effectErrorCode(error)]).toEqual([code, 'bersamaan', true, 'lain']);
    expect({ status, headers, unexpected }).toEqual({ status: 503, headers: { 'Retry-After': '1' }, unexpected: true });
    expect([body.message, body.words?.en.message]).toEqual([expect.stringMatching(/^Pada saat yang sama .* tekan sekali lagi\.$/), expect.stringMatching(/^Somebody else .* press again\.$/)]);
    // And so it is: the other one's alone is there.
    expect(await test.ownerDb('shelves').orderBy('id').pluck('held')).toEqual([1, 1]);
    await test.ownerDb('shelves').update({ held: 0 });
  };

  it('and each wait for the other: one is told that nothing of his was saved', async () => {
    const [one, other] = [await test.db.transaction(), await test.db.transaction()];
    await put(one, 1);
    await put(other, 2);
    const goOn = async (trx: Knex.Transaction, id: number) => {
      try {
        await put(trx, id);
        await trx.commit();
      } catch (error) {
        await trx.rollback();
        throw error;
      }
    };
    await expectTold(await broken([goOn(one, 2), goOn(other, 1)]), '40P01');
  }, 30_000);

  it('and one had read what the other changed: he is told the same', async () => {
    const one = await test.db.transaction({ isolationLevel: 'repeatable read' });
    await one('shelves').select('held');
    await test.db('shelves').increment('held', 1);
    const late = await broken([put(one, 1)]);
    await one.rollback();
    await expectTold(late, '40001');
  }, 30_000);
});
