import type { Knex } from 'knex';
import type { AppointmentFact, Facts } from '../domain/sop/facts.ts';

export type AppointmentState = AppointmentFact['state'];

export interface AppointmentRow {
  id: string; case_id: string; office_id: string; round: number; starts_at: Date; ends_at: Date; channel: 'daring' | 'luring'; location: string;
  verifikator_id: string; state: AppointmentState; answer: 'ya' | 'lain' | null; wish: string | null; sequence: number; ics_uid: string;
  closed_reason: string | null; created_at: Date; closed_at: Date | null;
  room_id: string | null; resource_id: string | null; busy_until: Date | null; closed_by: string | null; closed_by_kind: 'staf' | 'pemohon' | 'sistem' | null;
  /** What his calendar program answered last; the answer that counts stands in `answer`. */
  calendar_answer: 'diterima' | 'ditolak' | 'ragu' | null; calendar_answer_at: Date | null;
}
interface ItemRow { case_id: string; round: number; identity_version: number; item: string; present: boolean; matches_original: boolean; note: string | null; judged_by: string; judged_at: Date }

/** While in one of these the slot is taken; at most one per case. */
export const OPEN_STATES: AppointmentState[] = ['diusulkan', 'dikonfirmasi'];
/** It stands: neither held, nor moved, nor called off. */
export const isOpenSlot = (slot: Pick<AppointmentRow, 'state'>): boolean => OPEN_STATES.includes(slot.state);
/** It stands, its time is over and nobody noted yet who came. */
export const isOver = (slot: Pick<AppointmentRow, 'state' | 'ends_at'>, now: Date): boolean => isOpenSlot(slot) && slot.ends_at <= now;
/** The key of the words for its state. */
export const stateWords = (slot: Pick<AppointmentRow, 'state' | 'ends_at'>, now: Date): string => (isOver(slot, now) ? 'jadwal.lewat' : `nilai.${slot.state}`);
/** What the screen for the person and his consent writes beside the rows of the documents. */
export const PERSON_ITEM = 'orang_sesuai';
export const CONSENT_ITEM = 'persetujuan';

export async function insertAppointment(trx: Knex.Transaction, row: Pick<AppointmentRow,
  'case_id' | 'office_id' | 'round' | 'starts_at' | 'ends_at' | 'busy_until' | 'channel' | 'location' | 'room_id' | 'resource_id' | 'verifikator_id' | 'state' | 'answer' | 'created_at'>): Promise<void> {
  const { rows } = await trx.raw<{ rows: { next: number }[] }>('select coalesce(max(sequence) + 1, 0) as next from appointments where case_id = ?', [row.case_id]);
  // A later slot moves the entry in his calendar: the uid stays and the sequence grows.
  await trx('appointments').insert({ ...row, sequence: rows[0]?.next ?? 0, ics_uid: uidOf(row.case_id) });
}

/** One entry in the applicant's calendar for the whole case. */
const uidOf = (caseId: string): string => `verifikasi-${caseId}@loket-lpse`;
/** Null for an entry that is none of ours. */
export const caseOfUid = (uid: string): string | null => /^verifikasi-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@loket-lpse$/.exec(uid)?.[1] ?? null;

export type AppointmentChange = Partial<Pick<AppointmentRow, 'state' | 'answer' | 'wish' | 'closed_reason' | 'closed_at' | 'closed_by' | 'closed_by_kind' | 'verifikator_id' | 'busy_until' | 'location' | 'room_id' | 'resource_id' | 'calendar_answer' | 'calendar_answer_at'>>;

/** Changes the open appointment of a case; false when there is none. A closed one frees its slot; closed, in other hands or at another place, it outdates the invitation. */
export async function changeOpenAppointment(trx: Knex.Transaction, caseId: string, change: AppointmentChange): Promise<boolean> {
  const withdrawn = change.state === 'dijadwal_ulang' || change.state === 'batal' || change.verifikator_id !== undefined || change.location !== undefined;
  const changed = await trx('appointments').where({ case_id: caseId }).whereIn('state', OPEN_STATES)
    .update({ ...change, ...(withdrawn ? { sequence: trx.raw('sequence + 1') } : {}) });
  return changed > 0;
}

export async function latestAppointment(trx: Knex | Knex.Transaction, caseId: string): Promise<AppointmentRow | undefined> {
  return trx<AppointmentRow>('appointments').where({ case_id: caseId }).orderBy([{ column: 'created_at', order: 'desc' }, { column: 'id', order: 'desc' }]).first();
}

