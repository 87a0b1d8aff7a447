/** Invented people: name parts at random, NIK with serials 9990–9999, NPWP with the mark of an invented number (KPP 000). */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { npwp15CheckDigit } from '../../server/domain/identity/npwp.ts';
import { seededRandom } from '../seeded-random.ts';

export interface Person {
  number: number; nama: string; sex: 'L' | 'P'; nik: string; npwp: string; /** Of a business this person runs. */ nib: string; email: string; telepon: string; userId: string; alamat: string; kabupaten: string; tanggalLahir: string;
  /** What is printed on the invented cards. */
  onCards: { name: string; nik: string; npwp: string; birth: string; address: string; city: string; province: string };
}

const rows = parse(readFileSync(path.join(import.meta.dirname, '..', 'reference', 'data', 'nama.csv')), { columns: true, bom: true }) as unknown as { nama: string; posisi: string; jenis_kelamin: string }[];
const partsOf = (position: string, sex: string) => rows.filter((row) => row.posisi === position && (row.jenis_kelamin === sex || row.jenis_kelamin === '')).map((row) => row.nama);
const PARTS = { depan: { L: partsOf('depan', 'L'), P: partsOf('depan', 'P') }, belakang: { L: partsOf('belakang', 'L'), P: partsOf('belakang', 'P') } };
const parts = (position: keyof typeof PARTS, sex: 'L' | 'P') => PARTS[position][sex];
const STREETS = ['Jl. Melati', 'Jl. Kenanga', 'Jl. Anggrek', 'Jl. Cempaka', 'Jl. Flamboyan', 'Jl. Bougenvil'];
/** Districts of Kalimantan Timur and the 4-digit code of their kabupaten/kota. */
const PLACES = ['647201', '647102', '640301', '640203', '647401', '640901'];

/** The same number always invents the same person. */
export function inventPerson(number: number): Person {
  const random = seededRandom(number);
  const pick = <T>(list: T[]): T => list[Math.floor(random() * list.length)] as T;
  const sex = random() < 0.5 ? 'L' : 'P';
  const first = pick(parts('depan', sex));
  const last = pick(parts('belakang', sex));
  const nama = random() < 0.15 ? `${first} ${pick(parts('depan', sex))} ${last}` : `${first} ${last}`;
  const year = 1965 + Math.floor(random() * 36);
  const month = 1 + Math.floor(random() * 12);
  const day = 1 + Math.floor(random() * 28);
  const two = (n: number) => String(n).padStart(2, '0');
  const place = pick(PLACES);
  const nik = `${place}${two(sex === 'P' ? day + 40 : day)}${two(month)}${two(year % 100)}${9990 + Math.floor(random() * 10)}`;
  const first8 = `0${4 + Math.floor(random() * 6)}${String(Math.floor(random() * 1_000_000)).padStart(6, '0')}`;
  const npwp = `${first8}${npwp15CheckDigit(first8)}000000`;
  const handle = `${first}.${last}.${number}`.toLowerCase().replace(/[^a-z0-9.]/g, '');
  const alamat = `${pick(STREETS)} No. ${1 + Math.floor(random() * 120)}`;
  const tanggalLahir = `${year}-${two(month)}-${two(day)}`;
  return {
    number, nama, sex, nik, npwp, nib: `9120${String(number).padStart(9, '0')}`, email: `${handle}@surel.test`, telepon: `08${12 + Math.floor(random() * 80)}${String(Math.floor(random() * 1e7)).padStart(7, '0')}`,
    userId: handle.replaceAll('.', '_'), alamat, kabupaten: place.slice(0, 4), tanggalLahir,
    onCards: { name: nama, nik, npwp, birth: `Samarinda, ${two(day)}-${two(month)}-${year}`, address: alamat, city: 'Samarinda', province: 'Kalimantan Timur' },
  };
}
