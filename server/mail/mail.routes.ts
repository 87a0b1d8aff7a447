import type { Knex } from 'knex';
import { z } from 'zod';
import type { Clock } from '../domain/clock.ts';
import { heldMailDecision, heldMailsDecided, heldMailsDecision, mailListItem, mailShape } from '../domain/contract/mail.ts';
import { NotFoundError } from '../platform/errors.ts';
import { listQuery } from '../platform/http/list.ts';
import { officerOf, route, type Route } from '../platform/http/route.ts';
import { decideHeldMail } from './decide-held-mail.ts';
import { decideHeldMails } from './decide-held-mails.ts';
import { findMail, listMails, type OutdatedLetters } from './mail.view.ts';
import type { WhyOutdated } from './resend-mail.ts';

export function mailRoutes({ db, clock, whyOutdated, outdatedLetters }: { db: Knex; clock: Clock; whyOutdated: WhyOutdated; outdatedLetters: OutdatedLetters }): Route[] {
  return [
    route({
      method: 'get', path: '/api/emails', summary: 'Mails of the office and whether they arrived', query: listQuery, reply: z.array(mailListItem),
      handle: (call) => listMails(db, outdatedLetters, officerOf(call).officeId, call.query, call.locale),
    }),
    route({
      method: 'get', path: '/api/emails/:id', summary: 'One mail with its exact text', params: z.object({ id: z.uuid() }), reply: mailShape,
      async handle(call) {
        const mail = await findMail(db, outdatedLetters, officerOf(call).officeId, call.params.id, call.locale);
        if (!mail) throw new NotFoundError();
        return { body: mail };
      },
    }),
    route({
      method: 'post', path: '/api/emails/:id/decision', summary: 'What becomes of a mail held after a restore', params: z.object({ id: z.uuid() }), body: heldMailDecision,
      async handle(call) {
        await db.transaction((trx) => decideHeldMail(trx, { officer: officerOf(call), requestId: call.requestId, ipHash: call.ipHash, at: clock.now(), whyOutdated }, call.params.id, call.body.keputusan));
        return { status: 204 };
      },
    }),
    route({
      method: 'post', path: '/api/emails/decisions', summary: 'The same decision for many held mails', body: heldMailsDecision, reply: heldMailsDecided,
      handle: async (call) => ({ body: await decideHeldMails(db, { officer: officerOf(call), requestId: call.requestId, ipHash: call.ipHash, at: clock.now(), whyOutdated, locale: call.locale }, call.body.ids, call.body.keputusan) }),
    }),
  ];
}
