/** Two who pick each other's files at the same moment. */
import { describe, expect, it } from '@jest/globals';
import { anOfficeDatabase } from '../testing/an-office-database.ts';
import { keepLooks } from '../testing/card-scans/keep-look.ts';
import { untilWaiting } from '../testing/until-waiting.ts';
import { keepNamedUploads } from './keep-named-uploads.ts';

const test = anOfficeDatabase();

describe('files named in two drafts', () => {
  it('that change places are waited for, and both drafts are kept', async () => {
    const caseId = await test.newCase();
    const [one = '', other = ''] = await keepLooks(test.db, caseId, [{ hashes: [] }, { hashes: [] }]);
    await test.db('documents').whereIn('upload_id', [one, other]).del();
    const { id: uploadedBy } = await test.db('users').first<{ id: string }>('id');
    await test.db('uploads').whereIn('id', [one, other]).update({ office_id: test.office, uploaded_by: uploadedBy, used_at: null, expires_at: test.db.raw(`clock_timestamp() + interval '10 days'`) });
    const change = (to: string, from: string) => test.db.transaction((trx) => keepNamedUploads(trx, { caseId, officeId: test.office, content: { berkas: to }, before: { berkas: from } }));
    // Both have to wait, so that each would hold its first when it asks for its second.
    const held = await test.db.transaction();
    try {
      await held('uploads').whereIn('id', [one, other]).forUpdate().select('id');
      const both = Promise.allSettled([change(one, other), change(other, one)]);
      await untilWaiting(test.db, 2);
      await held.commit();
      expect((await both).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    } finally {
      if (!held.isCompleted()) await held.rollback();
    }
  }, 60_000);
});
