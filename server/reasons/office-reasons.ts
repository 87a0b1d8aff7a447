import type { Knex } from 'knex';
import type { OfficeReason } from '../domain/messages/reasons.ts';
import { mergeReasons } from '../domain/messages/reasons.ts';

export type { OfficeReason } from '../domain/messages/reasons.ts';

/** Every code of this office in its order, inactive ones too: a file of last year still says why. */
export async function officeReasons(db: Knex | Knex.Transaction, officeId: string): Promise<OfficeReason[]> {
  const rows = await db('office_reasons').where({ office_id: officeId })
    .select<{ code: string; groups: OfficeReason['groups']; text_id: string; text_en: string; is_active: boolean; position: number }[]>('code', 'groups', 'text_id', 'text_en', 'is_active', 'position');
  return mergeReasons(rows.map((row) => ({ code: row.code, groups: row.groups, id: row.text_id, en: row.text_en, active: row.is_active, position: row.position })));
}
