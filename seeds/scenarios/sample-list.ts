/** The invented blacklist of the samples, with some invented applicants on it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { maskNpwp } from '../../server/domain/identity/npwp.ts';
import { inventPerson } from './people.ts';

/** Numbers of invented people whom the list names. */
export const BLACKLISTED = [900_001, 900_002, 900_003, 900_004, 900_005, 900_006];
const REGENCY: Record<string, string> = {
  6472: 'Kota Samarinda', 6471: 'Kota Balikpapan', 6403: 'Kabupaten Berau', 6402: 'Kabupaten Kutai Kartanegara', 6474: 'Kota Bontang', 6409: 'Kabupaten Penajam Paser Utara',
};

/** The list as it might have been exported on this day: each sanction began three months before and lasts a year. */
export function sampleList(today: Date): Buffer {
  const base = readFileSync(path.join(import.meta.dirname, '..', 'reference', 'data', 'daftar-hitam-contoh.csv'), 'utf8').replaceAll('\r\n', '\n').trimEnd();
  const day = (offset: number) => new Date(today.getTime() + offset * 86_400_000).toISOString().slice(0, 10);
  const rows = BLACKLISTED.map((number) => {
    const person = inventPerson(number);
    return [
      'https://contoh.invalid/daftar-hitam', person.nama.toUpperCase(), 'Individual', 'N/A', String(20_000_000 + number), 'Jasa konsultansi contoh', day(-90), day(-90), '1 Years', 'PUBLISHED',
      'N/A', maskNpwp(person.npwp), 'N/A', person.alamat, 'Kalimantan Timur', REGENCY[person.kabupaten] ?? '', 'N/A', `${number}/SK-CONTOH/2026`,
      'Peraturan LKPP No. 4 Tahun 2021 Lampiran II angka 3.1 huruf a', 'Peserta pemilihan menyampaikan dokumen atau keterangan tidak benar', '1 tahun 0 bulan', day(275),
      String(20_000_000 + number), 'Jasa konsultansi contoh', 'Jasa Konsultansi Perorangan', 'Pemerintah Daerah Contoh', 'Dinas Contoh', '100000000', '90000000', '2026',
    ].map((cell) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
  });
  return Buffer.from(`${base}\n${rows.join('\n')}\n`);
}
