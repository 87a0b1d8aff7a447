/** Written by hand from domain.md 2.4 and 4, not by the rules that make the figures: how other people write the same name, and who is only alike. */
import { describe, expect, it } from '@jest/globals';
import { foldName } from '../names/fold-name.ts';
import { askedNameKeys, nameKeys } from '../names/name-keys.ts';
import { matchBlacklistEntry, type BlacklistEntry } from './match-blacklist-entry.ts';
import { matchProvider } from './match-provider.ts';
import { screeningSubject } from './screening.ts';

const PLACE = { province: 'Kalimantan Timur', regency: 'Kota Samarinda' };
const company = (listed: string, asked: string, change: Partial<BlacklistEntry> = {}) => matchBlacklistEntry(
  screeningSubject({ name: asked, maskKey: '12345', ...PLACE }),
  { name: listed, nik: null, npwp15: null, maskKey: '12345', ...PLACE, status: 'PUBLISHED', startsOn: '2025-01-01', endsOn: '2027-01-01', ...change }, '2026-03-01');
const SOMEBODY = { nik: '6472010505800001', npwp15: '041234568001000', npwp16: '0041234568001000', email: 'a@contoh.test', phone: '+6281212345678', regencyCode: '6472', birthDate: '1980-05-05' };
const person = (known: string, asked: string, shared: (keyof typeof SOMEBODY)[]) => matchProvider(
  screeningSubject({ name: asked, isPerson: true, ...Object.fromEntries(shared.map((key) => [key, SOMEBODY[key]])) }), { name: known, userId: null, ...SOMEBODY });

describe('one company under one mask, written by somebody else', () => {
  it.each([
    ['CV KARYA BHAKTI UTAMA', 'CV. Karya Bakti Oetama'], ['PT ADHI GUNA PERSADA', 'PT Adi Guna Persada'], ['CV PUTERA MAHAKAM', 'CV. PUTRA MAHAKAM'], ['PT RIZQI BAROKAH', 'PT RIZKY BARAKAH'],
    ['CV MAKMUR & SEJAHTERA', 'CV MAKMUR DAN SEJAHTERA'], ['PT TIGA BERLIAN', 'PT 3 BERLIAN'], ['CV SINAR II', 'CV SINAR 2'], ['CV KARYA UTAMA', 'CV. KARYA UTAMA SAMARINDA'],
    ['CV GUNA KARYA', 'CV GUNA KARYA, (SAMARINDA)'], ['CV KARYA UTAMA', 'CV KARYA UTAMA CABANG SAMARINDA'], ['PT POS INDONESIA PERSERO', 'PT. Pos Indonesia (Persero) Tbk'],
    ['CV MITRA TEHNIK', 'CV MITRA TEKNIK'], ['PT ARTHA GRAHA', 'PT ARTA GRAHA'], ['CV SENTOSA', 'CV. SENTAUSA'], ['CV ANUGRAH ILAHI', 'CV ANUGERAH ILLAHI'], ['CV JAYA ABADI', 'CV DJAJA ABADI'],
    ['CV CAHAYA TIMUR', 'CV TJAHAJA TIMOER'], ['UD SUMBER REJEKI', 'UD SUMBER REZEKI'], ['PT WIJAYA KARYA', 'PT WIDJAJA KARJA'], ['CV PRATAMA', 'CV. P R A T A M A'], ['CV ALAM RAYA', 'ALAM RAYA, CV.'],
    ['CV ALAM RAYA', 'C V ALAM RAYA'], ['CV ALAM RAYA', 'CV.ALAM RAYA'], ['PT BINA KARSA', 'Perseroan Terbatas Bina Karsa'], ['CV CIPTA KREASINDO', 'CV CIPTA KREASI INDO'],
    ['CV RIMBA 1', 'CV RIMBA I'], ['CV AL-FATIH', 'CV ALFATIH'], ["CV MA'RUF JAYA", 'CV MARUF JAYA'], ['CV. BAROKAH JAYA KONSTRUKSI', 'CV BAROKAH JAYA CONSTRUCTION'], ['CV KHARISMA', 'CV KARISMA'],
    ['CV EXPRESS', 'CV EKSPRES'], ['CV QUALITY TRAVEL', 'CV KUALITY TRAVEL'],
  ])('%s, %s', (listed, asked) => expect(['A', 'B']).toContain(company(listed, asked)?.level));

  it('says that the town was left out, and never more than of the name itself', () => {
    const [town, exact] = ['CV KARYA UTAMA SAMARINDA', 'CV KARYA UTAMA'].map((asked) => company('CV KARYA UTAMA', asked));
    expect(town?.reasons).toContainEqual({ key: 'nama.alasan.kota_di_belakang', params: { kota: 'SAMARINDA' } });
    expect(town?.score ?? 1).toBeLessThanOrEqual(exact?.score ?? 0);
    expect(company('CV KARYA UTAMA', 'CV KARYA UTAMA BONTANG')?.level).toBe('C');
  });
});

