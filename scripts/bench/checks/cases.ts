/** The questions with their true answers: who is meant, or that nobody is. */
import { maskNpwp } from '../../../server/domain/identity/npwp.ts';
import type { BlacklistEntry } from '../../../server/domain/screening/match-blacklist-entry.ts';
import type { KnownProvider } from '../../../server/domain/screening/match-provider.ts';
import type { Listed } from '../../../server/domain/screening/screen-list.ts';
import { readListNpwp } from '../../../server/checks/blacklist-row.ts';
import { readIdentifiers, readQuery } from '../../../server/checks/query-row.ts';
import { regionKey } from '../../../server/domain/screening/region-key.ts';
import type { ScreeningSubject } from '../../../server/domain/screening/screening.ts';
import { createDice, type Dice } from './dice.ts';
import { inventCompany, inventNpwp15, inventSomebody, PLACES, type Company, type Somebody } from './invent.ts';
import { perturbCompany, perturbPerson } from './perturb.ts';

/** `truth` is the key of the row that is meant; null for an innocent. */
export interface Question { group: string; name: string; subject: ScreeningSubject; truth: string | null }
export interface QuestionSet<T> { listed: Listed<T>[]; questions: Question[] }

const cells = (row: Record<string, string>) => readQuery(new Map(Object.entries(row)));
const ask = (group: string, truth: string | null, row: Record<string, string> & { nama: string }): Question => ({ group, name: row.nama, subject: cells(row), truth });

/** Mask of the full number, the hidden digits drawn anew: what an innocent with an equal mask has. */
function sameMask(npwp15: string, dice: Dice): string {
  const other = inventNpwp15(dice);
  return other.slice(0, 5) + npwp15.slice(5, 8) + other.slice(8, 10) + npwp15.slice(10, 12) + other.slice(12);
}

export function companyQuestions(entries: number, each: number, seed = 51): QuestionSet<BlacklistEntry> {
  const dice = createDice(seed);
  const companies = Array.from({ length: entries }, () => inventCompany(dice));
  const listed = companies.map(({ form, core, npwp15, regency, province }, at): Listed<BlacklistEntry> => {
    const numbers = readListNpwp(dice.chance(0.07) ? 'N/A' : maskNpwp(npwp15));
    return {
      key: `SK-${at}`,
      row: {
        name: dice.chance(0.9) ? `${form} ${core}` : `${core} ${form}`, nik: null, npwp15: null, maskKey: numbers.mask_key, province, regency,
        status: dice.chance(0.1) ? 'PUBLISHED' : 'EXPIRED', startsOn: '2025-01-01', endsOn: dice.chance(0.1) ? '2027-01-01' : '2026-01-01',
      },
    };
  });
  const taken = new Set(companies.map(({ core }) => [...core.split(' ')].sort().join(' ')));
  const innocent = (): Company => {
    const made = inventCompany(dice);
    return taken.has([...made.core.split(' ')].sort().join(' ')) ? innocent() : made;
  };
  const masked = listed.flatMap((entry, at) => (entry.row.maskKey ? [at] : []));
  const row = (company: Company, nama: string, npwp: string) => ({ nama, npwp, kabupaten: company.regency, provinsi: company.province });
  const questions: Question[] = [];
  for (const at of dice.shuffle(masked).slice(0, each)) {
    const company = companies[at] as Company;
    const here = dice.chance(0.7) ? company : { ...company, ...placeOf(dice) };
    questions.push(ask('benar', `SK-${at}`, row(here, perturbCompany(company, dice), company.npwp15)));
  }
  for (let n = 0; n < each; n += 1) {
    const company = innocent();
    questions.push(ask('asing', null, row(company, `${company.form} ${company.core}`, company.npwp15)));
    const known = companies[dice.pick(masked)] as Company;
    questions.push(ask('mask_sama_perusahaan_lain', null, row({ ...company, regency: known.regency, province: known.province }, `${company.form} ${company.core}`, sameMask(known.npwp15, dice))));
    const form = dice.pick((['CV', 'PT', 'UD'] as const).filter((other) => other !== known.form));
    questions.push(ask('nama_inti_sama_bentuk_dan_nomor_lain', null, row(known, `${form} ${known.core}`, inventNpwp15(dice))));
  }
  return { listed, questions };
}

function placeOf(dice: Dice): Pick<Company, 'regency' | 'province'> {
  const [regency, province] = dice.pick(PLACES);
  return { regency, province };
}

export function personQuestions(known: number, each: number, seed = 52): QuestionSet<KnownProvider> {
  const dice = createDice(seed);
  const people = Array.from({ length: known }, (_, number) => inventSomebody(number, dice));
  const listed = people.map((person): Listed<KnownProvider> => ({
    key: person.userId,
    row: { name: person.nama, userId: person.userId, regencyCode: regionKey(person.kabupaten), ...readIdentifiers(new Map([['nik', person.nik], ['npwp', person.npwp], ['email', person.email], ['telepon', person.telepon], ['tanggal_lahir', person.tanggalLahir]])) },
  }));
  const questions: Question[] = [];
  const full = (person: Somebody) => ({ nama: person.nama, nik: person.nik, npwp: person.npwp, email: person.email, telepon: person.telepon, kabupaten: person.kabupaten, tanggal_lahir: person.tanggalLahir });
  for (const person of dice.shuffle(people).slice(0, each)) {
    const other = inventSomebody(10_000_000 + dice.number(1_000_000), dice);
    const equal = dice.pick(['nik', 'npwp', 'email', 'telepon'] as const);
    const rest = { nik: '', npwp: '', email: dice.chance(0.5) ? other.email : '', telepon: dice.chance(0.5) ? other.telepon : '', kabupaten: dice.chance(0.5) ? person.kabupaten : other.kabupaten, tanggal_lahir: dice.chance(0.5) ? person.tanggalLahir : '' };
    questions.push(ask('satu_nomor_sama', person.userId, { ...rest, nama: perturbPerson(person.nama, dice), [equal]: person[equal] }));
    questions.push(ask('nama_dan_tanggal_lahir', person.userId, { nama: perturbPerson(person.nama, dice), tanggal_lahir: person.tanggalLahir }));
  }
  for (let n = 0; n < each; n += 1) {
    const stranger = inventSomebody(20_000_000 + n, dice);
    questions.push(ask('asing', null, full(stranger)));
    questions.push(ask('nama_sama_lainnya_beda', null, { ...full(stranger), nama: dice.pick(people).nama }));
  }
  return { listed, questions };
}
