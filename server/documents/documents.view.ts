/** The documents of a case with their verdicts and earlier versions, as the review screen shows them. */
import type { Knex } from 'knex';
import { z } from 'zod';
import { type documentShape } from '../domain/contract/documents.ts';
import { getSop } from '../domain/sop/catalogue.ts';
import { verdictHolds } from '../domain/sop/checklist.ts';
import { reasonText } from '../domain/messages/reasons.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { parseList, runList, type ListSpec, type listQuery } from '../platform/http/list.ts';
import { withinAudit } from '../platform/http/audit-scope.ts';
import type { Officer, Reply } from '../platform/http/route.ts';
import { SCAN_STATE } from './scan-state.ts';
import { officeReasons } from '../reasons/index.ts';
import { kindNameSql } from './kind-name.ts';
import { UNDER_WAY } from './under-way.ts';
import { MOST_PAGES } from './inspection/inspect-upload.ts';
import { DRAWING, LACKING_PAGES } from './later-pages.ts';
import { stillRead } from './reading/most-attempts.ts';
import { compareReading, type Compared, type TypedIdentity } from './reading/compare-reading.ts';
import type { ReadingRow } from './reading/readings.repository.ts';

export const documentList: ListSpec = {
  name: 'documents',
  filters: {
    id: { column: 'd.id', type: z.uuid() }, caseId: { column: 'd.case_id', type: z.uuid() }, kind: { column: 'd.kind', type: z.string().regex(/^[a-z_]{1,60}$/) },
    superseded: { column: 'd.superseded_at', type: z.boolean(), op: 'ada' },
  },
  sorts: { kind: 'd.kind', version: 'd.version', receivedAt: 'd.received_at', id: 'd.id' },
  defaultSort: ['kind', 'ASC'], tieBreak: 'd.version',
};
interface Row {
  id: string; case_id: string; kind: string; kind_name: string; version: number; round: number; origin: string; received_at: Date; superseded_at: Date | null;
  type: string; stored_bytes: number; page_count: number; lacking: number[]; drawing: boolean; scan_state: string; received_sha256: string;
  warnings: { key: string; params?: Record<string, string | number> }[];
  procedure: string; sop_version: number; typed: TypedIdentity | null; reading: Pick<ReadingRow, 'state' | 'looks_like' | 'also_like' | 'turn' | 'proposals' | 'page'> & { pages_read: number } | null; still_read: boolean; twins_sought_at: Date | null; twins_failed_at: Date | null; turns: Record<string, 0 | 90 | 180 | 270> | null; under_way: boolean; nik_region: NonNullable<Compared['nikRegion']> | null; set_months: { months: number | null } | null;
  verdicts: { check: string; verdict: string; reason: string | null; comment: string | null; by: string; at: string; judgedFor: number }[] | null;
  identity_version: number;
}

const VERDICTS = `(
  select json_agg(json_build_object('check', v.check_id, 'verdict', v.verdict, 'reason', v.reason_code, 'comment', v.comment, 'by', n.name,
    'at', to_char(v.judged_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'judgedFor', v.identity_version) order by v.judged_at)
  from (select distinct on (x.check_id) x.* from document_verdicts x where x.document_id = d.id order by x.check_id, x.judged_at desc, x.id desc) v
  join users n on n.id = v.judged_by) as verdicts`;

const READING = `(select json_build_object('state', r.state, 'looks_like', r.looks_like, 'also_like', r.also_like, 'turn', r.turn, 'proposals', r.proposals, 'page', r.page, 'pages_read', (select count(*) from upload_pages p where p.upload_id = r.upload_id and p.page <= r.read_to) - r.pages_failed) from upload_readings r where r.upload_id = d.upload_id) as reading`;
/** The kabupaten and, within one in use, the kecamatan inside the NIK that was read: unknown, or one that is no more. */
const NIK_REGION = `(select case when kab.code is null then 'tidak_dikenal' when not kab.is_current then 'lama' when kec.code is null then 'kecamatan_tidak_dikenal' when not kec.is_current then 'kecamatan_lama' end
  from upload_readings r cross join jsonb_array_elements(r.proposals) p left join regions kab on kab.code = left(p->>'value', 4) left join regions kec on kec.code = left(p->>'value', 6)
  where r.upload_id = d.upload_id and p->>'field' = 'nik' limit 1) as nik_region`;
/** How old the office lets this kind be, in the list the case was begun with; null where that list does not name the kind. */
const SET_MONTHS = `(select json_build_object('months', (e->>'validMonths')::int) from checklists k, jsonb_array_elements(k.docs) e where k.id = c.checklist_id and e->>'kind' = d.kind) as set_months`;
const TYPED = `(select json_build_object('name', s.name, 'nik', s.nik, 'npwp_typed', s.npwp_typed, 'npwp16', s.npwp16, 'birth_date', s.birth_date) from case_subjects s where s.case_id = d.case_id and s.is_applicant) as typed`;

