/** Where a document was seen before, as the review screen shows it; of another office only what that office shows. */
import type { Knex } from 'knex';
import { z } from 'zod';
import type { TwinView } from '../../domain/contract/documents.ts';
import { getSop } from '../../domain/sop/catalogue.ts';
import { translate, type Locale } from '../../domain/messages/translate.ts';
import { parseList, runList, type ListSpec, type listQuery } from '../../platform/http/list.ts';
import { kindNameSql } from '../kind-name.ts';
import { LACKING_PAGES, SHOWN_PAGES } from '../later-pages.ts';
import { auditSql, isAuditor, withinAudit } from '../../platform/http/audit-scope.ts';
import type { Officer, Reply } from '../../platform/http/route.ts';

export const twinList: ListSpec = {
  name: 'document-twins',
  filters: { id: { column: 't.id', type: z.uuid() }, caseId: { column: 't.case_id', type: z.uuid() }, documentId: { column: 't.document_id', type: z.uuid() } },
  sorts: { foundAt: 't.found_at', id: 't.id' },
  defaultSort: ['foundAt', 'DESC'], tieBreak: 't.id',
};

/** Whether the office the other document belongs to lets others see its pictures (column `granted`). */
export const GRANTED = `coalesce((oo.settings->>'sharesTwinPictures')::boolean, false)`;

/**
 * What an office grants: the page that was compared, where a reading says that it is a paper without a face. Never the face of a person, whatever it was
 * handed in as and whatever lies on the sheet besides; nor a page of which nobody knows what it shows (a picture nobody could read may be a KTP, and so may
 * the second page of a certificate).
 */
export function leavesOffice({ procedure, version, kind, looks_like: seen, also_like: beside, compared_page: compared, page }: { procedure: string; version: number; kind: string; looks_like: string | null; also_like: string[] | null; compared_page: number | null; page: number }): boolean {
  const { docs } = getSop(procedure, version);
  const faceless = (of: string | null) => docs.some((doc) => doc.kind === of && !doc.photo);
  return page === compared && faceless(kind) && faceless(seen) && beside !== null && beside.every(faceless);
}
const seen = (column: string) => `(select r.${column} from upload_readings r where r.upload_id = o.upload_id and r.state = 'terbaca') as ${column}`;
/** Looks are kept of this page, and what is said of the paper is said of it (column `compared_page`). */
export const LOOKS_LIKE = `${seen('looks_like')}, ${seen('also_like')}, (select r.page from upload_readings r where r.upload_id = o.upload_id) as compared_page`;

/** Whether the other case may be named to this officer: an auditor learns of cases inside his grant only (column `inside`). */
export function insideGrant(db: Knex, officer: Officer): Knex.Raw {
  return isAuditor(officer) ? db.raw(`(oc.office_id = c.office_id and ${auditSql('oc.id')}) as inside`, [officer.id]) : db.raw('true as inside');
}

interface Row {
  id: string; case_id: string; document_id: string; other_document_id: string; how: TwinView['how']; alike: number | null; found_at: Date;
  verdict: TwinView['verdict']; verdict_reason: string | null; judged_by_name: string | null; judged_at: Date | null;
  other_case_id: string; other_procedure: string; other_sop_version: number; inside: boolean; looks_like: string | null; also_like: string[] | null; compared_page: number | null; other_number: string; other_received_at: Date; other_kind: string; other_kind_name: string; other_office: string; other_name: string | null; own: boolean; granted: boolean; same_person: boolean; pages: number; lacking: number[];
}

export function twinsIn(db: Knex, officer: Officer): Knex.QueryBuilder {
  return withinAudit(db('document_twins as t').join('cases as c', 'c.id', 't.case_id').join('documents as o', 'o.id', 't.other_document_id').join('cases as oc', 'oc.id', 'o.case_id')
    .join('offices as oo', 'oo.id', 'oc.office_id').where('c.office_id', officer.officeId), officer, 'c.id');
}

export function listTwins(db: Knex, officer: Officer, query: z.output<typeof listQuery>, locale: Locale): Promise<Reply> {
  return runList<Row, TwinView>(twinList, parseList(twinList, query), () => twinsIn(db, officer),
    (rows) => rows.select('t.*', 'oc.id as other_case_id', 'oc.number as other_number', 'oc.procedure as other_procedure', 'oc.sop_version as other_sop_version', insideGrant(db, officer), db.raw(LOOKS_LIKE), 'oc.received_at as other_received_at', 'o.kind as other_kind', db.raw(`${kindNameSql('oc.checklist_id', 'o.kind')} as other_kind_name`), 'oo.name as other_office',
      db.raw('oc.office_id = c.office_id as own'), db.raw(`${GRANTED} as granted`), db.raw('(select n.name from users n where n.id = t.judged_by) as judged_by_name'),
      db.raw('(select s.name from case_subjects s where s.case_id = oc.id and s.is_applicant) as other_name'),
      db.raw('exists (select 1 from case_subjects a join case_subjects b on b.nik = a.nik where a.case_id = c.id and b.case_id = oc.id) as same_person'),
      db.raw(`(select ${SHOWN_PAGES} from uploads u where u.id = o.upload_id) as pages`), db.raw(`(select ${LACKING_PAGES} from uploads u where u.id = o.upload_id) as lacking`)),
    (row) => ({
      id: row.id, caseId: row.case_id, documentId: row.document_id, how: row.how, howLabel: translate(`kembaran.cara.${row.how}`, {}, locale), foundAt: row.found_at.toISOString(),
      verdict: row.verdict, verdictReason: row.verdict_reason, judgedByName: row.judged_by_name, judgedAt: row.judged_at?.toISOString() ?? null,
      other: otherShown(row, locale),
    }));
}

function otherShown(row: Row, locale: Locale): TwinView['other'] {
  if (!row.inside) return { ...NOTHING, office: row.other_office, ownOffice: row.own, inside: false };
  // The number and the date say enough to telephone the colleague; who applied there is that office's business.
  const seen = { ...NOTHING, number: row.other_number, receivedAt: row.other_received_at.toISOString(), office: row.other_office, ownOffice: row.own, comparedPage: row.compared_page ?? 1, inside: true };
  if (!row.own) return { ...seen, pageCount: row.granted && leavesOffice({ procedure: row.other_procedure, version: row.other_sop_version, kind: row.other_kind, looks_like: row.looks_like, also_like: row.also_like, compared_page: row.compared_page, page: seen.comparedPage }) ? 1 : 0 };
  return {
    ...seen, caseId: row.other_case_id, documentId: row.other_document_id, subjectName: row.other_name, kindLabel: translate(row.other_kind_name, {}, locale), samePerson: row.same_person, pageCount: row.pages, lackingPages: row.lacking,
  };
}
const NOTHING = { number: null, receivedAt: null, caseId: null, documentId: null, subjectName: null, kindLabel: null, samePerson: null, pageCount: 0, comparedPage: 1, lackingPages: [] as number[] };
