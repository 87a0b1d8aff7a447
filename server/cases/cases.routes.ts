import type { Knex } from 'knex';
import { z } from 'zod';
import type { AuditEventName } from '../domain/audit-events.ts';
import { actBody, actParams, caseListItem, caseShape, historyItem, idParams, type CaseView } from '../domain/contract/cases.ts';
import type { Locale } from '../domain/messages/translate.ts';
import type { ActorIdentity } from '../domain/sop/model.ts';
import { NotFoundError } from '../platform/errors.ts';
import { mayAudit } from '../platform/http/audit-scope.ts';
import { listQuery } from '../platform/http/list.ts';
import { officerOf, route, type Officer, type Route } from '../platform/http/route.ts';
import { answerOnce } from '../platform/given-answers.ts';
import { caseView } from './case.view.ts';
import type { CaseDoor } from './case-door.ts';
import { findCase, type CaseRow } from './cases.repository.ts';
import { claimCase, claimNext, releaseCase } from './claim-case.ts';
import { caseHistory } from './history.view.ts';
import { listCases } from './case-queue.view.ts';
import { ownershipRoutes } from './ownership.routes.ts';
import { performAction } from './perform-action.ts';

export interface CasesDeps {
  db: Knex;
  door: CaseDoor;
  /** Looks at a case, takes and gives it back are audited in the same transaction. */
  audit(trx: Knex.Transaction, event: { event: AuditEventName; officer: Officer; caseId: string; requestId: string; ipHash: string; ref?: string }): Promise<void>;
}

/** The parts of an SOP this officer plays. */
export function actorOf(officer: Officer): ActorIdentity {
  return { kind: 'staf', id: officer.id, name: officer.name, roles: officer.roles.filter((role) => role !== 'admin_sistem' && role !== 'pemeriksa') };
}

export function caseRoutes({ db, door, audit }: CasesDeps): Route[] {
  const show = (trx: Knex.Transaction, officer: Officer, row: CaseRow, locale: Locale): Promise<CaseView> => caseView(trx, door, actorOf(officer), row, locale);
  const handled = (event: AuditEventName, act: (trx: Knex.Transaction, officer: Officer, caseId: string) => Promise<CaseRow>) =>
    async (call: Parameters<Route['handle']>[0]) => db.transaction(async (trx) => {
      const officer = officerOf(call);
      const caseId = (call.params as { id: string }).id;
      const row = await act(trx, officer, caseId);
      await audit(trx, { event, officer, caseId, requestId: call.requestId, ipHash: call.ipHash });
      return { body: await show(trx, officer, row, call.locale) };
    });

  return [
    route({
      method: 'get', path: '/api/cases', summary: 'Cases of the office', query: listQuery, reply: z.array(caseListItem),
      handle: async (call) => {
        const officer = officerOf(call);
        return listCases(db, { officer, calendar: await door.calendarOf(db, officer.officeId) }, call.query, call.locale);
      },
    }),
    route({
      method: 'get', path: '/api/cases/:id', summary: 'One case with the acts open to the caller', params: idParams, reply: caseShape,
      handle: handled('lihat_berkas', async (trx, officer, caseId) => {
        const row = await findCase(trx, caseId, officer.officeId);
        if (!row || !await mayAudit(trx, officer, row.id)) throw new NotFoundError();
        return row;
      }),
    }),
    route({
      method: 'get', path: '/api/cases/:id/history', summary: 'History of a case', params: idParams, reply: z.array(historyItem),
      handle: (call) => db.transaction(async (trx) => {
        const row = await findCase(trx, call.params.id, officerOf(call).officeId);
        if (!row || !await mayAudit(trx, officerOf(call), row.id)) throw new NotFoundError();
        return { body: await caseHistory(trx, row.id, await door.reasonsOf(trx, row.office_id), call.locale) };
      }),
    }),
    route({
      method: 'post', path: '/api/queue/next', summary: 'My open file, else the next one of my part', reply: caseShape,
      handle: (call) => db.transaction(async (trx) => {
        const officer = officerOf(call);
        const row = await claimNext(trx, door, officer, door.clock.now());
        if (!row) return { status: 204 };
        await audit(trx, { event: 'ambil_berikutnya', officer, caseId: row.id, requestId: call.requestId, ipHash: call.ipHash });
        return { body: await show(trx, officer, row, call.locale) };
      }),
    }),
    route({
      method: 'post', path: '/api/cases/:id/claim', summary: 'Take a file', params: idParams, reply: caseShape,
      handle: handled('ambil_berkas', (trx, officer, caseId) => claimCase(trx, door, officer, caseId, door.clock.now())),
    }),
    route({
      method: 'post', path: '/api/cases/:id/release', summary: 'Give a file back', params: idParams, reply: caseShape,
      handle: handled('lepas_berkas', (trx, officer, caseId) => releaseCase(trx, door, officer, caseId, door.clock.now())),
    }),
    route({
      method: 'post', path: '/api/cases/:id/actions/:action', summary: 'Do an act of the SOP', params: actParams, body: actBody, reply: caseShape,
      handle: (call) => db.transaction(async (trx) => {
        const officer = officerOf(call);
        const { id, action } = call.params;
        const actor = actorOf(officer);
        return answerOnce(trx, {
          scope: `berkas:${id}:${officer.id}`, key: call.body.requestId, request: [action, call.body.input],
          // The first answer is masked like every other; it is kept so that a repeat is told the same.
          answer: async () => {
            const { row } = await performAction(trx, door, actor, {
              caseId: id, action, requestId: call.body.requestId, seenVersion: call.body.seenVersion, input: call.body.input, officeId: officer.officeId,
            });
            return { status: 200, body: await show(trx, officer, row, call.locale) };
          },
        });
      }),
    }),
    ...ownershipRoutes({ db, door, audit }, (trx, officer, row, locale) => show(trx, officer, row, locale)),
  ];
}
