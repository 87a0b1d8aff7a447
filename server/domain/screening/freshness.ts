import type { Freshness } from '../sop/facts.ts';

/** Days a list may be old: up to `freshDays` it is evidence enough, up to `yellowDays` yellow, older red (decision 3; an office may set its own). */
export interface FreshnessRule { freshDays: number; yellowDays: number }
export const USUAL_FRESHNESS: FreshnessRule = { freshDays: 7, yellowDays: 30 };

/** @param dataDate day the list states, `YYYY-MM-DD`; null without a list @param today day in the office's zone */
export function freshnessOf(dataDate: string | null, today: string, rule: FreshnessRule = USUAL_FRESHNESS): Freshness {
  if (dataDate === null) return 'merah';
  const age = daysBetween(dataDate, today);
  if (age <= rule.freshDays) return 'segar';
  return age <= rule.yellowDays ? 'kuning' : 'merah';
}

/** Whole days from one calendar day to another, negative when `to` lies before `from`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
