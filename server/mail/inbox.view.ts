/** What stands on the screens of mail that came in, of applicants to be reached another way, and of contacts made. */
import type { Knex } from 'knex';
import { z } from 'zod';
import type { ContactItem, InboundItem, InboundMail } from '../domain/contract/mail.ts';
import { maskEmail } from '../domain/identity/masking.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { parseList, runList, type listQuery, type ListSpec } from '../platform/http/list.ts';
import type { Reply } from '../platform/http/route.ts';
import { findInbound, type InboundRow } from './inbox/inbound-mails.repository.ts';

const code = z.string().max(60);

export const inboundList: ListSpec = {
  name: 'inbound-mails',
  filters: {
    id: { column: 'i.id', type: z.uuid() }, caseId: { column: 'i.case_id', type: z.uuid() }, state: { column: 'i.state', type: code }, threaded: { column: 'i.case_id', type: z.boolean(), op: 'ada' },
  },
  sorts: { receivedAt: 'i.received_at', state: 'i.state', id: 'i.id' }, defaultSort: ['receivedAt', 'DESC'], tieBreak: 'i.id',
};
export const dutyList: ListSpec = {
  name: 'contact-duties',
  filters: { id: { column: 'd.id', type: z.uuid() }, caseId: { column: 'd.case_id', type: z.uuid() }, open: { column: 'd.closed_at', type: z.boolean(), op: 'ada' } },
  sorts: { openedAt: 'd.opened_at', id: 'd.id' }, defaultSort: ['openedAt', 'DESC'], tieBreak: 'd.id',
};

type Listed = InboundRow & { case_number: string | null };

export function listInbound(db: Knex, officeId: string, query: z.output<typeof listQuery>, locale: Locale): Promise<Reply> {
  return runList<Listed, object>(inboundList, parseList(inboundList, query),
    () => db('inbound_mails as i').leftJoin('cases as c', 'c.id', 'i.case_id').where('i.office_id', officeId), (rows) => rows.select('i.*', 'c.number as case_number'), (row) => item(row, locale));
}

/** One with its words; undefined for a foreign or unknown one. */
export async function findInboundShown(trx: Knex.Transaction, officeId: string, id: string, locale: Locale): Promise<InboundMail | undefined> {
  const row = await findInbound(trx, officeId, id);
  if (!row) return undefined;
  const number = row.case_id ? (await trx('cases').where({ id: row.case_id }).first<{ number: string }>('number')).number : null;
  return { ...item({ ...row, case_number: number }, locale), fromAddress: row.from_address, body: row.content_removed_at ? translate('surel_masuk.isi_dihapus', {}, locale) : row.body };
}

/** The small picture of the n-th file's first page; undefined where there is none, or none that may be looked at. */
export async function findFirstPage(db: Knex, officeId: string, id: string, n: number): Promise<{ key: string; caseId: string | null } | undefined> {
  const row = await findInbound(db, officeId, id);
  const uploadId = row?.attachments[n - 1]?.uploadId;
  if (!row || !uploadId) return undefined;
  const page = await db('uploads as u').join('upload_pages as p', 'p.upload_id', 'u.id').where({ 'u.id': uploadId, 'p.page': 1 }).whereNot({ 'u.scan_state': 'ditahan' })
    .first<{ preview_key: string } | undefined>('p.preview_key');
  return page && { key: page.preview_key, caseId: row.case_id };
}

interface DutyRow { id: string; case_id: string; case_number: string; kind: string; last_error: string | null; opened_at: Date; closed_at: Date | null; how: string | null }

export function listDuties(db: Knex, officeId: string, query: z.output<typeof listQuery>, locale: Locale): Promise<Reply> {
  return runList<DutyRow, object>(dutyList, parseList(dutyList, query),
    () => db('contact_duties as d').join('cases as c', 'c.id', 'd.case_id').join('emails as e', 'e.id', 'd.email_id').where('d.office_id', officeId),
    (rows) => rows.select('d.*', 'c.number as case_number', 'e.kind', 'e.last_error'),
    (row) => ({
      id: row.id, caseId: row.case_id, caseNumber: row.case_number, letterLabel: translate(`surat.${row.kind}`, {}, locale), problem: row.last_error?.split(':')[0] ?? null,
      openedAt: row.opened_at.toISOString(), closedAt: row.closed_at?.toISOString() ?? null, how: row.how,
    }));
}

/** Newest first. */
export async function contactsOf(trx: Knex.Transaction, caseId: string): Promise<ContactItem[]> {
  const rows = await trx('contacts as k').join('users as u', 'u.id', 'k.made_by').where({ 'k.case_id': caseId }).orderBy('k.at', 'desc')
    .select<{ id: string; channel: 'whatsapp' | 'telepon'; reached: boolean; note: string | null; name: string; at: Date }[]>('k.id', 'k.channel', 'k.reached', 'k.note', 'u.name', 'k.at');
  return rows.map(({ name, at, ...row }) => ({ ...row, by: name, at: at.toISOString() }));
}

function item(row: Listed, locale: Locale): InboundItem {
  return {
    id: row.id, caseId: row.case_id, caseNumber: row.case_number, from: row.from_name || maskEmail(row.from_address), subject: row.content_removed_at ? translate('surel_masuk.perihal_dihapus', {}, locale) : row.subject, state: row.state, stateLabel: translate(`surel_masuk.${row.state}`, {}, locale),
    reason: row.reason === null ? null : translate(`surel_masuk.alasan.${row.reason}`, {}, locale), matchedBy: row.matched_by, knownSender: row.known_sender, receivedAt: row.received_at.toISOString(),
    attachments: row.attachments.map((file) => ({ name: file.name || translate('surel_masuk.berkas_dihapus', {}, locale), uploadId: file.uploadId, bytes: file.bytes, problem: file.problem === null ? null : translate(file.problem, {}, locale) })),
  };
}
