import type { Knex } from 'knex';
import { translate } from '../domain/messages/translate.ts';
import { queueMail } from './queue-mail.ts';

interface OverdueTask { id: string; case_id: string; office_id: string; kind: string; actor: string }

/** Mails everybody who plays the part; one mail per task and colleague, ever. */
export async function remindOfTask(trx: Knex.Transaction, sender: string, task: OverdueTask, at: Date): Promise<void> {
  const { number } = await trx('cases').where({ id: task.case_id }).first<{ number: string }>('number');
  const colleagues = await trx('users as u').join('user_roles as r', 'r.user_id', 'u.id').where({ 'u.office_id': task.office_id, 'u.is_active': true, 'r.role': task.actor })
    .select<{ id: string; name: string; email: string }[]>('u.id', 'u.name', 'u.email');
  const tugas = translate(`tugas.${task.kind}`);
  for (const colleague of colleagues) {
    await queueMail(trx, {
      uniqueKey: `task:${task.id}:${colleague.id}`, caseId: task.case_id, officeId: task.office_id, letterId: null, linkId: null, kind: 'pengingat_tugas',
      to: { name: colleague.name, address: colleague.email }, subject: translate('surat.pengingat_tugas.perihal', { nomor: number }),
      body: translate('surat.pengingat_tugas.isi', { nomor: number, tugas }), attachments: [], sender, createdBy: null, at,
    });
  }
}
