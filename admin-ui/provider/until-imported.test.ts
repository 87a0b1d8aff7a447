import { describe, expect, it } from '@jest/globals';
import type { BlacklistImportItem } from '../../server/domain/contract/checks.ts';
import { refusalOf, untilImported } from './until-imported.ts';

const row = (change: Partial<BlacklistImportItem>) => ({ id: 'a', state: 'berjalan', problem: null, asksConfirmation: false, ...change }) as BlacklistImportItem;
const looks = (...given: (BlacklistImportItem | Error | undefined)[]) => {
  let at = 0;
  return { look: () => { const next = given[at]; at += 1; return next instanceof Error ? Promise.reject(next) : Promise.resolve(next); }, count: () => at };
};
const atOnce = () => Promise.resolve();

describe('an import that outlives its request', () => {
  it('is looked at until it has ended, over a lost connection', async () => {
    const { look, count } = looks(row({}), new Error('luring'), undefined, row({ state: 'selesai', rowCount: 7 }));
    expect(await untilImported(row({}), look, atOnce)).toMatchObject({ state: 'selesai', rowCount: 7 });
    expect(count()).toBe(4);
  });
  it('that has ended is not asked for', async () => {
    const { look, count } = looks();
    await untilImported(row({ state: 'selesai' }), look, atOnce);
    expect(count()).toBe(0);
  });
  it.each([{ asksConfirmation: true, field: 'konfirmasi' }, { asksConfirmation: false, field: 'berkas' }])('that failed is told like a refusal of the form, at $field', ({ asksConfirmation, field }) => {
    expect(refusalOf(row({ state: 'gagal', problem: 'Daftar ini pendek.', asksConfirmation }))).toEqual({ message: 'Daftar ini pendek.', errors: { [field]: 'Daftar ini pendek.' } });
    expect(refusalOf(row({ state: 'selesai' }))).toBeNull();
  });
});
