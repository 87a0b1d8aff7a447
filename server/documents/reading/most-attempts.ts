import { DOUBTFUL_BELOW, READ_KINDS } from './propose-fields.ts';

/** So often is a scan tried that could not be read, and so often a later page of it; what compares it waits as long. */
export const MOST_ATTEMPTS = 3;
/** Pages that are looked at until one is what was asked for: a letter, or the other papers of one scan, stand before it. More would keep others waiting. */
export const MOST_READ_PAGES = 4;

const isRead = `d.kind in (${READ_KINDS.map((kind) => `'${kind}'`).join(', ')})`;
/** Somebody may still work with what comes of it. */
const IN_WORK = 'd.superseded_at is null and exists (select 1 from cases k where k.id = d.case_id and k.ended_at is null)';

/** The first page could not be read and will be tried again. */
export const TRIED_AGAIN = `coalesce(r.state = 'gagal' and r.attempts < ${MOST_ATTEMPTS}, false)`;

const THE_TYPED_ONE = `case d.kind when 'ktp' then p->>'field' = 'nik' and p->>'value' = s.nik when 'npwp' then p->>'field' = 'npwp' and lpad(p->>'value', 16, '0') = s.npwp16 end`;

/**
 * The number that was read surely is the one that was typed: then this is the person's card, however little else of it can be made out, and a clean card of
 * somebody else on a later page (spouse, director) does not take its place. A letter is never sure of a number it quotes.
 */
const BEARS_TYPED = `exists (select 1 from case_subjects s, jsonb_array_elements(r.proposals) p where s.case_id = d.case_id and s.is_applicant and (p->>'confidence')::numeric >= ${DOUBTFUL_BELOW}
  and ${THE_TYPED_ONE})`;

/** A number was typed, and it does not stand on this card, not even doubtfully: it may stand on an earlier page, of which nobody knew what it is. */
const LACKS_TYPED = `exists (select 1 from case_subjects s where s.case_id = d.case_id and s.is_applicant and case d.kind when 'ktp' then s.nik when 'npwp' then s.npwp16 end is not null
  and not exists (select 1 from jsonb_array_elements(r.proposals) p where ${THE_TYPED_ONE}))`;

/**
 * Of an upload `u` with its reading `r` and its document `d`: read as a draft, when nobody had said what it is, its words did not tell either, told of
 * two papers, or of another one on a later page; or it was read of a later page, and there somebody else's number stands. What it was handed in as
 * says where to look; that is worth a second reading as long as somebody works on the case. A page that says by itself what it is reads the same whatever
 * is asked for, so it is not read for that again: of a first page that is another paper the next one is read (`READ_ON`).
 */
export const READ_ANEW = `coalesce(r.attempts < ${MOST_ATTEMPTS} and u.reading_wanted_at is not null and r.read_as is distinct from d.kind
  and (r.looks_like is null or d.kind = any(r.also_like) or (r.looks_like <> d.kind and u.page_count > 1 and (r.page > 1 or r.also_like is null)) or (r.page > 1 and r.looks_like = d.kind and ${LACKS_TYPED})) and ${isRead} and ${IN_WORK}, false)`;

/** Likewise: none of its pages so far is what was asked for (of a draft: is anything), and there are more. */
const READ_ON = `coalesce(not ${TRIED_AGAIN} and u.reading_wanted_at is not null and r.read_to < least(u.page_count, ${MOST_READ_PAGES})
  and case when d.id is null then r.looks_like is null and u.used_at is null else ${isRead} and ${IN_WORK} and r.looks_like is distinct from d.kind and not coalesce(d.kind = any(r.also_like), false) and not ${BEARS_TYPED} end, false)`;

/** The next page behind those that were looked at, once it is drawn; null where there is none, or no need. */
const NEXT_PAGE = `case when ${READ_ON} then (select min(n.page) from upload_pages n where n.upload_id = u.id and n.page > r.read_to and n.page <= ${MOST_READ_PAGES}) end`;

/** The page to be read now; null where there is none. */
export const WANTED_PAGE = `case when r.upload_id is null or ${TRIED_AGAIN} or ${READ_ANEW} then 1 else ${NEXT_PAGE} end`;

/** More will be read of it: what is known of it now is not the last word. `drawing`: whether later pages may still come. */
export const stillRead = (drawing: string): string => `(${READ_ANEW} or (${READ_ON} and (${drawing} or ${NEXT_PAGE} is not null)))`;

/** Of an upload `u`: somebody wants it read, and nobody found yet that nothing is left to read. As the index `uploads_reading_open` has it, word for word. */
export const READING_OPEN = '(u.reading_wanted_at is not null and (u.reading_settled_for is null or u.reading_settled_for < u.reading_wanted_at))';

/** Wants what is wanted anew: from now on it is waited for, and what was settled is open again. One that nobody wanted read (samples) stays so. */
export const WANTED_ANEW = 'case when reading_wanted_at is not null then clock_timestamp() end';
