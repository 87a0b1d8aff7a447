import { z } from 'zod';
import { HELP_TEXT, KIND_NAME } from '../sop/checklist.ts';

/** The bytes of a file in a multipart form, as the description writes them. */
export const fileField = z.string().meta({ format: 'binary' });
export const uploadForm = z.object({ berkas: fileField });

const quarterTurn = z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]);

/** What the machine read, beside what was typed; null until it has. Numbers are masked, `difference` says where they differ. */
export const documentReading = z.object({
  state: z.enum(['terbaca', 'tidak_terbaca', 'gagal']), /** quarter turns to the right that make it upright */ turn: quarterTurn,
  /** which page was read so, and whose picture was compared with others */ page: z.int(), /** sentence: not all pages were looked at */ extent: z.string().nullable(),
  otherKind: z.string().nullable(),
  rows: z.array(z.object({
    field: z.string(), label: z.string(), read: z.string(), confidence: z.int(), typed: z.string().nullable(), same: z.boolean().nullable(), difference: z.string().nullable(),
    /** can be taken over into the form by a click */ takeable: z.boolean(),
  })),
  notes: z.array(z.object({ level: z.enum(['galat', 'peringatan']), message: z.string() })),
}).nullable().meta({ id: 'Bacaan' });

export const turnBody = z.strictObject({ page: z.int().min(1).max(200), turn: quarterTurn });

export const documentShape = z.object({
  id: z.uuid(), caseId: z.uuid(), kind: z.string(), label: z.string(), /** shows the face of the person */ photo: z.boolean(), version: z.int(), round: z.int(), origin: z.string(), receivedAt: z.string(),
  /** false: an earlier version. */
  current: z.boolean(), type: z.string(), bytes: z.int(), /** pages that are shown, as the file claims them */ pageCount: z.int(), /** of these, the ones without a picture */ lackingPages: z.array(z.int()), /** and some of those may still come */ drawing: z.boolean(),
  /** sentences: pages nobody can look at here */ gaps: z.array(z.string()), scanState: z.string(), receivedSha256: z.string(),
  warnings: z.array(z.string()),
  reading: documentReading,
  /** The machine is at it: its reading, or where the file was seen before, is still to come. */
  underWay: z.boolean(),
  /** sentence: it has not been held against the papers of other cases, and why; null once it has */ notCompared: z.string().nullable(),
  /** how I turned its pages, by page number */
  turns: z.record(z.string(), quarterTurn),
  /** Newest per check; `stale`: what was typed changed since. */
  verdicts: z.array(z.object({
    check: z.string(), verdict: z.string(), reason: z.string().nullable(), /** as the office words it */ reasonText: z.string().nullable(), comment: z.string().nullable(), by: z.string(), at: z.string(), stale: z.boolean(),
  })),
}).meta({ id: 'Dokumen' });
export type DocumentView = z.output<typeof documentShape>;

/** A document of this case that came in at another case before. Of another office: office, number and date, no more. */
export const twinShape = z.object({
  id: z.uuid(), caseId: z.uuid(), documentId: z.uuid(), how: z.enum(['byte', 'nomor', 'gambar']), howLabel: z.string(), foundAt: z.string(),
  verdict: z.enum(['sama', 'berbeda']).nullable(), verdictReason: z.string().nullable(), judgedByName: z.string().nullable(), judgedAt: z.string().nullable(),
  other: z.object({
    /** false: outside what an auditor may see; then nothing of it is said */ inside: z.boolean(),
    number: z.string().nullable(), receivedAt: z.string().nullable(), office: z.string(), ownOffice: z.boolean(), caseId: z.uuid().nullable(), documentId: z.uuid().nullable(), subjectName: z.string().nullable(),
    kindLabel: z.string().nullable(), /** the same NIK was typed in both */ samePerson: z.boolean().nullable(), /** pages I may see; 0: none */ pageCount: z.int(), /** the one that was compared; of another office the only one */ comparedPage: z.int(), /** of these, the ones without a picture */ lackingPages: z.array(z.int()),
  }),
}).meta({ id: 'BerkasKembaran' });
export type TwinView = z.output<typeof twinShape>;

export const uploadShape = z.object({
  id: z.uuid(), type: z.string(), bytes: z.int(), pageCount: z.int(), /** sentences: the file was taken, but look again */ warnings: z.array(z.string()),
  /** the same in each language, where there are any: nobody is told twice, and the reader may choose another while they stand there */ words: z.object({ id: z.array(z.string()), en: z.array(z.string()) }).optional(),
  /** for the applicant's browser alone, once: shows and ends this draft */ key: z.string().optional(),
}).meta({ id: 'Unggahan' });

/** Not judged at once: this is what the draft will be called, and how to ask for it until there is an upload or a refusal. */
export const examinationShape = z.object({ id: z.uuid(), /** as of an upload */ key: z.string().optional() }).meta({ id: 'PemeriksaanUnggahan' });

/** How far the machine is with a draft, and what it warns of; nothing of what was read. */
export const draftStateShape = z.object({
  state: z.enum(['menunggu', 'selesai']), warnings: z.array(z.string()), /** null: unknown, over, or used by now */ upload: z.object({ type: z.string(), bytes: z.int(), pageCount: z.int(), at: z.string() }).nullable(),
}).meta({ id: 'KeadaanUnggahan' });

const kindNameText = z.string().trim().regex(KIND_NAME);
const helpText = z.string().trim().regex(HELP_TEXT);
const checklistDoc = z.strictObject({
  kind: z.string().regex(/^[a-z_]{1,60}$/), /** of a kind the office added: how it is called, what it must hold */ own: z.strictObject({ name: z.strictObject({ id: kindNameText, en: kindNameText }), help: z.strictObject({ id: helpText, en: helpText }).nullable() }).optional(),
  required: z.boolean(), mayLack: z.boolean(), forms: z.array(z.enum(['scan', 'asli', 'salinan'])).min(1).max(3),
  maxMegabytes: z.number().min(0.1).max(100).nullable(), /** months after its issue; null: as long as it says itself */ validMonths: z.int().min(1).max(600).nullable().default(null), checks: z.array(z.strictObject({ id: z.string().max(60), at: z.string().max(60) })).max(12),
});
export const checklistBody = z.strictObject({ procedure: z.string().max(60), validFrom: z.iso.date(), docs: z.array(checklistDoc).min(1).max(30) });
const choice = z.object({ id: z.string(), label: z.string() });
/** Of one procedure: what holds today, what the procedure itself says, and every version the office made. */
export const checklistItem = z.object({
  id: z.string(), procedureLabel: z.string(), /** null: the procedure's own */ inForce: z.int().nullable(), docs: z.array(checklistDoc), ownDocs: z.array(checklistDoc), labels: z.record(z.string(), z.string()),
  checks: z.array(choice), places: z.array(choice),
  versions: z.array(z.object({ version: z.int(), validFrom: z.string(), madeByName: z.string().nullable(), madeAt: z.string(), docs: z.array(checklistDoc) })),
}).meta({ id: 'DaftarPeriksaKantor' });
export type ChecklistItem = z.output<typeof checklistItem>;

/** Why somebody takes a scan out of the house; written to the audit trail. What he gets is a copy made of the page pictures. */
export const DOWNLOAD_REASONS = ['pemeriksaan', 'serah_terima', 'permintaan_pemohon', 'pemeriksaan_auditor'] as const;
/** Why somebody takes the applicant's own PDF instead, which may hold scripts and links: a question that pictures cannot answer. */
export const ORIGINAL_REASONS = ['keaslian', 'serah_terima', 'permintaan_pemohon', 'pemeriksaan_auditor'] as const;
