/** Addresses of the applicant's pages, read and written in one place. */
export type Page =
  | { name: 'front'; office: string | null }
  | { name: 'apply'; office: string; procedure: string }
  | { name: 'case'; token: string }
  | { name: 'upload'; token: string }
  | { name: 'receipt'; code: string | null }
  | { name: 'privacy' }
  | { name: 'missing' };

/** The page behind a path and query; anything we do not know, or that is badly encoded, is `missing`. */
export function pageAt(path: string, query = ''): Page {
  const parts = decoded(path);
  if (!parts) return { name: 'missing' };
  const [first, second, third, ...more] = parts;
  if (more.length > 0) return { name: 'missing' };
  if (first === undefined) return { name: 'front', office: new URLSearchParams(query).get('kantor') };
  if (first === 'ajukan' && second && third) return { name: 'apply', office: second, procedure: third };
  // An office without a procedure, as somebody may shorten the address: the choice is on the front page.
  if (first === 'ajukan' && !third) return { name: 'front', office: second ?? null };
  if (first === 'berkas' && second && !third) return { name: 'case', token: second };
  if (first === 'unggah' && second && !third) return { name: 'upload', token: second };
  if (first === 'periksa' && !third) return { name: 'receipt', code: second ?? null };
  if (first === 'privasi' && !second) return { name: 'privacy' };
  return { name: 'missing' };
}

function decoded(path: string): string[] | null {
  try {
    return path.split('/').filter((part) => part !== '').map(decodeURIComponent);
  } catch {
    // A stray % sign: such an address was never given out by us.
    return null;
  }
}

const address = (...parts: string[]) => `/${parts.map(encodeURIComponent).join('/')}`;
export const frontAddress = (office?: string): string => (office ? `/?kantor=${encodeURIComponent(office)}` : '/');
export const applyAddress = (office: string, procedure: string): string => address('ajukan', office, procedure);
export const caseAddress = (token: string): string => address('berkas', token);
export const receiptAddress = (code?: string): string => (code ? address('periksa', code) : '/periksa');
