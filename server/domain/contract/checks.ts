/** Shapes of steps 7 and 12 on the wire. Days are `YYYY-MM-DD`, times ISO 8601 in UTC, numbers of persons masked. */
import { z } from 'zod';
import { fileField } from './documents.ts';
import { inEachLanguage } from './in-each-language.ts';

const sentence = z.object({ key: z.string(), text: z.string() });
const freshness = z.enum(['segar', 'kuning', 'merah']);
const level = z.enum(['A', 'B', 'C']);

/** Multipart fields of an import beside the file `berkas`. */
export const importFields = z.strictObject({
  tanggalData: z.iso.date('galat.impor.tanggal_data_wajib'),
  /** Sent after the server asked for it under `errors.konfirmasi`: the list is right although much shorter than the one in force. */
  konfirmasi: z.literal('ya').optional(),
  /** JSON, meaning → header: the columns of a plain list as somebody named them. */
  kolom: z.string().max(4_000).optional(),
});

/** The whole form of an import, for the description. */
export const importForm = importFields.extend({ berkas: fileField });

/** Multipart fields beside `berkas`: which kind of list it is to be read as. */
export const previewFields = z.strictObject({ jenis: z.enum(['daftar_hitam', 'registri', 'pertanyaan']) });
export const previewForm = previewFields.extend({ berkas: fileField });
export const listPreview = z.object({
  /** Of the first row of the file. */
  header: z.array(z.string()), sample: z.array(z.array(z.string())),
  /** The public export, which needs no mapping. */
  isExport: z.boolean(),
  fields: z.array(z.object({ key: z.string(), label: z.string(), words: inEachLanguage, required: z.boolean(), guess: z.string().nullable() })),
}).meta({ id: 'PratinjauDaftar' });
export type ListPreview = z.output<typeof listPreview>;

/** By POST: a name somebody looks for does not belong into an address. Without a version, the one in force. */
export const entrySearchBody = z.strictObject({ nama: z.string().trim().min(1).max(120).regex(/^\P{Cc}*$/u), importId: z.uuid().optional() });
/** `more`: there are others; the answer has the first 200. */
export const foundEntries = z.object({ ids: z.array(z.uuid()), more: z.boolean() }).meta({ id: 'EntriDitemukan' });
export type FoundEntries = z.output<typeof foundEntries>;

const changeKind = z.enum(['baru', 'dicabut', 'ditunda', 'tayang_kembali', 'masa_berubah', 'berakhir', 'hilang']);
export const listChanges = z.object({
  against: z.object({ id: z.uuid(), dataDate: z.iso.date(), fileName: z.string() }).nullable(),
  counts: z.array(z.object({ kind: changeKind, label: z.string(), count: z.int() })),
  /** At most 500. */
  rows: z.array(z.object({
    kind: changeKind, label: z.string(), entryId: z.uuid(), name: z.string(), skNumber: z.string(), statusBefore: z.string().nullable(), statusNow: z.string().nullable(),
    startsOn: z.string().nullable(), endsOn: z.string().nullable(),
    /** In the version before; of a new entry nothing. */
    startsBefore: z.string().nullable(), endsBefore: z.string().nullable(),
  })),
}).meta({ id: 'PerubahanDaftar' });
export type ListChanges = z.output<typeof listChanges>;

/** Kept no longer than the office said; their number stays. */
const refusedRemoved = z.boolean();

export const registryImportItem = z.object({
  id: z.uuid(), dataDate: z.iso.date(), fileName: z.string(), state: z.enum(['menunggu', 'berjalan', 'selesai', 'gagal', 'dicabut']), stateLabel: z.string(), problem: z.string().nullable(),
  rowCount: z.int(), refusedCount: z.int(), refusedRemoved,
  /** 0 to 1 while it runs. */
  progress: z.number(), newest: z.boolean(), importedByName: z.string().nullable(), importedAt: z.string(),
  revoked: z.object({ reason: z.string(), at: z.string(), byName: z.string().nullable() }).nullable(),
}).meta({ id: 'ImporRegistri' });
export type RegistryImportItem = z.output<typeof registryImportItem>;

const screeningKind = z.enum(['daftar_hitam', 'lpse_lain']);
/** At least one of name and numbers. */
export const screeningBody = z.strictObject({
  jenis: screeningKind, nama: z.string().trim().max(300).optional(), npwp: z.string().trim().max(64).optional(), nik: z.string().trim().max(64).optional(), nib: z.string().trim().max(64).optional(),
  email: z.string().trim().max(254).optional(), telepon: z.string().trim().max(40).optional(), userId: z.string().trim().max(120).optional(),
  kabupaten: z.string().trim().max(120).optional(), provinsi: z.string().trim().max(120).optional(), tanggalLahir: z.string().trim().max(40).optional(),
});

export const revokeBody = z.strictObject({ alasan: z.string().trim().min(1, 'galat.impor.alasan_cabut').max(500), requestId: z.string().min(1).max(80) });

