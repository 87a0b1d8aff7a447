/** Shapes of appointments, availability and rooms on the wire. Times are ISO 8601 in UTC; the screen shows them in the office's zone. */
import { z } from 'zod';

const channel = z.enum(['daring', 'luring']);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);
const windows = z.array(z.strictObject({ start: time, end: time })).max(6)
  .refine((list) => list.every(({ start, end }, index) => start < end && (index === 0 || (list[index - 1]?.end ?? '') <= start)), 'galat.jadwal.jendela');
const days = z.strictObject({ 1: windows, 2: windows, 3: windows, 4: windows, 5: windows, 6: windows, 7: windows });

export const appointmentItem = z.object({
  id: z.uuid(), caseId: z.uuid(), caseNumber: z.string(), round: z.int(), startsAt: z.string(), endsAt: z.string(),
  channel, location: z.string(), roomId: z.uuid().nullable(), verifikatorId: z.uuid(), verifikatorName: z.string(),
  state: z.enum(['diusulkan', 'dikonfirmasi', 'dijadwal_ulang', 'hadir', 'tidak_hadir', 'batal']), stateLabel: z.string(),
  /** It stands, its time is over and nobody noted yet who came. */
  over: z.boolean(),
  answer: z.enum(['ya', 'lain']).nullable(), wish: z.string().nullable(),
  /** What the applicant's calendar program answered last, and when. */
  calendarAnswer: z.enum(['diterima', 'ditolak', 'ragu']).nullable(), calendarAnsweredAt: z.string().nullable(),
  /** How often the applicant's calendar entry was moved. */
  sequence: z.int(),
  /** Who ended it, and why; null while it stands. */
  closedReason: z.string().nullable(), closedReasonLabel: z.string().nullable(), closedByKind: z.string().nullable(), closedByName: z.string().nullable(),
  createdAt: z.string(), closedAt: z.string().nullable(),
}).meta({ id: 'Jadwal' });
export type AppointmentItem = z.output<typeof appointmentItem>;

export const calendarQuery = z.strictObject({ from: z.iso.datetime({ offset: true }), to: z.iso.datetime({ offset: true }), verifikatorId: z.uuid().optional() });
/** A week of the office: what is booked, and when somebody cannot be. */
export const calendarShape = z.object({
  appointments: z.array(z.object({
    id: z.uuid(), caseId: z.uuid(), caseNumber: z.string(), startsAt: z.string(), endsAt: z.string(), busyUntil: z.string(), channel, location: z.string(),
    roomName: z.string().nullable(), verifikatorId: z.uuid(), verifikatorName: z.string(), state: appointmentItem.shape.state, stateLabel: z.string(), over: z.boolean(),
    /** Why nobody will be there, in words; null while somebody will. */
    trouble: z.string().nullable(),
  })),
  exceptions: z.array(z.object({ id: z.uuid(), userId: z.uuid(), userName: z.string(), date: z.string(), away: z.boolean(), note: z.string() })),
  holidays: z.array(z.object({ date: z.string(), name: z.string() })),
  people: z.array(z.object({ id: z.uuid(), name: z.string() })),
}).meta({ id: 'KalenderKantor' });
export type CalendarView = z.output<typeof calendarShape>;

export const availabilityBody = z.strictObject({
  days, slotMinutes: z.int().min(10).max(180), bufferMinutes: z.int().min(0).max(120), noticeMinutes: z.int().min(0).max(20_160), dailyMax: z.int().min(1).max(50),
  channels: z.array(channel).min(1).max(2),
});
export const availabilityItem = z.object({
  id: z.uuid(), name: z.string(), availability: availabilityBody.nullable(),
  exceptions: z.array(z.object({ id: z.uuid(), date: z.string(), windows, note: z.string() })),
}).meta({ id: 'Ketersediaan' });
export type AvailabilityItem = z.output<typeof availabilityItem>;

/** `confirmed` false: says what would have to be moved and changes nothing. */
export const leaveBody = z.strictObject({ from: z.iso.date(), to: z.iso.date(), windows: windows.default([]), note: z.string().trim().max(200).default(''), confirmed: z.boolean() })
  .refine((body) => body.from <= body.to && Date.parse(body.to) - Date.parse(body.from) <= 92 * 86_400_000, { path: ['to'], error: 'galat.jadwal.rentang_cuti' });
export const leaveReply = z.object({ affected: z.array(z.object({ caseId: z.uuid(), caseNumber: z.string(), startsAt: z.string(), done: z.enum(['dialihkan', 'dibatalkan', 'akan', 'tetap']) })) });
export type LeaveReply = z.output<typeof leaveReply>;

export const roomBody = z.strictObject({
  name: z.string().trim().min(1).max(80), channel, linkKind: z.enum(['tetap', 'dibuat', 'diketik']), address: z.string().trim().max(300).default(''), active: z.boolean().default(true),
  /** What becomes of those invited to its old place: they are moved and invited anew, or left there. Needed only where there are some. */
  booked: z.enum(['kabari', 'biarkan']).optional(),
}).refine((room) => room.linkKind === 'diketik' || room.address !== '', { path: ['address'], error: 'galat.ruang.alamat' })
  .refine((room) => room.channel === 'daring' || room.linkKind === 'tetap', { path: ['linkKind'], error: 'galat.ruang.luring_tetap' })
  .refine((room) => room.linkKind !== 'dibuat' || /^https:\/\//.test(room.address), { path: ['address'], error: 'galat.ruang.alamat_https' });
export const roomItem = z.object({ id: z.uuid(), name: z.string(), channel, linkKind: z.enum(['tetap', 'dibuat', 'diketik']), linkKindLabel: z.string(), address: z.string(), active: z.boolean() }).meta({ id: 'Ruang' });
export type RoomItem = z.output<typeof roomItem>;

export const offeredSlot = z.object({ start: z.string(), end: z.string(), channel, personId: z.uuid(), personName: z.string(), roomId: z.uuid().nullable() });
export type OfferedSlot = z.output<typeof offeredSlot>;

export const callPicture = z.object({ id: z.uuid(), uploadId: z.uuid(), pages: z.int(), /** of which there is no picture */ lackingPages: z.array(z.int()), /** of those, some may still come */ drawing: z.boolean(), note: z.string().nullable(), by: z.string(), at: z.string() });
export type CallPictureItem = z.output<typeof callPicture>;
