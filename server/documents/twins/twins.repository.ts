import type { Knex } from 'knex';
import { lockCase, raiseVersion } from '../../cases/index.ts';
import { DRAWING } from '../later-pages.ts';
import { TRIED_AGAIN, stillRead } from '../reading/most-attempts.ts';
import type { Proposal } from '../reading/propose-fields.ts';

export interface SoughtDocument { id: string; case_id: string; office_id: string; upload_id: string; received_at: Date; received_sha256: string; ended: boolean; picture_key: string; proposals: Proposal[] | null }
/** A document of another case, whichever came first; `ended`: its case is closed. */
export interface OtherDocument { id: string; case_id: string; office_id: string; ended: boolean; /** it came after the one that is compared */ later: boolean; picture_key: string; proposals: Proposal[] | null }
export interface FoundTwin { other: OtherDocument; how: 'byte' | 'nomor' | 'gambar'; alike: number | null }

const MOST_SAME_BYTES = 50;
/** Comparing broke: a picture that is gone stays gone, and costs two dozen comparisons each time. What is new goes first. */
const COMPARED_AGAIN = "interval '10 minutes'";

/** A document nobody compared yet, once it was read or reading it was given up: one that is still to be tried, or of which another page may be what was asked for, has no look to go by, or no number. */
export async function nextUnsought(db: Knex, uploadId?: string): Promise<SoughtDocument | undefined> {
  return await findUnsought(db, 'd.twins_failed_at is null', 'd.received_at', uploadId) ?? await findUnsought(db, `d.twins_failed_at < clock_timestamp() - ${COMPARED_AGAIN}`, 'd.twins_failed_at', uploadId);
}

async function findUnsought(db: Knex, which: string, first: string, uploadId: string | undefined): Promise<SoughtDocument | undefined> {
  const { rows } = await db.raw<{ rows: SoughtDocument[] }>(
    `select d.id, d.case_id, c.office_id, d.upload_id, d.received_at, u.received_sha256, c.ended_at is not null as ended, p.picture_key, r.proposals
     from documents d join cases c on c.id = d.case_id join uploads u on u.id = d.upload_id join upload_readings r on r.upload_id = d.upload_id
     join upload_pages p on p.upload_id = d.upload_id and p.page = r.page
     where d.twins_sought_at is null and u.scan_state <> 'ditahan' and ${which} and not ${TRIED_AGAIN} and not ${stillRead(DRAWING)} ${uploadId === undefined ? '' : 'and d.upload_id = ?'}
     order by ${first}, d.id limit 1`, uploadId === undefined ? [] : [uploadId]);
  return rows[0];
}

/** Of both sides: what came later may have been compared while this one was held, or had no reading yet, and is not compared again. */
const OTHERS = `select o.id, o.case_id, oc.office_id, oc.ended_at is not null as ended, (o.received_at, o.id) > (?, ?) as later, p.picture_key, r.proposals
  from documents o join cases oc on oc.id = o.case_id join uploads u on u.id = o.upload_id left join upload_readings r on r.upload_id = o.upload_id
  join upload_pages p on p.upload_id = o.upload_id and p.page = coalesce(r.page, 1)
  where o.case_id <> ? and u.scan_state <> 'ditahan'`;

/** Documents of other cases, of whichever office, with the very same bytes. */
export async function findSameBytes(db: Knex, of: SoughtDocument): Promise<OtherDocument[]> {
  const { rows } = await db.raw<{ rows: OtherDocument[] }>(`${OTHERS} and u.received_sha256 = ? order by o.received_at desc limit ?`, [of.received_at, of.id, of.case_id, of.received_sha256, MOST_SAME_BYTES]);
  return rows;
}

/** Documents of other cases that lie on one of these uploads. */
export async function findOn(db: Knex, of: SoughtDocument, uploadIds: string[]): Promise<OtherDocument[]> {
  if (uploadIds.length === 0) return [];
  const { rows } = await db.raw<{ rows: OtherDocument[] }>(`${OTHERS} and o.upload_id = any(?) order by array_position(?::uuid[], o.upload_id)`, [of.received_at, of.id, of.case_id, uploadIds, uploadIds]);
  return rows;
}

/** Writes each pair at the later of its two, under the lock of that case. Repeating adds nothing: a pair has one row, and its verdict stays. */
export async function keepTwins(db: Knex, of: SoughtDocument, twins: readonly FoundTwin[], at: Date): Promise<void> {
  const pairs = twins.map(({ other, how, alike }) => {
    const [late, early] = other.later ? [other, of] : [of, other];
    return { case: late, row: { case_id: late.case_id, document_id: late.id, other_document_id: early.id, how, alike, found_at: at } };
  }).filter((pair) => !pair.case.ended);
  await db.transaction(async (trx) => {
    // A file that is closed is not opened by what the machine finds; an officer who works on an open one must see it before he decides.
    for (const caseId of [...new Set(pairs.map((pair) => pair.case.case_id))].sort()) {
      const mine = pairs.filter((pair) => pair.case.case_id === caseId);
      await lockCase(trx, caseId, null);
      const written = await trx('document_twins').insert(mine.map(({ row }) => row)).onConflict(['document_id', 'other_document_id']).ignore().returning<{ id: string }[]>('id');
      if (written.length > 0 && mine[0]) await raiseVersion(trx, caseId, mine[0].case.office_id);
    }
    await trx('documents').where({ id: of.id }).update({ twins_sought_at: at, twins_failed_at: null });
  });
}

/** It stays unmarked, and its card says why. */
export async function noteFailedSearch(db: Knex, documentId: string): Promise<void> {
  await db('documents').where({ id: documentId }).update({ twins_failed_at: db.raw('clock_timestamp()') });
}
