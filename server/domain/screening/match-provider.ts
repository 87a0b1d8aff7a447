import { compareFolded } from '../names/compare-names.ts';
import { foldName } from '../names/fold-name.ts';
import { percent, reason, type EvidenceLevel, type ScreeningReason, type ScreeningSubject } from './screening.ts';

/** A supplier known somewhere, or another open file of this office. */
export interface KnownProvider {
  name: string;
  nik: string | null;
  npwp15: string | null;
  npwp16: string | null;
  email: string | null;
  userId: string | null;
  regencyCode: string | null;
  birthDate: string | null;
}

/** In the order in which duplicates are looked for (domain.md 1.11). */
export type DuplicateKey = 'npwp' | 'email' | 'user_id' | 'nik' | 'nama_wilayah';

export interface ProviderMatch {
  /** The first key that hit, in the order above; `reasons` names every one. */
  key: DuplicateKey;
  level: EvidenceLevel;
  /** 0 to 1, for order only. */
  score: number;
  reasons: ScreeningReason[];
}

const NAME = { strong: 0.92, similar: 0.85, loose: 0.75 };
const STRENGTH: Record<DuplicateKey, number> = { npwp: 0.95, nik: 0.95, email: 0.75, user_id: 0.7, nama_wilayah: 0.45 };

/**
 * Compares a subject with one known supplier (domain.md 1.11). An equal name alone is no duplicate: it needs the same
 * kabupaten, and neither another NIK nor another birth date against it. Null when nothing hit.
 */
export function matchProvider(subject: ScreeningSubject, provider: KnownProvider): ProviderMatch | null {
  const folded = foldName(provider.name);
  const names = compareFolded(subject.name, folded);
  const hits: DuplicateKey[] = [
    ...(sameTaxNumber(subject, provider) ? ['npwp' as const] : []),
    ...(same(lower(subject.email), lower(provider.email)) ? ['email' as const] : []),
    ...(same(lower(subject.userId), lower(provider.userId)) ? ['user_id' as const] : []),
    ...(same(subject.nik, provider.nik) || samePerson(subject, provider) ? ['nik' as const] : []),
    ...(isSameNameAndRegion(subject, provider, names.score, names.legalFormConflict) ? ['nama_wilayah' as const] : []),
  ];
  const key = hits[0];
  if (!key) return null;
  const sameBirth = same(subject.birthDate, provider.birthDate);
  const strongest = Math.max(...hits.map((hit) => STRENGTH[hit]));
  return {
    key,
    level: levelOf(hits, names.score, sameBirth),
    score: Math.round(Math.min(1, strongest + 0.05 * names.score + 0.05 * (hits.length - 1)) * 1000) / 1000,
    reasons: [
      ...hits.map((hit) => reason(`kunci_${hit}`)),
      ...(hits.includes('npwp') && subject.regencyCode && provider.regencyCode && subject.regencyCode !== provider.regencyCode ? [reason('npwp_sama_wilayah_beda')] : []),
      ...(hits.includes('user_id') && names.score < NAME.loose ? [reason('user_id_sama_nama_beda')] : []),
      ...(sameBirth ? [reason('tanggal_lahir_sama')] : []),
      reason(names.score >= NAME.loose ? 'nama_mirip' : 'nama_jauh', { persen: percent(names.score) }),
      ...names.reasons,
    ],
  };
}

/** Old and new number of one person do not contain each other, so both are compared (domain.md 3.2). */
function sameTaxNumber(subject: ScreeningSubject, provider: KnownProvider): boolean {
  return same(subject.npwp15, provider.npwp15) || same(subject.npwp16, provider.npwp16);
}

/** The NPWP of a person is now the NIK: one file may hold it as the one, the other as the other. */
function samePerson(subject: ScreeningSubject, provider: KnownProvider): boolean {
  return same(subject.nik, provider.npwp16) || same(subject.npwp16, provider.nik);
}

function isSameNameAndRegion(subject: ScreeningSubject, provider: KnownProvider, name: number, otherForm: boolean): boolean {
  if (otherForm || name < NAME.strong || !same(subject.regencyCode, provider.regencyCode)) return false;
  const otherNik = subject.nik !== null && provider.nik !== null && subject.nik !== provider.nik;
  const otherBirth = subject.birthDate !== null && provider.birthDate !== null && subject.birthDate !== provider.birthDate;
  // A NIK typed wrongly still leaves the birth date; two different birth dates are two people.
  return !otherBirth && (!otherNik || same(subject.birthDate, provider.birthDate));
}

function levelOf(hits: DuplicateKey[], name: number, sameBirth: boolean): EvidenceLevel {
  if (hits.includes('npwp') || hits.includes('nik')) return 'A';
  if (hits.includes('email') || hits.includes('user_id')) return name >= NAME.similar ? 'A' : 'B';
  return sameBirth ? 'B' : 'C';
}

function same(a: string | null, b: string | null): boolean {
  return a !== null && a !== '' && a === b;
}

function lower(text: string | null): string | null {
  return text === null ? null : text.trim().toLowerCase();
}
