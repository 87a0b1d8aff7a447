/** All that somebody has in hand goes to one colleague or back to the queue: files, appointments to come, tasks meant for him. */
import type { Knex } from 'knex';
import { getColleague, give, keepColleague, lockCase, raiseVersion, servesPlace, supervisorsOf, type CaseDoor, type CaseRow } from '../cases/index.ts';
import type { HandedOver } from '../domain/contract/ownership.ts';
import { enqueueEffects } from '../platform/outbox.ts';

export type HandoverDoor = Pick<CaseDoor, 'clock' | 'onHolder' | 'notify'>;
export interface Everything {
  officeId: string;
  fromId: string;
  /** null: back to the queue, each to its own part */
  toId: string | null;
  /** The form's field that names him. */
  toField?: string;
  by: { id: string; name: string };
  reason: string;
  /** Set when he loses parts: those he goes on playing, none for a disabled account. Only what needs another part goes, and appointments find another verifikator. */
  keeps?: readonly string[];
}
interface InHand { cases: string[]; appointments: { id: string; case_id: string }[]; tasks: string[] }

/**
 * Takes the lock of every case concerned, in the order of their ids, so that two of these at once wait for each other instead of
 * locking each other out. A file whose part the colleague does not play goes to the queue; an appointment at a time he is busy stays and
 * is named in the answer. Also called when an account is disabled (to a successor, or `toId` null) or loses a part (`toId` null): then each appointment
 * nobody has taken is moved on as at a leave (to a stand-in, else the applicant chooses anew), and the supervisors are told what is in no hands.
 * Somebody who goes on working here keeps the appointments of what he gives to the queue until a verifikator takes the file: they are named in the answer, and the supervisors told.
 * @throws InvalidError on `toField` for somebody who is not an active colleague, or is away
 */
export async function handOverEverything(trx: Knex.Transaction, door: HandoverDoor, { officeId, fromId, toId, toField = 'toId', by, reason, keeps }: Everything): Promise<HandedOver> {
  const at = door.clock.now();
  await keepColleague(trx, officeId, toId);
  const colleague = toId ? await getColleague(trx, officeId, toId, at, toField) : null;
  const before = await inHand(trx, officeId, fromId, at, keeps);
  // One word about all of it, not one for each file.
  const quiet: HandoverDoor = { ...door, notify: () => Promise.resolve() };
  const queued: string[] = [];
  for (const caseId of [...new Set([...before.cases, ...before.appointments.map((slot) => slot.case_id), ...before.tasks])].sort()) {
    const row = await lockCase(trx, caseId, officeId);
    if (row.holder_id === fromId && !row.archived_at && !(keeps && servesPlace(row, keeps))) {
      const to = colleague && servesPlace(row, colleague.roles) ? colleague : null;
      if (!to) queued.push(row.id);
      await give(trx, quiet, row, { to, by, reason, at, kind: 'serah_terima', chosen: false });
    } else await passOn(trx, door, row, { fromId, toId: colleague?.id ?? null, at });
  }
  const preferred = trx<CaseRow>('cases').where({ office_id: officeId, preferred_holder_id: fromId }).whereNull('archived_at');
  if (keeps) void preferred.whereNotIn('turn', [...keeps]);
  await preferred.update({ preferred_holder_id: colleague?.id ?? null, version: trx.raw('version + 1') as unknown as number });
  const after = await inHand(trx, officeId, fromId, at, keeps);
  if (keeps) {
    await enqueueEffects(trx, after.appointments.map((slot) => ({ effect: 'ganti_petugas_janji', caseId: slot.case_id, refId: slot.id })));
    await tellSupervisors(trx, door, { officeId, fromId, by, reason, at, loose: { cases: queued, appointments: after.appointments, tasks: colleague ? after.tasks : before.tasks } });
  } else if (!colleague) await tellStaying(trx, door, { officeId, fromId, by, reason, at }, after.appointments.length);
  const result: HandedOver = {
    cases: before.cases.length - after.cases.length, appointments: before.appointments.length - after.appointments.length, tasks: before.tasks.length - after.tasks.length,
    clashes: keeps && !colleague ? [] : await clashes(trx, fromId, at),
  };
  await tell(trx, door, { officeId, fromId, colleague, by, reason, at, result });
  return result;
}

/** A case the person does not hold, but that has an appointment or a task of his. */
async function passOn(trx: Knex.Transaction, door: HandoverDoor, row: CaseRow, { fromId, toId, at }: { fromId: string; toId: string | null; at: Date }): Promise<void> {
  for (const follow of door.onHolder) await follow(trx, { case: row, fromId, toId, at, chosen: false });
  await raiseVersion(trx, row.id, row.office_id);
}