export const blacklistImportItem = z.object({
  id: z.uuid(), dataDate: z.iso.date(), fileName: z.string(), fileSha256: z.string(), state: z.enum(['berjalan', 'selesai', 'gagal', 'dicabut']), stateLabel: z.string(),
  /** Why it failed. */
  problem: z.string().nullable(),
  /** Not taken because it is much shorter than the list in force: imported once more with `konfirmasi` it is taken. */
  asksConfirmation: z.boolean(),
  /** A list later than the one in force that could not be read: every check is red. */
  blocksAll: z.boolean(),
  /** Share that is read; 1 when it is over. */
  progress: z.number().min(0).max(1), rowCount: z.int(), refusedCount: z.int(), refusedRemoved,
  /** At most 500 of them; `refusedCount` counts all. Rows as a spreadsheet numbers them. */
  refused: z.array(z.object({ row: z.int(), key: z.string(), text: z.string() })),
  warnings: z.array(sentence),
  importedByName: z.string().nullable(), importedAt: z.string(),
  /** Why, when and by whom a wrong version was withdrawn; the name within his own office only. */
  revoked: z.object({ reason: z.string(), at: z.string(), byName: z.string().nullable() }).nullable(),
  /** Checks use this version. */
  newest: z.boolean(), freshness, freshnessLabel: z.string(),
  /** Against the version in force before: "12 baru, 3 dicabut, 1 ditunda"; empty for the first. */
  changes: z.string(),
}).meta({ id: 'ImporDaftarHitam' });
export type BlacklistImportItem = z.output<typeof blacklistImportItem>;

export const blacklistEntryItem = z.object({
  id: z.uuid(), importId: z.uuid(), row: z.int(), name: z.string(), npwp: z.string().nullable(), nib: z.string().nullable(), address: z.string(), regency: z.string().nullable(), province: z.string().nullable(),
  skNumber: z.string(), violation: z.string(), agency: z.string(), status: z.enum(['PUBLISHED', 'CANCELED_TEMPORARY', 'CANCELED', 'EXPIRED']), statusLabel: z.string(),
  startsOn: z.string().nullable(), endsOn: z.string().nullable(),
}).meta({ id: 'EntriDaftarHitam' });
export type BlacklistEntryItem = z.output<typeof blacklistEntryItem>;

export const providerItem = z.object({
  id: z.uuid(), lpse: z.string(),
  /** Known at another office: its words are masked. */
  foreign: z.boolean(),
  caseId: z.uuid().nullable(), caseNumber: z.string().nullable(), userIdSpse: z.string(), name: z.string(), nik: z.string().nullable(), npwp: z.string().nullable(), nib: z.string().nullable(),
  email: z.string().nullable(), since: z.string(),
}).meta({ id: 'Penyedia' });
export type ProviderItem = z.output<typeof providerItem>;

/** What the officer was shown when the run was made; keys a list does not have are absent. */
const shown = z.object({
  nama: z.string(), npwp: z.string().nullable(), nik: z.string().nullable(), nib: z.string().nullable(), email: z.string().nullable(), userId: z.string().nullable(), alamat: z.string(),
  kabupaten: z.string().nullable(), provinsi: z.string().nullable(), nomorSk: z.string(), pelanggaran: z.string(), instansi: z.string(), status: z.string(),
  mulai: z.string().nullable(), selesai: z.string().nullable(), keadaan: z.string(),
  jenis: z.enum(['penyedia', 'berkas', 'registri']), usul: z.enum(['duplikat', 'cabang', 'user_id_bentrok', 'perlu_diperiksa']), telepon: z.string().nullable(), tanggalLahir: z.string().nullable(), kunci: z.string(), lpse: z.string(), luar: z.boolean(), nomorBerkas: z.string().nullable(), sejak: z.string(), tempat: z.string().nullable(),
  portal: z.object({ pada: z.string(), pencarian: z.string(), gambar: z.uuid().nullable() }),
  /** What this office judged about the same pair with the same identity before; shown, not taken over. */
  penilaianSebelumnya: z.object({ hasil: z.string(), alasan: z.string().optional(), oleh: z.string().nullable().optional(), pada: z.string(), berkas: z.string() }),
}).partial();

export const hitShape = z.object({
  id: z.uuid(), level, score: z.number(), inForce: z.boolean(), standing: z.string().nullable(), standingLabel: z.string().nullable(), subjectRole: z.string(), /** whom it is about: place among the subjects of the run */ subject: z.int(),
  reasons: z.array(sentence), shown,
  verdict: z.enum(['sama', 'bukan_yang_sama', 'belum_yakin']).nullable(), verdictReason: z.string().nullable(), judgedById: z.uuid().nullable(), judgedByName: z.string().nullable(),
  judgedAt: z.string().nullable(),
  confirmedById: z.uuid().nullable(), confirmedByName: z.string().nullable(), confirmedAt: z.string().nullable(), confirmReason: z.string().nullable(),
  /** Last time it was sent to the supervisor: waiting, or sent back with a word. */
  referral: z.object({ waiting: z.boolean(), byId: z.uuid().nullable(), byName: z.string().nullable(), at: z.string(), /** what the officer asks, as long as his words are kept */ question: z.string().nullable(), answer: z.string().nullable(), answeredByName: z.string().nullable() }).nullable(),
}).meta({ id: 'Temuan' });
export type HitView = z.output<typeof hitShape>;

