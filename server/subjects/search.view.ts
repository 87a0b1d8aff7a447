/**
 * Cases of one office for what an officer typed: number, NIK, NPWP, NIB, telephone, user ID and e-mail exactly, names by their words, exact
 * matches first. Each found case is told with what answers "Bu, berkas saya sampai mana?" without opening it. Two statements whatever is
 * typed, and one or two more only for a name that nobody bears as typed: all are answered from indexes (docs/bench.md).
 */
import type { Knex } from 'knex';
import type { FoundCase } from '../domain/contract/subjects.ts';
import { parseEmail } from '../domain/identity/email.ts';
import { parseNib } from '../domain/identity/nib.ts';
import { parseNpwp } from '../domain/identity/npwp.ts';
import { parsePhone } from '../domain/identity/phone.ts';
import type { Locale } from '../domain/messages/translate.ts';
import { foldName } from '../domain/names/fold-name.ts';
import { calendarOf } from '../offices/index.ts';
import { standingOf } from './case-standing.view.ts';

const LIMIT = 20;
/** Bearers of a common word that are looked at more closely; whoever is not among them is found by a second word or the number. */
const CANDIDATES = 200;
/** The beginning of a word is looked up from this many letters on: three are borne by tens of thousands. */
const BEGINNING = 4;
/** Share of the trigrams of what was typed that a name bears too, to count as nearly it. */
const ALIKE = 0.45;

export type QueryKind = FoundCase['matched'];
interface Hit { id: string; kind: QueryKind }
interface Probe { kind: QueryKind; sql: string; bindings: string[] }

/** `asked`: what the text can have been; `more`: there are further ones, which are not shown. */
interface Searched { found: FoundCase[]; kinds: QueryKind[]; asked: QueryKind[]; more: boolean }

export async function searchCases(trx: Knex.Transaction, office: { id: string; code: string; year: number }, q: string, locale: Locale): Promise<Searched> {
  const exact = await exactHits(trx, office, q);
  const named = exact.length > LIMIT ? [] : await nameHits(trx, office.id, q);
  const every = [...exact, ...named];
  const different = every.filter((hit, index) => every.findIndex((other) => other.id === hit.id) === index);
  const hits = different.slice(0, LIMIT);
  return { found: await standingOf(trx, hits, await calendarOf(trx, office.id), locale), kinds: [...new Set(hits.map((hit) => hit.kind))], asked: askedOf(q), more: different.length > LIMIT };
}

/** The exact readings of what was typed; a text can be several things at once. */
function probesOf(q: string): Probe[] {
  const probes: Probe[] = [{ kind: 'user_id', sql: 'lower(s.user_id_spse) = ?', bindings: [q.toLowerCase()] }];
  const digits = q.replace(/[\s.-]/g, '');
  if (/^\d{16}$/.test(digits)) probes.push({ kind: 'nik', sql: 's.nik = ?', bindings: [digits] });
  const npwp = parseNpwp(q);
  if (npwp.ok) probes.push({ kind: 'npwp', sql: 's.npwp16 = ?', bindings: [npwp.npwp16] });
  const nib = parseNib(q);
  if (nib.ok) probes.push({ kind: 'nib', sql: 's.nib = ?', bindings: [nib.nib] });
  const phone = parsePhone(q);
  if (phone.ok) probes.push({ kind: 'telepon', sql: 's.phone = ?', bindings: [phone.e164] });
  const email = parseEmail(q);
  if (email.ok) probes.push({ kind: 'email', sql: 'lower(s.email) = ?', bindings: [email.normalized] });
  return probes;
}

/** What the text can have been, found or not: a look for a NIK that nobody has is a look too. Anything may be a user ID, so that says nothing. */
function askedOf(q: string): QueryKind[] {
  return probesOf(q).map((probe) => probe.kind).filter((kind) => kind !== 'user_id');
}

/** On the telephone people say the last digits, of this year and the one before, or the year and the digits without the noughts: 2026-123. */
function numbersOf(q: string, { code, year }: { code: string; year: number }): string[] {
  const [, said, digits] = /^(?:(\d{4})\s*[-/ ]\s*)?(\d{1,6})$/.exec(q) ?? [];
  const years = said === undefined ? [year, year - 1] : [said];
  return [q, q.toUpperCase(), ...(digits === undefined ? [] : years.map((of) => `${code}-${of}-${digits.padStart(6, '0')}`))];
}

async function exactHits(trx: Knex.Transaction, office: { id: string; code: string; year: number }, q: string): Promise<Hit[]> {
  const probes = probesOf(q);
  // Each reading asks its own index; the newest of each come first.
  const sql = [
    `(select c.id, 'nomor' as kind, 0 as rank, c.received_at from cases c where c.number = any(?) and c.office_id = ?)`,
    ...probes.map((probe, index) => `(select c.id, '${probe.kind}' as kind, ${index + 1} as rank, c.received_at from case_subjects s join cases c on c.id = s.case_id
      where ${probe.sql} and s.office_id = ? order by c.received_at desc limit ${LIMIT + 1})`),
  ].join(' union all ');
  const { rows } = await trx.raw<{ rows: Hit[] }>(`select id, kind from (${sql}) hits order by rank, received_at desc`,
    [numbersOf(q, office), office.id, ...probes.flatMap((probe) => [...probe.bindings, office.id])]);
  return rows;
}

/** Words of a name in any order, the last one also by its beginning; where nobody bears them all, whoever bears nearly that name. */
async function nameHits(trx: Knex.Transaction, officeId: string, q: string): Promise<Hit[]> {
  if (q.includes('@') || !/\p{L}/u.test(q)) return [];
  const { folded } = foldName(q);
  const words = folded.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (folded.length < 3) return [];
  const all = await bearers(trx, officeId, folded, words.map((word, index) => (index === words.length - 1 && (word.length >= BEGINNING || words.length > 1) ? `${word}:*` : word)).join(' & '));
  if (all.length > 0) return all;
  // A slip: the beginnings of the words are right more often than their ends.
  const beginnings = words.filter((word) => word.length >= BEGINNING).map((word) => `${word.slice(0, word.length === BEGINNING ? 3 : Math.max(BEGINNING, Math.ceil(word.length / 2)))}:*`);
  // All of them first: of a million names tens of thousands share one beginning, and only some of those are looked at.
  const near = beginnings.length > 1 ? await bearers(trx, officeId, folded, beginnings.join(' & '), ALIKE) : [];
  return near.length > 0 ? near : bearers(trx, officeId, folded, beginnings.join(' | '), ALIKE);
}

async function bearers(trx: Knex.Transaction, officeId: string, folded: string, query: string, alike = 0): Promise<Hit[]> {
  if (query === '') return [];
  const { rows } = await trx.raw<{ rows: Hit[] }>(
    `select c.id, 'nama' as kind from (
       select s.case_id, s.name_folded from case_subjects s where s.office_id = :officeId and to_tsvector('simple', coalesce(s.name_folded, '')) @@ to_tsquery('simple', :query) limit ${CANDIDATES}) s
     join cases c on c.id = s.case_id
     where word_similarity(:folded, s.name_folded) >= :alike
     order by word_similarity(:folded, s.name_folded) desc, similarity(:folded, s.name_folded) desc, c.received_at desc limit ${LIMIT + 1}`, { officeId, query, folded, alike });
  return rows;
}
