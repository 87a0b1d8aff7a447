/** Whether two shown values agree, as far as what is shown can tell. */
export type Agreement = 'sama' | 'berbeda' | 'tidak_pasti' | 'tidak_ada';

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
