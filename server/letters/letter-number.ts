import type { Knex } from 'knex';
import type { TypedNumber } from '../cases/index.ts';
import { DEFAULT_PATTERN, type NumberMode } from '../domain/contract/offices.ts';
import { letterCode } from '../domain/letter-code.ts';
import type { LetterId, Sop } from '../domain/sop/model.ts';
import { getOffice, type Office } from '../offices/index.ts';
import { InvalidError } from '../platform/errors.ts';
import { moveNumber, takeNumber } from '../platform/numbering.ts';
import { romanMonth, wallTime } from './printed-time.ts';

export interface Numbered { office: Office; letter: LetterId; /** Classification code of the procedure. */ code: string; /** What somebody typed, where the office numbers by hand. */ typed: string | null; at: Date }

const ruleOf = ({ settings }: Office, letter: LetterId): { mode: NumberMode; pattern: string } => ({
  mode: settings.letterNumbers[letter]?.mode ?? 'otomatis', pattern: settings.letterNumbers[letter]?.pattern ?? settings.letterNumber,
});

/**
 * The number of a letter, taken in the transaction of the act. `otomatis`: one sequence per office, kind and year, without holes or repeats. By hand it is what was typed; an act of nobody (a reminder) has nobody to type and takes the next one.
 */
export async function numberOf(trx: Knex.Transaction, { office, letter, code, typed, at }: Numbered): Promise<string> {
  const { mode, pattern } = ruleOf(office, letter);
  if (typed !== null && mode === 'manual') return typed;
  if (typed !== null && mode === 'agenda') return fill(pattern, typed, { office, letter, code, at });
  // Somebody may type at this moment what would be the next one.
  if (mode !== 'otomatis') await lockNumbers(trx, office.id, letter);
  const of = { officeId: office.id, kind: `surat.${letter}`, year: wallTime(at, office.zone).year };
  const printed = (running: string) => fill(pattern, running, { office, letter, code, at });
  const taken = await takeNumber(trx, of);
  const free = await firstFree(trx, { officeId: office.id, letter, from: taken, printed });
  if (free !== taken) await moveNumber(trx, of, free);
  return printed(padded(free));
}

const padded = (running: number) => String(running).padStart(4, '0');
/** Looked at in one question. */
const AT_ONCE = 50;

/**
 * The office may have typed numbers before it let them be counted: those are passed over, also where it wrote 21 and not 0021. Still no hole, since
 * another letter carries them.
 */
async function firstFree(trx: Knex.Transaction, { officeId, letter, from, printed }: { officeId: string; letter: LetterId; from: number; printed: (running: string) => string }): Promise<number> {
  for (let first = from; ; first += AT_ONCE) {
    const counted = Array.from({ length: AT_ONCE }, (_, n) => [printed(padded(first + n)), printed(String(first + n))]);
    const carried = new Set(await trx('letters').where({ office_id: officeId, kind: letter }).whereIn('number', counted.flat()).pluck<string[]>('number'));
    const free = counted.findIndex((forms) => !forms.some((number) => carried.has(number)));
    if (free !== -1) return first + free;
  }
}

async function lockNumbers(trx: Knex.Transaction, officeId: string, letter: LetterId): Promise<void> {
  await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`nomor:${officeId}:${letter}`]);
}

function fill(pattern: string, running: string, { office, letter, code, at }: { office: Office; letter: LetterId; code: string; at: Date }): string {
  const { year, month } = wallTime(at, office.zone);
  const parts: Record<string, string> = {
    urut: running, jenis: letterCode(letter), kode: code, kantor: office.code, tahun: String(year), bulan: String(month).padStart(2, '0'), bulan_romawi: romanMonth(month),
  };
  // A pattern without the running number would give every letter the same one.
  const whole = pattern.includes('{urut}') ? pattern : `{urut}/${pattern || DEFAULT_PATTERN}`;
  return whole.replace(/\{(\w+)\}/g, (mark, name: string) => parts[name] ?? mark);
}

/** The numbers this office types by hand for these letters of a procedure; the field of each in the act's input. */
export async function typedNumbers(trx: Knex | Knex.Transaction, officeId: string, sop: Sop, letters: readonly LetterId[]): Promise<TypedNumber[]> {
  const numbered = [...new Set(letters)].filter((id) => sop.letters.some((letter) => letter.id === id && letter.numbered));
  if (numbered.length === 0) return [];
  const office = await getOffice(trx, officeId);
  return numbered.flatMap((letter) => {
    const { mode } = ruleOf(office, letter);
    return mode === 'otomatis' ? [] : [{ letter, field: `nomor_${letter}`, mode }];
  });
}

/** Two officers who type the same number at once wait for one another here, and the second is told. @throws InvalidError */
export async function checkTypedNumber(trx: Knex.Transaction, officeId: string, asked: TypedNumber, typed: string, at: Date, sop: Sop): Promise<void> {
  await lockNumbers(trx, officeId, asked.letter);
  const office = await getOffice(trx, officeId);
  const number = asked.mode === 'manual' ? typed : fill(ruleOf(office, asked.letter).pattern, typed, { office, letter: asked.letter, code: sop.archive.code, at });
  const taken = await trx('letters').where({ office_id: officeId, kind: asked.letter, number }).first<{ id: string } | undefined>('id');
  if (taken) throw new InvalidError({ [asked.field]: { key: 'galat.surat.nomor_dipakai', params: { nomor: number } } });
}
