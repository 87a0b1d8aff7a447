/** A word at the desk is forgotten after ninety days, read or not, whatever became of its case. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aCaseAt, anOffice, anOfficer } from '../testing/a-case.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import { notify } from './notify.ts';
import { sweepNotices } from './sweep-notices.cron.ts';

let test: TestDatabase;
beforeAll(async () => { test = await createTestDatabase(); });
afterAll(() => test.drop());

const NOW = new Date('2026-06-01T02:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);

describe('notices', () => {
  it('stay ninety days, also when the case has ended meanwhile', async () => {
    const office = await anOffice(test.db);
    const rina = await anOfficer(test.db, office, ['helpdesk']);
    const ended = await aCaseAt(test.db, 'diarsipkan', { office, outcome: 'ditarik' });
    const tell = (kind: string, days: number) => test.db.transaction((trx) => notify(trx, { officeId: office.id, userId: rina.id, kind, caseId: ended.row.id, textKey: 'pemberitahuan.tunda_berakhir', params: { nomor: ended.row.number }, at: daysAgo(days) }));
    await tell('baru', 1);
    await tell('hampir', 89);
    await tell('lama', 91);
    await tell('lama_dibaca', 120);
    await test.db('notices').where({ kind: 'lama_dibaca' }).update({ read_at: daysAgo(119) });
    await sweepNotices(test.db, NOW);
    await sweepNotices(test.db, NOW);
    expect(await test.db('notices').orderBy('at', 'desc').pluck('kind')).toEqual(['baru', 'hampir']);
  });
});
