/** What drafts bring to the door: what was done needs no draft any more, whoever was typing it. */
import type { DoorPart } from '../cases/index.ts';
import { draftKey } from '../domain/draft-key.ts';
import { deleteDraft } from './drafts.repository.ts';

export function draftsDoorPart(): DoorPart {
  return { onAct: [(trx, context) => deleteDraft(trx, { case_id: context.case.id, key: draftKey(context.actionId, context.input) })] };
}
