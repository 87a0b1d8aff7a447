/** Shapes of a case on the wire. Times are ISO 8601 with zone; names of persons masked where the list is. */
import { z } from 'zod';

export const obstacleShape = z.object({
  key: z.string(), message: z.string(), fix: z.object({ workspace: z.string(), ref: z.string().optional(), act: z.string().optional() }).optional(),
}).meta({ id: 'Hambatan' });

export const actionShape = z.object({
  id: z.string(),
  label: z.string(),
  /** utama: the usual next act; biasa; bahaya: ends or refuses. */
  tone: z.enum(['utama', 'biasa', 'bahaya']),
  /** Shown by a workspace of its own, not as a button. */
  embedded: z.boolean(),
  to: z.string(),
  obstacles: z.array(obstacleShape),
  /** `invites`: carries a calendar entry; who gets it is shown before it goes out. */
  letters: z.array(z.object({ id: z.string(), label: z.string(), invites: z.boolean() })),
  /** JSON schema of the input; `label` (message), `widget`, `when` and `options` are hints for the form. */
  input: z.record(z.string(), z.unknown()),
}).meta({ id: 'Aksi' });

const fieldShape = z.object({ key: z.string(), label: z.string(), value: z.string().nullable(), masked: z.boolean(), warnings: z.array(z.string()) });

/** Help beside the work: the source's own words, with what it demands. */
const guideShape = z.object({
  source: z.string(), quote: z.string(), remarks: z.array(z.string()), actor: z.string(), standardMinutes: z.number().nullable(), requirement: z.string().nullable(), output: z.string().nullable(),
}).meta({ id: 'BantuanSop' });
export type StepGuide = z.output<typeof guideShape>;

export const caseShape = z.object({
  id: z.uuid(), number: z.string(), version: z.int(), procedure: z.string(), procedureLabel: z.string(), sopVersion: z.int(),
  place: z.string(), placeLabel: z.string(), step: z.string().nullable(), stepPrinted: z.string().nullable(), stepLabel: z.string().nullable(),
  workspace: z.string(), turn: z.string().nullable(), turnLabel: z.string().nullable(), clock: z.string(),
  outcome: z.string().nullable(), outcomeLabel: z.string().nullable(), round: z.int(), origin: z.string(), urgent: z.boolean(),
  /** What may be written when it is filed: in Indonesian whatever the screen speaks, for the record stays. Null before the end. */
  filing: z.object({ description: z.string(), location: z.string() }).nullable(),
  holder: z.object({ id: z.uuid(), name: z.string() }).nullable(), mine: z.boolean(), claimable: z.boolean(),
  /** Put aside by its holder until then. */
  onHold: z.object({ since: z.string(), until: z.string(), reason: z.string().nullable() }).nullable(),
  /** Parts that may have the file at this place. */
  servedBy: z.array(z.string()), mayTakeOver: z.boolean(), mayHandOver: z.boolean(),
  receivedAt: z.string(), placeEnteredAt: z.string(), stepEnteredAt: z.string(), dueAt: z.string().nullable(), /** beyond the holidays that are known: may still move */ dueProvisional: z.boolean(), endedAt: z.string().nullable(), archivedAt: z.string().nullable(),
  subjectName: z.string().nullable(), npwpDoubtful: z.boolean(), npwpJudged: z.string().nullable(),
  fields: z.array(fieldShape),
  /** Rows of the verification in force, newest per item. */
  checklist: z.object({ rows: z.array(z.object({ item: z.string(), ada: z.boolean(), sesuaiAsli: z.boolean(), keterangan: z.string().nullish() })), /** kinds that are held against their originals */ kinds: z.array(z.string()), orangSesuai: z.boolean().nullable(), persetujuan: z.boolean().nullable(), keterangan: z.string().nullish() }),
  /** What the applicant is asked for at present. */
  /** The paragraph of the SOP this place belongs to, quoted; null where the source says nothing about it. */
  guide: guideShape.nullable(),
  repair: z.object({ fields: z.array(z.string()), documents: z.array(z.string()), dueAt: z.string().nullable(), dueProvisional: z.boolean(), expiryProposed: z.boolean() }).nullable(),
  /** What stands against the papers at present; each must be in the next request. An empty reason is still to be chosen. */
  shortages: z.array(z.object({ jenis: z.enum(['dokumen', 'isian']), kunci: z.string(), alasan: z.string(), catatan: z.string().optional() })),
  steps: z.array(z.object({ id: z.string(), printed: z.string().nullable(), label: z.string(), state: z.enum(['lewat', 'kini', 'belum']), measured: z.string(), standardMinutes: z.number().nullable() })),
  /** What the procedure asks for at each document, so that a screen never needs to know the procedure. */
  documentKinds: z.array(z.object({ /** false: taken when it comes, never missed */ required: z.boolean(), /** may be missing once its reason is written down */ mayLack: z.boolean(), lackReason: z.string().nullable(), /** what the applicant says himself; counts once it is accepted */ lackStated: z.string().nullable(), /** months after its issue in which it counts */ validMonths: z.int().nullable(), kind: z.string(), label: z.string(), /** what it must hold */ help: z.string().nullable(), checks: z.array(z.object({ id: z.string(), label: z.string(), /** in words, how old it may be where the check asks that */ bound: z.string().nullable(), at: z.string() })) })),
  actions: z.array(actionShape),
  /** What somebody has to see to, wherever the case stands; shown until it is mended. */
  duties: z.array(obstacleShape),
  /** A corrected address that waits for its second person, masked; in full through `unmask` (field `email_usul`). */
  addressProposal: z.object({
    email: z.string(), phone: z.string().nullable(), identityHow: z.string(), identityNote: z.string(), proposedById: z.uuid(), proposedByName: z.string(), proposedAt: z.string(),
  }).nullable(),
}).meta({ id: 'Berkas' });
export type CaseView = z.output<typeof caseShape>;

