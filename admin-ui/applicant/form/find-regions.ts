/** Searching a kabupaten or city among five hundred, the way people type its name. */
export interface Region { code: string; name: string; province: string }

const folded = (text: string) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/[^a-z0-9 ]+/g, ' ').trim();
const KIND = /^(?:kabupaten|kota)(?: administrasi)? /;

/**
 * Regions in which every typed word begins a word of the name or the province; names that begin with what was typed first.
 * Nothing typed gives the list as it is, at most `most` rows.
 */
export function findRegions(regions: readonly Region[], typed: string, most = 30): Region[] {
  const wanted = folded(typed);
  if (wanted === '') return regions.slice(0, most);
  const words = wanted.split(/ +/);
  const found = regions.flatMap((region) => {
    const name = folded(region.name);
    const all = `${name} ${folded(region.province)}`.split(/ +/);
    if (!words.every((word) => all.some((part) => part.startsWith(word)))) return [];
    const begins = name.startsWith(wanted) || name.replace(KIND, '').startsWith(wanted);
    const named = words.every((word) => name.split(/ +/).some((part) => part.startsWith(word)));
    return [{ region, rank: begins ? 0 : named ? 1 : 2 }];
  });
  return found.sort((a, b) => a.rank - b.rank || a.region.name.localeCompare(b.region.name, 'id')).slice(0, most).map(({ region }) => region);
}
