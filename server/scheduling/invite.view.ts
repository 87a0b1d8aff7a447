/** The calendar entry of a verification, as a mail program reads it (RFC 5545). */
import ical, { ICalAttendeeRole, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Knex } from 'knex';
import { DateTime } from 'luxon';
import { tzlib_get_ical_block } from 'timezones-ical-library';
import { translate } from '../domain/messages/translate.ts';
import { OPEN_STATES, latestAppointment } from './appointments.repository.ts';

interface Parties { number: string; office_name: string; office_email: string | null; zone: string; name: string | null; email: string | null; verifikator: string }

export interface InviteAddresses { sender?: string; answersTo?: string | undefined }

/**
 * The text of the `.ics` for the case's latest appointment: METHOD REQUEST while it stands, CANCEL once it was moved or called off;
 * null when there is none, or when it took place. Times are the office's wall clock with its VTIMEZONE, the same whatever zone this
 * process runs in. `at` is when this text is made (DTSTAMP). The organizer, to whom calendar programs send the answer, is the mailbox that is read here
 * (`answersTo`); where none is, the e-mail of the letterhead, else the address mails are sent from (`sender`). A proposed time is CONFIRMED too: the office holds it, and nothing more is sent when the applicant agrees.
 */
export async function inviteOf(trx: Knex | Knex.Transaction, caseId: string, at: Date, { sender, answersTo }: InviteAddresses = {}): Promise<string | null> {
  const row = await latestAppointment(trx, caseId);
  if (!row || row.state === 'hadir' || row.state === 'tidak_hadir') return null;
  const stands = OPEN_STATES.includes(row.state);
  const { rows } = await trx.raw<{ rows: Parties[] }>(
    `select c.number, o.name as office_name, o.letterhead->>'email' as office_email, o.zone, s.name, s.email, u.name as verifikator
     from cases c join offices o on o.id = c.office_id join users u on u.id = ?
     left join lateral (select name, email from case_subjects where case_id = c.id and is_applicant) s on true
     where c.id = ?`, [row.verifikator_id, caseId]);
  const parties = rows[0];
  if (!parties) return null;
  const organizer = answersTo ?? parties.office_email ?? /<([^<>]+)>/.exec(sender ?? '')?.[1] ?? sender;
  const calendar = ical({
    method: stands ? ICalCalendarMethod.REQUEST : ICalCalendarMethod.CANCEL,
    prodId: { company: 'Loket LPSE', product: 'Loket', language: 'ID' },
    timezone: { name: parties.zone, generator: zoneTable },
  });
  // A date that knows its zone: a plain Date would be written in the zone of this process under the office's name.
  const local = (instant: Date) => DateTime.fromJSDate(instant, { zone: parties.zone });
  calendar.createEvent({
    id: row.ics_uid, sequence: row.sequence, start: local(row.starts_at), end: local(row.ends_at), timezone: parties.zone, stamp: at,
    summary: translate('jadwal.undangan.judul', { nomor: parties.number }), location: row.location,
    description: translate(answersTo ? 'jadwal.undangan.uraian_kalender' : 'jadwal.undangan.uraian', { nomor: parties.number, saluran: `saluran.${row.channel}`, kantor: parties.office_name, petugas: parties.verifikator }),
    status: stands ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
    ...(organizer ? { organizer: { name: parties.office_name, email: organizer } } : {}),
    ...(parties.email ? { attendees: [{ name: parties.name ?? parties.email, email: parties.email, rsvp: true, role: ICalAttendeeRole.REQ }] } : {}),
  });
  // RFC 5545 3.8.7.2: in UTC, always; with a calendar zone the library writes it as wall clock without one.
  const stamp = DateTime.fromJSDate(at).toUTC().toFormat("yyyyMMdd'T'HHmmss'Z'");
  return calendar.toString().replace(/^DTSTAMP:[^\r\n]*/m, () => `DTSTAMP:${stamp}`);
}

function zoneTable(zone: string): string | null {
  const block = tzlib_get_ical_block(zone);
  return Array.isArray(block) ? block[0] ?? null : null;
}
