/**
 * Removes what came by mail, belongs to no file and was dealt with, after the days its office keeps it (UU PDP 42–43). That it came, from whom, when and what
 * became of it stays, and so does its Message-ID: the same mail is not taken in twice. A mail of a file is part of that file and stays with it; one that nobody has
 * dealt with is work. Harmless to repeat: what was removed is not looked at again.
 */
import type { Knex } from 'knex';
import { recordAudit } from '../../audit/index.ts';
import { allOffices } from '../../offices/index.ts';

const DAY_MS = 86_400_000;

export async function forgetInbound(db: Knex, now: Date): Promise<void> {
  for (const { id: officeId, settings: { inboundMailDays: days } } of await allOffices(db)) {
    await db.transaction(async (trx) => {
      const removed = await trx('inbound_mails').where({ office_id: officeId }).whereNull('case_id').whereNull('content_removed_at').whereNot({ state: 'baru' })
        .whereRaw('coalesce(handled_at, received_at) < ?', [new Date(now.getTime() - days * DAY_MS)])
        .update({
          content_removed_at: now, body: '', subject: '', from_name: '',
          attachments: trx.raw(`coalesce((select jsonb_agg(file || '{"name":"","uploadId":null}') from jsonb_array_elements(attachments) file), '[]')`),
        });
      if (removed > 0) await recordAudit(trx, { event: 'isi_dihapus', actorKind: 'sistem', officeId, detail: { jenis: 'surel_masuk', jumlah: removed, hari: days } });
    });
  }
}
