/** Invented companies and persons for the figures of the checks. Nobody exists. */
import { inventPerson } from '../../../seeds/scenarios/people.ts';
import { npwp15CheckDigit } from '../../../server/domain/identity/npwp.ts';
import type { Dice } from './dice.ts';

export interface Company { form: 'CV' | 'PT' | 'UD'; core: string; npwp15: string; regency: string; province: string }
export interface Somebody { nama: string; nik: string; npwp: string; email: string; telepon: string; kabupaten: string; tanggalLahir: string; userId: string }

/** Words of which firms make their names, frequent and rare ones mixed. */
const WORDS = (
  'KARYA JAYA UTAMA MANDIRI BERSAMA ABADI NUSANTARA SENTOSA MAKMUR SEJAHTERA PRATAMA PERKASA CIPTA MITRA BUANA BINTANG KENCANA TELAGA MEGA CAHAYA ' +
  'SURYA LESTARI ANUGERAH BERKAH RAYA MULIA SAKTI PERMATA BORNEO DHARMA KARUNIA GEMILANG SUMBER AGUNG GRAHA DUTA SARANA SAMUDERA GUNUNG TIMUR ' +
  'WIRATAMA ADIKARYA TRIJAYA PANCA SAPTA RAJAWALI GARUDA MERPATI CENDANA MELATI KEMUNING BERINGIN MERANTI ULIN BENGKIRAI KAPUAS MAHAKAM BARITO SERAYU ' +
  'MUSI KAMPAR ASAHAN SIAK RINJANI SEMERU KERINCI LAWU MERBABU ARJUNA BIMA SADEWA NAKULA PANDAWA SRIKANDI YUDISTIRA GATOTKACA KRESNA WIJAYA MAJAPAHIT ' +
  'SINGASARI PAJAJARAN MATARAM DEMAK TERNATE TIDORE BANGGAI KONAWE LUWU BONE GOWA MANDAR TORAJA MINAHASA GORONTALO TALAUD SANGIHE BUTON MUNA WAKATOBI ' +
  'TIRTA BAYU AGNI PERTIWI ANGKASA BAHARI SEGARA DIRGANTARA KHATULISTIWA ZAMRUD INTAN BERLIAN MUTIARA DELIMA KRISTAL FAJAR SENJA PURNAMA NIRWANA SWARGALOKA ' +
  'HUTAMA SUKSES GUNA BAKTI YASA DARMA WACANA MEDIKA FARMA PANGAN TANI TERNAK LOGAM BAJA BETON KERAMIK TEKSTIL GRAFIKA OFFSET DIGITAL INFORMATIKA SOLUSINDO'
).split(' ');
export const PLACES: readonly (readonly [regency: string, province: string])[] = [
  ['Kota Samarinda', 'Kalimantan Timur'], ['Kota Balikpapan', 'Kalimantan Timur'], ['Kab. Kutai Kartanegara', 'Kalimantan Timur'], ['Kab. Berau', 'Kalimantan Timur'],
  ['Kab. Sintang', 'Kalimantan Barat'], ['Kota Pontianak', 'Kalimantan Barat'], ['Kab. Serang', 'Banten'], ['Kota Serang', 'Banten'], ['Kota Jambi', 'Jambi'],
  ['Kab. Muaro Jambi', 'Jambi'], ['Kota Makassar', 'Sulawesi Selatan'], ['Kab. Gowa', 'Sulawesi Selatan'], ['Kab. Bone', 'Sulawesi Selatan'], ['Kota Manado', 'Sulawesi Utara'],
  ['Kab. Minahasa', 'Sulawesi Utara'], ['Kota Bandung', 'Jawa Barat'], ['Kab. Bogor', 'Jawa Barat'], ['Kota Semarang', 'Jawa Tengah'], ['Kab. Pati', 'Jawa Tengah'],
  ['Kota Medan', 'Sumatera Utara'],
];

export function inventNpwp15(dice: Dice): string {
  const first8 = `0${1 + dice.number(3)}${dice.digits(6)}`;
  return `${first8}${npwp15CheckDigit(first8)}${dice.digits(3)}000`;
}

export function inventCompany(dice: Dice): Company {
  const [regency, province] = dice.pick(PLACES);
  const core = dice.shuffle(WORDS).slice(0, dice.chance(0.35) ? 2 : 3).join(' ');
  return { form: dice.chance(0.62) ? 'CV' : dice.chance(0.95) ? 'PT' : 'UD', core, npwp15: inventNpwp15(dice), regency, province };
}

/** Somebody of the scenarios' people, in a place of the list above. Two in three have a third name, as in life many do. */
export function inventSomebody(number: number, dice: Dice): Somebody {
  const person = inventPerson(number);
  const nama = dice.chance(0.6) ? `${person.nama} ${inventPerson(number + 7_000_003).nama.split(' ').at(-1)}` : person.nama;
  const place = `${1101 + dice.number(8000)}${String(1 + dice.number(40)).padStart(2, '0')}`;
  const nik = `${place}${person.nik.slice(6, 12)}${String(1 + dice.number(9989)).padStart(4, '0')}`;
  return {
    nama, nik, npwp: inventNpwp15(dice), email: `${number}.${person.email}`, telepon: `0812${dice.digits(8)}`, kabupaten: dice.pick(PLACES)[0],
    tanggalLahir: person.tanggalLahir, userId: `${person.userId}_${number}`,
  };
}
