import type { Knex } from 'knex';
import { lockUploads } from './lock-uploads.ts';

/** A request for repair stands some two or three weeks: half of what was asked comes on Monday, the other half ten days later. */
const KEPT_DAYS = 30;
const ID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g;

/** A loose file of staff has a day. */
const LOOSE_HOURS = 24;

const namedIn = (content: object): string[] => JSON.stringify(content).match(ID) ?? [];

export interface NamedUploads { caseId: string; officeId: string; /** what is typed now */ content: object; /** what was typed before */ before: object }

/**
 * Files that somebody's kept typing names wait for the act it is for, not only for the day a loose one has; what was named before and is no more (another file
 * was picked, the draft discarded) goes as loose ones do: a scan of a person lies no longer than needed. Those of other offices are left alone. All of them are
 * locked at once and in one order: two who change files for each other's wait for one another, not both for ever. Those that are used by now are no draft's
 * any more and not waited for: whoever holds one (the scanner, say) may be after the case of it.
 */
export async function keepNamedUploads(trx: Knex.Transaction, { caseId, officeId, content, before }: NamedUploads): Promise<void> {
  const [now, earlier] = [namedIn(content), namedIn(before)];
  if (now.length + earlier.length === 0) return;
  await lockUploads(trx('uploads').whereIn('id', [...now, ...earlier]).where({ office_id: officeId }));
  if (now.length > 0) {
    await trx('uploads').whereIn('id', now).where({ office_id: officeId }).whereNull('used_at').whereRaw('expires_at > clock_timestamp()')
      .update({ expires_at: trx.raw('greatest(expires_at, clock_timestamp() + make_interval(days => ?))', [KEPT_DAYS]) });
  }
  if (earlier.length > 0) {
    await trx('uploads').whereIn('id', earlier).where({ office_id: officeId }).whereNotNull('uploaded_by').whereNull('used_at')
      .whereRaw('not exists (select 1 from case_drafts d where d.case_id = ? and position(uploads.id::text in d.content::text) > 0)', [caseId])
      .update({ expires_at: trx.raw('least(expires_at, clock_timestamp() + make_interval(hours => ?))', [LOOSE_HOURS]) });
  }
}