/** The open appointment, else the latest of this round. */
export async function currentAppointment(trx: Knex.Transaction, caseId: string, round: number): Promise<AppointmentRow | undefined> {
  return trx<AppointmentRow>('appointments').where({ case_id: caseId })
    .andWhere((open) => { void open.whereIn('state', OPEN_STATES).orWhere({ round }); })
    .orderByRaw(`(state in ('diusulkan', 'dikonfirmasi')) desc, created_at desc, id desc`).first();
}

/** When the applicant was last seen; null when never. */
export async function lastAttended(trx: Knex.Transaction, caseId: string): Promise<Date | null> {
  const row = await trx<AppointmentRow>('appointments').where({ case_id: caseId, state: 'hadir' }).orderBy('closed_at', 'desc').first('closed_at');
  return row?.closed_at ?? null;
}

export async function insertItem(trx: Knex.Transaction, row: ItemRow): Promise<void> {
  await trx('verification_items').insert(row);
}

/** `at`: when it was noted. */
export interface ComparedItem { present: boolean; matches: boolean; note: string | null; at: Date }

/**
 * What was seen at the last attended call: the newest row of each item since then, whatever round it was noted in, so that a checklist survives a repair
 * after which no call is repeated (decision 2). Rows of another identity do not count: somebody else's name or number was compared then. Guards and
 * letters read it here.
 */
export async function comparedItemsOf(trx: Knex.Transaction, caseId: string): Promise<Map<string, ComparedItem>> {
  // Never attended: the subquery is null, and no row is later than that.
  const attended = trx('appointments').where({ case_id: caseId, state: 'hadir' }).max('closed_at');
  const items = await trx('verification_items as v').join('cases as c', 'c.id', 'v.case_id').distinctOn('v.item').where('v.case_id', caseId).whereRaw('v.identity_version = c.identity_version')
    .andWhere('v.judged_at', '>=', attended).orderBy([{ column: 'v.item' }, { column: 'v.judged_at', order: 'desc' }, { column: 'v.id', order: 'desc' }])
    .select<Pick<ItemRow, 'item' | 'present' | 'matches_original' | 'note' | 'judged_at'>[]>('v.item', 'v.present', 'v.matches_original', 'v.note', 'v.judged_at');
  return new Map(items.map((row) => [row.item, { present: row.present, matches: row.matches_original, note: row.note, at: row.judged_at }]));
}

/** The same, as guards ask for it. */
export async function checklistOf(trx: Knex.Transaction, caseId: string): Promise<Facts['daftarPeriksa']> {
  const compared = await comparedItemsOf(trx, caseId);
  const [person, consent] = [compared.get(PERSON_ITEM), compared.get(CONSENT_ITEM)];
  return {
    rows: [...compared].filter(([item]) => item !== PERSON_ITEM && item !== CONSENT_ITEM).map(([item, row]) => ({ item, ada: row.present, sesuaiAsli: row.matches, keterangan: row.note })),
    orangSesuai: person?.present ?? null, persetujuan: consent?.present ?? null, keterangan: person?.note ?? null,
  };
}

/** How often the applicant asked for another time in this round. */
export async function movesOf(trx: Knex.Transaction, caseId: string, round: number): Promise<number> {
  const [row] = await trx('appointments').where({ case_id: caseId, round, answer: 'lain' }).count<{ n: number }[]>({ n: '*' });
  return Number(row?.n ?? 0);
}

/** Open appointments of an officer that begin between two instants. */
export async function openAppointmentsOf(trx: Knex | Knex.Transaction, officerId: string, from: Date, to: Date): Promise<(AppointmentRow & { case_number: string })[]> {
  return trx('appointments as a').join('cases as c', 'c.id', 'a.case_id').where('a.verifikator_id', officerId).whereIn('a.state', OPEN_STATES)
    .where('a.starts_at', '>=', from).where('a.starts_at', '<', to).orderBy('a.starts_at').select<(AppointmentRow & { case_number: string })[]>('a.*', 'c.number as case_number');
}

export async function openChoice(trx: Knex.Transaction, caseId: string, at: Date): Promise<void> {
  await trx('slot_choices').insert({ case_id: caseId, opened_at: at }).onConflict('case_id').ignore();
}
export async function closeChoice(trx: Knex.Transaction, caseId: string): Promise<void> {
  await trx('slot_choices').where({ case_id: caseId }).del();
}
export async function isChoiceOpen(trx: Knex.Transaction, caseId: string): Promise<boolean> {
  return (await trx('slot_choices').where({ case_id: caseId }).first('case_id')) !== undefined;
}
