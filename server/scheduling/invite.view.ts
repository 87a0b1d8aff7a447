/** The calendar entry of a verification, as a mail program reads it (RFC 5545). */
import ical, { ICalAttendeeRole, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Knex } from 'knex';
import { translate } from '../domain/messages/translate.ts';
import { OPEN_STATES, latestAppointment } from './appointments.repository.ts';

interface Parties { number: string; office_name: string; office_email: string | null; name: string | null; email: string | null }

/**
 * The text of the `.ics` for the case's latest appointment: METHOD REQUEST while it stands, CANCEL once it was moved or called off;
 * null when there is none, or when it took place. Times are UTC instants, because a local time without a zone table is read wrongly
 * elsewhere. `sender` is the address mails are sent from, used where the office's letterhead names no e-mail.
 */
export async function inviteOf(trx: Knex | Knex.Transaction, caseId: string, sender?: string): Promise<string | null> {
  const row = await latestAppointment(trx, caseId);
  if (!row || row.state === 'hadir' || row.state === 'tidak_hadir') return null;
  const stands = OPEN_STATES.includes(row.state);
  const { rows } = await trx.raw<{ rows: Parties[] }>(
    `select c.number, o.name as office_name, o.letterhead->>'email' as office_email, s.name, s.email
     from cases c join offices o on o.id = c.office_id
     left join lateral (select name, email from case_subjects where case_id = c.id order by (role = 'pemohon') desc, role limit 1) s on true
     where c.id = ?`, [caseId]);
  const parties = rows[0];
  if (!parties) return null;
  const organizer = parties.office_email ?? /<([^<>]+)>/.exec(sender ?? '')?.[1] ?? sender;
  const calendar = ical({
    method: stands ? ICalCalendarMethod.REQUEST : ICalCalendarMethod.CANCEL,
    prodId: { company: 'Loket LPSE', product: 'Loket', language: 'ID' },
  });
  calendar.createEvent({
    id: row.ics_uid, sequence: row.sequence, start: row.starts_at, end: row.ends_at, stamp: row.closed_at ?? row.created_at,
    summary: translate('jadwal.undangan.judul', { nomor: parties.number }), location: row.location,
    description: translate('jadwal.undangan.uraian', { nomor: parties.number, saluran: `saluran.${row.channel}`, kantor: parties.office_name }),
    status: stands ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
    ...(organizer ? { organizer: { name: parties.office_name, email: organizer } } : {}),
    ...(parties.email ? { attendees: [{ name: parties.name ?? parties.email, email: parties.email, rsvp: true, role: ICalAttendeeRole.REQ }] } : {}),
  });
  return calendar.toString();
}
