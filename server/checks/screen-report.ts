import { sayReason } from '../domain/screening/say-reason.ts';
import type { Locale } from '../domain/messages/translate.ts';
import type { ScreenFinding } from './screen-lists.ts';

export const RESULT_HEADER = 'id,rank,key,nama,level,score,in_force,reason';
const MOST_PER_QUERY = 10;

/** The lines of one question, best first; none when nothing reaches C. */
export function resultLines(id: string, findings: readonly ScreenFinding[], locale: Locale = 'id'): string[] {
  return findings.slice(0, MOST_PER_QUERY).map((found, at) => [
    id, String(at + 1), found.key, found.name, found.level, found.score.toFixed(3), String(found.inForce), found.reasons.map((reason) => sayReason(reason, locale).replace(/\.$/, '')).join('; '),
  ].map(csvCell).join(','));
}

/**
 * A cell that a spreadsheet shows as the text it is: what begins like a formula gets an apostrophe in front (plain numbers stay
 * numbers), quotes are doubled.
 */
export function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r\0]/.test(text) && !/^[+-]?\d+(?:[.,]\d+)?$/.test(text) ? `'${text}` : text;
  return /[",;\r\n\t]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
