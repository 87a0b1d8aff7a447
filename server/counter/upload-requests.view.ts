import type { Knex } from 'knex';
import { z } from 'zod';
import { UPLOAD_CHANNELS, type AskedUploads, type UploadRequestDetail, type UploadRequestItem } from '../domain/contract/counter.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { getSop } from '../domain/sop/catalogue.ts';
import { askedSop } from '../documents/index.ts';
import { kindName, withChecklist, type ChecklistDoc } from '../domain/sop/checklist.ts';
import { documentShape, localMoment } from '../intake/index.ts';
import { getOffice } from '../offices/index.ts';
import { NotFoundError } from '../platform/errors.ts';
import type { ListSpec, ListView } from '../platform/http/list.ts';
import type { UploadRequestRow } from './upload-requests.repository.ts';

export const uploadRequestList: ListSpec = {
  name: 'upload-requests',
  filters: {
    id: { column: 'q.id', type: z.uuid() }, caseId: { column: 'q.case_id', type: z.uuid() }, withCase: { column: 'q.case_id', type: z.boolean(), op: 'ada' },
    closed: { column: 'q.closed_at', type: z.boolean(), op: 'ada' }, openedById: { column: 'q.opened_by', type: z.uuid() }, channel: { column: 'q.channel', type: z.enum(UPLOAD_CHANNELS) },
  },
  sorts: { openedAt: 'q.opened_at', expiresAt: 'q.expires_at', id: 'q.id' }, defaultSort: ['openedAt', 'DESC'], tieBreak: 'q.id',
};

interface FileRow { kind: string; upload_id: string; page_count: number; bytes: number; warnings: { key: string; params?: Record<string, string | number> }[]; at: string }
type Row = UploadRequestRow & { case_number: string | null; opener: string; subject: string | null; files: FileRow[] | null; checklist: ChecklistDoc[] | null };

/** What the case was begun with; for an entry that is no case yet, what the office asked for on the day it was opened. */
const CHECKLIST = `(select k.docs from checklists k where k.id = case when q.case_id is not null then (select c.checklist_id from cases c where c.id = q.case_id) else (
  select x.id from checklists x join offices o on o.id = x.office_id where x.office_id = q.office_id and x.procedure = q.procedure and x.valid_from <= (q.opened_at at time zone o.zone)::date
  order by x.valid_from desc, x.version desc limit 1) end) as checklist`;

const FILES = `(select json_agg(json_build_object('kind', f.kind, 'upload_id', f.upload_id, 'page_count', u.page_count, 'bytes', u.stored_bytes, 'warnings', u.warnings,
  'at', to_char(f.received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by f.received_at) from upload_request_files f join uploads u on u.id = f.upload_id where f.request_id = q.id) as files`;

/** Requests of an office; `now` says which are over. */
export function uploadRequestView(db: Knex | Knex.Transaction, officeId: string, now: Date, locale: Locale): ListView<Row, UploadRequestItem> {
  return {
    base: () => db('upload_requests as q').where('q.office_id', officeId),
    select: (rows) => rows.select('q.*', db.raw(FILES), db.raw(CHECKLIST), db.raw('(select c.number from cases c where c.id = q.case_id) as case_number'), db.raw('(select u.name from users u where u.id = q.opened_by) as opener'),
      db.raw(`coalesce(q.entry->>'nama', (select s.name from case_subjects s where s.case_id = q.case_id and s.is_applicant)) as subject`)),
    shape: (row) => itemOf(row, now, locale),
  };
}

function itemOf(row: Row, now: Date, locale: Locale): UploadRequestItem {
  const sop = withChecklist(getSop(row.procedure, row.sop_version), row.checklist);
  const label = (kind: string) => translate(kindName(sop, kind), {}, locale);
  return {
    id: row.id, caseId: row.case_id, caseNumber: row.case_number, procedure: row.procedure, procedureLabel: translate(sop.title, {}, locale), name: row.subject, channel: row.channel,
    kinds: row.kinds.map((kind) => ({ kind, label: label(kind) })),
    files: (row.files ?? []).map((file) => ({
      kind: file.kind, label: label(file.kind), uploadId: file.upload_id, pageCount: file.page_count, bytes: file.bytes, receivedAt: file.at,
      warnings: file.warnings.map((warning) => translate(`unggahan.${warning.key}`, warning.params, locale)),
    })),
    openedById: row.opened_by, openedByName: row.opener, openedAt: row.opened_at.toISOString(), expiresAt: row.expires_at.toISOString(), expired: row.expires_at.getTime() <= now.getTime(), closedHow: row.closed_how,
  };
}

/** @throws NotFoundError */
export async function uploadRequestDetail(trx: Knex.Transaction, officeId: string, id: string, now: Date, locale: Locale): Promise<UploadRequestDetail> {
  const view = uploadRequestView(trx, officeId, now, locale);
  const row = await (view.select(view.base().where('q.id', id)).first() as unknown as Promise<Row | undefined>);
  if (!row) throw new NotFoundError();
  return { ...itemOf(row, now, locale), fields: row.entry };
}

/** What the telephone of the applicant shows. */
export async function askedUploadsOf(trx: Knex.Transaction, request: UploadRequestRow, maxUploadBytes: number, locale: Locale): Promise<AskedUploads> {
  const office = await getOffice(trx, request.office_id);
  const came = await trx('upload_request_files').where({ request_id: request.id }).select<{ kind: string; upload_id: string }[]>('kind', 'upload_id');
  const have = new Map(came.map((file) => [file.kind, file.upload_id]));
  const row = request.case_id === null ? undefined : await trx('cases').where({ id: request.case_id }).first<{ number: string } | undefined>('number');
  const sop = await askedSop(trx, { procedure: request.procedure, sopVersion: request.sop_version, office, caseId: request.case_id, now: request.opened_at });
  const most = Math.min(maxUploadBytes, (office.settings.uploadMegabytes ?? Infinity) * 1024 * 1024);
  return {
    office: { name: office.name, contact: office.letterhead.contact }, procedureLabel: translate(sop.title, {}, locale), caseNumber: row?.number ?? null, until: localMoment(request.expires_at, office.zone, locale),
    documents: sop.docs.filter((doc) => request.kinds.includes(doc.kind)).map((doc) => ({ ...documentShape(doc, locale, most), required: true, mayLack: false, received: have.has(doc.kind), uploadId: have.get(doc.kind) ?? null })),
  };
}
