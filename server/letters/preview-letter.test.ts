import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aCaseAt, anOfficer } from '../testing/a-case.ts';
import { aDoor } from '../testing/door-fakes.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import { issueLetter } from './issue-letter.ts';
import { previewLetter } from './preview-letter.ts';

const config = { secret: 'rahasia-uji-rahasia-uji-rahasia-uji', mailFrom: 'Loket LPSE <loket@contoh.test>', publicUrl: 'https://loket.contoh.test' };
const item = { jenis: 'dokumen', kunci: 'ktp', alasan: 'DOC-02' };
let test: TestDatabase;
beforeAll(async () => { test = await createTestDatabase(); });
afterAll(() => test.drop());

const door = aDoor({
  clock: { now: () => new Date('2026-11-20T16:30:00Z') },
  parts: [{
    now: {
      buka_permintaan_perbaikan: async (trx, { case: { id }, input, at, round }) => {
        await trx('repair_requests').insert({ case_id: id, round, items: JSON.stringify(input.butir), opened_at: at, due_at: '2026-11-27T08:00:00Z' });
      },
    },
  }],
  issueLetter: (trx, context, letter) => issueLetter(trx, { config }, context, letter),
});

async function untilItWaits(): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    const { rows } = await test.db.raw<{ rows: { n: string }[] }>('select count(*) as n from pg_locks l join pg_stat_activity a on a.pid = l.pid where not l.granted and a.datname = current_database()');
    if (Number(rows[0]?.n) === 1) return;
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
  throw new Error('the preview did not wait');
}

it('asked while the act is being done, it waits and reads what the act left', async () => {
  const file = await aCaseAt(test.db, 'pengembalian');
  const officer = await anOfficer(test.db, file.office, ['helpdesk']);
  // The act: row locked, its repair request written, not yet committed.
  const act = await test.db.transaction();
  await act('cases').where({ id: file.row.id }).forUpdate().first();
  await act('repair_requests').insert({ case_id: file.row.id, round: file.row.round, items: JSON.stringify([item]), opened_at: '2026-11-20T16:30:00Z', due_at: '2026-11-27T08:00:00Z' });
  const shown = test.db.transaction((trx) => previewLetter(trx, { door, config }, { kind: 'staf', id: officer.id, name: officer.name, roles: ['helpdesk'] }, {
    caseId: file.row.id, officeId: file.row.office_id, letter: 'kekurangan', input: { butir: [item] }, locale: 'id',
  }));
  await untilItWaits();
  await act('cases').where({ id: file.row.id }).update({ place: 'menunggu_perbaikan', version: file.row.version + 1 });
  await act.commit();
  expect((await shown).body).toContain('1. Scan KTP pribadi: Scan tidak terbaca atau terpotong.');
});
