/** Two who have the same files before them at the same moment, each in an order of his own. */
import { describe, expect, it } from '@jest/globals';
import { registrasi_perseorangan } from '../domain/sop/index.ts';
import { anOfficeDatabase } from '../testing/an-office-database.ts';
import { atOnce } from '../testing/at-once.ts';
import { keepLooks } from '../testing/card-scans/keep-look.ts';
import { attachDrafts } from './attach-drafts.ts';
import { keepNamedUploads } from './keep-named-uploads.ts';

const test = anOfficeDatabase();

/** Two drafts of staff, by their ids. */
async function twoDrafts(): Promise<{ caseId: string; one: string; other: string }> {
  const caseId = await test.newCase();
  const [one = '', other = ''] = (await keepLooks(test.db, caseId, [{ hashes: [] }, { hashes: [] }])).sort();
  await test.db('documents').whereIn('upload_id', [one, other]).del();
  const { id: uploadedBy } = await test.db('users').first<{ id: string }>('id');
  await test.db('uploads').whereIn('id', [one, other]).update({ office_id: test.office, uploaded_by: uploadedBy, used_at: null, expires_at: test.db.raw(`clock_timestamp() + interval '10 days'`) });
  return { caseId, one, other };
}
const change = (caseId: string, to: string[], from: string[]) => test.db.transaction((trx) => keepNamedUploads(trx, { caseId, officeId: test.office, content: { berkas: to }, before: { berkas: from } }));

describe('files named in two drafts', () => {
  it('that change places are waited for, and both drafts are kept', async () => {
    const { caseId, one, other } = await twoDrafts();
    expect(await atOnce(test.db, [one, other], [() => change(caseId, [one], [other]), () => change(caseId, [other], [one])])).toEqual(['fulfilled', 'fulfilled']);
  }, 60_000);

  it('are waited for by whoever files them in the order of his form', async () => {
    const { caseId, one, other } = await twoDrafts();
    const file = () => test.db.transaction((trx) => attachDrafts(trx, { caseId, officeId: test.office, round: 1, origin: 'loket', at: new Date(), sop: registrasi_perseorangan, drafts: { ktp: other, npwp: one } }));
    const elsewhere = await test.newCase();
    // The draft waits for the first; whoever began with the second would hold it by then and wait for the first as well.
    expect(await atOnce(test.db, [one], [() => change(elsewhere, [one, other], []), file])).toEqual(['fulfilled', 'fulfilled']);
  }, 60_000);
});
