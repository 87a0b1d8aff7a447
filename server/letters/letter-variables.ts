/** The only variables a letter template may use. Templates are logic-less: an office edits words, never code. */
import type { LetterSpec } from '../domain/sop/model.ts';

export const LETTER_VARIABLES = [
  'nama', 'nomor', 'waktu', 'kantor', 'kontak', 'tautan', 'daftar_kekurangan', 'catatan', 'batas', 'alasan', 'rincian_daftar_hitam', 'batas_unduh',
  'lpse_asal', 'lpse_tujuan', 'user_id_tersamar', 'jadwal', 'jadwal_batal', 'zona', 'saluran', 'tempat', 'daftar_dokumen', 'rincian_berkas', 'orang_loket', 'hasil_daftar_hitam', 'hasil_lpse_lain', 'formulir',
  'jam_setempat', 'waktu_verifikasi', 'pemeriksa', 'daftar_periksa', 'orang_sesuai', 'persetujuan', 'hasil_verifikasi',
] as const;
export type LetterVariable = (typeof LETTER_VARIABLES)[number];

/** Stays in the stored text and is filled at each sending, so that no database row holds a working link. */
export const LINK_MARK = '{tautan}';

/** May be empty without harm; every other variable prints a dash when its rows are missing. */
const OPTIONAL: ReadonlySet<LetterVariable> = new Set(['catatan', 'jadwal_batal', 'jam_setempat', 'formulir', 'kontak']);
/** Hold lines of their own; the others are squeezed to one line, whatever an applicant typed. */
const MANY_LINES: ReadonlySet<LetterVariable> = new Set(['catatan', 'daftar_kekurangan', 'rincian_daftar_hitam', 'daftar_periksa', 'formulir', 'rincian_berkas']);

const isKnown = (name: string): name is LetterVariable => (LETTER_VARIABLES as readonly string[]).includes(name);

/** The variables a template names, each once. @throws Error naming every one that is not allowed */
export function variablesOf(template: { subject: string; body: string }): LetterVariable[] {
  const named = [...new Set(Array.from(`${template.subject}\n${template.body}`.matchAll(/\{([^{}]*)\}/g), (match) => match[1] ?? ''))];
  const unknown = named.filter((name) => !isKnown(name));
  if (unknown.length > 0) throw new Error(`unknown letter variable: ${unknown.map((name) => `{${name}}`).join(', ')}`);
  return named.filter(isKnown);
}

/** Refuses a letter nobody could fill. @throws Error */
export function checkLetter(letter: LetterSpec): void {
  variablesOf(letter);
  if (letter.subject.includes(LINK_MARK)) throw new Error(`${letter.id}: a link does not belong into a subject`);
  if (letter.to === 'verifikator' && letter.body.includes(LINK_MARK)) throw new Error(`${letter.id}: private links are for applicants`);
}

export interface FilledLetter { subject: string; body: string }

/**
 * Fills a template in one pass, so that nothing a person typed is read as a variable again. The link mark stays; an empty
 * optional variable leaves no blank lines behind.
 */
export function fillLetter(template: { subject: string; body: string }, values: Partial<Record<LetterVariable, string>>): FilledLetter {
  const fill = (text: string) => text.replace(/\{([^{}]*)\}/g, (mark, name: string) => {
    if (!isKnown(name)) throw new Error(`unknown letter variable: ${mark}`);
    if (mark === LINK_MARK) return mark;
    return printable(name, values[name] ?? '') || (OPTIONAL.has(name) ? '' : '–');
  });
  return {
    subject: fill(template.subject).replace(/\s+/g, ' ').trim().slice(0, 200),
    body: fill(template.body).replace(/[ \t]+$/gm, '').replace(/\n{3,}/g, '\n\n').trim(),
  };
}

/** Control characters and direction marks go (they would reorder or hide text); a typed link mark loses its meaning. */
function printable(name: LetterVariable, value: string): string {
  const clean = value.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069\u2028\u2029]/gu, ' ').replaceAll(LINK_MARK, '{ tautan }');
  return (MANY_LINES.has(name) ? clean : clean.replace(/\s+/g, ' ')).trim();
}
