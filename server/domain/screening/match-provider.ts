import { mailboxOf } from '../identity/email.ts';
import { isOneSlipApart } from '../identity/one-slip-apart.ts';
import { foldName } from '../names/fold-name.ts';
import { holdName, isWorthALook, NAME, nameEvidence, nameReasons, type HeldName, type NameEvidence } from './name-evidence.ts';
import { isSameRegency } from './region-key.ts';
import { reason, scoreWithin, type EvidenceLevel, type ScreeningReason, type ScreeningSubject } from './screening.ts';

/** A supplier known somewhere, or another open file of this office. */
export interface KnownProvider {
  name: string;
  nik: string | null;
  npwp15: string | null;
  npwp16: string | null;
  nib?: string | null;
  email: string | null;
  userId: string | null;
  /** E.164. */
  phone?: string | null;
  regencyCode: string | null;
  birthDate: string | null;
}

/** In the order in which duplicates are looked for (domain.md 1.11), then what supports a name. */
export type DuplicateKey = 'npwp' | 'email' | 'user_id' | 'nik' | 'nib' | 'npwp_cabang' | 'telepon' | 'nama_wilayah' | 'nama_lahir';

/**
 * What domain.md 1.11 makes of it: one supplier twice; a branch or another body that is not merged by itself; two suppliers under one
 * user ID; or not to be told from the data.
 */
export type DuplicateKind = 'duplikat' | 'cabang' | 'user_id_bentrok' | 'perlu_diperiksa';

export interface ProviderMatch {
  /** The first key that hit, in the order above; `reasons` names every one. */
  key: DuplicateKey;
  kind: DuplicateKind;
  level: EvidenceLevel;
  /** 0 to 1, for order; a higher level never scores lower. */
  score: number;
  reasons: ScreeningReason[];
}

const STRENGTH: Record<DuplicateKey, number> = { npwp: 0.8, nik: 0.8, nib: 0.75, email: 0.65, user_id: 0.6, telepon: 0.55, npwp_cabang: 0.5, nama_lahir: 0.4, nama_wilayah: 0.3 };
const WEIGHT = { name: 0.12, furtherKey: 0.04, sameBirth: 0.04 };

/**
 * Compares a subject with one known supplier (domain.md 1.11). An equal name alone is no duplicate: it needs the same
 * kabupaten or birth date, and neither another NIK nor another birth date against it. Null when nothing hit.
 */
export function matchProvider(subject: ScreeningSubject, provider: KnownProvider): ProviderMatch | null {
  return matchHeldProvider(holdName(subject.name), subject, holdName(foldName(provider.name)), provider);
}

/** The same with both names folded before, when many are compared with many. */
export function matchHeldProvider(name: HeldName, subject: ScreeningSubject, providerName: HeldName, provider: KnownProvider): ProviderMatch | null {
  const names = nameEvidence(name, providerName);
  const facts = factsOf(subject, provider, names);
  const keys = keysOf(facts, names);
  const [key] = keys;
  const level = key && levelOf(keys, facts, names);
  if (!key || !level) return null;
  const said = nameReasons(names);
  const strongest = Math.max(...keys.map((each) => STRENGTH[each]));
  return {
    key,
    kind: kindOf(keys, facts, names),
    level,
    score: scoreWithin(level, strongest + WEIGHT.name * names.score + WEIGHT.furtherKey * (keys.length - 1) + (facts.birth === 'sama' ? WEIGHT.sameBirth : 0)),
    reasons: [
      ...keys.map((each) => reason(`kunci_${each}`)),
      ...(keys.includes('npwp') && facts.region === 'beda' ? [reason('npwp_sama_wilayah_beda')] : []),
      ...(keys.includes('nib') && facts.region === 'beda' && !keys.includes('npwp') ? [reason('nib_sama_wilayah_beda')] : []),
      ...(keys.includes('user_id') && names.score < NAME.loose ? [reason('user_id_sama_nama_beda')] : []),
      ...(facts.nik === 'nyaris' || facts.nik === 'beda' ? [reason(`duplikat_nik_${facts.nik}`)] : []),
      ...(facts.npwp === 'beda' ? [reason('duplikat_npwp_beda')] : []),
      ...(facts.nib === 'beda' ? [reason('duplikat_nib_beda')] : []),
      ...(facts.birth === 'sama' ? [reason('tanggal_lahir_sama')] : facts.birth === 'beda' ? [reason('tanggal_lahir_beda')] : []),
      said.feature,
      ...(facts.region === 'sama' ? [reason('kabupaten_sama')] : facts.region === 'beda' ? [reason('kabupaten_beda')] : []),
      ...said.words,
    ],
  };
}

type Agreement = 'sama' | 'beda' | 'tidak_ada';
interface Facts {
  npwp: Agreement | 'cabang'; nik: Agreement | 'nyaris'; nib: Agreement; email: boolean; userId: boolean; phone: boolean; birth: Agreement; region: Agreement;
  isPerson: boolean; otherForm: boolean;
}

function factsOf(subject: ScreeningSubject, provider: KnownProvider, names: NameEvidence): Facts {
  return {
    npwp: taxNumbers(subject, provider), nik: personNumbers(subject, provider), nib: compare(subject.nib, provider.nib ?? null),
    email: compare(mailboxOf(subject.email), mailboxOf(provider.email)) === 'sama', userId: compare(lower(subject.userId), lower(provider.userId)) === 'sama',
    phone: compare(subject.phone, provider.phone ?? null) === 'sama', birth: compare(subject.birthDate, provider.birthDate),
    region: compareRegency(subject.regencyCode, provider.regencyCode), isPerson: subject.isPerson, otherForm: names.legalFormConflict,
  };
}

