import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { screeningSubject } from '../domain/screening/screening.ts';
import { anOffice } from '../testing/a-case.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import { registryCandidates } from './registry-candidates.view.ts';

describe('asking for candidates', () => {
  let database: TestDatabase;
  beforeAll(async () => { database = await createTestDatabase(); });
  afterAll(() => database.drop());

  it('never reads a whole table, and leaves the rest of the transaction as it was', async () => {
    const office = await anOffice(database.db);
    const subject = screeningSubject({ name: 'Rina Contoh', nik: '6472014508900003', regencyCode: '6472', birthDate: '1990-08-05', isPerson: true });
    const seen = await database.db.transaction(async (trx) => {
      const during: string[] = [];
      trx.on('query', ({ sql }: { sql: string }) => { during.push(/set local enable_seqscan to (\w+)/.exec(sql)?.[1] ?? (sql.includes('name_keys &&') ? 'asked' : '')); });
      await registryCandidates(trx, { caseId: null, officeId: office.id, subject, registry: undefined });
      const { rows: [{ enable_seqscan: after }] } = await trx.raw<{ rows: [{ enable_seqscan: string }] }>('show enable_seqscan');
      return { during: during.filter((step) => step !== ''), after };
    });
    expect(seen).toEqual({ during: ['off', 'asked', 'default'], after: 'on' });
  });
});
