import { translateToEach, type Locale } from '../domain/messages/translate.ts';
import type { ListPreview } from '../domain/contract/checks.ts';
import { BLACKLIST_COLUMNS, findColumns, NAMING, QUERY_COLUMNS, REGISTRY_COLUMNS, type ColumnNames } from './list-columns.ts';
import { readTableFile } from './table-file.ts';
import { headerOf, underHeader } from './under-header.ts';

const KINDS: Record<'daftar_hitam' | 'registri' | 'pertanyaan', { known: ColumnNames<string>; required: string[]; naming: readonly string[] }> = {
  daftar_hitam: { known: BLACKLIST_COLUMNS, required: ['penyedia'], naming: NAMING.daftar_hitam },
  registri: { known: REGISTRY_COLUMNS, required: ['nama'], naming: NAMING.registri },
  pertanyaan: { known: QUERY_COLUMNS, required: [], naming: NAMING.pertanyaan },
};
const SAMPLE = 5;
const LONGEST_SHOWN = 60;

/** The head of a list file and what its columns seem to mean; nothing is stored. A person confirms or corrects it. */
export async function previewList(file: string, kind: keyof typeof KINDS, locale: Locale): Promise<ListPreview> {
  const { known, required, naming } = KINDS[kind];
  let header: string[] | null = null;
  const sample: string[][] = [];
  for await (const { cells } of underHeader(readTableFile(file), headerOf(known, { oneOf: naming }))) {
    if (header === null) header = cells;
    else sample.push(cells.map((cell) => cell.slice(0, LONGEST_SHOWN)));
    if (sample.length >= SAMPLE) break;
  }
  const titles = header ?? [];
  const places = findColumns(titles, known);
  return {
    header: titles, sample, isExport: kind === 'daftar_hitam' && ['penyedia', 'nomor_sk', 'status'].every((name) => findColumns(titles, { [name]: [] }).has(name)),
    fields: Object.keys(known).map((key) => {
      const words = translateToEach(`kolom.${key}`);
      return { key, label: words[locale], words, required: required.includes(key), guess: titles[places.get(key) ?? -1] ?? null };
    }),
  };
}
