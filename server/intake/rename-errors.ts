import { InvalidError } from '../platform/errors.ts';

/** Runs `use`; what it finds wrong is told under the names the sender used (`documents.ktp`, `file_ktp`, `fields.nik`). */
export async function withFieldNames<T>(rename: (field: string) => string, use: () => Promise<T>): Promise<T> {
  try {
    return await use();
  } catch (error) {
    if (!(error instanceof InvalidError)) throw error;
    throw new InvalidError(Object.fromEntries(Object.entries(error.fields).map(([field, problem]) => [rename(field), problem])), error.key);
  }
}

/** Names of the SOP's inputs to names of the public interface. */
export const asOnTheWire = (field: string): string => field.replace(/^dokumen\./, 'documents.').replace(/^isian\./, 'fields.');
