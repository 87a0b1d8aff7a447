/** `npm run screen` as other people run it: 1,000 questions against 5,000 rows, from starting the process to the finished file. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { maskNpwp } from '../../../server/domain/identity/npwp.ts';
import { figure, timed, type Figure } from '../figure.ts';
import { createDice } from './dice.ts';
import { inventCompany, inventSomebody } from './invent.ts';
import { perturbCompany, perturbPerson } from './perturb.ts';

const ROWS = 5_000;
const QUERIES = 1_000;
const SCREEN = path.resolve(import.meta.dirname, '..', '..', 'screen.ts');

export async function commandLine(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'loket-ukur-tapis-'));
  try {
    const figures: Figure[] = [];
    for (const { kind, list, queries } of [{ kind: 'daftar-hitam', ...companyFiles() }, { kind: 'duplikat', ...personFiles() }]) {
      const [listFile, queryFile, out] = ['daftar.csv', 'tanya.csv', 'hasil.csv'].map((name) => path.join(folder, name)) as [string, string, string];
      writeFileSync(listFile, list.join('\n'));
      writeFileSync(queryFile, queries.join('\n'));
      const ms = await timed(async () => {
        const [code] = await once(spawn(process.execPath, [SCREEN, '--kind', kind, '--list', listFile, '--queries', queryFile, '--out', out], { stdio: 'ignore' }), 'exit') as [number];
        if (code !== 0) throw new Error(`screen ended with ${code}`);
      });
      figures.push(figure({ name: `checks_screen_${kind.replace('-', '_')}`, unit: 's', value: ms / 1000, target: 20, seen: { queries: QUERIES, rows: ROWS } }));
    }
    return figures;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function companyFiles() {
  const dice = createDice(71);
  const companies = Array.from({ length: ROWS }, () => inventCompany(dice));
  return {
    list: ['penyedia,tanggal_berlaku,status,npwp_penyedia,provinci,kota/kabupaten,nomor_sk,tanggal_selesai', ...companies.map(({ form, core, npwp15, regency, province }, n) =>
      [`${form} ${core}`, '2025-06-01', n % 9 === 0 ? 'PUBLISHED' : 'EXPIRED', maskNpwp(npwp15), province, regency, `SK-${n}`, '2026-05-31'].join(','))],
    queries: ['id,nama,npwp,kabupaten,provinsi', ...Array.from({ length: QUERIES }, (_, n) => {
      const company = n % 2 === 0 ? dice.pick(companies) : inventCompany(dice);
      return [n, `"${perturbCompany(company, dice)}"`, company.npwp15, company.regency, company.province].join(',');
    })],
  };
}

function personFiles() {
  const dice = createDice(72);
  const people = Array.from({ length: ROWS }, (_, n) => inventSomebody(n, dice));
  return {
    list: ['lpse,user_id,nama,nik,npwp,email,telepon,kabupaten,tanggal_lahir', ...people.map((who) => ['LPSE Contoh', who.userId, who.nama, who.nik, who.npwp, who.email, who.telepon, who.kabupaten, who.tanggalLahir].join(','))],
    queries: ['id,nama,npwp,nik,email,telepon,kabupaten,provinsi,tanggal_lahir', ...Array.from({ length: QUERIES }, (_, n) => {
      const who = n % 2 === 0 ? dice.pick(people) : inventSomebody(30_000_000 + n, dice);
      return [n, `"${perturbPerson(who.nama, dice)}"`, '', n % 4 === 0 ? who.nik : '', '', n % 4 === 2 ? who.telepon : '', who.kabupaten, '', who.tanggalLahir].join(',');
    })],
  };
}
