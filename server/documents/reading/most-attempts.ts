import { READ_KINDS } from './propose-fields.ts';

/** So often is a scan tried that could not be read; what compares it waits as long. */
export const MOST_ATTEMPTS = 3;

/**
 * Of an upload `u` with its reading `r` and its document `d`: read as a draft, when nobody had said what it is, its words did not tell either, or told of
 * two papers. What it was handed in as says where to look; that is worth a second reading as long as somebody works on the case.
 */
export const READ_ANEW = `coalesce(r.attempts < ${MOST_ATTEMPTS} and u.reading_wanted_at is not null and r.read_as is distinct from d.kind and (r.looks_like is null or d.kind = any(r.also_like))
  and d.kind in (${READ_KINDS.map((kind) => `'${kind}'`).join(', ')}) and d.superseded_at is null and exists (select 1 from cases k where k.id = d.case_id and k.ended_at is null), false)`;
