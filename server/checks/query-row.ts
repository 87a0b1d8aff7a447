import { normalizeEmail, parseEmail } from '../domain/identity/email.ts';
import { maskKeyOfMasked, parseNpwp } from '../domain/identity/npwp.ts';
import { nikProblem } from '../domain/identity/nik.ts';
import { parsePhone } from '../domain/identity/phone.ts';
import { splitLegalForm } from '../domain/names/legal-form.ts';
import { regionKey } from '../domain/screening/region-key.ts';
import { screeningSubject, type ScreeningSubject } from '../domain/screening/screening.ts';
import { readDay } from './read-day.ts';

/** Cells of other people's files: whatever stands there, it never throws, and what cannot be read counts as not given. */
type Cells = ReadonlyMap<string, string>;

export interface Identifiers {
  nik: string | null; npwp15: string | null; npwp16: string | null; maskKey: string | null; email: string | null; phone: string | null; birthDate: string | null;
}

/** The longest cell that is looked at: no name, number or address of a person is longer. */
const LONGEST = 300;

/** A cell without control characters and the marks spreadsheets leave, empty for the words that say so. */
export function cleanCell(text: string | undefined): string {
  const plain = (text ?? '').slice(0, LONGEST).toWellFormed().normalize('NFKC').replace(/[\p{Cc}\p{Cf}]+/gu, ' ').replace(/^['’`]+(?=[\d=+@-])/u, '').trim();
  return /^(?:-+|–|N\/?A|NULL|NIHIL|KOSONG|TIDAK ADA)$/i.test(plain) ? '' : plain;
}

/** Numbers in every form people and spreadsheets write them; a zero lost in front of an NPWP is put back. */
export function readIdentifiers(cells: Cells): Identifiers {
  const [npwp, nik] = [cleanCell(cells.get('npwp')), cleanCell(cells.get('nik'))];
  const tax = parseNpwp(withLostZero(npwp));
  const person = readNik(nik);
  const asTax = tax.ok ? tax : null;
  return {
    nik: person ?? (asTax?.kind === 'npwp16_nik' ? asTax.npwp16 : null),
    npwp15: asTax?.npwp15 ?? null, npwp16: asTax?.npwp16 ?? null, maskKey: asTax ? asTax.maskKey : maskKeyOfMasked(npwp),
    email: readEmail(cleanCell(cells.get('email'))), phone: readPhone(cleanCell(cells.get('telepon'))), birthDate: readDay(cleanCell(cells.get('tanggal_lahir'))),
  };
}

function withLostZero(text: string): string {
  const digits = text.replace(/[\s.\u002d\u2010-\u2015]/gu, '');
  return /^\d{14}$/.test(digits) ? `0${digits}` : text;
}

function readNik(text: string): string | null {
  const digits = text.replace(/[\s.\u002d\u2010-\u2015]/gu, '');
  return /^\d{16}$/.test(digits) && nikProblem(digits) === null ? digits : null;
}

/** The first of several; what is no address at all is not compared. */
function readEmail(text: string): string | null {
  const first = text.split(/[\s,;/]+/).find((part) => part.includes('@')) ?? '';
  const parsed = parseEmail(first.replace(/^mailto:/i, ''));
  return parsed.ok ? normalizeEmail(parsed.email) : null;
}

function readPhone(text: string): string | null {
  const first = text.split(/[/,;]/, 1)[0]?.trim() ?? '';
  // A spreadsheet drops the zero in front of a number.
  const parsed = parsePhone(/^8\d{8,11}$/.test(first.replace(/\D/g, '')) && !first.startsWith('+') ? `0${first}` : first);
  return parsed.ok ? parsed.e164 : null;
}

/** Whoever is asked about in a row of a query file. Somebody with a NIK or a birth date and no legal form is a person. */
export function readQuery(cells: Cells): ScreeningSubject {
  const name = cleanCell(cells.get('nama'));
  const identifiers = readIdentifiers(cells);
  const [regency, province] = [cleanCell(cells.get('kabupaten')) || null, cleanCell(cells.get('provinsi')) || null];
  return screeningSubject({
    name, ...identifiers, isPerson: splitLegalForm(name).form === null && (identifiers.nik !== null || identifiers.birthDate !== null),
    regency, province, regencyCode: regionKey(regency),
  });
}
