/** Shapes of the counter: scans asked for by a link, and the docket of a day. Words are already in the reader's language. */
import { z } from 'zod';
import { typedFields } from './intake.ts';

const requestId = z.string().min(1).max(80).regex(/^[\w.:-]+$/);
const kind = z.string().regex(/^[a-z0-9_]{1,40}$/);
export const UPLOAD_CHANNELS = ['email', 'whatsapp'] as const;

/** For the open repair of a case, or for an entry at the counter with what is typed so far. */
export const uploadRequestBody = z.strictObject({
  requestId, channel: z.enum(UPLOAD_CHANNELS), kinds: z.array(kind).min(1).max(20),
  caseId: z.uuid().optional(), prosedur: z.string().max(60).optional(), fields: typedFields.default({}),
  /** The one before it, for the same entry: what came through that link comes along. */
  replaces: z.uuid().optional(),
}).refine((body) => (body.caseId === undefined) !== (body.prosedur === undefined), { path: ['prosedur'], error: 'galat.isian.prosedur' });

const asked = z.object({ kind: z.string(), label: z.string() });
export const uploadRequestItem = z.object({
  id: z.uuid(), caseId: z.uuid().nullable(), caseNumber: z.string().nullable(), procedure: z.string(), procedureLabel: z.string(), name: z.string().nullable(), channel: z.enum(UPLOAD_CHANNELS), kinds: z.array(asked),
  files: z.array(asked.extend({ uploadId: z.uuid(), pageCount: z.int(), bytes: z.int(), warnings: z.array(z.string()), receivedAt: z.string() })),
  openedById: z.uuid(), openedByName: z.string(), openedAt: z.string(), expiresAt: z.string(), expired: z.boolean(), closedHow: z.enum(['dipakai', 'dibatalkan', 'kedaluwarsa']).nullable(),
}).meta({ id: 'PermintaanUnggah' });
export type UploadRequestItem = z.output<typeof uploadRequestItem>;
/** With what was typed at the counter. */
export const uploadRequestDetail = uploadRequestItem.extend({ fields: z.record(z.string(), z.string()).nullable() }).meta({ id: 'PermintaanUnggahLengkap' });
export type UploadRequestDetail = z.output<typeof uploadRequestDetail>;
/** `whatsapp`: click-to-chat with the words and the link filled in; null where a mail carries it. */
export const uploadRequestReply = z.object({ request: uploadRequestDetail, whatsapp: z.string().nullable() });
export type UploadRequestReply = z.output<typeof uploadRequestReply>;

/** What the applicant's telephone shows; nothing about him. */
export const askedUploads = z.object({
  office: z.object({ name: z.string(), contact: z.string() }), procedureLabel: z.string(), caseNumber: z.string().nullable(), until: z.string(),
  documents: z.array(z.object({ kind: z.string(), label: z.string(), help: z.string().nullable(), maxBytes: z.int(), required: z.boolean(), mayLack: z.boolean(), validMonths: z.int().nullable(), accept: z.array(z.string()), received: z.boolean(),
    /** what is there; whoever takes it back names it, so that nothing goes that came in its place */ uploadId: z.uuid().nullable() })),
}).meta({ id: 'UnggahanDiminta' });
export type AskedUploads = z.output<typeof askedUploads>;
export const askedUploadBody = z.strictObject({ kind, uploadId: z.uuid() });

export const docketQuery = z.strictObject({ date: z.iso.date().optional() });
const line = { caseId: z.uuid(), caseNumber: z.string() };
/** One day of an office as its counter needs it. Moments are ISO; each part holds at most 300 lines, `more` says where there are others. */
export const dayDocket = z.object({
  date: z.string(), zone: z.string(), zoneLabel: z.string(), officeName: z.string(), printedAt: z.string(), more: z.boolean(),
  appointments: z.array(z.object({ ...line, id: z.uuid(), startsAt: z.string(), endsAt: z.string(), channelLabel: z.string(), room: z.string(), name: z.string().nullable(), officer: z.string(), stateLabel: z.string() })),
  visits: z.array(z.object({ ...line, id: z.uuid(), at: z.string(), name: z.string(), purpose: z.string(), viaLabel: z.string() })),
  papers: z.array(z.object({ ...line, id: z.string(), at: z.string(), direction: z.enum(['masuk', 'keluar']), directionLabel: z.string(), paper: z.string(), formLabel: z.string(), person: z.string(), officer: z.string() })),
  due: z.array(z.object({ ...line, id: z.string(), what: z.enum(['berkas', 'tugas', 'perbaikan']), whatLabel: z.string(), dueAt: z.string(), dueProvisional: z.boolean(), text: z.string(), holder: z.string().nullable() })),
  /** Originals that lie in the office now. */
  originalsHeld: z.int(),
}).meta({ id: 'LembarHarian' });
export type DayDocket = z.output<typeof dayDocket>;
