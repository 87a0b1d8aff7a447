/** Putting a file aside, taking it over, handing it over: each once per request, audited, answered with the case as it is then. */
import type { Knex } from 'knex';
import type { z } from 'zod';
import type { AuditEventName } from '../domain/audit-events.ts';
import { caseShape, idParams, type CaseView } from '../domain/contract/cases.ts';
import { handOverBody, holdBody, resumeBody, takeOverBody } from '../domain/contract/ownership.ts';
import type { Locale } from '../domain/messages/translate.ts';
import { answerOnce } from '../platform/given-answers.ts';
import { officerOf, route, type Officer, type Route } from '../platform/http/route.ts';
import type { CasesDeps } from './cases.routes.ts';
import type { CaseRow } from './cases.repository.ts';
import { handOverCase } from './hand-over-case.ts';
import { holdCase, resumeCase } from './hold-case.ts';
import { takeOverCase } from './take-over-case.ts';

type Show = (trx: Knex.Transaction, officer: Officer, row: CaseRow, locale: Locale) => Promise<CaseView>;
interface Verb<B extends z.ZodType> {
  path: 'hold' | 'resume' | 'take-over' | 'hand-over'; event: AuditEventName; summary: string; body: B;
  carryOut(trx: Knex.Transaction, officer: Officer, request: z.output<B> & { caseId: string }): Promise<CaseRow>;
}

export function ownershipRoutes({ db, door, audit }: CasesDeps, show: Show): Route[] {
  const verb = <B extends z.ZodObject>({ path, event, summary, body, carryOut }: Verb<B>): Route => route({
    method: 'post', path: `/api/cases/:id/${path}`, summary, params: idParams, body, reply: caseShape,
    handle: (call) => db.transaction(async (trx) => {
      const officer = officerOf(call);
      const { id: caseId } = call.params;
      const request = call.body as z.output<B> & { requestId: string };
      return answerOnce(trx, {
        scope: `${path}:${caseId}:${officer.id}`, key: request.requestId, request,
        answer: async () => {
          const row = await carryOut(trx, officer, { ...request, caseId });
          await audit(trx, { event, officer, caseId, requestId: call.requestId, ipHash: call.ipHash });
          return { status: 200, body: await show(trx, officer, row, call.locale) };
        },
      });
    }),
  });
  return [
    verb({
      path: 'hold', event: 'tunda_berkas', summary: 'Put my file aside until a moment', body: holdBody,
      carryOut: (trx, officer, { until, ...request }) => holdCase(trx, officer, { ...request, until: new Date(until) }, door.clock.now()),
    }),
    verb({ path: 'resume', event: 'lanjut_berkas', summary: 'Take up again what was put aside', body: resumeBody, carryOut: (trx, officer, request) => resumeCase(trx, officer, request, door.clock.now()) }),
    verb({ path: 'take-over', event: 'ambil_alih', summary: 'Take a file that a colleague holds', body: takeOverBody, carryOut: (trx, officer, request) => takeOverCase(trx, door, officer, request) }),
    verb({ path: 'hand-over', event: 'serah_berkas', summary: 'Give a file to a colleague or back to the queue', body: handOverBody, carryOut: (trx, officer, request) => handOverCase(trx, door, officer, request) }),
  ];
}
