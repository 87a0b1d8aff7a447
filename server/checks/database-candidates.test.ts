/** What the quality figures are measured on is a list in memory; step 7 asks the database. Both have to find the same. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { companyQuestions } from '../../scripts/bench/checks/cases.ts';
import { createDice } from '../../scripts/bench/checks/dice.ts';
import { foldedAlias, foldName } from '../domain/names/fold-name.ts';
import { matchBlacklistEntry, type BlacklistEntry } from '../domain/screening/match-blacklist-entry.ts';
import { createBlacklistScreen, type Listed } from '../domain/screening/screen-list.ts';
import { screeningSubject, type ScreeningSubject } from '../domain/screening/screening.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import { blacklistCandidates } from './blacklist-candidates.view.ts';
import { entriesOf } from './blacklist-entries.view.ts';
import { comparableEntry } from './shown-entry.ts';

const TODAY = '2026-03-02';

describe('candidates of step 7', () => {
  let database: TestDatabase;
  beforeAll(async () => { database = await createTestDatabase(); });
  afterAll(() => database.drop());

  async function listIn(listed: readonly Listed<BlacklistEntry>[]): Promise<string> {
    const { db } = database;
    const [list] = await db('blacklist_imports').insert({ data_date: '2026-03-01', file_name: 'x', file_sha256: `x${Math.random()}`, state: 'selesai' }).returning<{ id: string }[]>('id');
    const rows = listed.map(({ key, row }, at) => {
      const name = foldName(row.name);
      return {
        import_id: list?.id, file_row: at + 2, name: row.name, name_folded: name.folded, name_glued: name.glued, alias_folded: foldedAlias(name), legal_form: name.form, mask_key: row.maskKey, npwp15: row.npwp15, npwp16: row.npwp16 ?? null,
        nik: row.nik, province: row.province, regency: row.regency, sk_number: key, status: row.status, starts_on: row.startsOn, ends_on: row.endsOn,
      };
    });
    for (let at = 0; at < rows.length; at += 500) await db('blacklist_entries').insert(rows.slice(at, at + 500));
    await database.ownerDb.raw('analyze blacklist_entries');
    return String(list?.id);
  }
  /** Every hit of both, as the key of the entry and its level. */
  const byDatabase = (importId: string, subject: ScreeningSubject) => database.db.transaction(async (trx) => (await blacklistCandidates(trx, importId, subject)).flatMap((row) => {
    const match = matchBlacklistEntry(subject, comparableEntry(row), TODAY);
    return match ? [`${row.sk_number} ${match.level}`] : [];
  }));

  it('are all that the list in memory finds, however the names are written', async () => {
    const { listed, questions } = companyQuestions(3_000, 250);
    const importId = await listIn(listed);
    const screen = createBlacklistScreen(await entriesOf(database.db, importId), TODAY);
    const missing: string[] = [];
    let found = 0;
    for (const { name, subject } of createDice(7).shuffle([...questions])) {
      const there = new Set(await byDatabase(importId, subject));
      for (const { key, match } of screen(subject)) {
        found += 1;
        if (!there.has(`${key} ${match.level}`)) missing.push(`${name}: ${key} ${match.level}`);
      }
    }
    expect(missing).toEqual([]);
    expect(found).toBeGreaterThan(250);
  }, 180_000);

  it.each([
    { name: 'by the alias of an entry', entry: { name: 'BUDI HARTONO ALIAS JOKO SUSILO' }, asked: { name: 'Joko Soesilo', isPerson: true, regency: 'Kota Samarinda' } },
    { name: 'by the alias of who is asked about', entry: { name: 'JOKO SUSILO' }, asked: { name: 'Budi Hartono alias Djoko Susilo', isPerson: true, regency: 'Kota Samarinda' } },
    { name: 'by a number of 16 digits that is no NIK', entry: { name: 'PT NAMA SEKALI LAIN', npwp16: '1234567890123456' }, asked: { name: 'PT Bernama Berbeda', npwp16: '1234567890123456' } },
  ])('are found $name', async ({ entry, asked }) => {
    const listed = [{ key: 'SK-INI', row: { nik: null, npwp15: null, maskKey: null, province: 'Kalimantan Timur', regency: 'Kota Samarinda', status: 'PUBLISHED' as const, startsOn: '2025-01-01', endsOn: '2027-01-01', ...entry } }];
    const subject = screeningSubject(asked);
    expect(createBlacklistScreen(listed, TODAY)(subject).map(({ key }) => key)).toEqual(['SK-INI']);
    expect((await byDatabase(await listIn(listed), subject)).map((found) => found.split(' ')[0])).toEqual(['SK-INI']);
  });
});
