import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';

let database: TestDatabase;
beforeAll(async () => { database = await createTestDatabase(); });
afterAll(() => database.drop());

it('what belongs to one case is found by an index, in every table that points to cases', async () => {
  const { rows } = await database.ownerDb.raw<{ rows: { place: string; indexed: boolean }[] }>(`
    select c.conrelid::regclass || '.' || a.attname as place, exists (
      select 1 from pg_index i where i.indrelid = c.conrelid and i.indkey[0] = a.attnum and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) = '(' || a.attname || ' IS NOT NULL)')) as indexed
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1] where c.contype = 'f' and c.confrelid = 'cases'::regclass`);
  expect(rows.length).toBeGreaterThan(25);
  // The grants of an auditor are few, and are asked by the grant.
  expect(rows.filter(({ indexed }) => !indexed).map(({ place }) => place)).toEqual(['auditor_grant_cases.case_id']);
});
