import type { Knex } from 'knex';
import { z } from 'zod';
import { recordAudit } from '../audit/index.ts';
import { findCase } from '../cases/index.ts';
import type { AuditEventName } from '../domain/audit-events.ts';
import type { Clock } from '../domain/clock.ts';
import { contactBody, contactItem, contactLinkShape, dutyItem, inboundItem, inboundShape, handleInboundBody, resendBody } from '../domain/contract/mail.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { answerOnce } from '../platform/given-answers.ts';
import { NotFoundError } from '../platform/errors.ts';
import { listQuery, parseList, runList, type ListSpec } from '../platform/http/list.ts';
import { officerOf, route, type Call, type Route } from '../platform/http/route.ts';
import type { FileStorage } from '../platform/storage.ts';
import { contactLink, recordContact } from './contact-applicant.ts';
import { handleInbound } from './inbox/handle-inbound.ts';
import { findInbound, type InboundRow } from './inbox/inbound-mails.repository.ts';
import { MOST_FILES } from './inbox/receive-inbound.ts';
import { resendMail } from './resend-mail.ts';

export interface InboxRouteDeps { db: Knex; clock: Clock; storage: Pick<FileStorage, 'read'>; config: { mailFrom: string } }

const idParams = z.object({ id: z.uuid() });
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

