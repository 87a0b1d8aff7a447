import type { FreshnessRule } from '../domain/screening/freshness.ts';
import type { Office } from '../offices/index.ts';

/** What the office set for itself. */
export function freshnessRule(office: Office): FreshnessRule {
  return { freshDays: office.settings.blacklistFreshDays, yellowDays: office.settings.blacklistOldDays };
}
