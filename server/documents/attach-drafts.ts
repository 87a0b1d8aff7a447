import type { Knex } from 'knex';
import { InvalidError } from '../platform/errors.ts';
import { getOffice } from '../offices/index.ts';
import { enqueueEffects } from '../platform/outbox.ts';
import { lockUploads } from './lock-uploads.ts';
import { WANTED_ANEW } from './reading/most-attempts.ts';
import type { Sop } from '../domain/sop/model.ts';

export interface Attaching {
  caseId: string; officeId: string; round: number; origin: string; at: Date; sop: Sop;
  /** Of kinds that came another way than `origin`. */
  originOf?: Record<string, string>;
  /** Kind of document to draft id. */
  drafts: Record<string, string>;
}

/**
 * Makes drafts the documents of a case; the one they replace stays as an earlier version. A draft can be named once. The requests they came by, and the one
 * that is open at this case, are locked before them, as by all who take, take back or end what came by a link; both in one order, whatever that of the form.
 *
 * @throws InvalidError on `dokumen.<kind>`: kind not asked for, draft unknown, expired or used
 */
export async function attachDrafts(trx: Knex.Transaction, { caseId, officeId, round, origin, originOf = {}, at, sop, drafts }: Attaching): Promise<void> {
  const came = trx('upload_request_files').whereIn('upload_id', Object.values(drafts)).select('request_id');
  const requests = await trx('upload_requests').whereIn('id', came.union((open) => { void open.from('upload_requests').where({ case_id: caseId }).whereNull('closed_at').select('id'); }))
    .orderBy('id').forUpdate().pluck<string[]>('id');
  // With all that came by them: the same act may close a request, also one none of whose scans it files, and would lock those after the ones it files.
  const beside = requests.length === 0 ? [] : await trx('upload_request_files').whereIn('request_id', requests).pluck<string[]>('upload_id');
  await lockUploads(trx('uploads').whereIn('id', [...Object.values(drafts), ...beside]));
  for (const [kind, uploadId] of Object.entries(drafts)) {
    const asked = sop.docs.find((doc) => doc.kind === kind);
    if (!asked) throw new InvalidError({ [`dokumen.${kind}`]: { key: 'galat.dokumen_tidak_dikenal' } });
    const used = await trx('uploads').where({ id: uploadId }).whereNull('used_at')
      .andWhere((mine) => mine.whereNull('office_id').orWhere({ office_id: officeId }))
      .andWhere((fresh) => fresh.whereNull('expires_at').orWhere('expires_at', '>', trx.raw('clock_timestamp()')))
      // Only from now on can it be compared: an hour in which it lay as a draft is none in which the machine let it lie.
      .update({ used_at: at, expires_at: null, office_id: officeId, reading_wanted_at: trx.raw(WANTED_ANEW) });
    if (used !== 1) throw new InvalidError({ [`dokumen.${kind}`]: { key: 'galat.unggahan_tidak_berlaku' } });
    const limit = Math.min((await getOffice(trx, officeId)).settings.uploadMegabytes ?? Infinity, asked.maxBytes === null ? Infinity : asked.maxBytes / 1024 / 1024);
    if (Number.isFinite(limit)) {
      // Staff may hand in more than is kept; it was shrunk then.
      const { bytes } = await trx('uploads').where({ id: uploadId }).first<{ bytes: number }>(trx.raw(`case source when 'petugas' then stored_bytes else received_bytes end as bytes`));
      if (bytes > limit * 1024 * 1024) throw new InvalidError({ [`dokumen.${kind}`]: { key: 'galat.berkas_terlalu_besar', params: { batas: limit } } });
    }
    await trx('documents').where({ case_id: caseId, kind }).whereNull('superseded_at').update({ superseded_at: at });
    await trx.raw(
      `insert into documents (case_id, kind, version, round, upload_id, origin, received_at)
       select ?, ?, coalesce(max(version), 0) + 1, ?, ?, ?, ? from documents where case_id = ? and kind = ?`,
      [caseId, kind, round, uploadId, originOf[kind] ?? origin, at, caseId, kind]);
    // Read as a draft already, perhaps; whether it was seen before can be asked only now that it is a document.
    await enqueueEffects(trx, [{ effect: 'baca_pindaian', caseId, refId: uploadId }]);
  }
}