export function inboxRoutes({ db, clock, storage, config }: InboxRouteDeps): Route[] {
  const audit = (trx: Knex.Transaction, call: Call, event: AuditEventName, caseId: string | null, ref: string) => recordAudit(trx, {
    event, actorKind: 'staf', actorId: officerOf(call).id, officeId: officerOf(call).officeId, caseId, ref, requestId: call.requestId, ipHash: call.ipHash,
  });
  return [
    route({
      method: 'post', path: '/api/emails/:id/resend', summary: 'Send the same letter again', params: idParams, body: resendBody,
      handle: (call) => db.transaction(async (trx) => {
        const officer = officerOf(call);
        return answerOnce(trx, { scope: `kirim-ulang:${call.params.id}`, key: call.body.requestId, request: [call.params.id], answer: async () => {
          await resendMail(trx, { officer, requestId: call.requestId, ipHash: call.ipHash, key: call.body.requestId, sender: config.mailFrom, at: clock.now() }, call.params.id);
          return { status: 200, body: { ok: true } };
        } });
      }),
    }),
    route({
      method: 'get', path: '/api/inbound-mails', summary: 'Mail that came in', query: listQuery, reply: z.array(inboundItem),
      handle: (call) => runList<Listed, object>(inboundList, parseList(inboundList, call.query),
        () => db('inbound_mails as i').leftJoin('cases as c', 'c.id', 'i.case_id').where('i.office_id', officerOf(call).officeId), (rows) => rows.select('i.*', 'c.number as case_number'), (row) => item(row, call.locale)),
    }),
    route({
      method: 'get', path: '/api/inbound-mails/:id', summary: 'One mail that came in, with its words', params: idParams, reply: inboundShape,
      handle: (call) => db.transaction(async (trx) => {
        const row = await findInbound(trx, officerOf(call).officeId, call.params.id);
        if (!row) throw new NotFoundError();
        const number = row.case_id ? (await trx('cases').where({ id: row.case_id }).first<{ number: string }>('number')).number : null;
        await audit(trx, call, 'lihat_surel_masuk', row.case_id, `surel_masuk:${row.id}`);
        return { body: { ...item({ ...row, case_number: number }, call.locale), fromAddress: row.from_address, body: row.body } };
      }),
    }),
    route({
      method: 'get', path: '/api/inbound-mails/:id/pages/:n', summary: 'First page of the n-th file of a mail that came in, small; logged', params: z.object({ id: z.uuid(), n: z.coerce.number().int().min(1).max(MOST_FILES) }),
      async handle(call) {
        const row = await findInbound(db, officerOf(call).officeId, call.params.id);
        const uploadId = row?.attachments[call.params.n - 1]?.uploadId;
        const page = uploadId ? await db('uploads as u').join('upload_pages as p', 'p.upload_id', 'u.id').where({ 'u.id': uploadId, 'p.page': 1 }).whereNot({ 'u.scan_state': 'ditahan' })
          .first<{ preview_key: string } | undefined>('p.preview_key') : undefined;
        if (!row || !page) throw new NotFoundError();
        await db.transaction((trx) => audit(trx, call, 'lihat_lampiran_surel', row.case_id, `surel_masuk:${row.id}`));
        const bytes = await storage.read(page.preview_key);
        call.res.status(200).set({ 'Content-Type': 'image/jpeg', 'Content-Disposition': 'inline', 'Content-Security-Policy': "sandbox; default-src 'none'" }).end(bytes);
        return { sent: true };
      },
    }),
    route({
      method: 'post', path: '/api/inbound-mails/:id/handle', summary: 'Put a mail to a case, say that it is dealt with, or put it aside', params: idParams, body: handleInboundBody,
      handle: (call) => db.transaction(async (trx) => {
        const { id: by, officeId } = officerOf(call);
        const caseId = await handleInbound(trx, { id: call.params.id, officeId, by, act: call.body.act, caseNumber: call.body.caseNumber ?? '', at: clock.now() });
        await audit(trx, call, 'tangani_surel_masuk', caseId, `surel_masuk:${call.params.id}`);
        return { status: 204 };
      }),
    }),
    route({
      method: 'get', path: '/api/contact-duties', summary: 'Applicants to be reached another way', query: listQuery, reply: z.array(dutyItem),
      handle: (call) => runList<{ id: string; case_id: string; case_number: string; kind: string; last_error: string | null; opened_at: Date; closed_at: Date | null; how: string | null }, object>(dutyList, parseList(dutyList, call.query),
        () => db('contact_duties as d').join('cases as c', 'c.id', 'd.case_id').join('emails as e', 'e.id', 'd.email_id').where('d.office_id', officerOf(call).officeId),
        (rows) => rows.select('d.*', 'c.number as case_number', 'e.kind', 'e.last_error'),
        (row) => ({
          id: row.id, caseId: row.case_id, caseNumber: row.case_number, letterLabel: translate(`surat.${row.kind}`, {}, call.locale), problem: row.last_error?.split(':')[0] ?? null,
          openedAt: row.opened_at.toISOString(), closedAt: row.closed_at?.toISOString() ?? null, how: row.how,
        })),
    }),
    route({
      method: 'post', path: '/api/cases/:id/contact-link', summary: 'The applicant\'s number and the words for WhatsApp; logged', params: idParams, reply: contactLinkShape,
      handle: (call) => db.transaction(async (trx) => {
        const link = await contactLink(trx, officerOf(call).officeId, call.params.id);
        await audit(trx, call, 'lihat_kontak', call.params.id, 'kontak');
        return { body: link };
      }),
    }),
    route({
      method: 'get', path: '/api/cases/:id/contacts', summary: 'Contacts by telephone and WhatsApp', params: idParams, reply: z.array(contactItem),
      handle: (call) => db.transaction(async (trx) => {
        if (!await findCase(trx, call.params.id, officerOf(call).officeId)) throw new NotFoundError();
        const rows = await trx('contacts as k').join('users as u', 'u.id', 'k.made_by').where({ 'k.case_id': call.params.id }).orderBy('k.at', 'desc')
          .select<{ id: string; channel: 'whatsapp' | 'telepon'; reached: boolean; note: string | null; name: string; at: Date }[]>('k.id', 'k.channel', 'k.reached', 'k.note', 'u.name', 'k.at');
        return { body: rows.map(({ name, at, ...row }) => ({ ...row, by: name, at: at.toISOString() })) };
      }),
    }),
    route({
      method: 'post', path: '/api/cases/:id/contacts', summary: 'Note a contact', params: idParams, body: contactBody,
      handle: (call) => db.transaction(async (trx) => {
        const officer = officerOf(call);
        return answerOnce(trx, { scope: `kontak:${call.params.id}:${officer.id}`, key: call.body.requestId, request: [call.body.channel, call.body.reached, call.body.note], answer: async () => {
          const { channel, reached, note, letterId } = call.body;
          await recordContact(trx, { caseId: call.params.id, officeId: officer.officeId, by: officer.id, channel, reached, note: note ?? null, letterId: letterId ?? null, at: clock.now() });
          return { status: 201, body: { ok: true } };
        } });
      }),
    }),
  ];
}

function item(row: Listed, locale: Locale) {
  return {
    id: row.id, caseId: row.case_id, caseNumber: row.case_number, from: row.from_name || row.from_address, subject: row.subject, state: row.state, stateLabel: translate(`surel_masuk.${row.state}`, {}, locale),
    reason: row.reason === null ? null : translate(`surel_masuk.alasan.${row.reason}`, {}, locale), matchedBy: row.matched_by, knownSender: row.known_sender, receivedAt: row.received_at.toISOString(),
    attachments: row.attachments.map((file) => ({ name: file.name, uploadId: file.uploadId, bytes: file.bytes, problem: file.problem === null ? null : translate(file.problem, {}, locale) })),
  };
}
