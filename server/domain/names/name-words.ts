/**
 * The word lists behind name folding, all upper case without dots (domain.md 4.2–4.4). A list grows by evidence: add a word
 * together with a row in `fold-name.test.ts`.
 */

/** Stripped in front of a name. Andi, Cut, Teuku, I Gusti, Ida Bagus are parts of a name and stay (domain.md 4.3). */
export const TITLES_BEFORE: ReadonlySet<string> = new Set(
  ('BAPAK BPK IBU NY NN SDR SDRI H HJ HAJI HAJJAH KH UST USTADZ USTAZ R RR RADEN RM RA TB TUBAGUS DRS DRA IR DR DRG DRH PROF APT NS ' +
    'KOL LETKOL KAPT MAYOR LETTU HC ALM ALMH').split(' '),
);

/** Stripped behind a name, with or without their dots: exports of lists lose punctuation. */
const TITLES_AFTER: ReadonlySet<string> = new Set(
  ('ST SE SH SHI SEI SI SIP SKOM SPD SPDI SSOS SSI SSN SAG SPSI SKED SKG SKM SKEP SFARM SGZ SP SPT SPI SHUT STP SSTP STHI SAK SM SAB SAP ' +
    'SIKOM STR STRT SPN AMD AMDKEB AMDKEP MM MT MSI MKOM MH MHUM MPD MPDI MKES MSC MENG MBA MA MAG MAP MSN MTI MTR MKN MPH MAK MIKOM PHD ' +
    'ALM ALMH AK CA CPA BKP IAI IPM IPU CPSP BSC BE SPOG SPA SPB SPPD LLM').split(' '),
);

/** `A.Md.Kom.`, `S.Tr.Keb.`: these two are followed by a short form of the subject. */
export function isTitleAfter(joined: string): boolean {
  return TITLES_AFTER.has(joined) || /^(?:AMD[A-Z]{2,4}|STR(?:KEB|KES|KOM|AK|PI|P|GZ|RAD|FT))$/.test(joined);
}

/** Also names or syllables of names: a title only when written with dots or behind a comma. */
export const TITLES_ONLY_MARKED: ReadonlySet<string> = new Set(['SI', 'SM', 'SP', 'SPA', 'BA', 'BE', 'MA', 'CA', 'SAP', 'MAP']);

export const BIN_WORDS: ReadonlySet<string> = new Set(['BIN', 'BINTI', 'BTE']);

/** Any position. The spellings of Muhammad and Ahmad are caught by pattern in `fold-name.ts`. */
export const ABBREVIATIONS: Readonly<Record<string, string>> = {
  MUH: 'MUHAMMAD',
  MOH: 'MUHAMMAD',
  MOCH: 'MUHAMMAD',
  MUCH: 'MUHAMMAD',
  MHD: 'MUHAMMAD',
  MOHD: 'MUHAMMAD',
  MUHD: 'MUHAMMAD',
  ABD: 'ABDUL',
  ABDL: 'ABDUL',
  STI: 'SITI',
  NOR: 'NUR',
  NOOR: 'NUR',
  GST: 'GUSTI',
  NGR: 'NGURAH',
  KT: 'KETUT',
  WYN: 'WAYAN',
  NYM: 'NYOMAN',
  IGN: 'IGNATIUS',
};

/** Words of firms written the foreign way (domain.md 4.4). */
export const BODY_WORDS: Readonly<Record<string, string>> = {
  CONSTRUCTION: 'KONSTRUKSI', CONSTRUKSI: 'KONSTRUKSI', CONTRUKSI: 'KONSTRUKSI', CONSULTANT: 'KONSULTAN', CONSULTAN: 'KONSULTAN', KONSULTANT: 'KONSULTAN',
  TEHNIK: 'TEKNIK', TECHNIC: 'TEKNIK', TECHNIK: 'TEKNIK', TEHNOLOGI: 'TEKNOLOGI', TECHNOLOGY: 'TEKNOLOGI', MEDICA: 'MEDIKA', MEDICAL: 'MEDIKAL', ELECTRIC: 'ELEKTRIK', ELECTRO: 'ELEKTRO',
  CONTRACTOR: 'KONTRAKTOR', KONTRACTOR: 'KONTRAKTOR',
};

