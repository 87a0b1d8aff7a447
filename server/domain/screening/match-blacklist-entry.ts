import { compareFolded, type NameComparison } from '../names/compare-names.ts';
import { foldName } from '../names/fold-name.ts';
import { regionKey } from './region-key.ts';
import { sanctionStanding, type SanctionPeriod, type SanctionStanding } from './sanction-standing.ts';
import { percent, reason, type EvidenceLevel, type ScreeningReason, type ScreeningSubject } from './screening.ts';

export interface BlacklistEntry extends SanctionPeriod {
  name: string;
  nik: string | null;
  npwp15: string | null;
  /** The five visible digits; null for `N/A` and odd shapes: "cannot compare", never "different". */
  maskKey: string | null;
  province: string | null;
  regency: string | null;
}

export interface BlacklistMatch {
  level: EvidenceLevel;
  /** 0 to 1, for order only; 1 needs an equal unmasked number. */
  score: number;
  /** Blocks on that day. */
  inForce: boolean;
  standing: SanctionStanding;
  reasons: ScreeningReason[];
}

/** Similarities of domain.md 2.4. */
const NAME = { nearlyEqual: 0.95, strong: 0.92, similar: 0.85, loose: 0.75 };
/** A name with fewer letters says little by itself: half a country is called so. */
const SHORT_NAME = 8;
/** From so many letters on a name has its full weight. */
const TELLING_NAME = 14;
const WEIGHT = { name: 0.5, mask: 0.3, serial: 0.1, regency: 0.15, province: 0.08, form: -0.15 };

type Numbers = 'nik_sama' | 'npwp_sama' | 'npwp_cabang' | 'npwp_beda' | 'nik_beda' | 'mask_sama' | 'mask_kpp_beda' | 'mask_beda' | 'tidak_dapat_dibandingkan';
type Region = 'kabupaten_sama' | 'provinsi_sama' | 'wilayah_beda' | 'wilayah_tidak_ada';

/**
 * Compares a subject with one entry of the national list on a day (`YYYY-MM-DD`). Levels as in domain.md 2.4: exact numbers
 * first, then mask and name together, then name and region. An equal mask alone and an equal name against another number are
 * nothing (null). The result is evidence with a reason per feature; only a person says "the same".
 */
export function matchBlacklistEntry(subject: ScreeningSubject, entry: BlacklistEntry, onDate: string): BlacklistMatch | null {
  const numbers = compareNumbers(subject, entry);
  if (numbers.endsWith('_beda') && numbers !== 'mask_kpp_beda') return null;
  const folded = foldName(entry.name);
  const names = compareFolded(subject.name, folded);
  const region = compareRegion(subject, entry);
  const otherForm = names.legalFormConflict || (subject.isPerson && folded.form !== null);
  const exact = numbers === 'nik_sama' || numbers === 'npwp_sama';
  const found = levelOf(numbers, names.score, region, isShort(subject.name.glued) || isShort(folded.glued));
  const level = found && otherForm && !exact ? oneLower(found) : found;
  if (!level) return null;

  const standing = sanctionStanding(entry, onDate);
  return {
    level,
    score: scoreOf({ numbers, names, region, otherForm, letters: Math.min(subject.name.glued.length, folded.glued.length) }),
    inForce: standing === 'berlaku',
    standing,
    reasons: [
      reason(numbers),
      reason(names.score >= NAME.loose ? 'nama_mirip' : 'nama_jauh', { persen: percent(names.score) }),
      ...(otherForm && !names.legalFormConflict ? [reason('bentuk_usaha', { bentuk: String(folded.form) })] : []),
      ...(numbers === 'tidak_dapat_dibandingkan' && isShort(folded.glued) ? [reason('nama_pendek')] : []),
      reason(region),
      reason(`sanksi_${standing}`, { tanggal: (standing === 'belum_mulai' ? entry.startsOn : entry.endsOn) ?? '–' }),
      ...names.reasons,
    ],
  };
}

/** The strongest thing the numbers say. Branches of one taxpayer share nine digits, or the serial within the mask. */
function compareNumbers(subject: ScreeningSubject, entry: BlacklistEntry): Numbers {
  if (subject.nik && entry.nik && subject.nik === entry.nik) return 'nik_sama';
  if (subject.npwp15 && entry.npwp15) {
    if (subject.npwp15 === entry.npwp15) return 'npwp_sama';
    return subject.npwp15.slice(0, 9) === entry.npwp15.slice(0, 9) ? 'npwp_cabang' : 'npwp_beda';
  }
  if (subject.nik && entry.nik) return 'nik_beda';
  if (!subject.maskKey || !entry.maskKey) return 'tidak_dapat_dibandingkan';
  if (subject.maskKey === entry.maskKey) return 'mask_sama';
  return subject.maskKey.slice(0, 3) === entry.maskKey.slice(0, 3) ? 'mask_kpp_beda' : 'mask_beda';
}

function compareRegion(subject: ScreeningSubject, entry: BlacklistEntry): Region {
  const [regency, otherRegency] = [regionKey(subject.regency), regionKey(entry.regency)];
  const [province, otherProvince] = [regionKey(subject.province), regionKey(entry.province)];
  if (regency !== null && regency === otherRegency) return 'kabupaten_sama';
  if (province !== null && province === otherProvince) return 'provinsi_sama';
  return (regency && otherRegency) || (province && otherProvince) ? 'wilayah_beda' : 'wilayah_tidak_ada';
}

function levelOf(numbers: Numbers, name: number, region: Region, short: boolean): EvidenceLevel | null {
  switch (numbers) {
    case 'nik_sama': case 'npwp_sama': return 'A';
    case 'npwp_cabang': return name >= NAME.loose ? 'A' : 'B';
    case 'mask_sama': return name >= NAME.strong ? 'A' : name >= NAME.loose ? 'B' : null;
    case 'mask_kpp_beda': return name >= NAME.similar ? 'C' : null;
    default: return byNameAndRegion(name, region, short);
  }
}

/** Without a number to compare: 7 % of the list has none. */
function byNameAndRegion(name: number, region: Region, short: boolean): EvidenceLevel | null {
  const here = region === 'kabupaten_sama' && name >= NAME.nearlyEqual;
  if (short) return here ? 'C' : null;
  if (here) return 'B';
  return name >= NAME.similar ? 'C' : null;
}

function isShort(glued: string): boolean {
  return glued.length < SHORT_NAME;
}

/** Another legal form is another body until shown otherwise (domain.md 4.4); it may still be the same owner. */
function oneLower(level: EvidenceLevel): EvidenceLevel | null {
  return level === 'A' ? 'B' : level === 'B' ? 'C' : null;
}

function scoreOf(of: { numbers: Numbers; names: NameComparison; region: Region; otherForm: boolean; letters: number }): number {
  const { numbers, names, region } = of;
  if (numbers === 'nik_sama' || numbers === 'npwp_sama') return names.score >= NAME.loose ? 1 : 0.97;
  if (numbers === 'npwp_cabang') return names.score >= NAME.loose ? 0.96 : 0.8;
  const sum = WEIGHT.name * names.score * Math.min(1, of.letters / TELLING_NAME)
    + (numbers === 'mask_sama' ? WEIGHT.mask : numbers === 'mask_kpp_beda' ? WEIGHT.serial : 0)
    + (region === 'kabupaten_sama' ? WEIGHT.regency : region === 'provinsi_sama' ? WEIGHT.province : 0)
    + (of.otherForm ? WEIGHT.form : 0);
  return Math.round(Math.max(0.01, sum) * 1000) / 1000;
}