/** `today` as `YYYY-MM-DD`: a certificate may have expired. */
export async function listDocuments(db: Knex, officer: Officer, query: z.output<typeof listQuery>, locale: Locale, today: string): Promise<Reply> {
  const reasons = await officeReasons(db, officer.officeId);
  return runList<Row, z.output<typeof documentShape>>(documentList, parseList(documentList, query),
    () => withinAudit(db('documents as d').join('cases as c', 'c.id', 'd.case_id').join('uploads as u', 'u.id', 'd.upload_id').where('c.office_id', officer.officeId), officer, 'c.id'),
    (rows) => rows.select('d.*', 'u.type', 'u.stored_bytes', 'u.page_count', db.raw(`${SCAN_STATE} as scan_state`), 'u.received_sha256', 'u.warnings', 'c.procedure', 'c.sop_version', 'c.identity_version', db.raw(`${kindNameSql('c.checklist_id', 'd.kind')} as kind_name`), db.raw(VERDICTS), db.raw(READING), db.raw(NIK_REGION), db.raw(SET_MONTHS), db.raw(TYPED), db.raw(`(select json_object_agg(t.page, t.turn) from document_turns t where t.document_id = d.id and t.user_id = ?) as turns`, [officer.id]),
      db.raw(`${UNDER_WAY} as under_way`),
      db.raw(`coalesce((select ${stillRead(DRAWING)} from upload_readings r where r.upload_id = u.id), false) as still_read`), db.raw(`${LACKING_PAGES} as lacking`), db.raw(`${DRAWING} as drawing`)),
    (row) => ({
      id: row.id, caseId: row.case_id, kind: row.kind, label: translate(row.kind_name, {}, locale), photo: getSop(row.procedure, row.sop_version).docs.some((doc) => doc.kind === row.kind && doc.photo), version: row.version, round: row.round, origin: row.origin,
      receivedAt: row.received_at.toISOString(), current: row.superseded_at === null, type: row.type, bytes: row.stored_bytes, pageCount: Math.min(row.page_count, MOST_PAGES), lackingPages: row.lacking, drawing: row.drawing, gaps: gapsOf(row, locale),
      scanState: row.scan_state, receivedSha256: row.received_sha256,
      warnings: row.warnings.filter(({ key }) => !ABOUT_PAGES.includes(key)).map((warning) => translate(`unggahan.${warning.key}`, warning.params, locale)),
      reading: row.reading && compareReading({ ...row.reading, pagesRead: row.reading.pages_read, pageCount: row.drawing || row.still_read ? null : row.page_count }, {
        kind: row.kind, typed: row.typed, nikRegion: row.nik_region, today, locale, validMonths: row.set_months ? row.set_months.months : getSop(row.procedure, row.sop_version).docs.find((doc) => doc.kind === row.kind)?.validMonths ?? null, fieldKeys: getSop(row.procedure, row.sop_version).intake.fields.map((field) => field.key),
      }),
      underWay: row.under_way, notCompared: notComparedOf(row, locale), turns: row.turns ?? {}, verdicts: (row.verdicts ?? []).map(({ judgedFor, ...verdict }) => ({ ...verdict, reasonText: verdict.reason === null ? null : reasonText(reasons, verdict.reason, locale), stale: !verdictHolds(verdict.check, judgedFor, row.identity_version) })),
    }));
}

/**
 * The machine helps, the person decides (product.md): a paper that was not held against others hinders nothing, since a reader may be off for days and
 * the office goes on. But nobody must take silence for "seen nowhere else", so the card says it, and so does the panel of acts before the file goes on.
 */
function notComparedOf(row: Row, locale: Locale): string | null {
  if (row.superseded_at !== null || row.twins_sought_at !== null) return null;
  const why = row.scan_state === 'ditahan' || row.scan_state === 'terinfeksi' ? row.scan_state : row.under_way ? 'sedang' : !row.reading || row.reading.state === 'gagal' ? 'belum_dibaca' : row.twins_failed_at ? 'gagal' : 'menunggu';
  return translate(`kembaran.belum.${why}`, {}, locale);
}

/** What the sender is told of his pages; an officer has to know more than that: what he has not seen. */
const ABOUT_PAGES = ['pages_unreadable', 'pages_not_shown'];
function gapsOf({ page_count: all, lacking, drawing }: Row, locale: Locale): string[] {
  return [
    ...(lacking.length > 0 && !drawing ? [translate('halaman.tak_terbuka', { halaman: lacking.join(', '), semua: all }, locale)] : []),
    ...(all > MOST_PAGES ? [translate('halaman.tak_ditampilkan', { ada: MOST_PAGES, semua: all }, locale)] : []),
  ];
}
