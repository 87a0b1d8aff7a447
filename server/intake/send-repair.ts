import type { Knex } from 'knex';
import type { CaseDoor } from '../cases/index.ts';
import type { Obstacle } from '../domain/sop/model.ts';
import type { FoundLink } from '../links/index.ts';
import { ActionClosedError, InvalidError } from '../platform/errors.ts';
import { actThroughLink } from './act-through-link.ts';
import { asOnTheWire, withFieldNames } from './rename-errors.ts';

export interface Repair { token: string; requestId: string; fields: Record<string, string>; documents: Record<string, string>; /** reasons by kind */ lacking: Record<string, string> }

/** What the guard says against single items, as errors of those items. */
const ERROR_OF: Readonly<Record<string, string>> = {
  'hambatan.perbaikan_tidak_diminta': 'galat.isian.tidak_diminta', 'hambatan.perbaikan_kurang': 'galat.isian.perbaikan_kurang',
};

/** One sending ends the round. @throws InvalidError naming each item that is too much or too little */
export async function sendRepair(trx: Knex.Transaction, door: CaseDoor, { token, requestId, fields, documents, lacking }: Repair): Promise<FoundLink> {
  try {
    return await withFieldNames(asOnTheWire, () =>
      actThroughLink(trx, door, { token, action: 'kirim_perbaikan', requestId, input: { isian: fields, dokumen: documents, tidakPunya: lacking, asal: 'tautan' } }));
  } catch (error) {
    if (error instanceof ActionClosedError && error.obstacles.every((obstacle) => obstacle.key in ERROR_OF)) throw itemErrors(error.obstacles);
    throw error;
  }
}

function itemErrors(obstacles: Obstacle[]): InvalidError {
  return new InvalidError(Object.fromEntries(obstacles.map(({ key, params }) => [asOnTheWire(String(params?.butir)), { key: ERROR_OF[key] ?? key }])));
}
