import type { Knex } from 'knex';
import type { ActContext } from '../cases/index.ts';
import { findOpenRepair } from '../intake/index.ts';
import { isLinkRevoked, revokeLink } from '../links/index.ts';
import { tellOfUploads } from './tell-of-uploads.ts';
import { closeUploadRequest, openRequestOfCase } from './upload-requests.repository.ts';

/** The entry became a case: a request whose scans it took is done, and its link takes nothing more. */
export async function closeWhenEntered(trx: Knex.Transaction, context: ActContext): Promise<void> {
  const used = await trx('upload_requests as q').whereNull('q.closed_at').where('q.office_id', context.case.office_id)
    .whereIn('q.id', trx('upload_request_files as f').join('documents as d', 'd.upload_id', 'f.upload_id').where('d.case_id', context.case.id).select('f.request_id'))
    .select<{ id: string; link_id: string }[]>('q.id', 'q.link_id');
  for (const request of used) {
    await closeUploadRequest(trx, request.id, 'dipakai', context.at);
    await revokeLink(trx, request.link_id);
  }
}

/**
 * The repair came (whatever way), was called off, or the case has ended: nothing is waited for any more. Or the address was corrected, which kills
 * every link of the case: scans are then asked for anew, by whoever asked before, and what came from the old address does not go along.
 */
export async function closeWhenOver(trx: Knex.Transaction, context: ActContext): Promise<void> {
  const request = await openRequestOfCase(trx, context.case.id);
  if (!request) return;
  if (await findOpenRepair(trx, context.case.id)) {
    if (!await isLinkRevoked(trx, request.link_id)) return;
    await closeUploadRequest(trx, request.id, 'dibatalkan', context.at);
    await tellOfUploads(trx, request, 'unggahan_alamat', context.at);
    return;
  }
  const taken = await trx('upload_request_files as f').join('uploads as u', 'u.id', 'f.upload_id').where('f.request_id', request.id).whereNotNull('u.used_at').first<{ kind: string } | undefined>('f.kind');
  await closeUploadRequest(trx, request.id, taken ? 'dipakai' : 'dibatalkan', context.at);
  await revokeLink(trx, request.link_id);
}
