/**
 * Who was compared with whom, as keyed hashes: equal as long as everything is equal that the comparison looked at, so that a verdict falls away with
 * it. Of the one side the subject, of the other the entry of the list or the known supplier, across versions.
 */
import { createHmac } from 'node:crypto';
import { mailboxOf } from '../domain/identity/email.ts';
import { foldName, type FoldedName } from '../domain/names/fold-name.ts';
import { regionKey } from '../domain/screening/region-key.ts';
import type { ScreeningSubject } from '../domain/screening/screening.ts';
import type { EntryRow } from './blacklist-candidates.view.ts';
import type { CheckKind } from './checks.repository.ts';
import type { RegistryRow } from './registry-candidates.view.ts';

const nameParts = (name: FoldedName) => [name.form, name.folded, name.alias];

/** Where there is none nothing is added: what was judged before this number was asked for still holds. */
const nibPart = (nib: string | null | undefined) => (nib ? ['nib', nib] : []);

interface Numbers { nik: string | null; npwp15: string | null; npwp16: string | null; nib?: string | null; email: string | null; userId: string | null; phone?: string | null; birthDate: string | null; regencyCode: string | null }
const supplierParts = (of: Numbers) => [
  of.nik, of.npwp16, of.npwp15, mailboxOf(of.email), of.userId?.toLowerCase() ?? null, of.phone ?? null, of.birthDate, of.regencyCode, ...nibPart(of.nib),
];

/** @param kind the national list knows neither e-mail nor birth date: a verdict on it does not fall away with them */
export function subjectHash(secret: string, kind: CheckKind, subject: ScreeningSubject): string {
  return keyed(secret, kind === 'daftar_hitam'
    ? ['penilaian', kind, ...nameParts(subject.name), subject.nik, subject.npwp16, subject.npwp15, regionKey(subject.regency), regionKey(subject.province), ...nibPart(subject.nib)]
    : ['penilaian', kind, ...nameParts(subject.name), ...supplierParts(subject)]);
}

/** The same entry across versions of the list: its decree, and who it names. */
export function entryTarget(secret: string, entry: EntryRow): string {
  return `dh:${entry.sk_number}:${keyed(secret, [...nameParts(foldName(entry.name)), entry.mask_key, entry.npwp15, entry.nik, regionKey(entry.regency), regionKey(entry.province), ...(entry.npwp16 ? ['npwp16', entry.npwp16] : []), ...nibPart(entry.nib)])}`;
}

/** The same supplier or file, as long as it is the same person: a row of a registry has no name of its own across versions. */
export function supplierTarget(secret: string, row: RegistryRow): string {
  return `${row.kind}:${row.kind === 'registri' ? row.lpse : row.id}:${keyed(secret, [...nameParts(foldName(row.name)), ...supplierParts(row)])}`;
}

function keyed(secret: string, parts: (string | null)[]): string {
  return createHmac('sha256', secret).update(JSON.stringify(parts)).digest('hex');
}
