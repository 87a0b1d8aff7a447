/** What the machine has to say about a draft while its sender can still act. Sentences only: nothing of what was read leaves by this way. */
import type { Knex } from 'knex';
import type { z } from 'zod';
import type { draftStateShape } from '../domain/contract/documents.ts';
import { DRAWING } from './later-pages.ts';
import { stillRead } from './reading/most-attempts.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';

interface Row { warnings: { key: string; params?: Record<string, string | number> }[]; drawing: boolean; type: string; received_bytes: number; page_count: number; created_at: Date; state: 'terbaca' | 'tidak_terbaca' | 'gagal' | null; turn: number; looks_like: string | null; also_like: string[] | null; read_to: number | null; still_read: boolean; wanted: boolean }

/** Undefined for a draft that is unknown, over or used: from then on it is a document of a case. `kind`: what the sender says it is. */
export async function findDraftState(db: Knex, id: string, kind: string | undefined, locale: Locale): Promise<z.output<typeof draftStateShape> | undefined> {
  const row = await db('uploads as u').leftJoin('upload_readings as r', 'r.upload_id', 'u.id').leftJoin('documents as d', 'd.upload_id', 'u.id').where({ 'u.id': id }).whereNull('u.used_at').whereRaw('u.expires_at > clock_timestamp()')
    .first<Row | undefined>('u.warnings', 'u.type', 'u.received_bytes', 'u.page_count', 'u.created_at', 'r.state', 'r.turn', 'r.looks_like', 'r.also_like', 'r.read_to', db.raw(`${stillRead(DRAWING)} as still_read`), db.raw('u.reading_wanted_at is not null as wanted'), db.raw(`${DRAWING} as drawing`));
  if (!row) return undefined;
  const known = new Set(row.warnings.map(({ key }) => key));
  const keys: string[] = [];
  if (row.turn === 180) keys.push('picture_upside_down');
  if ((row.turn === 90 || row.turn === 270) && !known.has('picture_sideways')) keys.push('picture_sideways');
  // What was called blurred, dark, crushed or empty at the door need not be called unreadable besides.
  if (row.state === 'tidak_terbaca' && !['picture_blurred', 'picture_too_dark', 'picture_crushed', 'picture_nearly_empty'].some((key) => known.has(key))) keys.push('picture_unreadable');
  // Of several pages the first that is anything was read: what the form asks for may stand on a later one.
  const other = kind && row.looks_like && (row.read_to ?? 1) >= row.page_count && row.looks_like !== kind && !row.also_like?.includes(kind) ? [translate('unggahan.tampak_lain', { jenis: `dokumen.${row.looks_like}`, diminta: `dokumen.${kind}` }, locale)] : [];
  return {
    state: (row.state === null && row.wanted) || row.drawing || row.still_read ? 'menunggu' : 'selesai', upload: { type: row.type, bytes: row.received_bytes, pageCount: row.page_count, at: row.created_at.toISOString() },
    // What was said at the door included: a page that was begun anew has forgotten it, and which pages cannot be opened was not known there.
    warnings: [...row.warnings.map(({ key, params }) => translate(`unggahan.${key}`, params, locale)), ...keys.map((key) => translate(`unggahan.${key}`, {}, locale)), ...other],
  };
}
