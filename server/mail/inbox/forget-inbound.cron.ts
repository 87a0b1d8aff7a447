/**
 * Removes what came by mail, belongs to no file and was dealt with, after the days its office keeps it (UU PDP 42–43). That it came, from whom, when and what
 * became of it stays, and so does its Message-ID: the same mail is not taken in twice. A mail of a file is part of that file and stays with it; one that nobody has
 * dealt with is work. Its files that nobody filed go with the words: named nowhere any more, nobody could tell whose they are. Harmless to repeat: what was
 * removed is not looked at again.
 */
import type { Knex } from 'knex';
import { lockUploads } from '../../documents/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { allOffices } from '../../offices/index.ts';
import type { Logger } from '../../platform/log.ts';

const DAY_MS = 86_400_000;

/** An office where it fails is logged and tried again the next night; the others do not wait for it. */
export async function forgetInbound({ db, log }: { db: Knex; log: Logger }, now: Date): Promise<void> {
  for (const { id: officeId, settings: { inboundMailDays: days } } of await allOffices(db)) {
    try {
      await db.transaction((trx) => forgetOf(trx, officeId, days, now));
    } catch (error) {
      log.error({ err: error, officeId }, 'incoming mail of an office was not forgotten');
    }
  }
}

async function forgetOf(trx: Knex.Transaction, officeId: string, days: number, now: Date): Promise<void> {
  const forgotten = await trx('inbound_mails').where({ office_id: officeId }).whereNull('case_id').whereNull('content_removed_at').whereNot({ state: 'baru' })
    .whereRaw('coalesce(handled_at, received_at) < ?', [new Date(now.getTime() - days * DAY_MS)]).orderBy('id').forUpdate().pluck<string[]>('id');
  if (forgotten.length === 0) return;
  // Left to the sweep of drafts, which takes pages and readings along; one that was filed meanwhile belongs to its file.
  const named = trx('inbound_mails as m').joinRaw('cross join lateral jsonb_array_elements(m.attachments) file').whereIn('m.id', forgotten).whereRaw(`file->>'uploadId' is not null`);
  const files = trx('uploads').whereIn('id', named.select(trx.raw(`(file->>'uploadId')::uuid`)));
  await lockUploads(files);
  await files.clone().whereNull('used_at').update({ expires_at: trx.raw('clock_timestamp()') });
  await trx('inbound_mails').whereIn('id', forgotten).update({
    content_removed_at: now, body: '', subject: '', from_name: '',
    attachments: trx.raw(`coalesce((select jsonb_agg(file || '{"name":"","uploadId":null}') from jsonb_array_elements(attachments) file), '[]')`),
  });
  await recordAudit(trx, { event: 'isi_dihapus', actorKind: 'sistem', officeId, detail: { jenis: 'surel_masuk', jumlah: forgotten.length, hari: days } });
}
