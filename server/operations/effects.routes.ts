import type { Knex } from 'knex';
import { z } from 'zod';
import { effectCause, effectsRetried, failedEffect, mailHold, retryCauseBody, retryEffectsBody } from '../domain/contract/operations.ts';
import { listQuery } from '../platform/http/list.ts';
import { officerOf, route, type Call, type Route } from '../platform/http/route.ts';
import { listCauses, listFailedEffects } from './failed-effects.view.ts';
import { findMailHold, releaseMailHold } from './mail-hold.ts';
import { retryEffect } from './retry-effect.ts';
import { retryCause, retryEffects } from './retry-effects.ts';

const by = (call: Call) => ({ officer: officerOf(call), requestId: call.requestId, ipHash: call.ipHash });

export function effectRoutes({ db }: { db: Knex }): Route[] {
  return [
    route({
      method: 'get', path: '/api/failed-effects', summary: 'Background work that failed or is held', query: listQuery, reply: z.array(failedEffect),
      handle: (call) => listFailedEffects(db, officerOf(call), call.query, call.locale),
    }),
    route({
      method: 'post', path: '/api/failed-effects/:id/retry', summary: 'Try it again', params: z.object({ id: z.uuid() }), body: z.strictObject({}),
      async handle(call) {
        await db.transaction((trx) => retryEffect(trx, by(call), call.params.id));
        return { status: 204 };
      },
    }),
    route({
      method: 'post', path: '/api/failed-effects/retries', summary: 'Try those chosen again', body: retryEffectsBody, reply: effectsRetried,
      handle: async (call) => ({ body: { ...await retryEffects(db, by(call), call.body.ids), left: 0 } }),
    }),
    route({
      method: 'get', path: '/api/failed-effect-causes', summary: 'What stopped, by kind of work and cause', reply: z.array(effectCause),
      handle: async (call) => ({ body: await listCauses(db, officerOf(call), call.locale) }),
    }),
    route({
      method: 'post', path: '/api/failed-effect-causes/retry', summary: 'Try everything of one kind and cause again, at most 500 at a time', body: retryCauseBody, reply: effectsRetried,
      handle: async (call) => ({ body: await retryCause(db, by(call), call.body) }),
    }),
    route({
      method: 'get', path: '/api/mail-hold', summary: 'Whether mail is held after a restore', reply: mailHold,
      handle: async (call) => ({ body: await findMailHold(db, officerOf(call).officeId) }),
    }),
    route({
      method: 'post', path: '/api/mail-hold/release', summary: 'Let new mails go by themselves again', body: z.strictObject({}),
      async handle(call) {
        await db.transaction((trx) => releaseMailHold(trx, by(call)));
        return { status: 204 };
      },
    }),
  ];
}
