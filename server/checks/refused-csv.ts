import { translate, type Locale } from '../domain/messages/translate.ts';
import type { Refusal } from './refusals.repository.ts';
import { csvCell } from './screen-report.ts';

/** The rows that were not taken, as they stood in the file, with the line and the reason in front: to be mended and brought again. */
export function refusedCsv(header: readonly string[], refusals: readonly Refusal[], locale: Locale): string {
  const lines = [[translate('kolom.baris', {}, locale), translate('kolom.alasan', {}, locale), ...header],
    ...refusals.map(({ row, key, params, cells }) => [String(row), translate(key, params, locale), ...cells])];
  return `\uFEFF${lines.map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`;
}
