import type { Knex } from 'knex';

/** A request for repair stands some two or three weeks: half of what was asked comes on Monday, the other half ten days later. */
const KEPT_DAYS = 30;
const ID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g;

/** Files that somebody's kept typing names wait for the act it is for, not only for the day a loose one has. Those of other offices are left alone. */
export async function keepNamedUploads(trx: Knex.Transaction, { content, officeId }: { content: object; officeId: string }): Promise<void> {
  const named = JSON.stringify(content).match(ID) ?? [];
  if (named.length === 0) return;
  await trx('uploads').whereIn('id', named).where({ office_id: officeId }).whereNull('used_at').whereRaw('expires_at > clock_timestamp()')
    .update({ expires_at: trx.raw('greatest(expires_at, clock_timestamp() + make_interval(days => ?))', [KEPT_DAYS]) });
}
