import type { Knex } from 'knex';
import type { FoundCase } from '../domain/contract/subjects.ts';
import { parseEmail } from '../domain/identity/email.ts';
import { parseNpwp } from '../domain/identity/npwp.ts';
import { parsePhone } from '../domain/identity/phone.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { foldName } from '../domain/names/fold-name.ts';

const LIMIT = 20;

export type QueryKind = 'nomor' | 'nik' | 'npwp' | 'telepon' | 'email' | 'user_id' | 'nama';
interface Row {
  id: string; number: string; procedure: string; place: string; outcome: string | null; received_at: Date; archived_at: Date | null;
  subject_name: string | null; holder_name: string | null; kind: QueryKind;
}
interface Probe { kind: QueryKind; sql: string; bindings: string[] }

/** The exact readings of what was typed; a text can be several things at once. */
function probesOf(q: string): Probe[] {
  const probes: Probe[] = [{ kind: 'nomor', sql: 'c.number in (?, ?)', bindings: [q, q.toUpperCase()] }, { kind: 'user_id', sql: 'lower(s.user_id_spse) = ?', bindings: [q.toLowerCase()] }];
  const digits = q.replace(/[\s.-]/g, '');
  if (/^\d{16}$/.test(digits)) probes.push({ kind: 'nik', sql: 's.nik = ?', bindings: [digits] });
  const npwp = parseNpwp(q);
  if (npwp.ok) probes.push({ kind: 'npwp', sql: 's.npwp16 = ?', bindings: [npwp.npwp16] });
  const phone = parsePhone(q);
  if (phone.ok) probes.push({ kind: 'telepon', sql: 's.phone = ?', bindings: [phone.e164] });
  const email = parseEmail(q);
  if (email.ok) probes.push({ kind: 'email', sql: 'lower(s.email) = ?', bindings: [email.normalized] });
  return probes;
}

/**
 * Cases of one office for what an officer typed: number, NIK, NPWP, telephone, user ID and e-mail exactly, names by likeness, exact matches
 * first. Answers also which kinds of reading matched, which is all the audit trail keeps.
 */
export async function searchCases(trx: Knex.Transaction, officeId: string, q: string, locale: Locale): Promise<{ found: FoundCase[]; kinds: QueryKind[] }> {
  const exact: Row[] = [];
  for (const probe of probesOf(q)) {
    exact.push(...await selectRows(trx, officeId, probe.kind).whereRaw(probe.sql, probe.bindings).orderBy('c.received_at', 'desc').limit(LIMIT) as Row[]);
  }
  const { folded } = foldName(q);
  const alike = folded.length < 3 ? [] : await selectRows(trx, officeId, 'nama').whereRaw('? <% s.name_folded', [folded])
    .orderByRaw('word_similarity(?, s.name_folded) desc, similarity(?, s.name_folded) desc, c.received_at desc', [folded, folded]).limit(LIMIT) as Row[];
  const every = [...exact, ...alike];
  const rows = every.filter((row, index) => every.findIndex((other) => other.id === row.id) === index).slice(0, LIMIT);
  return { found: rows.map((row) => shape(row, locale)), kinds: [...new Set(rows.map((row) => row.kind))] };
}

function selectRows(trx: Knex.Transaction, officeId: string, kind: QueryKind): Knex.QueryBuilder {
  return trx('cases as c').join('case_subjects as s', 's.case_id', 'c.id')
    .leftJoin('users as u', 'u.id', 'c.holder_id').where('c.office_id', officeId)
    .select('c.id', 'c.number', 'c.procedure', 'c.place', 'c.outcome', 'c.received_at', 'c.archived_at', 's.name as subject_name', 'u.name as holder_name', trx.raw('? as kind', [kind]));
}

function shape(row: Row, locale: Locale): FoundCase {
  return {
    id: row.id, number: row.number, subjectName: row.subject_name, procedure: row.procedure, place: row.place, placeLabel: translate(`tempat.${row.place}`, {}, locale),
    holderName: row.holder_name, outcome: row.outcome, outcomeLabel: row.outcome ? translate(`hasil.${row.outcome}`, {}, locale) : null,
    receivedAt: row.received_at.toISOString(), archivedAt: row.archived_at?.toISOString() ?? null, matched: row.kind,
  };
}
