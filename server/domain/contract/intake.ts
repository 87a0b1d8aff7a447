/** Shapes of the public side and of the counter's entry. Times are ISO 8601 with zone; words are already in the reader's language. */
import { z } from 'zod';
import { fileField } from './documents.ts';
import { ORIGINS_AT_DESK } from '../origins.ts';
import { onPaper } from '../printable.ts';

const requestId = z.string().min(1).max(80).regex(/^[\w.:-]+$/);
/** One line as a person types it: no control characters, nothing that is no character. */
const line = (max: number) => z.string().trim().min(1).max(max).refine((text) => text.isWellFormed() && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text), 'galat.isian.huruf_terlarang').superRefine(onPaper);
const lines = (max: number) => z.string().trim().min(1).max(max).refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text.replace(/\r?\n/g, ' ')), 'galat.isian.huruf_terlarang').superRefine(onPaper);

/** What is typed, by field key; which keys there are and what they may hold is said by the procedure. */
export const typedFields = z.record(z.string().regex(/^[a-z0-9_]{1,40}$/), z.string().max(500).refine((text) => text.isWellFormed() && !text.includes('\0'), 'galat.isian.huruf_terlarang'));
/** Drafts by kind of document. */
export const draftIds = z.record(z.string().regex(/^[a-z0-9_]{1,40}$/), z.uuid());
/** "Tidak punya, alasan" by kind of document, where the office's list allows it. */
export const lackReasons = z.record(z.string().regex(/^[a-z0-9_]{1,40}$/), lines(500));
export const agreedVersions = z.strictObject({ privasi: z.string().max(40), kebenaran: z.string().max(40) });

/** The header that makes a sending repeatable. */
export const idempotencyKey = z.string().regex(/^[\x21-\x7e]{1,200}$/);

/** Fields of the procedure stand beside these keys, as text. */
export const applicationBody = z.object({
  kantor: z.string().max(40), prosedur: z.string().max(60).default('registrasi_perseorangan'), persetujuan: agreedVersions, documents: draftIds.default({}),
  lacking: lackReasons.default({}),
}).catchall(z.string().max(500)).meta({ id: 'Permohonan' });
/** The same as a form with its scans, `file_<kind>` for each the procedure asks (named here: those of the default one); `persetujuan` and `lacking` are then JSON texts. */
export const applicationForm = applicationBody.omit({ documents: true }).extend({
  persetujuan: z.string(), lacking: z.string().optional(), file_ktp: fileField.optional(), file_npwp: fileField.optional(), file_sertifikat_keahlian: fileField.optional(),
}).meta({ id: 'PermohonanFormulir' });
export const applicationReply = z.object({ caseNumber: z.string(), token: z.string(), warnings: z.array(z.string()) });

export const staffEntryBody = z.strictObject({
  asal: z.enum(ORIGINS_AT_DESK), prosedur: z.string().max(60).default('registrasi_perseorangan'), fields: typedFields,
  documents: draftIds.default({}), requestId,
});
export const staffEntryReply = z.object({ id: z.uuid(), number: z.string(), warnings: z.array(z.string()) });

export const checkBody = z.strictObject({ prosedur: z.string().max(60).default('registrasi_perseorangan'), fields: typedFields });
export const checkReply = z.object({ errors: z.record(z.string(), z.string()), warnings: z.array(z.object({ field: z.string(), message: z.string() })) });

export const tokenParams = z.object({ token: z.string().max(200) });
export const ownFileParams = z.object({ token: z.string().max(200), id: z.uuid() });
export const repairBody = z.strictObject({ requestId, fields: typedFields.default({}), documents: draftIds.default({}), lacking: lackReasons.default({}) });
export const appointmentAnswerBody = z.strictObject({
  requestId, answer: z.enum(['ya', 'lain', 'pilih']), wish: lines(500).optional(), start: z.iso.datetime({ offset: true }).optional(), channel: z.enum(['daring', 'luring']).optional(),
}).refine((body) => body.answer !== 'lain' || body.wish !== undefined, { path: ['wish'], error: 'galat.isian.keinginan_jadwal' })
  .refine((body) => body.answer !== 'pilih' || (body.start !== undefined && body.channel !== undefined), { path: ['start'], error: 'galat.isian.pilih_waktu' });
export const visitBody = z.strictObject({ requestId, name: line(120), purpose: line(300) });
export const withdrawBody = z.strictObject({ requestId, note: lines(2000).optional() });

const fieldShape = z.object({ key: z.string(), label: z.string(), hint: z.string().nullable(), input: z.string(), repeat: z.boolean(), required: z.boolean() });
const documentShape = z.object({ kind: z.string(), label: z.string(), /** what it must hold */ help: z.string().nullable(), maxBytes: z.int(), required: z.boolean(), /** instead of the file, why there is none */ mayLack: z.boolean(), validMonths: z.int().nullable(), accept: z.array(z.string()) });

export const publicOffice = z.object({
  code: z.string(), name: z.string(), zone: z.string(), zoneLabel: z.string(), address: z.string(), contact: z.string(),
  procedures: z.array(z.object({
    code: z.string(), title: z.string(), statement: z.string(), fields: z.array(fieldShape), documents: z.array(documentShape),
    bringOriginals: z.array(z.string()), blankForms: z.array(z.object({ id: z.uuid(), title: z.string(), version: z.string() })), userGuide: z.string(),
  })),
}).meta({ id: 'KantorPublik' });
export type PublicOffice = z.output<typeof publicOffice>;
/** The same for the counter of the own office. */
export const counterFormReply = publicOffice.shape.procedures;

