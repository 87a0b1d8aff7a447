import type { Knex } from 'knex';
import type { FileType } from '../inspection/inspection-keys.ts';
import type { Reading } from './reading-messages.ts';
import { DRAWING } from '../later-pages.ts';
import { MOST_ATTEMPTS, READING_OPEN, TRIED_AGAIN, WANTED_ANEW, WANTED_PAGE, stillRead } from './most-attempts.ts';
import { IDENTIFYING, NUMBER_OF_PAPER, type Proposal } from './propose-fields.ts';

export interface ReadingRow { upload_id: string; state: 'terbaca' | 'tidak_terbaca' | 'gagal'; looks_like: string | null; /** besides that; null: read before anybody looked for it */ also_like: string[] | null; turn: 0 | 90 | 180 | 270; proposals: Proposal[]; /** what it was read of, and whose look is kept */ page: number; /** the last page that was looked at */ read_to: number; /** of those, how many were given up unread */ pages_failed: number; attempts: number; read_at: Date }
export interface WantedUpload { id: string; page: number; picture_key: string; kind: string | null; storage_key: string; type: FileType; /** long side of the page picture */ side: number; /** should it fail once more, it is given up unread */ last_try: boolean }

/** Fewer words or surer of none: nobody could work with this picture. */
const READABLE = { words: 4, confidence: 42 };

/** What kept a scan from being read (no room to draw its card larger, a reader that grew) is likelier over when somebody else was read meanwhile. */
const PAUSE = "interval '20 seconds'";

/**
 * Newest first: somebody waits for that one. A scan of a case says what it should be. One page at a time, the first of each before a later one of any: who
 * sends one card does not wait for the pages of somebody's bundle.
 */
export async function nextWanted(db: Knex): Promise<WantedUpload | undefined> {
  return await findWanted(db, '= 1') ?? await findWanted(db, '> 1');
}

async function findWanted(db: Knex, page: '= 1' | '> 1'): Promise<WantedUpload | undefined> {
  const { rows } = await db.raw<{ rows: WantedUpload[] }>(
    `select u.id, p.page, p.picture_key, d.kind, u.storage_key, u.type, greatest(p.width, p.height) as side, coalesce(case when p.page > 1 then r.page_tries else case r.state when 'gagal' then r.attempts end end >= ?, false) as last_try
     from uploads u left join documents d on d.upload_id = u.id left join upload_readings r on r.upload_id = u.id
       join upload_pages p on p.upload_id = u.id and p.page = ${WANTED_PAGE}
     where ${READING_OPEN} and u.scan_state <> 'ditahan' and p.page ${page} and (r.tried_at is null or r.tried_at <= greatest(u.reading_wanted_at, clock_timestamp() - ${PAUSE}))
     order by u.reading_wanted_at desc limit 1`, [MOST_ATTEMPTS - 1]);
  return rows[0];
}

/** Of these at once: the planner takes a third of all uploads for open, however few are, and would read two whole tables to mark a handful. */
const SETTLED_AT_ONCE = 500;
/** In its own order, which is not that of `lockUploads`: so it waits for none. */
const UNHELD = 'for no key update of u skip locked';

/**
 * Marks those of which nothing more will be read, of all that are open or of one, so that nobody looks at them again. What is marked is the wish that was
 * looked at: one that came meanwhile (the draft was handed in, the scanner let it go) stands open. One that somebody is just writing is not waited for, with
 * hundreds of others in hand: it comes at the next wake.
 */
export async function settleReadings(db: Knex, uploadId?: string): Promise<void> {
  if (uploadId !== undefined) { await settleOf(db, `select u.* from uploads u where ${READING_OPEN} and u.id = ? ${UNHELD}`, [uploadId]); return; }
  // As text: a Date has no microseconds, and the same rows would come again.
  for (let last: { wish: string; id: string } | undefined, more = true; more;) {
    const seen: { wish: string; id: string }[] = await settleOf(db, `select u.* from uploads u where ${READING_OPEN} ${last ? 'and (u.reading_wanted_at, u.id) > (?::timestamptz, ?::uuid)' : ''} order by u.reading_wanted_at, u.id limit ${SETTLED_AT_ONCE} ${UNHELD}`, last ? [last.wish, last.id] : []);
    last = seen.at(-1);
    more = seen.length === SETTLED_AT_ONCE;
  }
}

/** `open`: a query of the uploads that are looked at; answers which those were, in its order. */
async function settleOf(db: Knex, open: string, values: string[]): Promise<{ wish: string; id: string }[]> {
  const { rows } = await db.raw<{ rows: { wish: string; id: string }[] }>(
    `with open as materialized (${open}), settled as (
       update uploads set reading_settled_for = s.wish from (
         select u.id, u.reading_wanted_at as wish from open u join upload_readings r on r.upload_id = u.id left join documents d on d.upload_id = u.id
         where u.scan_state <> 'ditahan' and not ${TRIED_AGAIN} and not ${stillRead(DRAWING)}) s
       where uploads.id = s.id)
     select reading_wanted_at::text as wish, id from open order by reading_wanted_at, id`, values);
  return rows;
}

