import { translate, type Locale } from '../domain/messages/translate.ts';
import type { Refusal } from './refusals.repository.ts';
import type { Query } from './screen-lists.ts';
import { csvCell } from './screen-report.ts';

const BOM = '\uFEFF';
const line = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;

/** First line of such a file: where and why, then the columns as they stood. */
export function refusedHeader(header: readonly string[], locale: Locale): string {
  return BOM + line([translate('kolom.baris', {}, locale), translate('kolom.alasan', {}, locale), ...header]);
}

/** The rows that were not taken, as they stood in the file, with the line and the reason in front: to be mended and brought again. */
export function refusedCsv(header: readonly string[], refusals: readonly Refusal[], locale: Locale): string {
  return refusedHeader(header, locale) + refusals.map(({ row, key, params, cells }) => line([String(row), translate(key, params, locale), ...cells])).join('');
}

/** A row of questions that could not be read, wholly or in part. */
export function unreadLine(query: Query, locale: Locale): string {
  return line([String(query.row), sayUnread(query, locale), ...query.line]);
}

/** What of a row of questions could not be read, and what became of it; no word of the row itself. */
export function sayUnread({ problems, refused }: Pick<Query, 'problems' | 'refused'>, locale: Locale): string {
  return translate(refused ? 'tapis.baris.tidak' : 'tapis.baris.sebagian', { alasan: problems.map(({ key, params }) => translate(key, params, locale)).join(' ') }, locale);
}