/** Only as the first of several words: elsewhere M and ST are initials or a degree. */
export const FIRST_ABBREVIATIONS: Readonly<Record<string, string>> = { M: 'MUHAMMAD', MD: 'MUHAMMAD', ST: 'SITI' };

/** Roman numbers of firms and generations. Single letters stay letters. */
export const ROMAN_NUMBERS: Readonly<Record<string, string>> = {
  II: '2',
  III: '3',
  IV: '4',
  VI: '6',
  VII: '7',
  VIII: '8',
  IX: '9',
};

/** Numbers as words, folded. */
export const NUMBER_WORDS: Readonly<Record<string, string>> = { SATU: '1', DUA: '2', TIGA: '3', EMPAT: '4', LIMA: '5', ENAM: '6', TUJUH: '7', DELAPAN: '8', SEMBILAN: '9', SEPULUH: '10' };

/**
 * Words so frequent that two different names often share them; in comparing they weigh half. Persons first, then the words
 * that make up the names of firms (counted in the public list of domain.md 2.4).
 */
export const COMMON_WORDS: readonly string[] = (
  'MUHAMMAD AHMAD ABDUL SITI NUR DWI TRI EKO PUTRA PUTRI ' +
  'KARYA JAYA UTAMA MANDIRI BERSAMA ABADI INDONESIA NUSANTARA SENTOSA MAKMUR SEJAHTERA PRATAMA PERKASA CIPTA MITRA MULTI BANGUN BUANA ' +
  'KONSTRUKSI TEKNIK KONSULTAN ENGINEERING DAN'
).split(' ');

/**
 * Words that many unrelated suppliers are called by. They compare like any other word, but a name made of them says little by
 * itself. Given and family names first (the most frequent of the lists of domain.md 4.6), then words of firms.
 */
export const FREQUENT_WORDS: readonly string[] = (
  'BUDI AGUS SRI HENDRA RINA DEWI SANTOSO WIJAYA SETIAWAN KURNIAWAN HIDAYAT SAPUTRA SUSANTI RAHMAN RAHMAT ALI HASAN YUSUF ARIF RIZKI FITRI ' +
    'INDAH RATNA LESTARI WATI WAHYU NUGROHO RAMADHAN GUNAWAN ANDI YULI RINI IRFAN ADI EKA DEDI DIAN JOKO SUPRIADI HERMAN IBRAHIM ISMAIL AMINAH ' +
    'SINAR CAHAYA SURYA MEGA PRIMA RAYA MULIA KENCANA BERKAH ANUGERAH SAKTI PERMATA TIMUR BARAT BORNEO KALIMANTAN DHARMA KARUNIA GEMILANG ' +
    'SUMBER BINTANG AGUNG INTI GRAHA PUTRI USAHA BARU DUTA ADHI SARANA BUMI LANGIT SAMUDERA GUNUNG TELAGA'
).split(' ');

/**
 * Words that stand a letter or two from another word of names: one is no slip of the other (Putra, Putri; Berkah, Berkat). With the words above
 * they are the words known to be words.
 */
export const NEIGHBOUR_WORDS: readonly string[] = (
  'BERKAT CITRA PERSADA PERDANA PERMAI PERMATA INDAH MAJU DAYA RAJA BARU MEKAR TIRTA WIRA SATRIA PUSAKA SELATAN UTARA TENGAH TIGA DUA SATU LIMA PELITA ' +
    'HARAPAN HASAN HUSEIN HAMID HAMDAN RAHIM RAHMI RAHMA ALI ALWI YUNUS YUSRI HAKIM KARIM'
).split(' ');
