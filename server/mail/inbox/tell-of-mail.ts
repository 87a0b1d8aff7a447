import type { Knex } from 'knex';
import { notify, whomToTell } from '../../notices/index.ts';

const TEXT = 'pemberitahuan.surel_masuk';

/**
 * An applicant answered by mail, which moves nothing by itself: whoever is concerned is told (`whomToTell`). Who has such a word unread is not told again,
 * nor who was told already what it says.
 */
export async function tellOfMail(trx: Knex.Transaction, caseId: string, at: Date, toldId: string | null = null): Promise<void> {
  const row = await trx('cases').where({ id: caseId }).first<{ number: string; office_id: string }>('number', 'office_id');
  const told = await whomToTell(trx, { officeId: row.office_id, caseId, at });
  const unread = new Set(await trx('notices').where({ case_id: caseId, text_key: TEXT }).whereNull('read_at').pluck<string[]>('user_id'));
  for (const userId of told.filter((id) => id !== toldId && !unread.has(id))) {
    await notify(trx, { officeId: row.office_id, userId, kind: 'surel_masuk', caseId, textKey: TEXT, params: { nomor: row.number }, at });
  }
}
