import type { Knex } from 'knex';

export interface HandoverRow { id: string; case_id: string; kind: 'ambil_alih' | 'serah_terima' | 'absen'; from_id: string | null; to_id: string | null; by_id: string | null; reason: string | null; at: Date }

export async function insertHandover(trx: Knex.Transaction, row: Omit<HandoverRow, 'id'>): Promise<void> {
  await trx('case_handovers').insert(row);
}
