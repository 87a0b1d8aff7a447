import type { Knex } from 'knex';
import { APPLICANT, performAction, type CaseDoor } from '../cases/index.ts';
import { findByToken, type FoundLink } from '../links/index.ts';
import { ActionClosedError } from '../platform/errors.ts';

export interface LinkAct { token: string; action: string; requestId: string; input: Record<string, unknown> }

/**
 * An act of the applicant through a private link: the same door as everybody's. After the ending a link only reads; a repeat of what was
 * done before the ending still gets its answer.
 * @throws NotFoundError dead link; ActionClosedError not now; InvalidError
 */
export async function actThroughLink(trx: Knex.Transaction, door: CaseDoor, { token, action, requestId, input }: LinkAct): Promise<FoundLink> {
  const link = await findByToken(trx, token, door.clock.now());
  try {
    await performAction(trx, door, APPLICANT, { caseId: link.caseId, action, requestId: `tautan:${requestId}`, seenVersion: null, input, officeId: null });
  } catch (error) {
    if (error instanceof ActionClosedError && link.readOnly) throw new ActionClosedError([{ key: 'hambatan.permohonan_selesai' }]);
    throw error;
  }
  return link;
}
