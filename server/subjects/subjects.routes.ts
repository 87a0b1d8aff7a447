import type { Knex } from 'knex';
import { z } from 'zod';
import { recordAudit } from '../audit/index.ts';
import type { Clock } from '../domain/clock.ts';
import { idParams, unmaskBody } from '../domain/contract/cases.ts';
import { foundCase, searchBody, unmaskedValue } from '../domain/contract/subjects.ts';
import { officerOf, route, type Route } from '../platform/http/route.ts';
import { searchCases } from './search.view.ts';
import { unmaskField } from './unmask-field.ts';

export interface SubjectsDeps {
  db: Knex;
  clock: Clock;
  /** Values that wait to become the applicant's, by the name they are unmasked under; undefined when nothing waits. */
  proposed?: (trx: Knex.Transaction, caseId: string) => Promise<Record<string, string | null> | undefined>;
}

export function subjectsRoutes({ db, clock, proposed }: SubjectsDeps): Route[] {
  return [
    route({
      method: 'post', path: '/api/cases/:id/unmask', summary: 'Show one masked value in full; every look is logged', params: idParams, body: unmaskBody, reply: unmaskedValue,
      limit: { name: 'buka_samaran', points: 60, seconds: 60, by: 'officer' },
      handle: (call) => db.transaction(async (trx) => ({
        body: { value: await unmaskField(trx, officerOf(call), { caseId: call.params.id, field: call.body.field, requestId: call.requestId, ipHash: call.ipHash }, proposed) },
      })),
    }),
    route({
      method: 'post', path: '/api/search', summary: 'Find cases of the office by number, name or identifier', body: searchBody, reply: z.array(foundCase),
      limit: { name: 'pencarian', points: 60, seconds: 60, by: 'officer' },
      handle: (call) => db.transaction(async (trx) => {
        const officer = officerOf(call);
        const office = await trx('offices').where({ id: officer.officeId }).first<{ code: string; year: number }>('code', trx.raw('extract(year from ?::timestamptz at time zone zone)::int as year', [clock.now()]));
        const { found, kinds, asked, more } = await searchCases(trx, { id: officer.officeId, ...office }, call.body.q, call.locale);
        await recordAudit(trx, {
          event: 'pencarian', actorKind: 'staf', actorId: officer.id, officeId: officer.officeId, requestId: call.requestId, ipHash: call.ipHash,
          detail: { dicari: asked.join(','), cocok: kinds.join(','), jumlah: found.length },
        });
        // "Who looked this person up?" is asked by the case: whoever typed an identifier of his saw where he stands. A name that is alike points at many.
        for (const hit of found.filter(({ matched }) => matched !== 'nama')) {
          await recordAudit(trx, {
            event: 'pencarian', actorKind: 'staf', actorId: officer.id, officeId: officer.officeId, caseId: hit.id, requestId: call.requestId, ipHash: call.ipHash, detail: { cocok: hit.matched },
          });
        }
        return { body: found, headers: { 'Content-Range': `search 0-${Math.max(0, found.length - 1)}/${more ? '*' : found.length}` } };
      }),
    }),
  ];
}
