import type { Knex } from 'knex';
import { recordAudit } from '../audit/index.ts';
import type { MailHold } from '../domain/contract/operations.ts';
import { NotFoundError } from '../platform/errors.ts';
import type { Officer } from '../platform/http/route.ts';

/** The stop of mail since the last restore, as this person's office sees it; null when mail flows. */
export async function findMailHold(db: Knex, officeId: string): Promise<MailHold> {
  const open = await db('restores').whereNull('released_at').first<{ backup_taken_at: Date; restored_at: Date } | undefined>();
  const [held] = await db('emails').where({ office_id: officeId }).whereNotNull('held_at').count<{ n: number }[]>({ n: '*' });
  return open ? { backupTakenAt: open.backup_taken_at.toISOString(), restoredAt: open.restored_at.toISOString(), heldEmails: Number(held?.n ?? 0) } : null;
}

/** From here on new mails go by themselves; what is held stays held until somebody decides about it. */
export async function releaseMailHold(trx: Knex.Transaction, by: { officer: Officer; requestId: string; ipHash: string }): Promise<void> {
  const [open] = await trx('restores').whereNull('released_at').update({ released_at: trx.raw('clock_timestamp()'), released_by: by.officer.id }).returning<{ id: string }[]>('id');
  if (!open) throw new NotFoundError();
  await recordAudit(trx, {
    event: 'surat_dilanjutkan', actorKind: 'staf', actorId: by.officer.id, officeId: by.officer.officeId, ref: `pemulihan:${open.id}`, requestId: by.requestId, ipHash: by.ipHash,
  });
}
