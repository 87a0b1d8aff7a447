/** What could not be read in a question, or is not looked for at all, must not look like a search that found nothing. The same for a form and for the row of a file. */
import type { Params } from '../domain/messages/translate.ts';
import type { ScreeningSubject } from '../domain/screening/screening.ts';
import { cleanCell, LONGEST_CELL } from './query-row.ts';

export type AskedList = 'daftar_hitam' | 'lpse_lain';
type Cells = ReadonlyMap<string, string>;
/** `field` is the column it is about, as the query file names it. */
export interface CellProblem { field: string; key: string; params: Params }

const NUMBERS: Record<string, (subject: ScreeningSubject) => string | null> = { npwp: (subject) => subject.npwp16 ?? subject.maskKey, nik: (subject) => subject.nik, nib: (subject) => subject.nib };
/** The national list has none of these. */
const OF_THE_REGISTRY: Record<string, (subject: ScreeningSubject) => string | null> = {
  email: (subject) => subject.email, telepon: (subject) => subject.phone, tanggal_lahir: (subject) => subject.birthDate, kabupaten: (subject) => subject.regencyCode,
};

/** Cells in which something stands that nobody could read, of those this list is asked by. */
export function unreadableCells(list: AskedList, cells: Cells, subject: ScreeningSubject): CellProblem[] {
  const said = (field: string) => cleanCell(cells.get(field)) !== '';
  const read = list === 'daftar_hitam' ? NUMBERS : { ...NUMBERS, ...OF_THE_REGISTRY };
  const unread = Object.entries(read).filter(([field, of]) => said(field) && of(subject) === null).map(([field]) => ({ field, key: `galat.tapis.${field}`, params: {} }));
  const name = (cells.get('nama') ?? '').trim();
  if (name.length > LONGEST_CELL) unread.unshift({ field: 'nama', key: 'galat.tapis.nama_panjang', params: { tanda: LONGEST_CELL } });
  else if (name !== '' && said('nama') && subject.name.glued === '') unread.unshift({ field: 'nama', key: 'galat.tapis.nama', params: {} });
  return unread;
}

/** Why nobody can be looked for by what could be read; null where there is enough. */
export function nothingToAskBy(list: AskedList, cells: Cells, subject: ScreeningSubject): CellProblem | null {
  const named = subject.name.glued !== '';
  if (subject.npwp16 ?? subject.nik ?? subject.nib) return null;
  const problem = (field: string, why: string): CellProblem => ({ field, key: `galat.tapis.${why}`, params: {} });
  if (list === 'daftar_hitam') {
    if (named || subject.maskKey) return null;
    return subject.userId !== null || ['email', 'telepon', 'tanggal_lahir'].some((field) => cleanCell(cells.get(field)) !== '') ? problem('nama', 'daftar_hitam') : problem('nama', 'kosong');
  }
  if (subject.email ?? subject.phone ?? subject.userId) return null;
  if (named && (subject.regencyCode ?? subject.birthDate)) return null;
  if (subject.maskKey) return problem('npwp', 'npwp_tertutup');
  return named ? problem('kabupaten', 'nama_saja') : problem('nama', 'kosong');
}
