import { normalizeEmail, parseEmail } from '../domain/identity/email.ts';
import { parseNib } from '../domain/identity/nib.ts';
import { maskKeyOfMasked, parseNpwp } from '../domain/identity/npwp.ts';
import { nikProblem } from '../domain/identity/nik.ts';
import { parsePhone } from '../domain/identity/phone.ts';
import { splitLegalForm } from '../domain/names/legal-form.ts';
import { regionKey } from '../domain/screening/region-key.ts';
import { screeningSubject, type ScreeningSubject } from '../domain/screening/screening.ts';
import { readBirthDay } from './read-day.ts';

/** Cells of other people's files: whatever stands there, it never throws, and what cannot be read counts as not given. */
type Cells = ReadonlyMap<string, string>;

export interface Identifiers {
  nik: string | null; npwp15: string | null; npwp16: string | null; nib: string | null; maskKey: string | null; email: string | null; phone: string | null; birthDate: string | null;
}

/** The longest cell that is looked at: no name, number or address of a person is longer. */
export const LONGEST_CELL = 300;

/** A cell without control characters and the marks spreadsheets leave, empty for the words that say so. */
export function cleanCell(text: string | undefined): string {
  const cut = (text ?? '').slice(0, LONGEST_CELL);
  const clean = /^[ -~]*$/.test(cut) ? cut : cut.toWellFormed().normalize('NFKC').replace(/[\p{Cc}\p{Cf}]+/gu, ' ');
  const plain = clean.replace(/^['’`]+(?=[\d=+@-])/u, '').trim();
  return /^(?:-+|–|N\/?A|NULL|NIHIL|KOSONG|TIDAK ADA)$/i.test(plain) ? '' : plain;
}

/** Numbers in every form people and spreadsheets write them; a zero lost in front of an NPWP is put back. */
export function readIdentifiers(cells: Cells): Identifiers {
  const [npwp, nik] = [numberCell(cells.get('npwp')), numberCell(cells.get('nik'))];
  const tax = parseNpwp(withLostZero(npwp));
  const person = readNik(nik);
  const asTax = tax.ok ? tax : null;
  return {
    nik: person ?? (asTax?.kind === 'npwp16_nik' ? asTax.npwp16 : null),
    npwp15: asTax?.npwp15 ?? null, npwp16: asTax?.npwp16 ?? null, maskKey: asTax ? asTax.maskKey : maskKeyOfMasked(npwp),
    nib: readNib(cells.get('nib')),
    email: readEmail(cleanCell(cells.get('email'))), phone: readPhone(cleanCell(cells.get('telepon'))), birthDate: readBirthDay(cleanCell(cells.get('tanggal_lahir'))),
  };
}

/** `NPWP: 01.234…`, `NIK 6472…`, and what a spreadsheet makes of a long number: `6472…0001.0`, `6.472…E+15` as long as no digit is lost. */
function numberCell(text: string | undefined): string {
  const bare = cleanCell(text).replace(/^(?:(?:NO(?:MOR)?\.?\s*)?(?:NPWP|NIK|NIB|KTP)|NO(?:MOR)?\.?)\s*[:.]?\s*(?=[\d*])/i, '').replaceAll('/', '-').replace(/\.$/, '');
  return withoutFloat(bare);
}

function withoutFloat(text: string): string {
  const whole = /^(\d{8,16})[.,]0+$/.exec(text)?.[1];
  if (whole) return whole;
  const [, first = '', rest = '', exponent = ''] = /^(\d)[.,](\d{7,15})E\+?(\d{1,2})$/i.exec(text) ?? [];
  return first !== '' && rest.replace(/0+$/, '').length <= Number(exponent) ? `${first}${rest.slice(0, Number(exponent)).padEnd(Number(exponent), '0')}` : text;
}

function withLostZero(text: string): string {
  const digits = text.replace(/[\s.\u002d\u2010-\u2015]/gu, '');
  return /^\d{14}$/.test(digits) ? `0${digits}` : text;
}

function readNik(text: string): string | null {
  const digits = text.replace(/[\s.\u002d\u2010-\u2015]/gu, '');
  return /^\d{16}$/.test(digits) && nikProblem(digits) === null ? digits : null;
}

/** As with the NPWP, a spreadsheet drops the zero in front. */
function readNib(cell: string | undefined): string | null {
  // Hardly a row of a million has one.
  if (!cell) return null;
  const text = numberCell(cell);
  const digits = text.replace(/[\s.\u002d\u2010-\u2015]/gu, '');
  const parsed = parseNib(/^\d{12}$/.test(digits) ? `0${digits}` : text);
  return parsed.ok ? parsed.nib : null;
}

/** The first of several, without the name a mail program puts around it; what is no address at all is not compared. */
function readEmail(text: string): string | null {
  const first = text.split(/[\s,;/<>()]+/).find((part) => part.includes('@')) ?? '';
  const parsed = parseEmail(first.replace(/^mailto:/i, ''));
  return parsed.ok ? normalizeEmail(parsed.email) : null;
}

function readPhone(text: string): string | null {
  const numbers = text.split(/[/,;]|\s+(?:dan|atau)\s+/i).flatMap((part) => {
    const parsed = parsePhone(asDialled(part));
    return parsed.ok ? [parsed] : [];
  });
  // Of several the mobile one: a desk's line is shared.
  return (numbers.find(({ kind }) => kind === 'seluler') ?? numbers[0])?.e164 ?? null;
}

/** Without `HP.` or `WA` in front; a spreadsheet drops the zero in front of a number and adds one behind. */
function asDialled(text: string): string {
  const bare = withoutFloat(text.trim().replace(/^(?:HP|WA|TELP?|TLP|TELEPON|NO)[\s.:]*(?:HP|WA|TELP?)?[\s.:]*(?=[\d+(])/i, '')).replace(/^00(?=62)/, '+');
  return /^8\d{8,11}$/.test(bare.replace(/\D/g, '')) && !bare.startsWith('+') ? `0${bare}` : bare;
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
