/**
 * What an applicant sent for an open repair and nobody filed yet: scans through a link of the counter, mail. He has done his part, so he is neither
 * reminded nor is his file closed over it. One sentence of SQL, because the door, the list of closings and the search must say the same.
 */
import type { Knex } from 'knex';
import type { DeliveryRoad } from '../domain/sop/facts.ts';

/**
 * The roads on which something waits, as a text array; `request` is the alias of an open row of `repair_requests`. A file the scanner found infected
 * is no delivery. A mail without a file is one where no document was asked for: a field is answered in words.
 */
export const unfiledDelivery = (request: string): string => `(select array_remove(array[
  case when exists (select 1 from upload_requests q join upload_request_files f on f.request_id = q.id join uploads u on u.id = f.upload_id
    where q.case_id = ${request}.case_id and q.closed_at is null and u.used_at is null and u.infected_at is null and u.expires_at > clock_timestamp()) then 'tautan' end,
  case when exists (select 1 from inbound_mails i where i.case_id = ${request}.case_id and i.state = 'baru' and i.received_at >= ${request}.opened_at
    and (exists (select 1 from jsonb_array_elements(i.attachments) file where file->>'uploadId' is not null)
      or not exists (select 1 from jsonb_array_elements(${request}.items) item where item->>'jenis' = 'dokumen'))) then 'surel' end], null))`;

export async function unfiledOf(trx: Knex.Transaction, caseId: string): Promise<DeliveryRoad[]> {
  const { rows } = await trx.raw<{ rows: { roads: DeliveryRoad[] }[] }>(`select ${unfiledDelivery('r')} as roads from repair_requests r where r.case_id = ? and r.closed_at is null`, [caseId]);
  return rows[0]?.roads ?? [];
}