export const publicRegion = z.object({ code: z.string(), name: z.string(), province: z.string() });
export const publicAgreement = z.object({ kind: z.enum(['privasi', 'kebenaran']), version: z.string(), text: z.string() });

const asked = { reason: z.string(), note: z.string().nullable() };
export const applicationStatus = z.object({
  caseNumber: z.string(), procedure: z.string(), procedureLabel: z.string(), office: z.object({ name: z.string(), contact: z.string(), zone: z.string() }),
  /** Where the file stands and what is expected of the applicant, in plain words. */
  placeText: z.string(), expected: z.array(z.string()),
  round: z.int(), receivedAt: z.string(), endedAt: z.string().nullable(), outcome: z.string().nullable(), outcomeLabel: z.string().nullable(),
  /** The open repair request: exactly this, in one sending. */
  repair: z.object({
    round: z.int(), openedAt: z.string(), dueAt: z.string(), dueText: z.string(), dueProvisional: z.boolean(),
    /** The deadline is over; until somebody closes the application, a repair is still taken. */
    overdue: z.boolean(), note: z.string().nullable(),
    fields: z.array(fieldShape.extend(asked)), documents: z.array(documentShape.extend(asked)),
  }).nullable(),
  appointment: z.object({
    startsAt: z.string(), endsAt: z.string(), zone: z.string(), localTime: z.string(), channel: z.string(), channelLabel: z.string(), location: z.string(),
    state: z.string(), stateLabel: z.string(), answer: z.enum(['ya', 'lain']).nullable(),
    /** Still to come or going on; past, and nobody noted yet whether he was there; attended. */
    phase: z.enum(['akan', 'lewat', 'hadir']),
    /** What may still be answered: no yes once it is over, no other time beyond the office's limit. */
    may: z.array(z.enum(['ya', 'lain'])),
  }).nullable(),
  /** Times he may choose from; empty unless he was asked to choose. `day` and `time` are the office's, `hereTime` where he lives, if that differs. */
  slots: z.array(z.object({ start: z.string(), channel: z.enum(['daring', 'luring']), channelLabel: z.string(), day: z.string(), time: z.string(), hereTime: z.string().nullable() })),
  letters: z.array(z.object({
    id: z.uuid(), kind: z.string(), label: z.string(), number: z.string().nullable(), subject: z.string(), body: z.string(), issuedAt: z.string(), state: z.string(), hasPdf: z.boolean(),
    /** The PDF is the signed or stamped paper itself; null: the one that was generated. */
    signed: z.enum(['basah', 'stempel', 'bsre']).nullable(),
  })),
  files: z.array(z.object({
    id: z.uuid(), kind: z.string(), label: z.string(), version: z.int(), round: z.int(), current: z.boolean(), receivedAt: z.string(), bytes: z.int(), type: z.string(), downloadableUntil: z.string().nullable(),
  })),
  visits: z.array(z.object({ round: z.int(), at: z.string(), name: z.string(), purpose: z.string() })),
  /** What may be sent through this link now. */
  allowed: z.array(z.enum(['repair', 'appointment', 'choose', 'visits', 'withdraw'])),
}).meta({ id: 'StatusPermohonan' });
export type ApplicationStatus = z.output<typeof applicationStatus>;

/** One repair request of a case, newest first: what was asked, how it came back, what it changed. */
export const repairRound = z.object({
  id: z.uuid(), round: z.int(), openedAt: z.string(), openedBy: z.string().nullable(), dueAt: z.string(), note: z.string().nullable(),
  items: z.array(z.object({ kind: z.enum(['dokumen', 'isian']), key: z.string(), label: z.string(), reason: z.string(), note: z.string().nullable() })),
  closedAt: z.string().nullable(), closedHow: z.enum(['diperbaiki', 'ditutup', 'ditarik']).nullable(), origin: z.string().nullable(), expiryProposed: z.boolean(),
  /** Numbers are masked. */
  changes: z.array(z.object({ field: z.string(), label: z.string(), before: z.string().nullable(), after: z.string().nullable(), same: z.boolean(), difference: z.string().nullable() })),
  documents: z.array(z.object({ kind: z.string(), label: z.string(), newId: z.uuid(), oldId: z.uuid().nullable(), version: z.int() })),
  /** Instead of a file: what the applicant said. */
  lacking: z.array(z.object({ kind: z.string(), label: z.string(), reason: z.string() })),
}).meta({ id: 'PutaranPerbaikan' });
export type RepairRound = z.output<typeof repairRound>;

/** A repair that never came, which the timer proposed to close; a person confirms with this act. */
export const closingProposal = z.object({ caseId: z.uuid(), number: z.string(), version: z.int(), subjectName: z.string().nullable(), dueAt: z.string(), proposedAt: z.string(),
  /** What he sent meanwhile and nobody filed; with any of it the file is not closed. */
  unfiled: z.array(z.enum(['tautan', 'surel'])), action: z.string(),
}).meta({ id: 'UsulPenutupan' });
export type ClosingProposal = z.output<typeof closingProposal>;

/** One line of the guest book. */
export const visitItem = z.object({
  id: z.uuid(), caseId: z.uuid(), caseNumber: z.string(), round: z.int(), name: z.string(), purpose: z.string(), via: z.string(), recordedBy: z.string().nullable(), at: z.string(),
}).meta({ id: 'Kunjungan' });
