import { foldName } from '../names/fold-name.ts';
import { holdName, isWorthALook, NAME, nameEvidenceIn, nameReasons, type HeldName, type NameEvidence } from './name-evidence.ts';
import { isSameRegency, regionKey } from './region-key.ts';
import { sanctionStanding, type SanctionPeriod, type SanctionStanding } from './sanction-standing.ts';
import { reason, scoreWithin, type EvidenceLevel, type ScreeningReason, type ScreeningSubject } from './screening.ts';

export interface BlacklistEntry extends SanctionPeriod {
  name: string;
  nik: string | null;
  npwp15: string | null;
  /** Of 16 digits where it holds no number of 15 and is no NIK. */
  npwp16?: string | null;
  /** In full only: the three digits the national list leaves visible, in 15 of 4,759 rows, say too little (domain.md 2.4). */
  nib?: string | null;
  /** The five visible digits; null for `N/A` and odd shapes: "cannot compare", never "different". */
  maskKey: string | null;
  province: string | null;
  regency: string | null;
}

export interface BlacklistMatch {
  level: EvidenceLevel;
  /** 0 to 1, for order; a higher level never scores lower, and 1 needs an equal unmasked number. */
  score: number;
  /** Blocks on that day. */
  inForce: boolean;
  standing: SanctionStanding;
  reasons: ScreeningReason[];
}

/** Shares of the strength within a level. */
const WEIGHT = { name: 0.5, mask: 0.3, branch: 0.3, serial: 0.1, regency: 0.1, province: 0.05, against: -0.15 };

type Numbers = 'nik_sama' | 'npwp_sama' | 'nib_sama' | 'npwp_cabang' | 'npwp_beda' | 'nik_beda' | 'mask_sama' | 'mask_kpp_beda' | 'mask_beda' | 'tidak_dapat_dibandingkan';
const EXACT: readonly Numbers[] = ['nik_sama', 'npwp_sama', 'nib_sama'];
type Region = 'kabupaten_sama' | 'provinsi_sama' | 'provinsi_sama_saja' | 'wilayah_beda' | 'wilayah_tidak_ada';

/**
 * Compares a subject with one entry of the national list on a day (`YYYY-MM-DD`). Levels as in domain.md 2.4: exact numbers
 * first, then mask and name together, then name and region. An equal mask alone and an equal name against another number are
 * nothing (null). The result is evidence with a reason per feature; only a person says "the same".
 */
export function matchBlacklistEntry(subject: ScreeningSubject, entry: BlacklistEntry, onDate: string): BlacklistMatch | null {
  return matchHeldEntry(holdName(subject.name), subject, holdName(foldName(entry.name)), entry, onDate);
}

/** The same with both names folded before, when many are compared with many. */
export function matchHeldEntry(name: HeldName, subject: ScreeningSubject, entryName: HeldName, entry: BlacklistEntry, onDate: string): BlacklistMatch | null {
  const numbers = compareNumbers(subject, entry);
  if (numbers.endsWith('_beda') && numbers !== 'mask_kpp_beda') return null;
  const names = nameEvidenceIn([regionKey(subject.regency), regionKey(entry.regency)], name, entryName);
  const region = compareRegion(subject, entry);
  const entryForm = entryName.folded.form;
  const otherForm = names.legalFormConflict || (subject.isPerson && entryForm !== null);
  const exact = EXACT.includes(numbers);
  // A NIB has no check digit, so another one may be a slip: it speaks against, and does not make an entry vanish.
  const otherNib = !exact && isOtherNib(subject, entry);
  const found = levelOf(numbers, names, region);
  const level = found && (otherForm || otherNib) && !exact ? oneLower(found) : found;
  if (!level) return null;

  const standing = sanctionStanding(entry, onDate);
  const said = nameReasons(names);
  return {
    level,
    score: scoreWithin(level, strengthOf({ numbers, names, region, against: otherForm || otherNib })),
    inForce: standing === 'berlaku',
    standing,
    reasons: [
      reason(numbers),
      ...(otherNib ? [reason('nib_beda')] : []),
      said.feature,
      ...(otherForm && !names.legalFormConflict ? [reason('bentuk_usaha', { bentuk: String(entryForm) })] : []),
      ...(numbers === 'tidak_dapat_dibandingkan' && !names.telling ? [reason('nama_pendek')] : []),
      reason(region),
      standingReason(entry, standing, onDate),
      ...said.words,
    ],
  };
}

/** Says no day that the list does not say, and of what was cancelled no end. */
function standingReason({ status, startsOn, endsOn }: SanctionPeriod, standing: SanctionStanding, onDate: string): ScreeningReason {
  if (standing === 'belum_mulai') return reason('sanksi_belum_mulai', { tanggal: startsOn ?? '–' });
  if (standing === 'riwayat' && status === 'CANCELED') return reason('sanksi_riwayat_batal');
  if (endsOn === null) return reason(standing === 'berlaku' ? 'sanksi_berlaku_tanpa_akhir' : standing === 'riwayat' ? 'sanksi_riwayat_habis' : `sanksi_${standing}`);
  return reason(standing === 'baru_berakhir' && endsOn >= onDate ? 'sanksi_berakhir_dini' : `sanksi_${standing}`, { tanggal: endsOn });
}

