import type { Knex } from 'knex';
import { z } from 'zod';
import { mailListItem, mailShape } from '../domain/contract/mail.ts';
import { NotFoundError } from '../platform/errors.ts';
import { listQuery } from '../platform/http/list.ts';
import { officerOf, route, type Route } from '../platform/http/route.ts';
import { findMail, listMails } from './mail.view.ts';

export function mailRoutes({ db }: { db: Knex }): Route[] {
  return [
    route({
      method: 'get', path: '/api/emails', summary: 'Mails of the office and whether they arrived', query: listQuery, reply: z.array(mailListItem),
      handle: (call) => listMails(db, officerOf(call).officeId, call.query, call.locale),
    }),
    route({
      method: 'get', path: '/api/emails/:id', summary: 'One mail with its exact text', params: z.object({ id: z.uuid() }), reply: mailShape,
      async handle(call) {
        const mail = await findMail(db, officerOf(call).officeId, call.params.id, call.locale);
        if (!mail) throw new NotFoundError();
        return { body: mail };
      },
    }),
  ];
}
