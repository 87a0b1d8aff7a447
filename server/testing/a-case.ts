/**
 * Cases for tests, put at a place by writing rows: what a file there has behind it, without walking there. Every person is invented. Tests
 * of the way itself go through the real actions instead.
 */
import { createHash, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { CaseRow } from '../cases/index.ts';
import { currentSop } from '../domain/sop/catalogue.ts';
import type { ActorIdentity, Sop } from '../domain/sop/model.ts';
import { foldName } from '../domain/names/fold-name.ts';
import { nameKeys } from '../domain/names/name-keys.ts';
import type { Role } from '../domain/permissions.ts';
import type { Officer } from '../platform/http/route.ts';

/** Monday, 10 a.m. in Samarinda (WITA). */
export const MONDAY_TEN = new Date('2026-03-02T02:00:00Z');

export interface TestOffice { id: string; code: string; zone: string }
export interface TestOfficer extends Officer { actor: ActorIdentity }
export interface TestCase {
  office: TestOffice;
  sop: Sop;
  row: CaseRow;
  /** The current file of each kind. */
  documents: { id: string; kind: string; uploadId: string; storageKey: string; bytes: Buffer }[];
  /** Open stay, for timers and clocks. */
  stayId: string;
  /** The line of history that opened the case. */
  actionId: string;
}

let numbered = 0;

export async function anOffice(trx: Knex | Knex.Transaction, { zone = 'Asia/Makassar', settings = {} }: { zone?: string; settings?: object } = {}): Promise<TestOffice> {
  numbered += 1;
  const code = `uji${process.pid}${numbered}`;
  const [row] = await trx('offices').insert({ code, name: `LPSE Contoh ${numbered}`, zone, settings: JSON.stringify(settings) }).returning<{ id: string }[]>('id');
  return { id: String(row?.id), code, zone };
}

export async function anOfficer(trx: Knex | Knex.Transaction, office: TestOffice, roles: Role[], name = 'Rina Contoh'): Promise<TestOfficer> {
  numbered += 1;
  const email = `petugas${process.pid}x${numbered}@loket.test`;
  const [row] = await trx('users').insert({ office_id: office.id, email, name }).returning<{ id: string }[]>('id');
  const id = String(row?.id);
  await trx('user_roles').insert(roles.map((role) => ({ user_id: id, role })));
  const parts = roles.filter((role) => role !== 'admin_sistem' && role !== 'pemeriksa');
  return { id, name, email, officeId: office.id, roles, actor: { kind: 'staf', id, name, roles: parts } };
}

export interface CaseWishes {
  office?: TestOffice;
  procedure?: string;
  /** When it came in and came to the place. */
  at?: Date;
  round?: number;
  holder?: { id: string };
  outcome?: string;
  /** Personal values of the applicant. */
  person?: Partial<typeof PERSON>;
}

export const PERSON = {
  name: 'Rina Contoh', nik: '6472014508900003', npwp15: '000123456789012', npwp16: '0000123456789012', email: 'rina@pemohon.test', phone: '+6281234567890',
  user_id_spse: 'RINACONTOH', address: 'Jalan Contoh Nomor 1', regency_code: '6472', birth_date: '1990-08-05',
};

/** A case standing at `place` of the current version of its procedure, with its applicant and one file per kind it asks for. */
export async function aCaseAt(trx: Knex | Knex.Transaction, place: string, wishes: CaseWishes = {}): Promise<TestCase> {
  const { procedure = 'registrasi_perseorangan', at = MONDAY_TEN, round = 1 } = wishes;
  const sop = currentSop(procedure);
  const where = sop?.places[place];
  if (!sop || !where) throw new Error(`no place ${place} in ${procedure}`);
  const office = wishes.office ?? await anOffice(trx);
  numbered += 1;
  const [row] = await trx<CaseRow>('cases').insert({
    office_id: office.id, number: `${office.code}-${at.getUTCFullYear()}-${String(numbered).padStart(6, '0')}`, procedure: sop.code, sop_version: sop.version,
    place, step: where.step, turn: where.turn, workspace: where.workspace, clock: where.clock, origin: 'tautan', round,
    received_at: at, place_entered_at: at, step_entered_at: at, holder_id: wishes.holder?.id ?? null,
    ...(wishes.outcome ? { outcome: wishes.outcome, ended_at: at } : {}), ...(where.final ? { archived_at: at } : {}),
  }).returning('*');
  if (!row) throw new Error('case was not written');
  if (wishes.holder) await trx('case_claims').insert({ case_id: row.id, user_id: wishes.holder.id, claimed_at: at });
  const [action] = await trx('case_actions').insert({
    case_id: row.id, seq: 1, action: 'ajukan', from_place: null, to_place: place, round: 1, actor_kind: 'pemohon', request_id: randomUUID(), input_sha256: '', at,
  }).returning<{ id: string }[]>('id');
  const stayId = await aStay(trx, row, at);
  for (const [nth, { role }] of sop.subjects.entries()) {
    const person = { ...PERSON, name_folded: PERSON.name.toUpperCase(), ...wishes.person };
    await trx('case_subjects').insert({ case_id: row.id, role, is_applicant: nth === 0, ...person, name_keys: nameKeys(foldName(person.name ?? ''), person.regency_code ?? null) });
  }
  const documents = [];
  for (const { kind } of sop.docs) documents.push(await aDocument(trx, row, kind, at));
  return { office, sop, row, documents, stayId, actionId: String(action?.id) };
}

async function aStay(trx: Knex | Knex.Transaction, row: CaseRow, at: Date): Promise<string> {
  const visit = row.step === null ? [] : await trx('step_visits').insert({
    case_id: row.id, office_id: row.office_id, procedure: row.procedure, sop_version: row.sop_version, step: row.step, round: row.round, entered_at: at,
  }).returning<{ id: string }[]>('id');
  const [stay] = await trx('place_stays').insert({ case_id: row.id, visit_id: visit[0]?.id ?? null, place: row.place, clock: row.clock, entered_at: at }).returning<{ id: string }[]>('id');
  return String(stay?.id);
}

/** A file of the case; the bytes are given back so that a test can put them where it keeps files. */
export async function aDocument(trx: Knex | Knex.Transaction, row: CaseRow, kind: string, at: Date, version = 1): Promise<TestCase['documents'][number]> {
  const bytes = Buffer.from(`%PDF-1.7 pindaian contoh ${kind} ${version} ${row.id}`);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const uploadId = randomUUID();
  const storageKey = `uploads/${uploadId.slice(0, 2)}/${uploadId}`;
  await trx('uploads').insert({
    id: uploadId, source: 'publik', office_id: row.office_id, original_name: `${kind}.pdf`, type: 'application/pdf', received_sha256: sha256, received_bytes: bytes.length,
    stored_sha256: sha256, stored_bytes: bytes.length, storage_key: storageKey, page_count: 1, scan_state: 'bersih', used_at: at,
  });
  const [document] = await trx('documents').insert({ case_id: row.id, kind, version, round: row.round, upload_id: uploadId, origin: 'tautan', received_at: at }).returning<{ id: string }[]>('id');
  return { id: String(document?.id), kind, uploadId, storageKey, bytes };
}
