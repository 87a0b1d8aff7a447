import type { NowEffect } from '../../cases/index.ts';

/** A mail whose file was put into the case by an act is dealt with; nobody has to say so a second time. */
export const settleFiledMail: NowEffect = async (trx, { case: row, input, actor, at }) => {
  const named = input.dokumen;
  const uploads = typeof named === 'object' && named !== null ? Object.values(named).filter((id): id is string => typeof id === 'string') : [];
  if (uploads.length === 0) return;
  await trx('inbound_mails').where({ case_id: row.id, state: 'baru' })
    .whereRaw(`exists (select 1 from jsonb_array_elements(attachments) file where file->>'uploadId' = any(?))`, [uploads])
    .update({ state: 'ditangani', handled_by: actor.id, handled_at: at });
};
