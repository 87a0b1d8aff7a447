import type { Knex } from 'knex';
import { freshnessOf, type FreshnessRule } from '../domain/screening/freshness.ts';
import type { Freshness } from '../domain/sop/facts.ts';
import type { Office } from '../offices/index.ts';
import { findFailedSince } from './blacklist.repository.ts';

/** Of a list of that day; with the attempt that makes all red. */
export type ListFreshness = ((dataDate: string | null) => Freshness) & { failedId: string | null };

const DAY = 86_400_000;

/** A look at the portal counts as long as a list is fresh: it must not be older than this. */
export function looksCountSince(office: Office, at: Date): Date {
  return new Date(at.getTime() - office.settings.blacklistFreshDays * DAY);
}

/** What the office set for itself. */
function freshnessRule(office: Office): FreshnessRule {
  return { freshDays: office.settings.blacklistFreshDays, yellowDays: office.settings.blacklistOldDays };
}

/**
 * How old a list of that day is for this office (decision 3). While a later list could not be read every one is red: nobody knows what it says.
 * @param of.inForceId the version in force; none without a list
 */
export async function listFreshness(db: Knex | Knex.Transaction, of: { office: Office; today: string; at: Date; inForceId: string | undefined }): Promise<ListFreshness> {
  const failed = await findFailedSince(db, of.inForceId, of.at);
  return Object.assign((dataDate: string | null) => (failed ? 'merah' : freshnessOf(dataDate, of.today, freshnessRule(of.office))), { failedId: failed?.id ?? null });
}
