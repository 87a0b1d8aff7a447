import { describe, expect, it } from '@jest/globals';
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
