/** Whether two shown values agree: as the server said who saw the whole of both, else as far as what is shown can tell. */
export type Agreement = 'sama' | 'mirip' | 'berbeda' | 'tidak_pasti' | 'tidak_ada';
export type Compared = 'nama' | 'nik' | 'npwp' | 'nib' | 'user_id' | 'email' | 'kabupaten' | 'telepon' | 'tanggal_lahir';

/** What a reason of the comparison says about one row (`match-blacklist-entry.ts`, `match-provider.ts`). Equal masks prove nothing and are not here. */
const SAID: Record<string, [Compared, Agreement]> = {
  nama_sama: ['nama', 'sama'], nama_sama_ejaan: ['nama', 'sama'], nama_sama_urutan: ['nama', 'sama'], nama_sama_spasi: ['nama', 'sama'], nama_mirip: ['nama', 'mirip'], nama_jauh: ['nama', 'berbeda'],
  nik_sama: ['nik', 'sama'], kunci_nik: ['nik', 'sama'], duplikat_nik_beda: ['nik', 'berbeda'], duplikat_nik_nyaris: ['nik', 'mirip'],
  npwp_sama: ['npwp', 'sama'], kunci_npwp: ['npwp', 'sama'], npwp_cabang: ['npwp', 'mirip'], kunci_npwp_cabang: ['npwp', 'mirip'], duplikat_npwp_beda: ['npwp', 'berbeda'], mask_kpp_beda: ['npwp', 'berbeda'],
  nib_sama: ['nib', 'sama'], kunci_nib: ['nib', 'sama'], nib_beda: ['nib', 'berbeda'], duplikat_nib_beda: ['nib', 'berbeda'],
  kunci_email: ['email', 'sama'], kunci_user_id: ['user_id', 'sama'], kunci_telepon: ['telepon', 'sama'], tanggal_lahir_sama: ['tanggal_lahir', 'sama'], tanggal_lahir_beda: ['tanggal_lahir', 'berbeda'],
  kabupaten_sama: ['kabupaten', 'sama'], kabupaten_beda: ['kabupaten', 'berbeda'], provinsi_sama: ['kabupaten', 'berbeda'], wilayah_beda: ['kabupaten', 'berbeda'],
};
/** At step 12 these are keys: what both sides have and is not said to be equal was seen to differ. */
const KEYS: readonly Compared[] = ['email', 'user_id', 'telepon'];

export function compareRow(row: Compared, [left, right]: [string | null | undefined, string | null | undefined], of: { kind: string; reasons: readonly { key: string }[] }): Agreement {
  if (!left || !right) return 'tidak_ada';
  const said = of.reasons.map(({ key }) => SAID[key.replace('temuan.alasan.', '')]).find((each) => each?.[0] === row);
  if (said) return said[1];
  if (of.kind === 'lpse_lain' && KEYS.includes(row)) return 'berbeda';
  return row === 'kabupaten' ? compareRegion(left, right) : compareShown(left, right);
}

const plain = (value: string) => value.normalize('NFKD').toLowerCase().replace(/[^\p{L}\p{N}*•]/gu, '');

/** Masked places agree with anything: equal remains then prove nothing, different ones do. */
export function compareShown(left: string | null | undefined, right: string | null | undefined): Agreement {
  if (!left || !right) return 'tidak_ada';
  const [a, b] = [plain(left), plain(right)];
  const masked = /[*•]/.test(a + b);
  if (!masked) return a === b ? 'sama' : 'berbeda';
  if (a.length !== b.length) return 'tidak_pasti';
  const clash = [...a].some((char, at) => !/[*•]/.test(char) && !/[*•]/.test(b[at] ?? '*') && char !== b[at]);
  return clash ? 'berbeda' : 'tidak_pasti';
}

/** Kabupaten and cities: the province behind the comma and the long or short word for kabupaten make no difference. */
export function compareRegion(left: string | null | undefined, right: string | null | undefined): Agreement {
  const bare = (name: string | null | undefined) => name?.split(',')[0]?.trim().replace(/^kab(upaten|\.)?\s+/i, 'kabupaten ');
  return compareShown(bare(left), bare(right));
}
