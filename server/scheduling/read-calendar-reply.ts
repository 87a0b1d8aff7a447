/** What a calendar program answers to an invitation of ours (iTIP, RFC 5546 3.2.3): read by a library, and only as far as one answer goes. */
import ICAL from 'ical.js';
import { normalizeEmail } from '../domain/identity/email.ts';

export interface CalendarReply {
  uid: string;
  /** Of the invitation it answers. */
  sequence: number;
  /** Whose answer it says it is: an address, normalized. */
  attendee: string;
  said: 'diterima' | 'ditolak' | 'ragu';
  /** Words typed beside the answer; empty where there are none. */
  comment: string;
}

const SAID: Readonly<Record<string, CalendarReply['said']>> = { ACCEPTED: 'diterima', DECLINED: 'ditolak', TENTATIVE: 'ragu' };
/** A real one has one event and a zone table. */
const LONGEST = 64 * 1024;
const LONGEST_COMMENT = 1_000;

/** Null for anything that is not one person's answer to one whole event: a request, several events, a single date of a series, nonsense. Never throws. */
export function readCalendarReply(text: string): CalendarReply | null {
  if (text.length > LONGEST) return null;
  try {
    return answerOf(new ICAL.Component(ICAL.parse(text) as never));
  } catch {
    // The library throws on what is no calendar; the mail is then one like any other.
    return null;
  }
}

function answerOf(calendar: InstanceType<typeof ICAL.Component>): CalendarReply | null {
  const word = (value: unknown) => (typeof value === 'string' ? value.trim() : '');
  const events = calendar.getAllSubcomponents('vevent');
  const [event] = events;
  if (calendar.name !== 'vcalendar' || word(calendar.getFirstPropertyValue('method')).toUpperCase() !== 'REPLY' || !event || events.length > 1) return null;
  const attendees = event.getAllProperties('attendee');
  const [attendee] = attendees;
  const sequence = event.getFirstPropertyValue('sequence') ?? 0;
  const uid = word(event.getFirstPropertyValue('uid'));
  const said = SAID[word(attendee?.getParameter('partstat')).toUpperCase()];
  if (!attendee || attendees.length > 1 || !uid || !said || typeof sequence !== 'number' || event.getFirstProperty('recurrence-id')) return null;
  const address = normalizeEmail(word(attendee.getFirstValue()).replace(/^mailto:/i, ''));
  return { uid, sequence, attendee: address, said, comment: word(event.getFirstPropertyValue('comment')).slice(0, LONGEST_COMMENT) };
}
