import { READ_KINDS } from './propose-fields.ts';

/** So often is a scan tried that could not be read; what compares it waits as long. */
export const MOST_ATTEMPTS = 3;
/** Pages that are looked at until one is what was asked for: a letter, or the other papers of one scan, stand before it. More would keep others waiting. */
export const MOST_READ_PAGES = 4;

const isRead = `d.kind in (${READ_KINDS.map((kind) => `'${kind}'`).join(', ')})`;
/** Somebody may still work with what comes of it. */
const IN_WORK = 'd.superseded_at is null and exists (select 1 from cases k where k.id = d.case_id and k.ended_at is null)';

/**
 * Of an upload `u` with its reading `r` and its document `d`: read as a draft, when nobody had said what it is, its words did not tell either, told of
 * two papers, or of another one than lies on a later page. What it was handed in as says where to look; that is worth a second reading as long as somebody
 * works on the case.
 */
export const READ_ANEW = `coalesce(r.attempts < ${MOST_ATTEMPTS} and u.reading_wanted_at is not null and r.read_as is distinct from d.kind
  and (r.looks_like is null or d.kind = any(r.also_like) or (r.looks_like <> d.kind and u.page_count > 1)) and ${isRead} and ${IN_WORK}, false)`;

/** Likewise: none of its pages so far is what was asked for (of a draft: is anything), and there are more. */
const READ_ON = `coalesce(r.state <> 'gagal' and r.page_tries < ${MOST_ATTEMPTS} and u.reading_wanted_at is not null and r.read_to < least(u.page_count, ${MOST_READ_PAGES})
  and case when d.id is null then r.looks_like is null and u.used_at is null else ${isRead} and ${IN_WORK} and r.looks_like is distinct from d.kind and not coalesce(d.kind = any(r.also_like), false) end, false)`;

/** The next page behind those that were looked at, once it is drawn; null where there is none, or no need. */
export const NEXT_PAGE = `case when ${READ_ON} then (select min(n.page) from upload_pages n where n.upload_id = u.id and n.page > r.read_to and n.page <= ${MOST_READ_PAGES}) end`;

/** More will be read of it: what is known of it now is not the last word. `drawing`: whether later pages may still come. */
export const stillRead = (drawing: string): string => `(${READ_ANEW} or (${READ_ON} and (${drawing} or ${NEXT_PAGE} is not null)))`;
