import { maskEmail, maskNib, maskNik, maskPhone } from '../domain/identity/masking.ts';
import { maskNpwp } from '../domain/identity/npwp.ts';
import { maskName } from '../domain/screening/mask-name.ts';
import type { ProviderMatch } from '../domain/screening/match-provider.ts';
import type { RegistryRow } from './registry-candidates.view.ts';

/**
 * A candidate of step 12 as it is shown and frozen: numbers masked, of another office also the words that were not asked about.
 * @param of.knownName what was asked: those words are known here already
 */
export function shownCandidate(row: RegistryRow, match: ProviderMatch, of: { foreign: boolean; knownName: string }): Record<string, unknown> {
  const number = row.npwp15 ?? row.npwp16;
  return {
    jenis: row.kind, kunci: match.key, usul: match.kind, lpse: row.lpse, luar: of.foreign, nomorBerkas: row.caseNumber, sejak: row.since.toISOString(), tempat: row.place,
    nama: of.foreign ? maskName(row.name, of.knownName) : row.name,
    nik: row.nik && maskNik(row.nik), npwp: number && maskNpwp(number), nib: row.nib ? maskNib(row.nib) : null, email: row.email && maskEmail(row.email), telepon: row.phone && maskPhone(row.phone),
    kabupaten: row.regency, tanggalLahir: of.foreign ? null : row.birthDate,
    // Needed for "gunakan ID yang sudah terdaftar"; with weak evidence it may be a stranger's.
    userId: of.foreign && match.level === 'C' && row.userId ? maskName(row.userId) : row.userId,
  };
}