export const checkItem = z.object({
  id: z.uuid(), caseId: z.uuid(), caseNumber: z.string(), kind: z.enum(['daftar_hitam', 'lpse_lain']), kindLabel: z.string(), round: z.int(), identityVersion: z.int(),
  importId: z.uuid().nullable(), dataDate: z.string().nullable(),
  /** Of the list today; `freshnessAtRun` as it was when the run was made. */
  freshness, freshnessLabel: z.string(), freshnessAtRun: freshness,
  day: z.string(),
  subjects: z.array(z.object({ role: z.string(), /** as acts name him; null of runs before */ ref: z.string().nullable(), name: z.string(), nik: z.string().nullable(), npwp: z.string().nullable(), nib: z.string().nullable(), email: z.string().nullable(), userId: z.string().nullable(), region: z.string().nullable(), phone: z.string().nullable(), birthDate: z.string().nullable() })),
  runByName: z.string().nullable(), runAt: z.string(),
  hits: z.array(hitShape),
  /** Sanctions that are over or cancelled. */
  history: z.array(z.object({ level, reasons: z.array(sentence), shown })),
  /** One of the looks below is fresh enough to stand for an old list today. */
  portalLookCounts: z.boolean(),
  /** Looks at the portal recorded in the round of the run. */
  portalLooks: z.array(z.object({ id: z.uuid(), lookedAt: z.string(), query: z.string(), result: z.enum(['tidak_ditemukan', 'ditemukan']), pictureUploadId: z.uuid().nullable(), picturePages: z.int(), /** of which there is none */ pictureLacking: z.array(z.int()), /** of those, some may still come */ pictureDrawing: z.boolean(), /** where there are several */ about: z.string().nullable(), recordedByName: z.string() })),
}).meta({ id: 'Pemeriksaan' });
export type CheckItem = z.output<typeof checkItem>;

/** A search by hand as it was then. */
export const screeningItem = z.object({
  id: z.uuid(), kind: screeningKind, kindLabel: z.string(), asked: z.record(z.string(), z.string().nullable()), importId: z.uuid().nullable(), dataDate: z.string().nullable(),
  listName: z.string().nullable(), freshness, freshnessLabel: z.string(), askedByName: z.string(), askedAt: z.string(), officeName: z.string(),
  found: z.array(z.object({ level, score: z.number(), inForce: z.boolean(), standingLabel: z.string().nullable(), reasons: z.array(sentence), shown })),
}).meta({ id: 'Penapisan' });
export type ScreeningItem = z.output<typeof screeningItem>;

export const bulkFields = z.strictObject({ jenis: screeningKind });
export const bulkForm = bulkFields.extend({ berkas: fileField });
export const bulkScreeningItem = z.object({
  id: z.uuid(), kind: screeningKind, kindLabel: z.string(), fileName: z.string(), state: z.enum(['menunggu', 'berjalan', 'selesai', 'gagal']), stateLabel: z.string(),
  problem: z.string().nullable(), dataDate: z.string().nullable(), askedCount: z.int(), foundCount: z.int(), strongCount: z.int(),
  /** Rows that could not be read and were not asked, and those asked by what was left of them. */
  refusedCount: z.int(), partialCount: z.int(), hasResult: z.boolean(),
  /** It had one, which was kept no longer than the office said. */
  resultRemoved: z.boolean(),
  startedByName: z.string(), startedAt: z.string(), finishedAt: z.string().nullable(),
}).meta({ id: 'PenapisanMassal' });
export type BulkScreeningItem = z.output<typeof bulkScreeningItem>;

/** What a newer list says about an open file or an approved supplier. */
export const standingHitItem = z.object({
  id: z.uuid(), kind: screeningKind, kindLabel: z.string(), caseId: z.uuid().nullable(), caseNumber: z.string().nullable(), approved: z.boolean(), asked: z.record(z.string(), z.string().nullable()), dataDate: z.string(),
  level, score: z.number(), inForce: z.boolean(), standingLabel: z.string().nullable(), reasons: z.array(sentence), shown, foundAt: z.string(),
  verdict: z.enum(['sama', 'bukan_yang_sama', 'belum_yakin']).nullable(), verdictReason: z.string().nullable(), judgedByName: z.string().nullable(), judgedAt: z.string().nullable(),
}).meta({ id: 'TemuanPemantauan' });
export type StandingHitItem = z.output<typeof standingHitItem>;
export const standingVerdictBody = z.strictObject({
  hasil: z.enum(['sama', 'bukan_yang_sama', 'belum_yakin']), alasan: z.string().trim().min(1, 'galat.impor.alasan_nilai').max(2_000), requestId: z.string().min(1).max(80),
});
