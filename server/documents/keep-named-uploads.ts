import type { Knex } from 'knex';

/** A request for repair stands some two or three weeks: half of what was asked comes on Monday, the other half ten days later. */
const KEPT_DAYS = 30;
const ID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g;

/** A loose file of staff has a day. */
const LOOSE_HOURS = 24;

const namedIn = (content: object): string[] => JSON.stringify(content).match(ID) ?? [];

/** Files that somebody's kept typing names wait for the act it is for, not only for the day a loose one has. Those of other offices are left alone. */
export async function keepNamedUploads(trx: Knex.Transaction, { content, officeId }: { content: object; officeId: string }): Promise<void> {
  const named = namedIn(content);
  if (named.length === 0) return;
  await trx('uploads').whereIn('id', named).where({ office_id: officeId }).whereNull('used_at').whereRaw('expires_at > clock_timestamp()')
    .update({ expires_at: trx.raw('greatest(expires_at, clock_timestamp() + make_interval(days => ?))', [KEPT_DAYS]) });
}

/** The other way round, for what was named before and is no more (another file was picked, the draft discarded): a scan of a person lies no longer than needed. */
export async function releaseUploads(trx: Knex.Transaction, { caseId, before, officeId }: { caseId: string; before: object; officeId: string }): Promise<void> {
  const named = namedIn(before);
  if (named.length === 0) return;
  await trx('uploads').whereIn('id', named).where({ office_id: officeId }).whereNotNull('uploaded_by').whereNull('used_at')
    .whereRaw('not exists (select 1 from case_drafts d where d.case_id = ? and position(uploads.id::text in d.content::text) > 0)', [caseId])
    .update({ expires_at: trx.raw('least(expires_at, clock_timestamp() + make_interval(hours => ?))', [LOOSE_HOURS]) });
}
