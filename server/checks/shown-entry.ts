import type { BlacklistMatch } from '../domain/screening/match-blacklist-entry.ts';
import type { EntryRow } from './blacklist-candidates.view.ts';

/** Words of the list itself, which is public; numbers as it masks them. */
export function shownEntry(entry: EntryRow, match: BlacklistMatch): Record<string, unknown> {
  return {
    nama: entry.name, npwp: entry.npwp_masked, nib: entry.nib_masked, alamat: entry.address, kabupaten: entry.regency, provinsi: entry.province, nomorSk: entry.sk_number,
    pelanggaran: entry.violation, instansi: entry.agency, status: entry.status, mulai: entry.starts_on, selesai: entry.ends_on, keadaan: match.standing,
  };
}

/** A row of the list as the comparison takes it. */
export function comparableEntry(entry: EntryRow) {
  return { ...entry, npwp15: entry.npwp15, maskKey: entry.mask_key, startsOn: entry.starts_on, endsOn: entry.ends_on };
}
