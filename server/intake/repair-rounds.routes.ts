import type { Knex } from 'knex';
import { z } from 'zod';
import { idParams } from '../domain/contract/cases.ts';
import { closingProposal, repairRound } from '../domain/contract/intake.ts';
import { officerOf, route, type Route } from '../platform/http/route.ts';
import { listClosingProposals } from './closing-proposals.view.ts';
import { repairRounds } from './repair-rounds.view.ts';

/** What was asked back of a case, round by round, and what came. */
export function repairRoundRoutes({ db }: { db: Knex }): Route[] {
  return [
    route({
      method: 'get', path: '/api/cases/:id/repairs', summary: 'Repair requests of a case, with what they changed', params: idParams, reply: z.array(repairRound),
      handle: async (call) => ({ body: await repairRounds(db, officerOf(call).officeId, call.params.id, call.locale) }),
    }),
    route({
      method: 'get', path: '/api/closing-proposals', summary: 'Files whose repair never came, proposed to be closed', reply: z.array(closingProposal),
      handle: async (call) => ({ body: await listClosingProposals(db, officerOf(call)) }),
    }),
  ];
}
