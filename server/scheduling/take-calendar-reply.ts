/** An answer that came from the applicant's calendar, not by his link. */
import type { Knex } from 'knex';
import { APPLICANT, lockCase, performAction, raiseVersion, type CaseDoor } from '../cases/index.ts';
import { normalizeEmail } from '../domain/identity/email.ts';
import { ActionClosedError } from '../platform/errors.ts';
import { caseOfUid, changeOpenAppointment, isOpenSlot, latestAppointment, type AppointmentRow } from './appointments.repository.ts';
import type { CalendarReply } from './read-calendar-reply.ts';

/** `tidak_berlaku`: nothing was changed. `toldId`: the officer who has a word of it on his screen. */
export interface TakenReply { outcome: CalendarReply['said'] | 'tidak_berlaku'; toldId: string | null }

const NOTHING: TakenReply = { outcome: 'tidak_berlaku', toldId: null };

/** The case whose calendar entry is answered; null for an entry that is none of ours. Its key cannot be guessed. */
export async function caseOfReply(db: Knex, reply: CalendarReply): Promise<{ caseId: string; officeId: string } | null> {
  const caseId = caseOfUid(reply.uid);
  const row = caseId === null ? undefined : await db('cases').where({ id: caseId }).first<{ office_id: string } | undefined>('office_id');
  return caseId === null || !row ? null : { caseId, officeId: row.office_id };
}

/**
 * "Accepted" confirms the appointment as the link does; "declined" and "maybe" are noted beside it and told to its officer, who arranges what follows.
 * It counts for the appointment that stands, as the applicant got it last (UID and SEQUENCE), while that is still to come, and from the address of the
 * application alone, which must also have sent the mail. Anything else changes nothing; so does the same answer once more. `caseId`: the case the mail
 * was threaded to; `key` is the same for the same mail.
 */
export async function takeCalendarReply(trx: Knex.Transaction, door: CaseDoor, reply: CalendarReply, { caseId, from, key }: { caseId: string; from: string; key: string }): Promise<TakenReply> {
  if (caseOfUid(reply.uid) !== caseId) return NOTHING;
  const row = await lockCase(trx, caseId, null);
  const slot = await latestAppointment(trx, caseId);
  const at = door.clock.now();
  if (!slot || !isAnswered(slot, reply, at) || !await isApplicant(trx, caseId, [reply.attendee, from])) return NOTHING;
  if (reply.said === 'diterima' && slot.answer !== 'ya' && !await confirm(trx, door, caseId, key)) return NOTHING;
  if (slot.calendar_answer === reply.said) return { outcome: reply.said, toldId: null };
  await changeOpenAppointment(trx, caseId, { calendar_answer: reply.said, calendar_answer_at: at });
  await raiseVersion(trx, caseId, row.office_id);
  // Who said maybe or no and comes after all is worth a word too.
  if (reply.said === 'diterima' && slot.calendar_answer === null) return { outcome: 'diterima', toldId: null };
  await door.notify(trx, { officeId: row.office_id, userId: slot.verifikator_id, kind: 'jawaban_kalender', caseId, textKey: `pemberitahuan.kalender_${reply.said}`, params: { nomor: row.number }, at });
  return { outcome: reply.said, toldId: slot.verifikator_id };
}

const isAnswered = (slot: AppointmentRow, reply: CalendarReply, now: Date): boolean =>
  isOpenSlot(slot) && slot.ics_uid === reply.uid && slot.sequence === reply.sequence && slot.ends_at > now;

async function isApplicant(trx: Knex.Transaction, caseId: string, addresses: readonly string[]): Promise<boolean> {
  const row = await trx('case_subjects').where({ case_id: caseId, is_applicant: true }).first<{ email: string | null } | undefined>('email');
  const own = row?.email;
  return own !== null && own !== undefined && addresses.every((address) => normalizeEmail(address) === normalizeEmail(own));
}

/** False where the door does not let him. */
async function confirm(trx: Knex.Transaction, door: CaseDoor, caseId: string, key: string): Promise<boolean> {
  try {
    await trx.transaction((inner) => performAction(inner, door, APPLICANT, { caseId, action: 'setujui_jadwal', requestId: `kalender:${key}`, seenVersion: null, input: {}, officeId: null }));
    return true;
  } catch (error) {
    if (error instanceof ActionClosedError) return false;
    throw error;
  }
}
