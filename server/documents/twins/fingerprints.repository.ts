import type { Knex } from 'knex';
import { NUMBER_OF_PAPER } from '../reading/propose-fields.ts';
import type { PictureHash } from './picture-hash.ts';

/** Bits in which the coarse hashes of one paper may differ; measured 7 at most for copies, and any number for cards of one template. */
const FAR = 9;
/** Of 256; one paper measured 34 at most, two photographed cards 52 at least. Flat cards of one template lie between: the pictures decide. */
const FINE_FAR = 64;
/** Papers that look alike, nearest first. Thousands of one template do; most are told apart by their numbers before a picture is opened. */
const MOST_BY_LOOK = 500;
/** Papers that bear one person's number. */
const MOST_BY_NUMBER = 50;
/** Papers that bear the number of a paper: should it be that of whoever gives them out, they leave room for those that look alike. */
const MOST_BY_PAPER_NUMBER = 8;
/** A document of another case lies on it: earlier versions of the own one must not take the place of somebody else's. */
const ELSEWHERE = 'exists (select 1 from documents d where d.upload_id = n.upload_id and d.case_id <> ?)';

/** `hashes`: as it lies, then tilted. An upload swept away meanwhile keeps nothing; a second reading writes the same again. */
export async function keepFingerprint(trx: Knex.Transaction, uploadId: string, hashes: readonly PictureHash[]): Promise<void> {
  const [own] = hashes;
  if (!own) return;
  await trx.raw(
    `insert into upload_fingerprints (upload_id, coarse, fine, tilted, band1, band2, band3, band4)
     select id, ?::bit(64), ?::bit(256), ?, ?, ?, ?, ? from uploads where id = ?
     on conflict (upload_id) do update set coarse = excluded.coarse, fine = excluded.fine, tilted = excluded.tilted,
       band1 = excluded.band1, band2 = excluded.band2, band3 = excluded.band3, band4 = excluded.band4`,
    [`x${own.coarse}`, `x${own.fine}`, JSON.stringify(hashes), ...bandsOf(own.coarse), uploadId]);
}

function bandsOf(coarse: string): number[] {
  return [0, 4, 8, 12].map((at) => parseInt(coarse.slice(at, at + 4), 16));
}

/** A band and all that differ from it in one bit: multi-index hashing after Norouzi, Punjani and Fleet (2012). */
function nearBands(hashes: readonly PictureHash[]): number[][] {
  return [0, 1, 2, 3].map((band) => [...new Set(hashes.flatMap(({ coarse }) => {
    const own = bandsOf(coarse)[band] ?? 0;
    return [own, ...Array.from({ length: 16 }, (_, bit) => own ^ (1 << bit))];
  }))]);
}

/** Uploads of other cases that may show the same paper: first those with a number that was read on this one, too, then those that look alike, nearest first. */
export async function findNearUploads(db: Knex, { uploadId, caseId }: { uploadId: string; caseId: string }): Promise<string[]> {
  return [...new Set([...await findByNumber(db, uploadId, caseId), ...await findByLook(db, uploadId, caseId)])];
}

async function findByNumber(db: Knex, uploadId: string, caseId: string): Promise<string[]> {
  const { numbers = [] } = await db('upload_readings').where({ upload_id: uploadId }).first<{ numbers: string[] } | undefined>('numbers') ?? {};
  const [papers, persons] = [numbers.filter(ofPaper), numbers.filter((number) => !ofPaper(number))];
  return [...await bearing(db, persons, { uploadId, caseId }, MOST_BY_NUMBER), ...await bearing(db, papers, { uploadId, caseId }, MOST_BY_PAPER_NUMBER)];
}
const ofPaper = (number: string) => number.startsWith(`${NUMBER_OF_PAPER}:`);

async function bearing(db: Knex, numbers: readonly string[], { uploadId, caseId }: { uploadId: string; caseId: string }, most: number): Promise<string[]> {
  if (numbers.length === 0) return [];
  const { rows } = await db.raw<{ rows: { upload_id: string }[] }>(
    `select n.upload_id from upload_readings n where n.numbers && ?::text[] and n.upload_id <> ? and ${ELSEWHERE} order by n.read_at desc, n.upload_id limit ?`, [[...numbers], uploadId, caseId, most]);
  return rows.map((row) => row.upload_id);
}

/** Found over the bands, never by reading every row. */
async function findByLook(db: Knex, uploadId: string, caseId: string): Promise<string[]> {
  const mine = await db('upload_fingerprints').where({ upload_id: uploadId }).first<{ tilted: PictureHash[] } | undefined>('tilted');
  if (!mine) return [];
  const { rows } = await db.raw<{ rows: { upload_id: string }[] }>(
    `with asked as (select * from unnest(?::text[]::bit(64)[], ?::text[]::bit(256)[]) as a (coarse, fine)),
     near as (
       select f.upload_id, min(bit_count(f.fine # a.fine)) as apart from upload_fingerprints f cross join asked a
       where (f.band1 = any(?) or f.band2 = any(?) or f.band3 = any(?) or f.band4 = any(?)) and f.upload_id <> ? and bit_count(f.coarse # a.coarse) <= ?
       group by f.upload_id)
     select n.upload_id from near n where n.apart <= ? and ${ELSEWHERE} order by n.apart, n.upload_id limit ?`,
    [mine.tilted.map(({ coarse }) => `x${coarse}`), mine.tilted.map(({ fine }) => `x${fine}`), ...nearBands(mine.tilted), uploadId, FAR, FINE_FAR, caseId, MOST_BY_LOOK]);
  return rows.map((row) => row.upload_id);
}