/** `keeps`: without what these parts go on with. */
async function inHand(trx: Knex.Transaction, officeId: string, userId: string, at: Date, keeps?: readonly string[]): Promise<InHand> {
  const held = await trx<CaseRow>('cases').where({ holder_id: userId, office_id: officeId }).whereNull('archived_at');
  const tasks = trx('tasks').where({ meant_for: userId, office_id: officeId, state: 'terbuka' });
  if (keeps) void tasks.whereNotIn('actor', [...keeps]);
  return {
    cases: held.filter((row) => !(keeps && servesPlace(row, keeps))).map((row) => row.id),
    appointments: keeps?.includes('verifikator') ? [] : await trx('appointments').where({ verifikator_id: userId, office_id: officeId }).whereIn('state', ['diusulkan', 'dikonfirmasi']).andWhere('ends_at', '>', at).select<{ id: string; case_id: string }[]>('id', 'case_id'),
    tasks: await tasks.pluck<string[]>('case_id'),
  };
}

async function clashes(trx: Knex.Transaction, userId: string, at: Date): Promise<HandedOver['clashes']> {
  const rows = await trx('appointments as a').join('cases as c', 'c.id', 'a.case_id').where({ 'a.verifikator_id': userId }).whereIn('a.state', ['diusulkan', 'dikonfirmasi'])
    .andWhere('a.ends_at', '>', at).orderBy('a.starts_at').select<{ id: string; number: string; starts_at: Date }[]>('c.id', 'c.number', 'a.starts_at');
  return rows.map((row) => ({ caseId: row.id, caseNumber: row.number, startsAt: row.starts_at.toISOString() }));
}

type Telling = Pick<Told, 'officeId' | 'fromId' | 'by' | 'reason' | 'at'>;

/** Who keeps appointments of files he gave to the queue, and the supervisors; not whoever did it. */
async function tellStaying(trx: Knex.Transaction, door: HandoverDoor, { officeId, fromId, by, reason, at }: Telling, appointments: number): Promise<void> {
  if (appointments === 0) return;
  const from = await trx('users').where({ id: fromId }).first<{ name: string }>('name');
  const params = { nama: by.name, dari: from.name, alasan: reason, jadwal: String(appointments) };
  for (const userId of new Set([fromId, ...await supervisorsOf(trx, officeId)])) {
    if (userId !== by.id) await door.notify(trx, { officeId, userId, kind: 'serah_terima', caseId: null, textKey: userId === fromId ? 'pemberitahuan.jadwal_tinggal_anda' : 'pemberitahuan.jadwal_tinggal', params, at });
  }
}

/** What is in no hands now; where an office has no supervisor, its admins. */
async function tellSupervisors(trx: Knex.Transaction, door: HandoverDoor, { officeId, fromId, by, reason, at, loose }: Telling & { loose: InHand }): Promise<void> {
  if (loose.cases.length + loose.appointments.length + loose.tasks.length === 0) return;
  const from = await trx('users').where({ id: fromId }).first<{ name: string }>('name');
  const params = { nama: by.name, dari: from.name, alasan: reason, berkas: String(loose.cases.length), jadwal: String(loose.appointments.length), tugas: String(loose.tasks.length) };
  for (const userId of await supervisorsOf(trx, officeId)) {
    await door.notify(trx, { officeId, userId, kind: 'serah_terima', caseId: null, textKey: 'pemberitahuan.kembali_semua', params, at });
  }
}

interface Told { officeId: string; fromId: string; colleague: { id: string; name: string } | null; by: { id: string; name: string }; reason: string; at: Date; result: HandedOver }

async function tell(trx: Knex.Transaction, door: HandoverDoor, { officeId, fromId, colleague, by, reason, at, result }: Told): Promise<void> {
  if (result.cases + result.appointments + result.tasks === 0) return;
  const from = await trx('users').where({ id: fromId }).first<{ name: string }>('name');
  const params = { nama: by.name, dari: from.name, kepada: colleague?.name ?? '–', berkas: String(result.cases), jadwal: String(result.appointments), tugas: String(result.tasks), alasan: reason };
  const notice = { officeId, kind: 'serah_terima', caseId: null, params, at };
  if (colleague && colleague.id !== by.id) await door.notify(trx, { ...notice, userId: colleague.id, textKey: 'pemberitahuan.semua_kepada' });
  if (fromId !== by.id) await door.notify(trx, { ...notice, userId: fromId, textKey: 'pemberitahuan.semua_dari' });
}