/** The strongest thing the numbers say. Branches of one taxpayer share nine digits, or the serial within the mask; all of a business have one NIB. */
function compareNumbers(subject: ScreeningSubject, entry: BlacklistEntry): Numbers {
  if (subject.nik && entry.nik && subject.nik === entry.nik) return 'nik_sama';
  if (subject.npwp15 && subject.npwp15 === entry.npwp15) return 'npwp_sama';
  if (subject.nib && subject.nib === entry.nib) return 'nib_sama';
  if (subject.npwp15 && entry.npwp15) {
    return subject.npwp15.slice(0, 9) === entry.npwp15.slice(0, 9) ? 'npwp_cabang' : 'npwp_beda';
  }
  const [own, listed] = [otherNpwp(subject), entry.npwp16];
  if (own && listed) return own === listed ? 'npwp_sama' : 'npwp_beda';
  if (subject.nik && entry.nik) return 'nik_beda';
  if (!subject.maskKey || !entry.maskKey) return 'tidak_dapat_dibandingkan';
  if (subject.maskKey === entry.maskKey) return 'mask_sama';
  return subject.maskKey.slice(0, 3) === entry.maskKey.slice(0, 3) ? 'mask_kpp_beda' : 'mask_beda';
}

/** A number of 16 digits of its own: not the old one with a 0 in front, not the NIK. Somebody may have both, so it is held against its like only. */
export function otherNpwp({ npwp15, npwp16, nik }: Pick<ScreeningSubject, 'npwp15' | 'npwp16' | 'nik'>): string | null {
  return npwp15 === null && npwp16 !== nik ? npwp16 : null;
}

function isOtherNib(subject: ScreeningSubject, entry: BlacklistEntry): boolean {
  return Boolean(subject.nib && entry.nib && subject.nib !== entry.nib);
}

function compareRegion(subject: ScreeningSubject, entry: BlacklistEntry): Region {
  const [regency, otherRegency] = [regionKey(subject.regency), regionKey(entry.regency)];
  const [province, otherProvince] = [regionKey(subject.province), regionKey(entry.province)];
  if (regency !== null && otherRegency !== null && isSameRegency(regency, otherRegency)) return 'kabupaten_sama';
  if (province !== null && province === otherProvince) return regency !== null && otherRegency !== null ? 'provinsi_sama' : 'provinsi_sama_saja';
  return (regency && otherRegency) || (province && otherProvince) ? 'wilayah_beda' : 'wilayah_tidak_ada';
}

function levelOf(numbers: Numbers, names: NameEvidence, region: Region): EvidenceLevel | null {
  switch (numbers) {
    case 'nik_sama': case 'npwp_sama': case 'nib_sama': return 'A';
    case 'npwp_cabang': return names.score >= NAME.loose ? 'A' : 'B';
    case 'mask_sama': return byMaskAndName(names);
    case 'mask_kpp_beda': return names.score >= NAME.similar && !names.opposed ? 'C' : null;
    default: return byNameAndRegion(names, region);
  }
}

/**
 * 271 masks of the public list are shared by different companies, so the names must agree. Where each has a word of its own it is
 * another company that shares a word, however much the rest is alike; a word that one lacks may have been left out.
 */
function byMaskAndName(names: NameEvidence): EvidenceLevel | null {
  if (!isWorthALook(names)) return null;
  if (names.opposed || names.score < (names.single ? NAME.shortenedToOne : NAME.shortened)) return 'C';
  return names.score >= NAME.strong ? 'A' : 'B';
}

/** Without a number to compare: 7 % of the list has none. */
function byNameAndRegion(names: NameEvidence, region: Region): EvidenceLevel | null {
  const here = region === 'kabupaten_sama' && names.score >= NAME.nearlyEqual;
  if (names.short) return here ? 'C' : null;
  if (here) return names.telling ? 'B' : 'C';
  return names.score >= NAME.similar && !names.opposed ? 'C' : null;
}

/** Another legal form is another body until shown otherwise (domain.md 4.4); it may still be the same owner. */
function oneLower(level: EvidenceLevel): EvidenceLevel | null {
  return level === 'A' ? 'B' : level === 'B' ? 'C' : null;
}

function strengthOf({ numbers, names, region, against }: { numbers: Numbers; names: NameEvidence; region: Region; against: boolean }): number {
  if (EXACT.includes(numbers)) return names.score >= NAME.loose ? 1 : 0.6 + 0.2 * names.score;
  const sum = WEIGHT.name * names.score * names.weight
    + (numbers === 'mask_sama' ? WEIGHT.mask : numbers === 'npwp_cabang' ? WEIGHT.branch : numbers === 'mask_kpp_beda' ? WEIGHT.serial : 0)
    + (region === 'kabupaten_sama' ? WEIGHT.regency : region.startsWith('provinsi_sama') ? WEIGHT.province : 0)
    + (against ? WEIGHT.against : 0);
  return Math.min(sum, 0.99);
}
