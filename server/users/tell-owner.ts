/** What was done to an account is told to whoever owns it, by mail: if it was not his wish, he hears of it. */
import type { Knex } from 'knex';
import { translate } from '../domain/messages/translate.ts';
import { queueMail } from '../mail/index.ts';

/** `sandi`: the password is another now. `tautan`: an admin made a link for a new one and has it in hand. `dua_langkah`: the second factor was taken off. */
interface Told { userId: string; what: 'sandi' | 'tautan' | 'dua_langkah'; by: { id: string; name: string } | null; sender: string; requestId: string; at: Date }

export async function tellOwner(trx: Knex.Transaction, { userId, what, by, sender, requestId, at }: Told): Promise<void> {
  const owner = await trx('users as u').join('offices as o', 'o.id', 'u.office_id').where('u.id', userId)
    .first<{ name: string; email: string; office_id: string; office: string } | undefined>('u.name', 'u.email', 'u.office_id', 'o.name as office');
  if (!owner) return;
  await queueMail(trx, {
    uniqueKey: `akun_${what}:${userId}:${requestId}`, caseId: null, officeId: owner.office_id, letterId: null, linkId: null, accountLinkId: null, kind: `akun_${what}`,
    to: { name: owner.name, address: owner.email }, subject: translate(`akun.${what}.perihal`, { kantor: owner.office }, 'id'),
    body: translate(`akun.${what}.isi`, { nama: owner.name, oleh: by?.name ?? '', kantor: owner.office }, 'id'), attachments: [], sender, createdBy: by?.id ?? null, at,
  });
}
