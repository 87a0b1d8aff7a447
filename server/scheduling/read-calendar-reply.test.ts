import { describe, expect, it } from '@jest/globals';
import { readCalendarReply } from './read-calendar-reply.ts';

const reply = (lines: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', 'METHOD:REPLY', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');
const WHOLE = ['UID:a@b', 'SEQUENCE:2', 'ATTENDEE;CN="Contoh, Rina";PARTSTAT=DECLINED:MAILTO:Rina@Pemohon.Test', 'COMMENT:Maaf\\, saya di\r\n  luar kota'];

describe('an answer of a calendar program', () => {
  it('says whose it is, to which invitation, and what', () => {
    expect(readCalendarReply(reply(WHOLE))).toEqual({ uid: 'a@b', sequence: 2, attendee: 'rina@pemohon.test', said: 'ditolak', comment: 'Maaf, saya di luar kota' });
    expect(readCalendarReply(reply(['UID:a@b', 'ATTENDEE;PARTSTAT=tentative:mailto:rina@pemohon.test']))).toMatchObject({ sequence: 0, said: 'ragu', comment: '' });
  });

  it.each([
    ['nothing', ''], ['words', 'Terima kasih.'], ['half of one', reply(WHOLE).slice(0, 60)], ['a calendar without events', 'BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR'],
    ['two calendars', reply(WHOLE) + reply(WHOLE)], ['a card', 'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Rina\r\nEND:VCARD'], ['a request', reply(WHOLE).replace('REPLY', 'REQUEST')],
    ['two events', reply([...WHOLE, 'END:VEVENT', 'BEGIN:VEVENT', ...WHOLE])], ['two people', reply([...WHOLE, 'ATTENDEE;PARTSTAT=ACCEPTED:mailto:budi@pemohon.test'])], ['one date of a series', reply([...WHOLE, 'RECURRENCE-ID:20260302T060000Z'])],
    ['no answer yet', reply(WHOLE).replace('DECLINED', 'NEEDS-ACTION')], ['no entry', reply(WHOLE.slice(1))],
    ['a hundred thousand lines', reply([...WHOLE, ...Array<string>(100_000).fill('X-A:1')])], ['nested without end', reply(Array<string>(3_000).fill('BEGIN:VEVENT'))],
  ])('%s is none, and is read at once', (_what, text) => {
    const began = performance.now();
    expect(readCalendarReply(text)).toBeNull();
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