describe('another company under one mask', () => {
  it.each([
    ['CV KARYA UTAMA', 'CV KARYA PRATAMA'], ['PT MEGA JAYA', 'PT MEGA RAYA'], ['CV SINAR II', 'CV SINAR III'], ['CV BINTANG TIMUR', 'CV BINTANG BARAT'], ['CV PUTRA MAHAKAM', 'CV PUTRI MAHAKAM'],
    ['CV TIGA SAUDARA', 'CV DUA SAUDARA'], ['CV KARYA UTAMA MANDIRI', 'CV KARYA UTAMA JAYA'], ['CV MITRA ABADI', 'CV CITRA ABADI'], ['CV BERKAH BERSAMA', 'CV BERKAT BERSAMA'], ['PT BUMI PERSADA', 'PT BUMI PERKASA'],
    ['CV MAJU JAYA', 'CV MAJU RAYA'], ['CV DAYA CIPTA', 'CV KARYA CIPTA'],
  ])('%s, %s', (listed, asked) => expect(['A', 'B']).not.toContain(company(listed, asked)?.level));
});

const WRITINGS = [
  ['Muhammad Rizki', 'Moechammad Rizqy'], ['Ahmad Arief', 'Akhmat Arip'], ['Abdurrahman Wahid', 'Abd. Rahman Wahid'], ['Siti Nurhaliza', 'St. Noerhaliza'], ['Zainal Abidin', 'Jaenal Abidin'],
  ['Syaiful Anwar', 'Saeful Anwar'], ['Yusuf Hidayat', 'Yoesoef Hidajat'], ['Sri Wahyuni', 'Sriwahyuni'], ['I Made Sudarma', 'Made Sudarma'], ['I Gusti Ngurah Rai', 'Gst. Ngr. Rai'], ['Ketut Suardana', 'I Kt. Suardana'],
  ['Johannes Simatupang', 'Yohanes Simatupang'], ['Johanes Sitorus', 'Johannes S.'], ['Lim Giok Nio', 'Liem Giok Nio'], ['Budi Santoso', 'Santoso, Budi'], ['Ratna Sari Dewi', 'Ratnasari Dewi'],
  ['Ignatius Loyola', 'Ign. Loyola'], ['Nurul Huda', 'Noeroel Hoeda'], ['Thoriq Al Aziz', 'Toriq Alaziz'], ['Prof. Dr. Ir. H. Bambang Sudibyo, M.Sc., Ph.D.', 'Bambang Soedibjo'], ["KH. Ma'ruf Amin", 'Makruf Amin'],
  ['Dedi Mulyadi', 'Dedy Muljadi'],
] as const;

describe('one person, written by somebody else', () => {
  it.each(WRITINGS)('%s, %s: by the birth date, by the telephone, and filed under a common key', (known, asked) => {
    expect(person(known, asked, ['birthDate'])?.level).toBe('B');
    expect(['A', 'B']).toContain(person(known, asked, ['phone'])?.level);
    const keys = new Set(nameKeys(foldName(known), '6472'));
    expect(askedNameKeys(foldName(asked), '6472').some((key) => keys.has(key))).toBe(true);
  });

  it.each([
    ['Hasan Basri', 'Husein Basri'], ['Dewi Lestari', 'Dian Lestari'], ['Eka Widjaja', 'Eko Wijaya'], ['Abdul Rahman', 'Abdul Rahim'], ['Putra Wijaya', 'Putri Wijaya'], ['Rina Wulandari', 'Rini Wulandari'],
  ])('twins and siblings: %s, %s share a birth date and are two', (known, asked) => expect(['A', 'B']).not.toContain(person(known, asked, ['birthDate'])?.level));
});
