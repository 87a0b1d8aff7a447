import { wrongFile, type TableRow } from './table-csv.ts';
import { findColumns, type ColumnNames } from './list-columns.ts';

/** Reports begin with a title, spreadsheets with `sep=;`: the header is looked for in the first lines. */
const LATEST_HEADER = 10;

/** Says of a row whether it is the header: the one that has all columns a person chose, or one of `oneOf` by a name known here. */
export function headerOf<F extends string>(known: ColumnNames<F>, { oneOf, chosen }: { oneOf: readonly NoInfer<F>[]; chosen?: Partial<Record<F, string>> | undefined }): (cells: readonly string[]) => boolean {
  const wanted = Object.values(chosen ?? {}).filter((header) => header !== '').length;
  return (cells) => {
    const places = findColumns(cells, known, chosen);
    return chosen ? places.size === wanted : oneOf.some((field) => places.has(field));
  };
}

/**
 * The header of a table and then its rows, numbered as in the file, without blank ones. The same header for a preview, an import and a screening:
 * the first line that is one, else – so that the answer can name what is missing – the first line with anything in it.
 * @throws InvalidError on `berkas`: nothing in it
 */
export async function* underHeader(table: AsyncIterable<TableRow>, isHeader: (cells: readonly string[]) => boolean): AsyncGenerator<TableRow> {
  let above: TableRow[] | null = [];
  for await (const line of table) {
    if (line.cells.every((cell) => cell.trim() === '')) continue;
    if (above === null) yield line;
    else if (isHeader(line.cells)) {
      above = null;
      yield line;
    } else {
      above.push(line);
      if (line.row < LATEST_HEADER) continue;
      yield* above;
      above = null;
    }
  }
  if (above === null) return;
  if (above.length === 0) throw wrongFile('kosong');
  yield* above;
}