/** Old and new number of one person do not contain each other, so both are compared (domain.md 3.2). */
function taxNumbers(subject: ScreeningSubject, provider: KnownProvider): Facts['npwp'] {
  const [old, present] = [compare(subject.npwp15, provider.npwp15), compare(subject.npwp16, provider.npwp16)];
  if (old === 'sama' || present === 'sama') return 'sama';
  if (old !== 'beda') return 'tidak_ada';
  return subject.npwp15?.slice(0, 9) === provider.npwp15?.slice(0, 9) ? 'cabang' : 'beda';
}

/** The NPWP of a person is now the NIK: one file may hold it as the one, the other as the other. */
function personNumbers(subject: ScreeningSubject, provider: KnownProvider): Facts['nik'] {
  const agreement = compare(subject.nik, provider.nik);
  if (agreement === 'sama' || compare(subject.nik, provider.npwp16) === 'sama' || compare(subject.npwp16, provider.nik) === 'sama') return 'sama';
  return agreement === 'beda' && isOneSlipApart(subject.nik ?? '', provider.nik ?? '') ? 'nyaris' : agreement;
}

function keysOf(facts: Facts, names: NameEvidence): DuplicateKey[] {
  return [
    ...(facts.npwp === 'sama' ? ['npwp' as const] : []),
    ...(facts.email ? ['email' as const] : []),
    ...(facts.userId ? ['user_id' as const] : []),
    ...(facts.nik === 'sama' ? ['nik' as const] : []),
    ...(facts.nib === 'sama' ? ['nib' as const] : []),
    ...(facts.npwp === 'cabang' ? ['npwp_cabang' as const] : []),
    ...(facts.phone ? ['telepon' as const] : []),
    ...(isSameNameAndRegion(facts, names) ? ['nama_wilayah' as const] : []),
    ...(isSameNameAndBirth(facts, names) ? ['nama_lahir' as const] : []),
  ];
}

function isSameNameAndRegion(facts: Facts, names: NameEvidence): boolean {
  if (facts.otherForm || names.score < NAME.strong || facts.region !== 'sama') return false;
  // A NIK typed wrongly still leaves the birth date; two different birth dates are two people.
  return facts.birth !== 'beda' && (!isOtherPerson(facts) || facts.birth === 'sama');
}

/** One birth date in 14,600: with a name that is at all alike it is worth a look; twins share it with half a name. */
function isSameNameAndBirth(facts: Facts, names: NameEvidence): boolean {
  if (facts.otherForm || facts.birth !== 'sama') return false;
  return isOtherPerson(facts) ? names.score >= NAME.similar : isWorthALook(names);
}

function isOtherPerson(facts: Facts): boolean {
  return facts.nik === 'beda' || facts.nik === 'nyaris';
}

function levelOf(keys: DuplicateKey[], facts: Facts, names: NameEvidence): EvidenceLevel {
  if (keys.includes('nik')) return 'A';
  // Same NPWP, different address: another company or a branch, not merged by itself (domain.md 1.11).
  if (keys.includes('npwp')) return facts.isPerson || facts.region !== 'beda' ? 'A' : 'B';
  // One NIB per business, branches included; without a check digit a slip may hit somebody else's, which the other numbers then tell.
  if (keys.includes('nib')) return isOtherPerson(facts) || facts.npwp === 'beda' || facts.region === 'beda' ? 'B' : 'A';
  if (keys.includes('email') || keys.includes('user_id')) return names.score >= NAME.similar && !names.opposed && !facts.otherForm ? 'A' : 'B';
  // An old tax number may be typed wrongly, and birth date and place still agree; a body has nothing else.
  // Twins have numbers next to each other and names that rhyme.
  const against = facts.nik === 'beda' || (facts.nik === 'nyaris' && names.score < NAME.nearlyEqual) || (facts.npwp === 'beda' && !facts.isPerson) || facts.nib === 'beda' || facts.birth === 'beda' || facts.otherForm || names.opposed;
  if (keys.includes('telepon') && !against && names.score >= NAME.loose) return names.score >= NAME.similar ? 'A' : 'B';
  if (keys.includes('npwp_cabang')) return names.score >= NAME.loose && !facts.otherForm ? 'B' : 'C';
  // A birth date is no number of one person: with a name that is alike, no word exchanged (twins), and nothing against it.
  return facts.birth === 'sama' && !against && names.score >= NAME.loose ? 'B' : 'C';
}

function kindOf(keys: DuplicateKey[], facts: Facts, names: NameEvidence): DuplicateKind {
  if (keys.includes('nik')) return 'duplikat';
  if (keys.includes('npwp')) return facts.isPerson || facts.region === 'sama' ? 'duplikat' : 'cabang';
  if (keys.includes('npwp_cabang')) return 'cabang';
  if (keys.includes('nib')) return isOtherPerson(facts) || facts.npwp === 'beda' ? 'perlu_diperiksa' : facts.isPerson || facts.region !== 'beda' ? 'duplikat' : 'cabang';
  if (keys.includes('user_id') && names.score < NAME.loose) return 'user_id_bentrok';
  return (keys.includes('email') || keys.includes('user_id')) && names.score >= NAME.strong ? 'duplikat' : 'perlu_diperiksa';
}

function compare(a: string | null, b: string | null): Agreement {
  if (!a || !b) return 'tidak_ada';
  return a === b ? 'sama' : 'beda';
}

/** Codes in the registry, names in other people's files. */
function compareRegency(a: string | null, b: string | null): Agreement {
  if (!a || !b) return 'tidak_ada';
  return isSameRegency(a, b) ? 'sama' : 'beda';
}

function lower(text: string | null): string | null {
  return text === null ? null : text.trim().toLowerCase();
}
