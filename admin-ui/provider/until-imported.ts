import type { BlacklistImportItem } from '../../server/domain/contract/checks.ts';
import type { WireError } from './http.ts';

const EVERY_MS = 1_000;
const wait = () => new Promise<void>((resolve) => { setTimeout(resolve, EVERY_MS); });

/**
 * The import once it has ended. It goes on in the background whoever looks.
 * @param look the import as it is now; undefined when it is gone
 */
export async function untilImported(first: BlacklistImportItem, look: (id: string) => Promise<BlacklistImportItem | undefined>, pause: () => Promise<void> = wait): Promise<BlacklistImportItem> {
  let row: BlacklistImportItem = first;
  while (row.state === 'berjalan') {
    await pause();
    // A look that fails says nothing about the import.
    row = await look(row.id).catch(() => row) ?? row;
  }
  return row;
}

/** A list that was not taken, as the form would have been answered; null for one that was. */
export function refusalOf(row: BlacklistImportItem): WireError | null {
  if (row.state !== 'gagal') return null;
  const message = row.problem ?? '';
  return { message, errors: { [row.asksConfirmation ? 'konfirmasi' : 'berkas']: message } };
}
