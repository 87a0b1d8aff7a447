import type { Knex } from 'knex';
import type { Facts } from '../domain/sop/facts.ts';
import { ActionClosedError } from '../platform/errors.ts';

export interface NewVisit { caseId: string; officeId: string; round: number; name: string; purpose: string; via: 'tautan' | 'loket'; recordedBy: string | null; at: Date }

/** The guest book knows one visit per round (decision 2). @throws ActionClosedError when the round has its visit */
export async function insertVisit(trx: Knex.Transaction, visit: NewVisit): Promise<void> {
  const written = await trx('visits').insert({
    case_id: visit.caseId, office_id: visit.officeId, round: visit.round, name: visit.name, purpose: visit.purpose, via: visit.via, recorded_by: visit.recordedBy, at: visit.at,
  }).onConflict(['case_id', 'round']).ignore().returning('id');
  if (written.length === 0) throw new ActionClosedError([{ key: 'hambatan.kunjungan_sudah_ada' }]);
}

/** What marks the deviation "no guest book this round" among the others of kind perlengkapan. */
const GUEST_BOOK = 'buku_tamu';

export async function insertVisitDeviation(trx: Knex.Transaction, row: { caseId: string; step: string | null; round: number; explanation: string; recordedBy: string | null; at: Date }): Promise<void> {
  await trx('case_deviations').insert({
    case_id: row.caseId, kind: 'perlengkapan', step: row.step, round: row.round, explanation: row.explanation, subject: GUEST_BOOK, recorded_by: row.recordedBy, at: row.at,
  });
}

/** The guest book of a round: signed, or its absence explained. */
export async function guestBookOf(trx: Knex | Knex.Transaction, caseId: string, round: number): Promise<Facts['kunjungan']> {
  const visits = trx('visits').where({ case_id: caseId, round }).select(trx.raw('1'));
  const deviations = trx('case_deviations').where({ case_id: caseId, round, kind: 'perlengkapan', subject: GUEST_BOOK }).select(trx.raw('1'));
  const { rows } = await trx.raw<{ rows: Facts['kunjungan'][] }>('select exists (?) as "thisRound", exists (?) as "deviationRecorded"', [visits, deviations]);
  const [row] = rows;
  if (!row) throw new Error('a select of two answers gave none');
  return row;
}
