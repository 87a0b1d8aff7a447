/** A database with one office in it, for tests of what lies under its cases: there before the first test of a file, gone after the last. */
import { afterAll, beforeAll } from '@jest/globals';
import type { Knex } from 'knex';
import { makeDemoAccounts } from '../bootstrap.ts';
import { caseForLooks } from './card-scans/keep-look.ts';
import { createTestDatabase, type TestDatabase } from './test-db.ts';

export interface OfficeDatabase {
  readonly db: Knex;
  readonly ownerDb: Knex;
  readonly office: string;
  /** Another case of the office, with nothing in it. */
  newCase: () => Promise<string>;
}

/** Called once at the top of a file; what it holds is there inside tests only. */
export function anOfficeDatabase(): OfficeDatabase {
  let made: (TestDatabase & { office: string }) | undefined;
  let numbered = 0;
  beforeAll(async () => {
    const database = await createTestDatabase({ max: 4 });
    await makeDemoAccounts(database.ownerDb, 'kata-sandi-untuk-uji');
    made = { ...database, office: (await database.db('offices').where({ code: 'KALTIM' }).first<{ id: string }>('id')).id };
  }, 120_000);
  afterAll(() => made?.drop());
  const there = () => { if (!made) throw new Error('the database is there inside tests only'); return made; };
  return {
    get db() { return there().db; }, get ownerDb() { return there().ownerDb; }, get office() { return there().office; },
    newCase: () => caseForLooks(there().db, there().office, `UJI-${numbered += 1}`),
  };
}
