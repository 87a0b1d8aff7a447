import type { Knex } from 'knex';
import { z } from 'zod';
import type { Clock } from '../domain/clock.ts';
import { slaStepShape, slaVisitShape } from '../domain/contract/reports.ts';
import { STEP_ID } from '../domain/sop/define-sop.ts';
import { isAuditor } from '../platform/http/audit-scope.ts';
import { listOfRows, listQuery, MAX_OFFSET, MAX_RANGE, parseList } from '../platform/http/list.ts';
import { officerOf, route, type Route } from '../platform/http/route.ts';
import { slaStepList, slaStepsOf } from './sla-step-list.ts';
import { slaVisits } from './sla-steps.view.ts';

const DAYS = 86_400_000;
const visitsQuery = z.strictObject({
  procedure: z.string().regex(/^[a-z_]{1,60}$/), from: z.iso.datetime({ offset: true }).optional(), before: z.iso.datetime({ offset: true }).optional(),
  over: z.enum(['0', '1']).default('0'),
  first: z.coerce.number().int().min(0).max(MAX_OFFSET).default(0), count: z.coerce.number().int().min(1).max(MAX_RANGE).default(100),
});

export function reportRoutes({ db, clock }: { db: Knex; clock: Clock }): Route[] {
  /** The last thirty days unless a period is asked for. */
  const period = (given: { from?: string | undefined; before?: string | undefined }) => ({
    from: given.from ? new Date(given.from) : new Date(clock.now().getTime() - 30 * DAYS), before: given.before ? new Date(given.before) : new Date(clock.now().getTime() + DAYS),
  });
  return [
    route({
      method: 'get', path: '/api/sla-steps', summary: 'Minutes per SOP step', query: listQuery, reply: z.array(slaStepShape),
      handle: async (call) => {
        const request = parseList(slaStepList, call.query);
        const { id, officeId } = officerOf(call);
        const auditorId = isAuditor(officerOf(call)) ? id : undefined;
        return listOfRows(slaStepList, request, await slaStepsOf(db, { officeId, auditorId, request, now: clock.now() }, call.locale)).reply;
      },
    }),
    route({
      method: 'get', path: '/api/sla-steps/:step/visits', summary: 'A page of the visits behind a figure, with its Content-Range', params: z.object({ step: z.string().regex(STEP_ID) }), query: visitsQuery,
      reply: z.array(slaVisitShape),
      handle: async (call) => {
        const { procedure, over, first, count } = call.query;
        const { total, visits } = await slaVisits(db, { officeId: officerOf(call).officeId, procedure, step: call.params.step, ...period(call.query), overOnly: over === '1', first, count });
        return { body: visits, headers: { 'Content-Range': `visits ${first}-${Math.max(first, first + visits.length - 1)}/${total}` } };
      },
    }),
  ];
}
