import type { Knex } from 'knex';
import { z } from 'zod';
import { recordAudit } from '../audit/index.ts';
import { findCase } from '../cases/index.ts';
import type { AuditEventName } from '../domain/audit-events.ts';
import type { Clock } from '../domain/clock.ts';
import { contactBody, contactItem, contactLinkShape, dutyItem, inboundItem, inboundShape, handleInboundBody, resendBody } from '../domain/contract/mail.ts';
import { answerOnce } from '../platform/given-answers.ts';
import { NotFoundError } from '../platform/errors.ts';
import { listQuery } from '../platform/http/list.ts';
import { officerOf, route, type Call, type Route } from '../platform/http/route.ts';
import type { FileStorage } from '../platform/storage.ts';
import { contactLink, recordContact } from './contact-applicant.ts';
import { contactsOf, findFirstPage, findInboundShown, listDuties, listInbound } from './inbox.view.ts';
import { handleInbound } from './inbox/handle-inbound.ts';
import { MOST_FILES } from './inbox/receive-inbound.ts';
import type { OutdatedLetters } from './mail.view.ts';
import { resendMail, type WhyOutdated } from './resend-mail.ts';

export interface InboxRouteDeps { db: Knex; clock: Clock; storage: Pick<FileStorage, 'read'>; config: { mailFrom: string }; whyOutdated: WhyOutdated; outdatedLetters: OutdatedLetters }

const idParams = z.object({ id: z.uuid() });

export function inboxRoutes({ db, clock, storage, config, whyOutdated }: InboxRouteDeps): Route[] {
  const audit = (trx: Knex.Transaction, call: Call, event: AuditEventName, caseId: string | null, ref: string) => recordAudit(trx, {
    event, actorKind: 'staf', actorId: officerOf(call).id, officeId: officerOf(call).officeId, caseId, ref, requestId: call.requestId, ipHash: call.ipHash,
  });
  return [
    route({
      method: 'post', path: '/api/emails/:id/resend', summary: 'Send the same letter again', params: idParams, body: resendBody,
      handle: (call) => db.transaction(async (trx) => {
        const officer = officerOf(call);
        return answerOnce(trx, { scope: `kirim-ulang:${call.params.id}`, key: call.body.requestId, request: [call.params.id], answer: async () => {
          await resendMail(trx, { officer, requestId: call.requestId, ipHash: call.ipHash, key: call.body.requestId, sender: config.mailFrom, at: clock.now(), whyOutdated }, call.params.id);
          return { status: 200, body: { ok: true } };
        } });
      }),
    }),
    route({
      method: 'get', path: '/api/inbound-mails', summary: 'Mail that came in', query: listQuery, reply: z.array(inboundItem),
      handle: (call) => listInbound(db, officerOf(call).officeId, call.query, call.locale),
    }),
    route({
      method: 'get', path: '/api/inbound-mails/:id', summary: 'One mail that came in, with its words', params: idParams, reply: inboundShape,
      handle: (call) => db.transaction(async (trx) => {
        const mail = await findInboundShown(trx, officerOf(call).officeId, call.params.id, call.locale);
        if (!mail) throw new NotFoundError();
        await audit(trx, call, 'lihat_surel_masuk', mail.caseId, `surel_masuk:${mail.id}`);
        return { body: mail };
      }),
    }),
    route({
      method: 'get', path: '/api/inbound-mails/:id/pages/:n', summary: 'First page of the n-th file of a mail that came in, small; logged', params: z.object({ id: z.uuid(), n: z.coerce.number().int().min(1).max(MOST_FILES) }),
      async handle(call) {
        const page = await findFirstPage(db, officerOf(call).officeId, call.params.id, call.params.n);
        if (!page) throw new NotFoundError();
        await db.transaction((trx) => audit(trx, call, 'lihat_lampiran_surel', page.caseId, `surel_masuk:${call.params.id}`));
        const bytes = await storage.read(page.key);
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
      handle: (call) => listDuties(db, officerOf(call).officeId, call.query, call.locale),
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
        return { body: await contactsOf(trx, call.params.id) };
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