/** What stands beside the form of a case that somebody may be working on; undefined for a draft, and for a paper that another took the place of. */
export async function readingBesideForm(trx: Knex.Transaction, uploadId: string): Promise<{ caseId: string; officeId: string; ended: boolean; proposals: Proposal[] } | undefined> {
  return trx('documents as d').join('cases as c', 'c.id', 'd.case_id').leftJoin('upload_readings as r', 'r.upload_id', 'd.upload_id').where({ 'd.upload_id': uploadId }).whereNull('d.superseded_at')
    .first<{ caseId: string; officeId: string; ended: boolean; proposals: Proposal[] } | undefined>('c.id as caseId', 'c.office_id as officeId', trx.raw('c.ended_at is not null as ended'), trx.raw(`coalesce(r.proposals, '[]') as proposals`));
}

/** A later page that is not what was asked for: looked at, and nothing else. */
export async function stepOverPage(trx: Knex.Transaction, uploadId: string, page: number): Promise<void> {
  await trx('upload_readings').where({ upload_id: uploadId }).where('read_to', '<', page).update({ read_to: page, page_tries: 0, tried_at: null });
}

/** An upload swept away meanwhile takes its reading with it. What failed before a first reading is not held against a second one. */
export async function writeReading(trx: Knex.Transaction, { id: uploadId, kind, page }: Pick<WantedUpload, 'id' | 'kind' | 'page'>, reading: Reading): Promise<void> {
  await trx.raw(
    `insert into upload_readings (upload_id, state, read_as, looks_like, also_like, turn, proposals, numbers, page, read_to)
     select id, ?, ?, ?, ?, ?, ?, ?, ?, ? from uploads where id = ?
     on conflict (upload_id) do update set state = excluded.state, read_as = excluded.read_as, looks_like = excluded.looks_like, also_like = excluded.also_like, turn = excluded.turn, proposals = excluded.proposals, numbers = excluded.numbers, page = excluded.page, read_to = excluded.read_to, page_tries = 0, tried_at = null,
       pages_failed = case when excluded.page = 1 then 0 else upload_readings.pages_failed + (upload_readings.state = 'gagal')::int end,
       attempts = case when excluded.page > 1 then upload_readings.attempts when upload_readings.state = 'gagal' then 1 else upload_readings.attempts + 1 end, read_at = now()`,
    [reading.words >= READABLE.words && reading.confidence >= READABLE.confidence ? 'terbaca' : 'tidak_terbaca', kind, reading.looksLike, reading.alsoLike, reading.turn, JSON.stringify(reading.proposals), numbersIn(reading.proposals), page, page, uploadId]);
}

/** A document that was compared already is again, by what is known of it now. */
export async function wantComparedAnew(trx: Knex.Transaction, uploadId: string): Promise<void> {
  const undone: number = await trx('documents').where({ upload_id: uploadId }).whereNull('superseded_at').whereNotNull('twins_sought_at').update({ twins_sought_at: null });
  if (undone > 0) await trx('uploads').where({ id: uploadId }).update({ reading_wanted_at: trx.raw(WANTED_ANEW) });
}

/** By which a paper is looked up: as `upload_readings.numbers` has them. */
function numbersIn(proposals: readonly Proposal[]): string[] {
  return proposals.filter(({ field }) => field === NUMBER_OF_PAPER || IDENTIFYING.includes(field)).map(({ field, value }) => `${field}:${value}`);
}

/** Also of one that was read before, to which it leaves what it has. A page that was tried in vain often enough is stepped over, and the next one waits no longer. */
export async function saveFailedReading(db: Knex, { id: uploadId, page }: Pick<WantedUpload, 'id' | 'page'>): Promise<void> {
  if (page > 1) {
    const last = `page_tries + 1 >= ${MOST_ATTEMPTS}`;
    await db('upload_readings').where({ upload_id: uploadId }).where('read_to', '<', page).update({
      page_tries: db.raw(`case when ${last} then 0 else page_tries + 1 end`), tried_at: db.raw(`case when ${last} then null else now() end`),
      read_to: db.raw(`case when ${last} then ? else read_to end`, [page]), pages_failed: db.raw(`pages_failed + (${last})::int`),
    });
    return;
  }
  await db.raw(
    `insert into upload_readings (upload_id, state, tried_at) select id, 'gagal', now() from uploads where id = ?
     on conflict (upload_id) do update set attempts = upload_readings.attempts + 1, tried_at = case when upload_readings.state = 'gagal' and upload_readings.attempts + 1 >= ${MOST_ATTEMPTS} then null else now() end, read_at = case upload_readings.state when 'gagal' then now() else upload_readings.read_at end`, [uploadId]);
}

/** It was not its turn: after a pause it is, as if nobody had tried. */
export async function putOffReading(db: Knex, uploadId: string): Promise<void> {
  await db.raw(
    `insert into upload_readings (upload_id, state, attempts, tried_at) select id, 'gagal', 0, now() from uploads where id = ?
     on conflict (upload_id) do update set tried_at = now()`, [uploadId]);
}

/** Scans that came in unread (samples, older ones) are read once somebody holds their case. */
export async function wantHeldReadings(db: Knex): Promise<number> {
  return db('uploads').whereNull('reading_wanted_at')
    .whereIn('id', db('documents as d').join('cases as c', 'c.id', 'd.case_id').whereNotNull('c.holder_id').whereNull('c.archived_at').whereNull('d.superseded_at').select('d.upload_id'))
    .update({ reading_wanted_at: db.fn.now() });
}

export async function findReading(trx: Knex | Knex.Transaction, documentId: string, caseId: string): Promise<ReadingRow | undefined> {
  return trx('upload_readings as r').join('documents as d', 'd.upload_id', 'r.upload_id').where({ 'd.id': documentId, 'd.case_id': caseId }).whereNull('d.superseded_at').first<ReadingRow | undefined>('r.*');
}
