import { describe, expect, it } from '@jest/globals';
import { screeningSubject, type ScreeningSubject } from '../domain/screening/screening.ts';
import type { EntryRow } from './blacklist-candidates.view.ts';
import { entryTarget, subjectHash, supplierTarget } from './identity-hash.ts';
import type { RegistryRow } from './registry-candidates.view.ts';

const SECRET = 'rahasia-uji';
type Change = Partial<Omit<ScreeningSubject, 'name'>> & { name?: string };
const subject = (change: Change = {}) => screeningSubject({
  name: 'Soekarno Djaja, S.T.', isPerson: true, nik: '6472010508909993', npwp15: '041230645721000', npwp16: '0041230645721000', maskKey: '06472', email: 'budi@contoh.test', phone: '+6281234567890',
  userId: 'SUKARNO', regencyCode: '6472', regency: 'Kota Samarinda', province: 'Kalimantan Timur', birthDate: '1990-08-05', ...change,
});
const changes: { what: string; change: Change; list: boolean; registry: boolean }[] = [
  { what: 'the name', change: { name: 'Soekarno Raya' }, list: true, registry: true },
  { what: 'an alias', change: { name: 'Soekarno Djaja alias Karno' }, list: true, registry: true },
  { what: 'the legal form', change: { name: 'CV Soekarno Djaja' }, list: true, registry: true },
  { what: 'the NIK', change: { nik: '6472010508909994' }, list: true, registry: true },
  { what: 'the NPWP', change: { npwp15: '041230645721001', npwp16: '0041230645721001' }, list: true, registry: true },
  { what: 'a NIB that was not there', change: { nib: '9120001234228' }, list: true, registry: true },
  { what: 'the kabupaten', change: { regencyCode: '6471', regency: 'Kota Balikpapan' }, list: true, registry: true },
  { what: 'the e-mail', change: { email: 'lain@contoh.test' }, list: false, registry: true },
  { what: 'the telephone', change: { phone: '+6281234567891' }, list: false, registry: true },
  { what: 'the user ID', change: { userId: 'KARNO' }, list: false, registry: true },
  { what: 'the birth date', change: { birthDate: '1990-08-06' }, list: false, registry: true },
  { what: 'only spelling, titles and capitals', change: { name: 'SUKARNO JAJA', userId: 'sukarno', email: 'Budi@contoh.test' }, list: false, registry: false },
];

describe('a verdict is remembered as long as what was compared is the same', () => {
  it.each(changes)('$what: list $list, registry $registry', ({ change, list, registry }) => {
    const other = (kind: 'daftar_hitam' | 'lpse_lain') => subjectHash(SECRET, kind, subject(change)) !== subjectHash(SECRET, kind, subject());
    expect({ list: other('daftar_hitam'), registry: other('lpse_lain') }).toEqual({ list, registry });
  });

  const entry = (change: Partial<EntryRow> = {}): EntryRow => ({
    id: 'e1', name: 'CV BINTANG BUANA', npwp_masked: null, mask_key: '06472', npwp15: null, npwp16: null, nik: null, nib: null, nib_masked: null, name_glued: '', province: 'Kalimantan Timur', regency: 'Kota Samarinda', address: '',
    sk_number: 'SK-1', violation: '', agency: '', status: 'PUBLISHED', starts_on: null, ends_on: null, ...change,
  });
  it.each([
    { what: 'another decree', change: { sk_number: 'SK-2' }, other: true },
    { what: 'another legal form', change: { name: 'PT BINTANG BUANA' }, other: true },
    { what: 'another name', change: { name: 'CV BINTANG SAMUDERA' }, other: true },
    { what: 'another mask', change: { mask_key: '06473' }, other: true },
    { what: 'a NIK that was not there', change: { nik: '6472010508909993' }, other: true },
    { what: 'a NIB that was not there', change: { nib: '9120001234228', nib_masked: '**********228' }, other: true },
    { what: 'a masked NIB, which is not compared', change: { nib_masked: '**********228' }, other: false },
    { what: 'another kabupaten', change: { regency: 'Kota Balikpapan' }, other: true },
    { what: 'the next version of the list, postponed, spelt otherwise', change: { id: 'e2', status: 'CANCELED_TEMPORARY' as const, name: 'CV. Bintang Boeana', province: 'KALIMANTAN TIMUR' }, other: false },
  ])('an entry with $what: another one: $other', ({ change, other }) => expect(entryTarget(SECRET, entry(change)) !== entryTarget(SECRET, entry())).toBe(other));

  const row = (change: Partial<RegistryRow> = {}): RegistryRow => ({
    id: 'v1/2', kind: 'registri', lpse: 'LPSE Kota Bekasi', officeId: null, caseNumber: null, since: new Date(0), place: null, regency: null, name: 'Rina Contoh', nik: null, npwp15: null, npwp16: null,
    email: 'rina@surel.test', userId: null, phone: null, regencyCode: null, birthDate: null, ...change,
  });
  it.each([
    { what: 'of two suppliers without user ID and number at one LPSE the other one', change: { id: 'v1/3', email: 'rini@surel.test' }, other: true },
    { what: 'a number that was not there', change: { nik: '6472010508909993' }, other: true },
    { what: 'a NIB that was not there', change: { nib: '9120001234228' }, other: true },
    { what: 'another name', change: { name: 'Rini Contoh' }, other: true },
    { what: 'another LPSE', change: { lpse: 'LPSE Kota Bogor' }, other: true },
    { what: 'its line in the next version', change: { id: 'v2/9', since: new Date(1) }, other: false },
  ])('a supplier with $what: another one: $other', ({ change, other }) => expect(supplierTarget(SECRET, row(change)) !== supplierTarget(SECRET, row())).toBe(other));

  it('says no number of anybody', () => {
    const said = [supplierTarget(SECRET, row({ nik: '6472010508909993', npwp16: '0041230645721000' })), entryTarget(SECRET, entry({ nik: '6472010508909993' })), subjectHash(SECRET, 'lpse_lain', subject())].join();
    expect(said).not.toMatch(/6472010508909993|041230645721000|surel|Rina/i);
  });
});
