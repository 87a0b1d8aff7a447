import type { Knex } from 'knex';
import { notify } from '../../notices/index.ts';

const TEXT = 'pemberitahuan.surel_masuk';

/**
 * An applicant answered by mail, which moves nothing by itself: whoever has the file, or did the last act on it, is told; where nobody did, or he is
 * gone, helpdesk. Who has such a word unread is not told again, nor who was told already what it says.
 */
export async function tellOfMail(trx: Knex.Transaction, caseId: string, at: Date, toldId: string | null = null): Promise<void> {
  const row = await trx('cases').where({ id: caseId }).first<{ number: string; office_id: string; holder_id: string | null; preferred_holder_id: string | null }>('number', 'office_id', 'holder_id', 'preferred_holder_id');
  const lastActor = () => trx('case_actions').where({ case_id: caseId, actor_kind: 'staf' }).orderBy('seq', 'desc').first<{ actor_id: string | null } | undefined>('actor_id');
  const holder = row.holder_id ?? row.preferred_holder_id ?? (await lastActor())?.actor_id ?? null;
  const active = trx('users').where({ office_id: row.office_id, is_active: true });
  const told = holder !== null && await active.clone().where({ id: holder }).first('id') ? [holder]
    : await active.whereIn('id', trx('user_roles').where({ role: 'helpdesk' }).select('user_id')).orderBy('id').pluck<string[]>('id');
  const unread = new Set(await trx('notices').where({ case_id: caseId, text_key: TEXT }).whereNull('read_at').pluck<string[]>('user_id'));
  for (const userId of told.filter((id) => id !== toldId && !unread.has(id))) {
    await notify(trx, { officeId: row.office_id, userId, kind: 'surel_masuk', caseId, textKey: TEXT, params: { nomor: row.number }, at });
  }
}
