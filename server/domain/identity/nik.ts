import { isCalendarDay } from './calendar-day.ts';
import { identityNote } from './identity.messages.ts';
import type { IdentityError, IdentityWarning } from './identity.messages.ts';
import { readTypedDigits } from './typed-digits.ts';

/** An adult supplier at the day of application (domain.md 3.4). The span is below 100 years, so at most one century fits. */
const AGE_MIN = 17;
const AGE_MAX = 100;

export interface ParsedNik {
  ok: true;
  /** 16 digits without separators. */
  nik: string;
  /** Kemendagri code of the kecamatan at first registration, 6 digits. */
  regionCode: string;
  /** `YYYY-MM-DD`, or null when no century gives an age of 17–100 and the person must be asked. */
  birthDate: string | null;
  sex: 'L' | 'P';
  /** The last four digits, `0001` and up. */
  serial: string;
  warnings: IdentityWarning[];
}
export type NikResult = ParsedNik | { ok: false; error: IdentityError; };

/**
 * Reads a NIK (`PPKKCC DDMMYY NNNN`, women DD + 40; domain.md 3.4, PP 40/2019). Wrong length, non-digits, an impossible
 * date and serial 0000 are errors; everything else is a warning, because a NIK keeps the region and the birth date of the
 * first registration for life (PP 37/2007 art. 37).
 * @param today `YYYY-MM-DD` of the application, decides the century.
 * @param knownRegions asked with the 4-digit kabupaten code, then with the 6-digit kecamatan code.
 */
export function parseNik(
  text: string,
  { today, knownRegions }: { today: string; knownRegions?: (code: string) => boolean; },
): NikResult {
  const typed = readTypedDigits(text);
  if (!typed.ok) return { ok: false, error: identityNote(`identitas.nik.${typed.problem}`) };
  const nik = typed.digits;
  const problem = nikProblem(nik);
  if (problem) return { ok: false, error: problem };

  const warnings: IdentityWarning[] = [];
  const regionCode = nik.slice(0, 6);
  if (knownRegions && !knownRegions(nik.slice(0, 4))) {
    warnings.push(identityNote('identitas.nik.wilayah_tidak_dikenal'));
  } else if (knownRegions && !knownRegions(regionCode)) {
    warnings.push(identityNote('identitas.nik.kecamatan_tidak_dikenal'));
  }
  const birthDate = possibleBirthDates(nik).find((date) => {
    const age = ageAt(date, today);
    return age >= AGE_MIN && age <= AGE_MAX;
  });
  if (birthDate === undefined) {
    warnings.push(identityNote('identitas.nik.usia_tidak_wajar', { usiaMin: String(AGE_MIN), usiaMaks: String(AGE_MAX) }));
  }
  const sex = Number(nik.slice(6, 8)) > 40 ? 'P' : 'L';
  return { ok: true, nik, regionCode, birthDate: birthDate ?? null, sex, serial: nik.slice(12), warnings };
}

/**
 * Compares a NIK with what the form or the KTP says; every difference is a warning (domain.md 3.4).
 * @param form `birthDate` as `YYYY-MM-DD`, `kabupaten` as 4-digit Kemendagri code, `sex` as on the KTP; what is missing is not compared.
 */
export function compareNik(
  parsed: Pick<ParsedNik, 'nik' | 'birthDate' | 'sex'>,
  form: { birthDate?: string | null; kabupaten?: string | null; sex?: 'L' | 'P' | null; },
): IdentityWarning[] {
  const warnings: IdentityWarning[] = [];
  if (form.birthDate) {
    // Without a century the day, month and two-digit year can still be compared.
    const candidates = parsed.birthDate ? [parsed.birthDate] : possibleBirthDates(parsed.nik);
    if (!candidates.includes(form.birthDate)) warnings.push(identityNote('identitas.nik.tanggal_lahir_beda'));
  }
  if (form.sex && form.sex !== parsed.sex) warnings.push(identityNote('identitas.nik.jenis_kelamin_beda'));
  if (form.kabupaten && form.kabupaten !== parsed.nik.slice(0, 4)) warnings.push(identityNote('identitas.nik.kabupaten_beda'));
  return warnings;
}

/** Why these digits cannot be a NIK, or null (the errors of domain.md 3.4; needs no date of application). */
export function nikProblem(digits: string): IdentityError | null {
  if (digits.length !== 16) return identityNote('identitas.nik.panjang_salah', { jumlah: String(digits.length) });
  if (possibleBirthDates(digits).length === 0) return identityNote('identitas.nik.tanggal_mustahil');
  if (digits.slice(12) === '0000') return identityNote('identitas.nik.nomor_urut_nol');
  return null;
}

/** Newest first; one entry less where 29 February exists in only one of the two centuries. */
function possibleBirthDates(nik: string): string[] {
  const dd = Number(nik.slice(6, 8));
  const day = dd > 40 ? dd - 40 : dd;
  const month = Number(nik.slice(8, 10));
  const yy = Number(nik.slice(10, 12));
  return [2000 + yy, 1900 + yy].flatMap((year) => {
    return isCalendarDay(year, month, day) ? [`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`] : [];
  });
}

function ageAt(birthDate: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
