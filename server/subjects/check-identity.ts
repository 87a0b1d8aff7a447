import { parseEmail } from '../domain/identity/email.ts';
import { parseNib } from '../domain/identity/nib.ts';
import { compareNik, parseNik } from '../domain/identity/nik.ts';
import { parseNpwp } from '../domain/identity/npwp.ts';
import { parsePhone } from '../domain/identity/phone.ts';
import { foldName } from '../domain/names/fold-name.ts';
import type { FieldError } from '../platform/errors.ts';
import type { SubjectColumns } from './subject-columns.ts';

export interface IdentityContext {
  /** `YYYY-MM-DD` of the application in the office's zone. */
  today: string;
  /** Whether a region code (2, 4 or 6 digits) is or was one of Kemendagri's. */
  knownRegion: (code: string) => boolean;
}
export interface FieldWarning { field: string; key: string; params: Record<string, string> }
export interface IdentityResult {
  /** Cannot be accepted (422). */
  errors: Record<string, FieldError>;
  /** Accepted; shown before sending and to the officer. Never holds a typed value. */
  warnings: FieldWarning[];
  /** Columns for the fields that were given and are sound. */
  normalized: Partial<SubjectColumns>;
}

type Check = (value: string, fields: Record<string, string>, context: IdentityContext, result: IdentityResult) => void;

/**
 * Reads what was typed about a person: wrong lengths and the errors of domain.md 3.4 are errors, everything else a warning. A warning about
 * the NPWP makes it doubtful, which closes the approval until staff judged it. Only fields that are there are looked at.
 */
export function checkIdentity(fields: Record<string, string>, context: IdentityContext): IdentityResult {
  const result: IdentityResult = { errors: {}, warnings: [], normalized: {} };
  for (const [field, check] of Object.entries(checks)) {
    const value = fields[field];
    if (value !== undefined) check(value, fields, context, result);
  }
  if (fields.npwp !== undefined) result.normalized.npwp_doubtful = result.warnings.some((warning) => warning.field === 'npwp');
  return result;
}

function warn(result: IdentityResult, field: string, notes: readonly { key: string; params: Record<string, string> }[]): void {
  result.warnings.push(...notes.map(({ key, params }) => ({ field, key, params })));
}

const checks: Record<string, Check> = {
  nama(value, _fields, _context, result) {
    const name = value.trim();
    const { folded } = foldName(name);
    if (folded === '') result.errors.nama = { key: 'galat.isian.nama_tanpa_huruf' };
    else Object.assign(result.normalized, { name, name_folded: folded });
  },
  nik(value, fields, { today, knownRegion }, result) {
    const parsed = parseNik(value, { today, knownRegions: knownRegion });
    if (!parsed.ok) { result.errors.nik = parsed.error; return; }
    result.normalized.nik = parsed.nik;
    warn(result, 'nik', [...parsed.warnings, ...compareNik(parsed, { birthDate: fields.tanggal_lahir ?? null, kabupaten: fields.kabupaten ?? null })]);
  },
  npwp(value, fields, _context, result) {
    const parsed = parseNpwp(value);
    if (!parsed.ok) { result.errors.npwp = parsed.error; return; }
    Object.assign(result.normalized, { npwp_typed: parsed.typed, npwp15: parsed.npwp15, npwp16: parsed.npwp16, npwp_mask: parsed.maskKey });
    warn(result, 'npwp', parsed.warnings);
    // The 16-digit NPWP of an Indonesian person is that person's NIK (PMK 112/2022), so another NIK is somebody else's number.
    const nik = fields.nik?.replace(/\D/g, '');
    if (parsed.kind === 'npwp16_nik' && nik !== undefined && nik !== parsed.npwp16) warn(result, 'npwp', [{ key: 'peringatan.npwp_nik_beda', params: {} }]);
  },
  nib(value, _fields, _context, result) {
    // Not every business has one: left empty it is none.
    const parsed = value.trim() === '' ? { ok: true as const, nib: null } : parseNib(value);
    if (parsed.ok) result.normalized.nib = parsed.nib;
    else result.errors.nib = parsed.error;
  },
  email(value, _fields, _context, result) {
    const parsed = parseEmail(value);
    if (parsed.ok) result.normalized.email = parsed.email;
    else result.errors.email = parsed.error;
  },
  telepon(value, _fields, _context, result) {
    const parsed = parsePhone(value);
    if (parsed.ok) result.normalized.phone = parsed.e164;
    else result.errors.telepon = parsed.error;
  },
  tanggal_lahir(value, _fields, { today }, result) {
    // Nobody alive is older than 120; a slip of the century is the usual cause.
    if (value >= today || Number(today.slice(0, 4)) - Number(value.slice(0, 4)) > 120) result.errors.tanggal_lahir = { key: 'galat.isian.tanggal_lahir' };
    else result.normalized.birth_date = value;
  },
  kabupaten(value, _fields, { knownRegion }, result) {
    if (/^\d{4}$/.test(value) && knownRegion(value)) result.normalized.regency_code = value;
    else result.errors.kabupaten = { key: 'galat.isian.kabupaten' };
  },
  user_id_spse(value, _fields, _context, result) { result.normalized.user_id_spse = value.trim(); },
  alamat(value, _fields, _context, result) { result.normalized.address = value.trim(); },
};
