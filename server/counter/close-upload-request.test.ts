/** A link that ends and what came through it, while somebody else has the same files before him. */
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { attachDrafts, keepNamedUploads } from '../documents/index.ts';
import { registrasi_perseorangan } from '../domain/sop/index.ts';
import { anOfficeDatabase } from '../testing/an-office-database.ts';
import { atOnce } from '../testing/at-once.ts';
import { aDraft } from '../testing/intake-fakes.ts';
import { closeUploadRequest } from './upload-requests.repository.ts';

const test = anOfficeDatabase();
const KINDS = ['ktp', 'npwp', 'sertifikat_keahlian'];

/** Three scans that came by one link; in the table, by their days and by their kinds they come the other way round than by their ids. */
async function cameByLink(): Promise<{ caseId: string; request: string; scans: string[] }> {
  const caseId = await test.newCase();
  const scans = (await Promise.all(KINDS.map(() => aDraft(test.db, { officeId: test.office })))).sort();
  const [link] = await test.db('private_links').insert({ case_id: caseId, token_hash: randomBytes(32), created_at: test.db.fn.now() }).returning<{ id: string }[]>('id');
  const { id: officer } = await test.db('users').first<{ id: string }>('id');
  const [request] = await test.db('upload_requests').insert({
    office_id: test.office, link_id: link?.id, case_id: caseId, procedure: 'registrasi_perseorangan', sop_version: 1, kinds: KINDS, channel: 'email', opened_by: officer, opened_at: test.db.fn.now(), expires_at: test.db.fn.now(),
  }).returning<{ id: string }[]>('id');
  for (const [n, id] of [...scans].reverse().entries()) {
    await test.db('uploads').where({ id }).update({ expires_at: test.db.raw('clock_timestamp() + make_interval(days => ?)', [5 + n]) });
    await test.db('upload_request_files').insert({ request_id: request?.id, kind: KINDS[n], upload_id: id, received_at: test.db.fn.now() });
  }
  return { caseId, request: request?.id ?? '', scans };
}
const keep = (caseId: string, scans: string[]) => test.db.transaction((trx) => keepNamedUploads(trx, { caseId, officeId: test.office, content: { berkas: scans }, before: {} }));

describe('what came by a link that ends', () => {
  it('is waited for by a draft that names it, and the link waits for the draft', async () => {
    const { caseId, request, scans } = await cameByLink();
    const end = () => test.db.transaction((trx) => closeUploadRequest(trx, request, 'kedaluwarsa', new Date()));
    expect(await atOnce(test.db, scans.slice(0, 1), [() => keep(caseId, scans), end])).toEqual(['fulfilled', 'fulfilled']);
  }, 60_000);

  it('is locked with what is filed of it, where filing ends the link', async () => {
    const { request, scans: [first = '', second = '', third = ''] } = await cameByLink();
    const [filedIn, elsewhere] = [await test.newCase(), await test.newCase()];
    const file = () => test.db.transaction(async (trx) => {
      await attachDrafts(trx, { caseId: filedIn, officeId: test.office, round: 1, origin: 'tautan', at: new Date(), sop: registrasi_perseorangan, drafts: { ktp: third } });
      await closeUploadRequest(trx, request, 'dipakai', new Date());
    });
    expect(await atOnce(test.db, [first], [() => keep(elsewhere, [first, second, third]), file])).toEqual(['fulfilled', 'fulfilled']);
  }, 60_000);

  it('is locked before what is filed beside it: a scan that came another way, where filing ends the link of the case', async () => {
    const { caseId, request, scans: [first = ''] } = await cameByLink();
    const elsewhere = await test.newCase();
    let filed = '';
    // Behind what came by the link, in the order all take them in.
    while (filed < first) filed = await aDraft(test.db, { officeId: test.office });
    const file = () => test.db.transaction(async (trx) => {
      await attachDrafts(trx, { caseId, officeId: test.office, round: 1, origin: 'loket', at: new Date(), sop: registrasi_perseorangan, drafts: { ktp: filed } });
      await closeUploadRequest(trx, request, 'dibatalkan', new Date());
    });
    expect(await atOnce(test.db, [first], [() => keep(elsewhere, [first, filed]), file])).toEqual(['fulfilled', 'fulfilled']);
  }, 60_000);
});
