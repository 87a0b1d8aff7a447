import { foldName } from '../domain/names/fold-name.ts';
import { regionKey } from '../domain/screening/region-key.ts';
import type { RowRefusal } from './blacklist-row.ts';
import { cleanCell, readIdentifiers } from './query-row.ts';

export interface RegistryEntry {
  lpse: string; user_id_spse: string; name: string; name_folded: string; nik: string | null; npwp15: string | null; npwp16: string | null; email: string | null;
  phone: string | null; regency_code: string | null; regency: string | null; birth_date: string | null;
}

/** Kemendagri codes of kabupaten and kota by their key; a name without the word means the kota or kabupaten if there is only one. */
export function regencyCodes(regions: readonly { code: string; name: string }[]): (text: string) => string | null {
  const codes = new Map<string, string | null>();
  for (const { code, name } of regions.filter((region) => region.code.length === 4)) {
    const key = regionKey(name);
    if (key === null) continue;
    codes.set(key, code);
    codes.set(code, code);
    const bare = key.replace(/^(?:KAB|KOTA) /, '');
    if (bare !== key) codes.set(bare, codes.has(bare) ? null : code);
  }
  return (text) => codes.get(regionKey(text.replaceAll('.', text.match(/^\d\d\.\d\d$/) ? '' : '.')) ?? '') ?? null;
}

/** One supplier of another LPSE, or why the row cannot be taken: without a name or any number nobody could be found by it. */
export function readRegistryRow(cells: ReadonlyMap<string, string>, regencyOf: (text: string) => string | null): { entry: RegistryEntry } | { refusal: RowRefusal } {
  const [name, userId, lpse, regency] = ['nama', 'user_id', 'lpse', 'kabupaten'].map((column) => cleanCell(cells.get(column))) as [string, string, string, string];
  const { folded, glued } = foldName(name);
  if (glued === '') return { refusal: { key: 'impor.tolak.nama_kosong', params: {} } };
  const { maskKey: _maskKey, birthDate, ...identifiers } = readIdentifiers(cells);
  if (userId === '' && !identifiers.nik && !identifiers.npwp16 && !identifiers.email && !identifiers.phone) return { refusal: { key: 'impor.tolak.tanpa_nomor', params: {} } };
  return {
    entry: { lpse, user_id_spse: userId, name, name_folded: folded, ...identifiers, regency_code: regency === '' ? null : regencyOf(regency), regency: regency || null, birth_date: birthDate },
  };
}
