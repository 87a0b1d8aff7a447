/** A reading beside what was typed: equal or different, and what the numbers themselves say. Pure; nothing here decides anything. */
import type { z } from 'zod';
import type { documentReading } from '../../domain/contract/documents.ts';
import { maskNik } from '../../domain/identity/masking.ts';
import { compareNik, nikProblem, parseNik } from '../../domain/identity/nik.ts';
import { maskNpwp, parseNpwp } from '../../domain/identity/npwp.ts';
import { sayDay } from '../../domain/messages/say-day.ts';
import { translate, type Locale } from '../../domain/messages/translate.ts';
import { foldName } from '../../domain/names/fold-name.ts';
import { dayAfterMonths } from '../../domain/sop/validity.ts';
import { DOUBTFUL_BELOW, type Proposal, type ProposedField } from './propose-fields.ts';
import type { ReadingRow } from './readings.repository.ts';

export interface TypedIdentity { name: string | null; nik: string | null; npwp_typed: string | null; npwp16: string | null; birth_date: string | null }
type View = NonNullable<z.output<typeof documentReading>>;
type Row = View['rows'][number];

/** Fields of a form that a reading may be taken over into, by a person's click. */
export const TAKEABLE: readonly ProposedField[] = ['nik', 'nama', 'tanggal_lahir', 'npwp'];

export interface Compared { kind: string; typed: TypedIdentity | null; today: string; /** months after its issue in which this document counts */ validMonths?: number | null; /** what the list of regions says of the kabupaten and kecamatan inside the NIK that was read */ nikRegion?: 'tidak_dikenal' | 'lama' | 'kecamatan_tidak_dikenal' | 'kecamatan_lama' | null; fieldKeys: readonly string[]; locale: Locale }

/** `pageCount`: pages of the file; null while more of them may be read. */
type Read = Pick<ReadingRow, 'state' | 'looks_like' | 'turn' | 'proposals'> & Partial<Pick<ReadingRow, 'also_like' | 'page'>> & { pagesRead?: number; pageCount?: number | null };

export function compareReading(reading: Read, about: Compared): View {
  const { kind, typed, fieldKeys, locale } = about;
  const rows = reading.proposals.map((proposal): Row => {
    const own = typed && typedValue(proposal.field, typed);
    const same = own === null || own === undefined ? null : isSame(proposal, own);
    return {
      field: proposal.field, label: translate(`bacaan.isian.${proposal.field}`, {}, locale), read: shown(proposal.field, proposal.value, locale), confidence: proposal.confidence,
      typed: own ? shown(proposal.field, own, locale) : null, same, difference: same === false ? proposal.field === 'tanggal_lahir' ? translate(`bacaan.beda.tanggal_${sideOfNik(reading.proposals, proposal.value, own ?? '', about.today)}`, {}, locale) : differenceOf(proposal, own ?? '', locale) : null,
      takeable: same === false && TAKEABLE.includes(proposal.field) && fieldKeys.includes(proposal.field),
    };
  });
  return {
    state: reading.state, turn: reading.turn, rows, page: reading.page ?? 1, extent: extentOf(reading, locale),
    otherKind: reading.looks_like && reading.looks_like !== kind && !reading.also_like?.includes(kind) ? translate(`dokumen.${reading.looks_like}`, {}, locale) : null,
    notes: notesOf(reading.proposals, about).map(({ level, key, params }) => ({ level, message: translate(key, params ?? {}, locale) })),
  };
}

function extentOf({ pagesRead = 1, pageCount = 1 }: Read, locale: Locale): string | null {
  return pageCount !== null && pagesRead < pageCount ? translate('bacaan.sebagian', { dibaca: pagesRead, semua: pageCount }, locale) : null;
}

function typedValue(field: ProposedField, typed: TypedIdentity): string | null {
  if (field === 'nik') return typed.nik;
  if (field === 'nama') return typed.name;
  if (field === 'tanggal_lahir') return typed.birth_date;
  if (field === 'npwp') return typed.npwp_typed;
  return null;
}

function isSame({ field, value }: Proposal, typed: string): boolean {
  if (field === 'nama') return foldName(value).folded === foldName(typed).folded;
  if (field !== 'npwp') return value === typed;
  const [read, own] = [parseNpwp(value), parseNpwp(typed)];
  return read.ok && own.ok && read.npwp16 === own.npwp16;
}

