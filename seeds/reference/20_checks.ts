/**
 * Reference: the directory of LPSEs. The example list and the example suppliers are invented and only for the demo and for tests,
 * so `seed` leaves them alone: a production office imports its own list.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Knex } from 'knex';
import { importBlacklist } from '../../server/checks/import-blacklist.ts';
import { npwp15CheckDigit } from '../../server/domain/identity/npwp.ts';
import { foldName } from '../../server/domain/names/fold-name.ts';
import { nameKeys } from '../../server/domain/names/name-keys.ts';
import { seededRandom } from '../seeded-random.ts';

const file = (name: string) => path.join(import.meta.dirname, 'data', name);
const read = (name: string) => parse(readFileSync(file(name)), { columns: true, bom: true, skip_empty_lines: true }) as unknown as Record<string, string>[];
const EXAMPLE_LIST = 'daftar-hitam-contoh.csv';

/** Safe to repeat: rows are keyed by code and names brought up to date. */
export async function seed(knex: Knex): Promise<void> {
  const rows = read('lpse.csv').map((row) => ({ code: row.kode ?? '', name: row.nama ?? '' }));
  await knex('lpse_directory').insert(rows).onConflict('code').merge(['name']);
}

/** The 400 invented entries as a list of that day (`YYYY-MM-DD`). Once per day: false when it is there. */
export async function seedExampleBlacklist(db: Knex, { dataDate, at }: { dataDate: string; at: Date }): Promise<boolean> {
  const there = await db('blacklist_imports').where({ data_date: dataDate, file_name: EXAMPLE_LIST }).whereIn('state', ['selesai', 'dicabut']).first<{ id: string } | undefined>('id');
  if (there) return false;
  await importBlacklist(db, { path: file(EXAMPLE_LIST), fileName: EXAMPLE_LIST, dataDate, importedBy: null, at });
  return true;
}

const EXAMPLE_PROVIDERS = 300;

/**
 * Invented suppliers of other LPSEs: name parts at random, NIK with serials 9990–9999, NPWP with a right check digit and KPP 000
 * as the mark of an invented number. The same ones every time; returns how many were new.
 */
export async function seedExampleProviders(db: Knex): Promise<number> {
  const regions = await db('regions').where({ is_current: true }).whereRaw('length(code) <= 4').orderBy('code').select<{ code: string; name: string }[]>('code', 'name');
  const lpses = read('lpse.csv').flatMap((row) => {
    const regencies = regenciesOf(row.nama ?? '', regions);
    return regencies.length > 0 ? [{ name: row.nama ?? '', regencies }] : [];
  });
  const names = read('nama.csv');
  const parts = (position: string, sex: string) => names.filter((row) => row.posisi === position && (row.jenis_kelamin === sex || row.jenis_kelamin === '')).map((row) => row.nama ?? '');
  const random = seededRandom(20_03);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const digits = (length: number) => String(Math.floor(random() * 10 ** length)).padStart(length, '0');
  const two = (n: number) => String(n).padStart(2, '0');

  const known = new Set(await db('providers').whereLike('user_id_spse', 'contoh\\_%').pluck<string[]>('user_id_spse'));
  const rows = Array.from({ length: EXAMPLE_PROVIDERS }, (_, i) => {
    const sex = random() < 0.5 ? 'L' : 'P';
    const name = `${pick(parts('depan', sex))} ${pick(parts('belakang', sex))}${random() < 0.4 ? ` ${pick(parts('belakang', sex))}` : ''}`;
    const lpse = pick(lpses);
    const regency = pick(lpse.regencies);
    const [year, month, day] = [1960 + Math.floor(random() * 40), 1 + Math.floor(random() * 12), 1 + Math.floor(random() * 28)];
    const first8 = `0${4 + Math.floor(random() * 6)}${digits(6)}`;
    const npwp15 = `${first8}${npwp15CheckDigit(first8)}000000`;
    const userId = `contoh_${String(i + 1).padStart(3, '0')}`;
    const folded = foldName(name);
    return {
      office_id: null, case_id: null, lpse: lpse.name, user_id_spse: userId, name, name_folded: folded.folded, name_glued: folded.glued, name_keys: nameKeys(folded, regency),
      nik: `${regency}01${two(sex === 'P' ? day + 40 : day)}${two(month)}${two(year % 100)}${9990 + Math.floor(random() * 10)}`, npwp15, npwp16: `0${npwp15}`,
      email: `${userId}@penyedia.test`, phone: `+6281${digits(9)}`, regency_code: regency, birth_date: `${year}-${two(month)}-${two(day)}`,
      since: new Date(Date.UTC(2019 + Math.floor(random() * 7), Math.floor(random() * 12), 1 + Math.floor(random() * 28), 3)),
    };
  }).filter((row) => !known.has(row.user_id_spse));
  if (rows.length > 0) await db('providers').insert(rows);
  return rows.length;
}

/** `LPSE Kota Bekasi` serves one kota, `LPSE Provinsi Aceh` every kabupaten of the province. */
function regenciesOf(lpse: string, regions: readonly { code: string; name: string }[]): string[] {
  const place = lpse.replace(/^LPSE /, '');
  const province = /^Provinsi (.+)$/.exec(place)?.[1];
  if (!province) return regions.filter((region) => region.code.length === 4 && region.name.toLowerCase() === place.toLowerCase()).map((region) => region.code);
  const code = regions.find((region) => region.code.length === 2 && region.name.toLowerCase() === province.toLowerCase())?.code;
  return code ? regions.filter((region) => region.code.length === 4 && region.code.startsWith(code)).map((region) => region.code) : [];
}
