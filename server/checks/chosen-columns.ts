import { z } from 'zod';
import { InvalidError } from '../platform/errors.ts';
import type { ColumnNames } from './list-columns.ts';

/**
 * The columns somebody named on screen: JSON, meaning → header. Null where nothing was named.
 * @throws InvalidError on `kolom`: not such an object, a meaning nobody knows, or the one that must be there is missing
 */
export function readChosen<F extends string>(text: string | undefined, known: ColumnNames<F>, required: F): Partial<Record<F, string>> | null {
  if (text === undefined || text === '') return null;
  const chosen = z.record(z.string().max(60), z.string().max(500)).safeParse(parsed(text));
  if (!chosen.success || Object.keys(chosen.data).some((field) => !Object.hasOwn(known, field))) throw new InvalidError({ kolom: { key: 'galat.impor.kolom_pilihan' } });
  const given = Object.fromEntries(Object.entries(chosen.data).filter(([, header]) => header !== '')) as Partial<Record<F, string>>;
  if (given[required] === undefined) throw new InvalidError({ kolom: { key: 'galat.impor.kolom_nama_wajib' } });
  return given;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidError({ kolom: { key: 'galat.impor.kolom_pilihan' } });
  }
}
