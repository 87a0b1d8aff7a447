/** Performing an act in a test as an officer does: own transaction, fresh key, no seen version unless said. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { performAction, type ActResult, type CaseDoor } from '../cases/index.ts';
import type { ActorIdentity } from '../domain/sop/model.ts';

export async function act(db: Knex, door: CaseDoor, actor: ActorIdentity, caseId: string, action: string, input: object = {}): Promise<ActResult> {
  return db.transaction((trx) => performAction(trx, door, actor, { caseId, action, requestId: randomUUID(), seenVersion: null, input, officeId: null }));
}

/** The keys a refusal tells, of obstacles and of fields; fails when nothing was refused. */
export async function refusal(promise: Promise<unknown>): Promise<string[]> {
  try {
    await promise;
  } catch (error) {
    const { obstacles = [], fields = {} } = error as { obstacles?: { key: string }[]; fields?: Record<string, { key: string }> };
    const told = [...obstacles.map(({ key }) => key), ...Object.entries(fields).map(([field, { key }]) => `${field}: ${key}`)];
    if (told.length > 0) return told;
    throw error;
  }
  throw new Error('the act was not refused');
}
