import type { Knex } from 'knex';
import { z } from 'zod';
import type { Clock } from '../domain/clock.ts';
import { slaStepShape, slaVisitShape } from '../domain/contract/reports.ts';
import { InvalidError } from '../platform/errors.ts';
import { listQuery } from '../platform/http/list.ts';
import { officerOf, route, type Route } from '../platform/http/route.ts';
import { periodFilter, slaSteps, slaVisits } from './sla-steps.view.ts';

const DAYS = 86_400_000;
const visitsQuery = z.strictObject({
  procedure: z.string().regex(/^[a-z_]{1,60}$/), from: z.iso.datetime({ offset: true }).optional(), before: z.iso.datetime({ offset: true }).optional(),
  over: z.enum(['0', '1']).default('0'),
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
        const filter = periodFilter.safeParse(parsed(call.query.filter));
        if (!filter.success) throw new InvalidError({ filter: { key: 'galat.daftar.saringan' } });
        const steps = await slaSteps(db, { officeId: officerOf(call).officeId, ...period(filter.data), ...(filter.data.procedure ? { procedure: filter.data.procedure } : {}) }, call.locale);
        const rows = filter.data.id ? steps.filter((step) => filter.data.id?.includes(step.id)) : steps;
        return { body: rows, headers: { 'Content-Range': `sla-steps 0-${Math.max(0, rows.length - 1)}/${rows.length}` } };
      },
    }),
    route({
      method: 'get', path: '/api/sla-steps/:step/visits', summary: 'The visits behind a figure', params: z.object({ step: z.string().regex(/^[\w.]{1,10}$/) }), query: visitsQuery,
      reply: z.array(slaVisitShape),
      handle: async (call) => ({
        body: await slaVisits(db, { officeId: officerOf(call).officeId, procedure: call.query.procedure, step: call.params.step, ...period(call.query), overOnly: call.query.over === '1', limit: 500 }),
      }),
    }),
  ];
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '{}');
  } catch {
    throw new InvalidError({ filter: { key: 'galat.daftar.json' } });
  }
}