export const caseListItem = z.object({
  id: z.uuid(), number: z.string(), procedure: z.string(), procedureLabel: z.string(), place: z.string(), placeLabel: z.string(), step: z.string().nullable(),
  turn: z.string().nullable(), outcome: z.string().nullable(), outcomeLabel: z.string().nullable(), round: z.int(), origin: z.string(), urgent: z.boolean(), clock: z.string(),
  holderId: z.uuid().nullable(), holderName: z.string().nullable(), onHoldUntil: z.string().nullable(), subjectName: z.string().nullable(),
  receivedAt: z.string(), stepEnteredAt: z.string(), dueAt: z.string().nullable(), /** beyond the holidays that are known: may still move */ dueProvisional: z.boolean(), endedAt: z.string().nullable(), archivedAt: z.string().nullable(),
});
export type CaseListItem = z.output<typeof caseListItem>;

export const historyItem = z.object({
  id: z.uuid(), seq: z.int(), action: z.string(), label: z.string(), fromPlace: z.string().nullable(), toPlace: z.string(), fromLabel: z.string().nullable(), toLabel: z.string(),
  moved: z.boolean(), round: z.int(), actorKind: z.string(), actorName: z.string().nullable(), outcome: z.string().nullable(), byException: z.boolean(), at: z.string(),
  note: z.string().nullable(), reason: z.string().nullable(),
  /** What was judged or chosen, in words: "Scan KTP pribadi · Terbaca · Sesuai". */
  about: z.array(z.string()),
}).meta({ id: 'Riwayat' });
export type HistoryItem = z.output<typeof historyItem>;

export const actBody = z.strictObject({
  requestId: z.string().min(1).max(80), seenVersion: z.int().min(1), input: z.record(z.string(), z.unknown()).default({}),
});
export const actParams = z.object({ id: z.uuid(), action: z.string().regex(/^[a-z_]{3,60}$/) });
/** Folded as the database writes them: ids are compared by their text, too. */
export const idParams = z.object({ id: z.uuid().toLowerCase() });
export const unmaskBody = z.strictObject({ field: z.enum(['nik', 'npwp', 'nib', 'email', 'telepon', 'email_usul', 'telepon_usul']), requestId: z.string().min(1).max(80) });
