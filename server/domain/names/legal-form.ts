/** Bentuk usaha in front of or behind the name of a body (domain.md 4.4), in its usual short form. */
export type LegalForm =
  | 'PT'
  | 'CV'
  | 'UD'
  | 'PD'
  | 'PERUM'
  | 'PERUMDA'
  | 'FIRMA'
  | 'KOPERASI'
  | 'YAYASAN'
  | 'PERSEKUTUAN PERDATA'
  | 'TOKO'
  | 'TB'
  | 'APOTEK'
  | 'KAP'
  | 'KJPP'
  | 'BUMDES';

/** Written forms, longest first where one begins another. A KSU is a cooperative; Tbk and Persero say that it is a PT. */
const LEADING = ([
  ['PERSEKUTUAN PERDATA', 'PERSEKUTUAN PERDATA'],
  ['PERSEROAN TERBATAS', 'PT'],
  ['PERSEKUTUAN KOMANDITER', 'CV'],
  ['PERSEROAN KOMANDITER', 'CV'],
  ['COMMANDITAIRE VENNOOTSCHAP', 'CV'],
  ['BADAN USAHA MILIK DESA', 'BUMDES'],
  ['USAHA DAGANG', 'UD'],
  ['PERUSAHAAN UMUM DAERAH', 'PERUMDA'],
  ['PERUSAHAAN UMUM', 'PERUM'],
  ['PERUSAHAAN DAERAH', 'PD'],
  ['KOPERASI SERBA USAHA', 'KOPERASI'],
  ['TOKO BANGUNAN', 'TB'],
  ['PT', 'PT'],
  ['CV', 'CV'],
  ['UD', 'UD'],
  ['PD', 'PD'],
  ['PERUMDA', 'PERUMDA'],
  ['PERUM', 'PERUM'],
  ['FIRMA', 'FIRMA'],
  ['FA', 'FIRMA'],
  ['KOPERASI', 'KOPERASI'],
  ['KOP', 'KOPERASI'],
  ['KSU', 'KOPERASI'],
  ['YAYASAN', 'YAYASAN'],
  ['TOKO', 'TOKO'],
  ['TB', 'TB'],
  ['APOTEK', 'APOTEK'],
  ['KAP', 'KAP'],
  ['KJPP', 'KJPP'],
  ['BUMDES', 'BUMDES'],
  ['BUMDESA', 'BUMDES'],
] satisfies [string, LegalForm][]).map(([text, form]) => ({ text, form, length: text.split(' ').length }));
const FIRST_WORDS: ReadonlySet<string> = new Set(LEADING.map(({ text }) => text.split(' ')[0] ?? ''));
const TRAILING: Readonly<Record<string, LegalForm>> = { PT: 'PT', CV: 'CV', UD: 'UD', PD: 'PD', FA: 'FIRMA', TBK: 'PT', PERSERO: 'PT' };

/**
 * Splits the legal form off a name: `CV. Karya Putra`, `KARYA PUTRA CV`, `PT Contoh (Persero) Tbk`. The form is kept, not
 * thrown away: the same core under another form is another body until shown otherwise (domain.md 4.4).
 * @returns `form` null when none is written; `core` in upper case with single blanks, dots kept. Nothing but a form stays the core.
 */
export function splitLegalForm(name: string): { form: LegalForm | null; core: string; } {
  const written = name
    .normalize('NFKC')
    .toUpperCase()
    // "PT.Karya" and "P.T.Karya"; the dots of "P.T. Karya" go when words are compared.
    .replace(/^(P\.?T|C\.?V|U\.?D|P\.?D|FA|KOP|TB)\.(?=[^\s])/, '$1 ')
    .replace(/[()]/g, ' ')
    // "PTKARYAJAYA": no Indonesian word begins like this.
    .replace(/^\s*(PT|CV)(?=[A-Z]{10,}\s*$)/, '$1 ');
  let words = written.split(/\s+/).filter((word) => word !== '');
  let form: LegalForm | null = null;
  for (let found = leadingForm(words); found; found = leadingForm(words)) {
    form ??= found.form;
    words = words.slice(found.length);
  }
  for (let found = trailingForm(words); found; found = trailingForm(words)) {
    form ??= found;
    words = words.slice(0, -1);
  }
  return { form, core: words.join(' ').replace(/,+$/, '') };
}

function leadingForm(words: string[]): { form: LegalForm; length: number; } | undefined {
  if (!FIRST_WORDS.has(bare(words[0] ?? ''))) return undefined;
  for (const { text, form, length } of LEADING) {
    if (words.length > length && bare(words.slice(0, length).join(' ')) === text) return { form, length };
  }
  return undefined;
}

function trailingForm(words: string[]): LegalForm | undefined {
  return words.length > 1 ? TRAILING[bare(words.at(-1) ?? '')] : undefined;
}

function bare(text: string): string {
  return text.replace(/[.,]/g, '');
}
