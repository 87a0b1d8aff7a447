import { maskEverything, maskNib } from '../domain/identity/masking.ts';
import { parseNib } from '../domain/identity/nib.ts';
import { maskKeyOfMasked, maskNpwp, parseNpwp } from '../domain/identity/npwp.ts';
import { foldedAlias, foldName } from '../domain/names/fold-name.ts';
import { isoDay, readDay } from './read-day.ts';
import { statusOfWords } from './status-words.ts';
import type { SanctionStatus } from '../domain/screening/sanction-standing.ts';

/** One row of the list as it is stored. Cells are text and stay text: a formula is four words that begin with "=". */
export interface ListRow {
  name: string; name_folded: string; name_glued: string; legal_form: string | null;
  /** What is written behind `alias` is a name of its own. */
  alias_folded: string | null;
  /** Of 16 digits where it holds no number of 15 and is no NIK. */
  npwp16: string | null;
  /** As printed by the list; an unmasked number is masked before it is shown. */
  npwp_masked: string | null; mask_key: string | null; npwp15: string | null; nik: string | null;
  /** As printed, like the NPWP; in full only in an operator's own list. */
  nib_masked: string | null; nib: string | null;
  province: string | null; regency: string | null; address: string;
  sk_number: string; violation: string; agency: string;
  status: SanctionStatus; starts_on: string | null; ends_on: string | null;
}
export interface RowRefusal { key: string; params: Record<string, string> }

const STATUSES: readonly string[] = ['PUBLISHED', 'CANCELED_TEMPORARY', 'CANCELED', 'EXPIRED'] satisfies SanctionStatus[];
/** One row of the public export says 1905. Entries begin in 2008. */
const FIRST_YEAR = 2000;
/** The longest sanction is two years; some were lengthened. */
const LATEST_END_YEARS = 10;

/** Reads one row, or says why it cannot be taken. Names, dates and status decide; everything else may be missing. */
export function readListRow(cells: ReadonlyMap<string, string>, dataDate: string, as: { plain?: boolean } = {}): { entry: ListRow } | { refusal: RowRefusal } {
  const cell = (column: string, most = 300): string => plain(cells.get(column) ?? '').slice(0, most);
  const name = cell('penyedia');
  const folded = foldName(name);
  if (isMissing(name) || folded.glued === '') return refused('nama_kosong');
  const status = as.plain ? statusOfWords(cell('status')) : cell('status').toUpperCase();
  if (!isStatus(status)) return refused('status', { nilai: status.slice(0, 40) || '–' });
  const starts = readDate(cell('tanggal_berlaku'), dataDate, as);
  const ends = readDate(cell('tanggal_selesai'), dataDate, as);
  for (const date of [starts, ends]) if ('problem' in date) return refused(date.problem, { nilai: date.text });
  const [startsOn, endsOn] = [starts, ends].map((date) => ('day' in date ? date.day : null)) as [string | null, string | null];
  if (startsOn !== null && endsOn !== null && endsOn < startsOn) return refused('urutan_tanggal', { mulai: startsOn, selesai: endsOn });
  return {
    entry: {
      name, name_folded: folded.folded, name_glued: folded.glued, legal_form: folded.form, alias_folded: foldedAlias(folded), ...numbersOf(cell('npwp_penyedia', 60), cell('nik', 60)), ...readListNib(cell('nib_penyedia', 60)),
      province: orNull(cell('provinci', 120)), regency: orNull(cell('kota/kabupaten', 120)), address: orNull(cell('alamat_penyedia', 500)) ?? '',
      sk_number: orNull(cell('nomor_sk', 200)) ?? '',
      violation: [cell('jenis_pelanggaran', 300), cell('deskripsi_pelanggaran', 1000)].filter((text) => !isMissing(text)).join(': '),
      agency: [cell('k/l/pd'), cell('satuan_kerja_(satker)')].filter((text) => !isMissing(text)).join(', '),
      status, starts_on: startsOn, ends_on: endsOn,
    },
  };
}

/** The list masks the number; an operator's own list may not. A shape we do not know means "cannot compare". */
export function readListNpwp(text: string): Pick<ListRow, 'npwp_masked' | 'mask_key' | 'npwp15' | 'npwp16' | 'nik'> {
  if (isMissing(text)) return { npwp_masked: null, mask_key: null, npwp15: null, npwp16: null, nik: null };
  const maskKey = maskKeyOfMasked(text);
  if (maskKey !== null) return { npwp_masked: text, mask_key: maskKey, npwp15: null, npwp16: null, nik: null };
  const parsed = parseNpwp(text);
  if (parsed.ok) {
    return {
      npwp_masked: maskNpwp(text), mask_key: parsed.maskKey, npwp15: parsed.npwp15, npwp16: parsed.kind === 'npwp16_lain' ? parsed.npwp16 : null, nik: parsed.kind === 'npwp16_nik' ? parsed.npwp16 : null,
    };
  }
  const digits = text.replace(/\D/g, '').length;
  return { npwp_masked: digits > 8 ? maskEverything(text) : text, mask_key: null, npwp15: null, npwp16: null, nik: null };
}

/** The national list shows the last three digits, where it has one at all: shown to the officer, never compared (domain.md 2.4). */
export function readListNib(text: string): Pick<ListRow, 'nib_masked' | 'nib'> {
  if (isMissing(text)) return { nib_masked: null, nib: null };
  const parsed = parseNib(text);
  if (parsed.ok) return { nib_masked: maskNib(parsed.nib), nib: parsed.nib };
  return { nib_masked: text.replace(/\D/g, '').length > 3 ? maskEverything(text) : text, nib: null };
}

/** A plain list may have a column for the NIK of a person. */
function numbersOf(npwp: string, nik: string): ReturnType<typeof readListNpwp> {
  const read = readListNpwp(npwp);
  const person = parseNpwp(nik);
  return person.ok && person.kind === 'npwp16_nik' ? { ...read, nik: person.npwp16, npwp_masked: read.npwp_masked ?? maskNpwp(nik) } : read;
}

function refused(why: string, params: Record<string, string> = {}): { refusal: RowRefusal } {
  return { refusal: { key: `impor.tolak.${why}`, params } };
}

/** The database refuses NUL; other control characters only deceive the eye. */
function plain(text: string): string {
  return text.normalize('NFC').replace(/\p{Cc}+/gu, ' ').toWellFormed().trim();
}

function isMissing(text: string): boolean {
  return /^(?:|-|–|N\/?A|NULL)$/i.test(text);
}

function orNull(text: string): string | null {
  return isMissing(text) ? null : text;
}

function isStatus(text: string): text is SanctionStatus {
  return STATUSES.includes(text);
}

type ReadDate = { day: string | null } | { problem: 'tanggal' | 'tahun'; text: string };

/**
 * `YYYY-MM-DD` (a time behind it is dropped). In the export `03/04/2025` is refused: nobody knows which is the month. A plain list
 * is of an office, and offices write day before month.
 */
function readDate(text: string, dataDate: string, as: { plain?: boolean }): ReadDate {
  if (isMissing(text)) return { day: null };
  const day = as.plain ? readDay(text) : isoDay(text);
  const shown = text.slice(0, 40);
  if (!day) return { problem: 'tanggal', text: shown };
  const year = Number(day.slice(0, 4));
  return year < FIRST_YEAR || year > Number(dataDate.slice(0, 4)) + LATEST_END_YEARS ? { problem: 'tahun', text: shown } : { day };
}
