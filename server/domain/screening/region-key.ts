/**
 * A regency or province as the national list and the Kemendagri table both can be read: `Kab. Sintang`, `KABUPATEN SINTANG`
 * and `Kabupaten  Sintang` give `KAB SINTANG`. Null for an empty cell or `N/A`. A kota never equals the kabupaten of that name.
 */
export function regionKey(text: string | null): string | null {
  const key = (text ?? '').normalize('NFKC').toUpperCase().replace(/[^A-Z0-9]+/g, ' ').trim()
    .replace(/^(?:KABUPATEN|KAB) (?:ADMINISTRASI |ADM )?/, 'KAB ')
    .replace(/^(?:KOTA|KOTAMADYA|KODYA) (?:ADMINISTRASI |ADM )?/, 'KOTA ')
    .replace(/\bKEP\b/, 'KEPULAUAN').replace(/\bSUMATRA\b/, 'SUMATERA')
    .replace(/^(?:PROVINSI|PROV|PROPINSI) /, '')
    .replace(/^(?:DAERAH ISTIMEWA|DI|D I) /, '')
    .replace(/^(?:DAERAH KHUSUS IBUKOTA|DAERAH KHUSUS|DKI|D K I|DKJ) JAKARTA$/, 'JAKARTA')
    .replace(/^(?:NANGGROE ACEH DARUSSALAM|NAD)$/, 'ACEH').replace(/^BANGKA BELITUNG$/, 'KEPULAUAN BANGKA BELITUNG');
  return key === '' || key === 'N A' || key === 'NULL' ? null : key;
}

/**
 * Whether two keys of `regionKey` mean one kabupaten or kota. A file that leaves out the word says `SAMARINDA` for `KOTA SAMARINDA`;
 * `KOTA SERANG` and `KAB SERANG` are two.
 */
export function isSameRegency(a: string, b: string): boolean {
  if (a === b) return true;
  const [bareA, bareB] = [bareRegency(a), bareRegency(b)];
  return bareA === bareB && (bareA === a || bareB === b);
}

function bareRegency(key: string): string {
  return key.replace(/^(?:KAB|KOTA) /, '');
}
