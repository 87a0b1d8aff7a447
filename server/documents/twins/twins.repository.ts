import type { Knex } from 'knex';
import { raiseVersion } from '../../cases/index.ts';
import type { Proposal } from '../reading/propose-fields.ts';

export interface SoughtDocument { id: string; case_id: string; office_id: string; upload_id: string; received_at: Date; received_sha256: string; ended: boolean; picture_key: string; proposals: Proposal[] | null }
export interface EarlierDocument { id: string; picture_key: string; proposals: Proposal[] | null }
export interface FoundTwin { otherId: string; how: 'byte' | 'nomor' | 'gambar'; alike: number | null }

const MOST_SAME_BYTES = 50;

/** A document nobody compared yet, once its page was read or reading it was given up. */
export async function nextUnsought(db: Knex, skip: string[]): Promise<SoughtDocument | undefined> {
  const { rows } = await db.raw<{ rows: SoughtDocument[] }>(
    `select d.id, d.case_id, c.office_id, d.upload_id, d.received_at, u.received_sha256, c.ended_at is not null as ended, p.picture_key, r.proposals
     from documents d join cases c on c.id = d.case_id join uploads u on u.id = d.upload_id join upload_readings r on r.upload_id = d.upload_id
     join upload_pages p on p.upload_id = d.upload_id and p.page = 1
     where d.twins_sought_at is null and u.scan_state <> 'ditahan' and not (d.id = any(?)) order by d.received_at, d.id limit 1`, [skip]);
  return rows[0];
}

const EARLIER = `from documents o join uploads u on u.id = o.upload_id join upload_pages p on p.upload_id = o.upload_id and p.page = 1
  left join upload_readings r on r.upload_id = o.upload_id
  where o.case_id <> ? and (o.received_at, o.id) < (?, ?) and u.scan_state <> 'ditahan'`;

/** Documents of other cases, of whichever office, that came in before with the very same bytes. */
export async function findSameBytes(db: Knex, of: SoughtDocument): Promise<EarlierDocument[]> {
  const { rows } = await db.raw<{ rows: EarlierDocument[] }>(`select o.id, p.picture_key, r.proposals ${EARLIER} and u.received_sha256 = ? order by o.received_at desc limit ?`, [of.case_id, of.received_at, of.id, of.received_sha256, MOST_SAME_BYTES]);
  return rows;
}

/** Documents of other cases that came in before and lie on one of these uploads. */
export async function findEarlier(db: Knex, of: SoughtDocument, uploadIds: string[]): Promise<EarlierDocument[]> {
  if (uploadIds.length === 0) return [];
  const { rows } = await db.raw<{ rows: EarlierDocument[] }>(`select o.id, p.picture_key, r.proposals ${EARLIER} and o.upload_id = any(?) order by array_position(?::uuid[], o.upload_id)`, [of.case_id, of.received_at, of.id, uploadIds, uploadIds]);
  return rows;
}

/** Writes what was found under the lock of the case. Repeating adds nothing: a pair has one row, and its verdict stays. */
export async function keepTwins(db: Knex, of: SoughtDocument, twins: readonly FoundTwin[], at: Date): Promise<void> {
  await db.transaction(async (trx) => {
    // A file that is closed is not opened by what the machine finds; an officer works on an open one must see it before he decides.
    if (twins.length > 0 && !of.ended) {
      await raiseVersion(trx, of.case_id, of.office_id);
      await trx('document_twins').insert(twins.map((twin) => ({ case_id: of.case_id, document_id: of.id, other_document_id: twin.otherId, how: twin.how, alike: twin.alike, found_at: at })))
        .onConflict(['document_id', 'other_document_id']).ignore();
    }
    await trx('documents').where({ id: of.id }).update({ twins_sought_at: at });
  });
}
