/** Shape of an appointment on the wire. Times are ISO 8601 in UTC; the screen shows them in the office's zone. */
import { z } from 'zod';

export const appointmentItem = z.object({
  id: z.uuid(), caseId: z.uuid(), caseNumber: z.string(), round: z.int(), startsAt: z.string(), endsAt: z.string(),
  channel: z.enum(['daring', 'luring']), location: z.string(), verifikatorId: z.uuid(), verifikatorName: z.string(),
  state: z.enum(['diusulkan', 'dikonfirmasi', 'dijadwal_ulang', 'hadir', 'tidak_hadir', 'batal']), stateLabel: z.string(),
  answer: z.enum(['ya', 'lain']).nullable(), wish: z.string().nullable(),
  /** How often the applicant's calendar entry was moved. */
  sequence: z.int(), closedReason: z.string().nullable(), createdAt: z.string(), closedAt: z.string().nullable(),
}).meta({ id: 'Jadwal' });
export type AppointmentItem = z.output<typeof appointmentItem>;