function shown(field: ProposedField, value: string, locale: Locale): string {
  if (field === 'nik') return maskNik(value);
  if (field === 'npwp') return maskNpwp(value);
  if (field === 'jenis_kelamin') return translate(`bacaan.kelamin.${value}`, {}, locale);
  if (field === 'tanggal_lahir' || field === 'berlaku_sampai' || field === 'tanggal_terbit') return sayDay(value, locale);
  return value;
}

/** Numbers are masked, so where they differ is said by place. */
function differenceOf({ field, value }: Proposal, typed: string, locale: Locale): string | null {
  if (field !== 'nik' && field !== 'npwp') return null;
  const own = typed.replace(/\D/g, '');
  if (own.length !== value.length) return translate('bacaan.beda.panjang', { dibaca: value.length, diisi: own.length }, locale);
  const places = [...value].flatMap((digit, n) => (digit === own[n] ? [] : [n + 1]));
  return places.length > 6 ? translate('bacaan.beda.banyak', { jumlah: places.length }, locale) : translate('bacaan.beda.angka', { tempat: places.join(', ') }, locale);
}

/** The card names the date of birth a second time, inside its NIK: with which of the two that differ it agrees. A NIK in doubt sides with nobody. */
function sideOfNik(proposals: readonly Proposal[], printed: string, typed: string, today: string): 'nik' | 'isian' | 'lain' | 'tanpa_nik' {
  const nik = surely(proposals, 'nik');
  const parsed = nik === undefined ? null : parseNik(nik, { today });
  if (!parsed?.ok) return 'tanpa_nik';
  const agrees = (birthDate: string) => compareNik(parsed, { birthDate }).length === 0;
  if (agrees(printed)) return 'nik';
  return agrees(typed) ? 'isian' : 'lain';
}

const surely = (proposals: readonly Proposal[], field: ProposedField) => proposals.find((proposal) => proposal.field === field && proposal.confidence >= DOUBTFUL_BELOW)?.value;

interface Note { level: 'galat' | 'peringatan'; key: string; params?: Record<string, string | number> }

/** domain.md 3: impossible numbers are errors; what may differ for good reasons is a warning. Only sure readings speak. */
function notesOf(proposals: readonly Proposal[], { today, typed, nikRegion, validMonths, locale }: Compared): Note[] {
  const sure = (field: ProposedField) => surely(proposals, field);
  const notes: Note[] = [];
  const nik = sure('nik');
  if (nik) {
    const problem = nikProblem(nik);
    if (problem) notes.push({ level: 'galat', key: 'bacaan.nik_mustahil' });
    // A NIK keeps the region of its first registration for life: never more than a warning.
    else if (nikRegion) notes.push({ level: 'peringatan', key: `bacaan.nik_wilayah_${nikRegion}` });
    const parsed = parseNik(nik, { today });
    if (parsed.ok) {
      const sex = sure('jenis_kelamin');
      for (const { key } of compareNik(parsed, { birthDate: sure('tanggal_lahir') ?? null, sex: sex === 'L' || sex === 'P' ? sex : null })) notes.push({ level: 'peringatan', key: key === 'identitas.nik.tanggal_lahir_beda' ? 'bacaan.nik_tanggal_cetak' : 'bacaan.nik_kelamin_cetak' });
      if (typed?.birth_date && !sure('tanggal_lahir') && compareNik(parsed, { birthDate: typed.birth_date }).length > 0) notes.push({ level: 'peringatan', key: 'bacaan.nik_tanggal_isian' });
    }
  }
  const npwp = sure('npwp');
  if (npwp) {
    const parsed = parseNpwp(npwp);
    if (parsed.ok && parsed.checkDigitValid === false) notes.push({ level: 'galat', key: 'bacaan.npwp_angka_periksa' });
    if (parsed.ok && parsed.kind === 'npwp16_nik' && typed?.nik && typed.nik !== parsed.npwp16) notes.push({ level: 'peringatan', key: 'bacaan.npwp_bukan_nik' });
  }
  const until = sure('berlaku_sampai');
  if (until && until < today) notes.push({ level: 'galat', key: 'bacaan.sertifikat_habis', params: { tanggal: sayDay(until, locale) } });
  const issued = sure('tanggal_terbit');
  // The office's own measure, and a day the machine read: the person decides.
  if (issued && validMonths && dayAfterMonths(issued, validMonths) < today) notes.push({ level: 'peringatan', key: 'bacaan.terlalu_tua', params: { bulan: validMonths, tanggal: sayDay(issued, locale) } });
  return notes;
}
