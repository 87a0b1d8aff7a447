/**
 * Nobody waits longer than two seconds for a word about his upload (R10). What is not judged by then goes on being examined, and its sender is told "sedang
 * diperiksa" and what the draft will be called; the page asks by that until there is an end. In a table, so that any process of the server can answer.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Knex } from 'knex';
import { InvalidError, NotFoundError, TransportError, UnavailableError } from '../platform/errors.ts';
import { knownError } from '../platform/http/error-body.ts';
import type { Logger } from '../platform/log.ts';
import type { Params } from '../domain/messages/translate.ts';
import type { ReceivedUpload } from './receive-upload.ts';

/** The longest an upload goes without an answer, once all its bytes are here. */
export const ANSWER_WITHIN_MS = 1_200;
/** Nothing is examined that long: the process that did it is gone, and the file has to come again. */
const GIVEN_UP_AFTER_SECONDS = 60;
const COME_AGAIN_SECONDS = 2;
/** A form that names a draft is not kept waiting for longer. */
const WAITED_FOR_MS = 20_000;

interface Refusal { kind: 'tidak_sah' | 'sibuk' | 'penuh'; key: string; params: Params; after?: number }
interface ExaminationRow { id: string; upload_id: string | null; refusal: Refusal | null; lost: boolean }
type Told = { upload: ReceivedUpload } | { id: string };

export interface Examinations {
  /** The upload, if it is taken (or refused, by throwing) in time; else its id alone; the end of its examination is written down when it comes. */
  answerInTime(id: string, received: Promise<ReceivedUpload>, officerId: string | null): Promise<Told>;
  /** What was answered before its end has ended: a server that stops waits for it. */
  whenQuiet(): Promise<void>;
}

export function createExaminations({ db, log }: { db: Knex; log: Logger }): Examinations {
  const underWay = new Set<Promise<void>>();
  async function answerInTime(id: string, received: Promise<ReceivedUpload>, officerId: string | null): Promise<Told> {
    const inTime = await Promise.race([received.then((upload) => ({ upload })), pause(ANSWER_WITHIN_MS, null, { ref: false })]);
    if (inTime) return inTime;
    await db('upload_examinations').insert({ id, officer_id: officerId });
    const ending = received.then((upload) => ({ upload_id: upload.id }), (error: unknown) => ({ refusal: JSON.stringify(refusalOf(error, log)) }))
      .then(async (end) => { await db('upload_examinations').where({ id }).update({ ...end, ended_at: db.raw('clock_timestamp()') }); })
      // Whoever asks is told to send it again once it counts as given up.
      .catch((err: unknown) => { log.warn({ err, examination: id }, 'the end of an examination was not written down'); })
      .finally(() => { underWay.delete(ending); });
    underWay.add(ending);
    return { id };
  }
  return {
    answerInTime,
    async whenQuiet() { await Promise.all(underWay); },
  };
}

/**
 * What became of it: the upload, or `null` while it is under way.
 *
 * @throws InvalidError or UnavailableError as the upload itself would have been answered; NotFoundError for one that is unknown, somebody else's or over
 */
export async function findExamined(db: Knex, id: string, officerId: string | null): Promise<ReceivedUpload | null> {
  const row = await db('upload_examinations').where({ id, officer_id: officerId })
    .first<ExaminationRow | undefined>('id', 'upload_id', 'refusal', db.raw('ended_at is null and started_at < clock_timestamp() - make_interval(secs => ?) as lost', [GIVEN_UP_AFTER_SECONDS]));
  if (!row) throw new NotFoundError();
  if (row.lost) throw new UnavailableError('unggahan.inspection_unavailable', {}, COME_AGAIN_SECONDS);
  if (row.refusal?.kind === 'sibuk') throw new UnavailableError(row.refusal.key, row.refusal.params, row.refusal.after ?? COME_AGAIN_SECONDS);
  if (row.refusal?.kind === 'penuh') throw new TransportError(507, row.refusal.key, row.refusal.params);
  if (row.refusal) throw new InvalidError({ berkas: { key: row.refusal.key, params: row.refusal.params } }, row.refusal.key);
  if (row.upload_id === null) return null;
  const upload = await db('uploads').where({ id: row.upload_id }).whereNull('used_at')
    .first<{ type: string; received_bytes: number; page_count: number; scan_state: ReceivedUpload['scanState']; warnings: { key: string; params: Record<string, string | number> }[] } | undefined>('type', 'received_bytes', 'page_count', 'scan_state', 'warnings');
  if (!upload) throw new NotFoundError();
  return {
    id: row.upload_id, type: upload.type, bytes: upload.received_bytes, pageCount: upload.page_count, scanState: upload.scan_state,
    warnings: upload.warnings.map((warning) => ({ key: `unggahan.${warning.key}`, params: warning.params })),
  };
}

/**
 * Drafts a form names while they are examined are waited for: whoever holds the id may go on. One that was given up is no draft, as the form will say. Ask before the transaction, nothing may be locked meanwhile.
 *
 * @throws InvalidError on `dokumen.<kind>` with what the upload would have been refused with; UnavailableError when it lasts too long
 */
export async function draftsExamined(db: Knex, drafts: Readonly<Record<string, string>>): Promise<void> {
  const began = performance.now();
  for (;;) {
    const rows = await db('upload_examinations').whereIn('id', Object.values(drafts)).select<{ id: string; ended: boolean; refusal: Refusal | null }[]>('id', 'refusal', db.raw('ended_at is not null or started_at < clock_timestamp() - make_interval(secs => ?) as ended', [GIVEN_UP_AFTER_SECONDS]));
    for (const [kind, id] of Object.entries(drafts)) {
      const refusal = rows.find((row) => row.id === id)?.refusal;
      if (refusal) throw new InvalidError({ [`dokumen.${kind}`]: { key: refusal.key, params: refusal.params } });
    }
    if (rows.every(({ ended }) => ended)) return;
    if (performance.now() - began > WAITED_FOR_MS) throw new UnavailableError('unggahan.inspection_unavailable', {}, COME_AGAIN_SECONDS);
    await pause(150);
  }
}

/** Older ones nobody asks for any more; drafts live no longer either. */
export async function sweepExaminations(db: Knex): Promise<number> {
  return db('upload_examinations').whereRaw(`started_at < clock_timestamp() - interval '1 day'`).del();
}

function refusalOf(error: unknown, log: Logger): Refusal {
  const known = knownError(error);
  if (known instanceof InvalidError) return { kind: 'tidak_sah', key: known.key, params: known.fields.berkas?.params ?? known.params };
  if (known instanceof UnavailableError) return { kind: 'sibuk', key: known.key, params: known.params, after: known.retryAfterSeconds };
  log.error({ err: error }, 'an upload failed while it was examined');
  return known?.status === 507 ? { kind: 'penuh', key: known.key, params: known.params } : { kind: 'sibuk', key: 'galat.layanan_tidak_tersedia', params: {} };
}
