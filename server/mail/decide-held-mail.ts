import type { Knex } from 'knex';
import { recordAudit } from '../audit/index.ts';
import { raiseVersion } from '../cases/index.ts';
import { ActionClosedError, NotFoundError } from '../platform/errors.ts';
import type { Officer } from '../platform/http/route.ts';
import { enqueueEffects } from '../platform/outbox.ts';
import { decideHeldEmail, lockHeldEmail } from './emails.repository.ts';
import { MAIL_EFFECT } from './mail-effect.ts';
import { outdatedBy, type WhyOutdated } from './resend-mail.ts';

/**
 * A person decides about a mail that a restore held: it goes out, or it had gone out before. Whether the mails of a case arrived is a fact its guards
 * read, so this is a write beneath the case. A second decision finds nothing held (404). @throws ActionClosedError for one to be sent that says what is true no longer
 */
export async function decideHeldMail(trx: Knex.Transaction, by: { officer: Officer; requestId: string; ipHash: string; at: Date; whyOutdated: WhyOutdated }, id: string, decision: 'kirim' | 'sudah_terkirim'): Promise<void> {
  const { officer, requestId, ipHash } = by;
  const seen = await trx('emails').where({ id, office_id: officer.officeId }).first<{ case_id: string | null } | undefined>('case_id');
  if (seen?.case_id) await raiseVersion(trx, seen.case_id, officer.officeId);
  const mail = await lockHeldEmail(trx, officer.officeId, id);
  if (!mail) throw new NotFoundError();
  const outdated = decision === 'kirim' ? await outdatedBy(trx, by, mail) : null;
  if (outdated) throw new ActionClosedError([outdated]);
  await decideHeldEmail(trx, mail.id, decision);
  if (decision === 'kirim') await enqueueEffects(trx, [{ effect: MAIL_EFFECT, caseId: mail.case_id, refId: mail.id }]);
  await recordAudit(trx, {
    event: 'surat_tertahan_diputuskan', actorKind: 'staf', actorId: officer.id, officeId: officer.officeId, caseId: mail.case_id, ref: `email:${mail.id}`, requestId, ipHash, detail: { keputusan: decision },
  });
}
