/** What is forgotten of drafts, and what is not. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aCaseAt, anOffice, anOfficer } from '../testing/a-case.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-db.ts';
import { saveDraft } from './drafts.repository.ts';
import { sweepCaseDrafts } from './sweep-drafts.cron.ts';

let test: TestDatabase;
beforeAll(async () => { test = await createTestDatabase(); });
afterAll(() => test.drop());

const NOW = new Date('2026-03-02T02:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);

describe('drafts', () => {
  it('go with the archiving of their case or after three months; one of a case that ended but waits for the archive stays, and one begun after the archiving', async () => {
    const office = await anOffice(test.db);
    const rina = await anOfficer(test.db, office, ['helpdesk']);
    const open = await aCaseAt(test.db, 'cek_unggahan', { office });
    const ended = await aCaseAt(test.db, 'pengarsipan', { office, outcome: 'ditarik' });
    const archived = await aCaseAt(test.db, 'diarsipkan', { office, outcome: 'ditarik' });
    const draft = (caseId: string, key: string, days: number) => saveDraft(test.db, { case_id: caseId, author_id: rina.id, kind: 'catatan', key, content: { text: key }, saved_at: daysAgo(days) });
    await draft(open.row.id, 'catatan', 29);
    await draft(open.row.id, 'kirim_kekurangan', 91);
    await draft(ended.row.id, 'arsipkan', 1);
    await draft(archived.row.id, 'catatan', 0);
    await draft(archived.row.id, 'nilai_temuan_pemantauan:satu', -1);
    await sweepCaseDrafts(test.db, NOW);
    await sweepCaseDrafts(test.db, NOW);
    expect(await test.db('case_drafts').orderBy('key').select('case_id', 'key')).toEqual([{ case_id: ended.row.id, key: 'arsipkan' }, { case_id: open.row.id, key: 'catatan' }, { case_id: archived.row.id, key: 'nilai_temuan_pemantauan:satu' }]);
  });
});
