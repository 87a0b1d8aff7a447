import { foldName } from '../domain/names/fold-name.ts';
import { nameKeys } from '../domain/names/name-keys.ts';
import { regionKey } from '../domain/screening/region-key.ts';
import type { RowRefusal } from './blacklist-row.ts';
import { cleanCell, readIdentifiers } from './query-row.ts';

export interface RegistryEntry {
  lpse: string; user_id_spse: string; name: string; name_folded: string; nik: string | null; npwp15: string | null; npwp16: string | null; nib: string | null; email: string | null;
  phone: string | null; regency_code: string | null; regency: string | null; birth_date: string | null; name_keys: number[];
}

const MOST_SPELLINGS = 5_000;

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
  /** Spelled in a few hundred ways over a whole file. */
  const read = new Map<string, string | null>();
  return (text) => {
    let code = read.get(text);
    if (code === undefined) {
      if (read.size >= MOST_SPELLINGS) read.clear();
      code = codes.get(regionKey(text.replaceAll('.', text.match(/^\d\d\.\d\d$/) ? '' : '.')) ?? '') ?? null;
      read.set(text, code);
    }
    return code;
  };
}

/** One supplier of another LPSE, or why the row cannot be taken: without a name or any number nobody could be found by it. */
export function readRegistryRow(cells: ReadonlyMap<string, string>, regencyOf: (text: string) => string | null): { entry: RegistryEntry } | { refusal: RowRefusal } {
  const [name, userId, lpse, regency] = ['nama', 'user_id', 'lpse', 'kabupaten'].map((column) => cleanCell(cells.get(column))) as [string, string, string, string];
  const folded = foldName(name);
  if (folded.glued === '') return { refusal: { key: 'impor.tolak.nama_kosong', params: {} } };
  const { maskKey: _maskKey, birthDate, ...identifiers } = readIdentifiers(cells);
  if (userId === '' && !identifiers.nik && !identifiers.npwp16 && !identifiers.nib && !identifiers.email && !identifiers.phone) return { refusal: { key: 'impor.tolak.tanpa_nomor', params: {} } };
  const regencyCode = regency === '' ? null : regencyOf(regency);
  return {
    entry: {
      lpse, user_id_spse: userId, name, name_folded: folded.folded, ...identifiers, regency_code: regencyCode, regency: regency || null, birth_date: birthDate,
      name_keys: nameKeys(folded, regencyCode),
    },
  };
}
