import { translate, type Locale } from '../domain/messages/translate.ts';
import type { ListPreview } from '../domain/contract/checks.ts';
import { BLACKLIST_COLUMNS, findColumns, QUERY_COLUMNS, REGISTRY_COLUMNS, type ColumnNames } from './list-columns.ts';
import { wrongFile } from './table-csv.ts';
import { readTableFile } from './table-file.ts';

const KINDS: Record<'daftar_hitam' | 'registri' | 'pertanyaan', { known: ColumnNames<string>; required: string[] }> = {
  daftar_hitam: { known: BLACKLIST_COLUMNS, required: ['penyedia'] },
  registri: { known: REGISTRY_COLUMNS, required: ['nama'] },
  pertanyaan: { known: QUERY_COLUMNS, required: [] },
};
const SAMPLE = 5;
const LONGEST_SHOWN = 60;

/** The head of a list file and what its columns seem to mean; nothing is stored. A person confirms or corrects it. */
export async function previewList(file: string, kind: keyof typeof KINDS, locale: Locale): Promise<ListPreview> {
  const { known, required } = KINDS[kind];
  let header: string[] | null = null;
  const sample: string[][] = [];
  for await (const { cells } of readTableFile(file)) {
    if (cells.every((cell) => cell === '')) continue;
    if (header === null) header = cells;
    else sample.push(cells.map((cell) => cell.slice(0, LONGEST_SHOWN)));
    if (sample.length >= SAMPLE) break;
  }
  if (header === null) throw wrongFile('kosong');
  const titles = header;
  const places = findColumns(titles, known);
  return {
    header: titles, sample, isExport: kind === 'daftar_hitam' && ['penyedia', 'nomor_sk', 'status'].every((name) => findColumns(titles, { [name]: [] }).has(name)),
    fields: Object.keys(known).map((key) => ({ key, label: translate(`kolom.${key}`, {}, locale), required: required.includes(key), guess: titles[places.get(key) ?? -1] ?? null })),
  };
}
