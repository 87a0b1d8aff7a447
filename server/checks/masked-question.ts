import { maskEmail, maskNib, maskNik, maskPhone } from '../domain/identity/masking.ts';
import { maskNpwp } from '../domain/identity/npwp.ts';
import type { ScreeningSubject } from '../domain/screening/screening.ts';

type Masked = Record<'nama' | 'nik' | 'npwp' | 'nib' | 'email' | 'telepon' | 'userId' | 'tanggalLahir', string | null>;

/** Whom a list was asked about, as evidence: the name as it was typed, every number masked. */
export function maskedQuestion(subject: ScreeningSubject, name: string | null): Masked {
  const number = subject.npwp15 ?? subject.npwp16;
  return {
    nama: name, nik: subject.nik && maskNik(subject.nik), npwp: number && maskNpwp(number), nib: subject.nib && maskNib(subject.nib), email: subject.email && maskEmail(subject.email),
    telepon: subject.phone && maskPhone(subject.phone), userId: subject.userId, tanggalLahir: subject.birthDate,
  };
}

/** The same with where he is from, in two words. */
export function maskedWithRegion(subject: ScreeningSubject, name: string | null): Masked & { kabupaten: string | null; provinsi: string | null } {
  return { ...maskedQuestion(subject, name), kabupaten: subject.regency, provinsi: subject.province };
}
