/** Shapes of ownership: a file put aside, taken over, handed over; absence; notices; notes; what was typed so far. */
import { z } from 'zod';

/** A sentence a person gives; the record keeps it where it can be erased. */
const sentence = z.string().trim().min(5).max(500).refine((text) => text.isWellFormed() && !text.includes('\u0000'), 'galat.isian.huruf_terlarang');
const once = { requestId: z.string().min(1).max(80) };
const seen = { ...once, seenVersion: z.int().min(1) };
const day = z.iso.date();

export const holdBody = z.strictObject({ ...seen, reason: sentence, until: z.iso.datetime({ offset: true }) });
export const resumeBody = z.strictObject({ ...seen });
export const takeOverBody = z.strictObject({ ...seen, reason: sentence });
/** `toId` null: back to the queue. */
export const handOverBody = z.strictObject({ ...seen, reason: sentence, toId: z.uuid().nullable() });
export const handOverAllBody = z.strictObject({ ...once, reason: sentence, fromId: z.uuid().toLowerCase(), toId: z.uuid().toLowerCase().nullable() });
export const handedOver = z.object({
  cases: z.int(), appointments: z.int(), tasks: z.int(),
  /** Appointments that stayed: the colleague is busy at that time, or the file waits in the queue for one. */
  clashes: z.array(z.object({ caseId: z.uuid(), caseNumber: z.string(), startsAt: z.string() })),
}).meta({ id: 'SerahTerima' });
export type HandedOver = z.output<typeof handedOver>;

/** What somebody has in hand just now. */
export const workInHand = z.object({
  id: z.uuid(), name: z.string(), active: z.boolean(), roles: z.array(z.string()), cases: z.int(), onHold: z.int(), appointments: z.int(), tasks: z.int(),
  absentUntil: z.string().nullable(), substituteName: z.string().nullable(),
}).meta({ id: 'BebanKerja' });
export type WorkInHand = z.output<typeof workInHand>;

export const absenceBody = z.strictObject({ ...once, userId: z.uuid(), firstDay: day, lastDay: day, substituteId: z.uuid().nullable() });
export const absenceItem = z.object({
  id: z.uuid(), userId: z.uuid(), userName: z.string(), firstDay: z.string(), lastDay: z.string(), substituteId: z.uuid().nullable(), substituteName: z.string().nullable(),
  recordedByName: z.string(), recordedAt: z.string(), cancelledAt: z.string().nullable(), state: z.enum(['akan_datang', 'berlaku', 'berakhir', 'dibatalkan']),
}).meta({ id: 'Absensi' });
export type AbsenceItem = z.output<typeof absenceItem>;

/** Asked before it is recorded: in numbers, what goes to whom. */
export const absencePlanBody = absenceBody.omit({ requestId: true });
export const absencePlan = z.object({
  /** The first day is today: it begins within minutes. */
  beginsNow: z.boolean(), substituteName: z.string().nullable(), /** Go with their files to the substitute. */ appointments: z.int(),
  cases: z.object({ substitute: z.int(), queue: z.int() }), tasks: z.object({ substitute: z.int(), nobody: z.int() }),
}).meta({ id: 'RencanaAbsensi' });
export type AbsencePlan = z.output<typeof absencePlan>;
export const cancelAbsenceBody = z.strictObject({ /** What the absence passed on and nobody has touched since comes back. */ bringBack: z.boolean().default(false) });
/** `staying`: somebody went on with it, or it is done. */
export const broughtBack = z.object({ cases: z.int(), tasks: z.int(), staying: z.int() }).meta({ id: 'KembaliDariAbsensi' });
export type BroughtBack = z.output<typeof broughtBack>;

export const noticeItem = z.object({
  id: z.uuid(), kind: z.string(), caseId: z.uuid().nullable(), caseNumber: z.string().nullable(), text: z.string(), at: z.string(), readAt: z.string().nullable(),
}).meta({ id: 'Pemberitahuan' });
export type NoticeItem = z.output<typeof noticeItem>;
/** Without ids: all of mine. */
export const readNoticesBody = z.strictObject({ ids: z.array(z.uuid()).max(200).optional() });

export const noteBody = z.strictObject({ ...once, text: z.string().trim().min(1).max(4000).refine((text) => text.isWellFormed() && !text.includes('\u0000'), 'galat.isian.huruf_terlarang') });
export const noteItem = z.object({ id: z.uuid(), authorId: z.uuid(), authorName: z.string(), at: z.string(), /** null: erased */ text: z.string().nullable() }).meta({ id: 'Catatan' });
export type NoteItem = z.output<typeof noteItem>;

export const DRAFT_KINDS = ['tindakan', 'surat', 'penilaian', 'catatan'] as const;
export const DRAFT_BYTES = 40_000;
const draftKeyShape = z.string().min(3).max(200).regex(/^[a-zA-Z0-9_:.-]+$/);
export const draftBody = z.strictObject({
  kind: z.enum(DRAFT_KINDS), key: draftKeyShape,
  content: z.record(z.string().max(80), z.unknown()).refine((content) => { const text = JSON.stringify(content); return text.length <= DRAFT_BYTES && !text.includes('\\u0000'); }, 'galat.draf.terlalu_besar'),
});
export const discardBody = z.strictObject({ key: draftKeyShape });
/** `overMine`: what I have typed for the same thing may go; without it, it is not overwritten. */
export const adoptBody = z.strictObject({ draftId: z.uuid(), overMine: z.boolean().default(false) });
export const draftItem = z.object({
  id: z.uuid(), kind: z.enum(DRAFT_KINDS), key: z.string(), label: z.string(), authorId: z.uuid(), authorName: z.string(), mine: z.boolean(),
  savedAt: z.string(), content: z.record(z.string(), z.unknown()),
}).meta({ id: 'Draf' });
export type DraftItem = z.output<typeof draftItem>;
