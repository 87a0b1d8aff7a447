/** Shapes of steps 7 and 12 on the wire. Days are `YYYY-MM-DD`, times ISO 8601 in UTC, numbers of persons masked. */
import { z } from 'zod';

const sentence = z.object({ key: z.string(), text: z.string() });
const freshness = z.enum(['segar', 'kuning', 'merah']);
const level = z.enum(['A', 'B', 'C']);

/** Multipart fields of an import beside the file `berkas`. */
export const importFields = z.strictObject({
  tanggalData: z.iso.date('galat.impor.tanggal_data_wajib'),
  /** Sent after the server asked for it under `errors.konfirmasi`: the list is right although much shorter than the one in force. */
  konfirmasi: z.literal('ya').optional(),
});

export const revokeBody = z.strictObject({ alasan: z.string().trim().min(1, 'galat.impor.alasan_cabut').max(500), requestId: z.string().min(1).max(80) });

export const blacklistImportItem = z.object({
  id: z.uuid(), dataDate: z.iso.date(), fileName: z.string(), fileSha256: z.string(), state: z.enum(['berjalan', 'selesai', 'gagal', 'dicabut']), stateLabel: z.string(),
  rowCount: z.int(), refusedCount: z.int(),
  /** At most 500 of them; `refusedCount` counts all. Rows as a spreadsheet numbers them. */
  refused: z.array(z.object({ row: z.int(), key: z.string(), text: z.string() })),
  warnings: z.array(sentence),
  importedByName: z.string().nullable(), importedAt: z.string(),
  /** Why, when and by whom a wrong version was withdrawn; the name within his own office only. */
  revoked: z.object({ reason: z.string(), at: z.string(), byName: z.string().nullable() }).nullable(),
  /** Checks use this version. */
  newest: z.boolean(), freshness, freshnessLabel: z.string(),
}).meta({ id: 'ImporDaftarHitam' });
export type BlacklistImportItem = z.output<typeof blacklistImportItem>;

export const blacklistEntryItem = z.object({
  id: z.uuid(), importId: z.uuid(), row: z.int(), name: z.string(), npwp: z.string().nullable(), address: z.string(), regency: z.string().nullable(), province: z.string().nullable(),
  skNumber: z.string(), violation: z.string(), agency: z.string(), status: z.enum(['PUBLISHED', 'CANCELED_TEMPORARY', 'CANCELED', 'EXPIRED']), statusLabel: z.string(),
  startsOn: z.string().nullable(), endsOn: z.string().nullable(),
}).meta({ id: 'EntriDaftarHitam' });
export type BlacklistEntryItem = z.output<typeof blacklistEntryItem>;

export const providerItem = z.object({
  id: z.uuid(), lpse: z.string(),
  /** Known at another office: its words are masked. */
  foreign: z.boolean(),
  caseId: z.uuid().nullable(), caseNumber: z.string().nullable(), userIdSpse: z.string(), name: z.string(), nik: z.string().nullable(), npwp: z.string().nullable(),
  email: z.string().nullable(), since: z.string(),
}).meta({ id: 'Penyedia' });
export type ProviderItem = z.output<typeof providerItem>;

/** What the officer was shown when the run was made; keys a list does not have are absent. */
const shown = z.object({
  nama: z.string(), npwp: z.string().nullable(), nik: z.string().nullable(), email: z.string().nullable(), userId: z.string().nullable(), alamat: z.string(),
  kabupaten: z.string().nullable(), provinsi: z.string().nullable(), nomorSk: z.string(), pelanggaran: z.string(), instansi: z.string(), status: z.string(),
  mulai: z.string().nullable(), selesai: z.string().nullable(), keadaan: z.string(),
  jenis: z.enum(['penyedia', 'berkas']), kunci: z.string(), lpse: z.string(), luar: z.boolean(), nomorBerkas: z.string().nullable(), sejak: z.string(), tempat: z.string().nullable(),
  portal: z.object({ pada: z.string(), pencarian: z.string(), gambar: z.uuid().nullable() }),
  /** What this office judged about the same pair with the same identity before; shown, not taken over. */
  penilaianSebelumnya: z.object({ hasil: z.string(), pada: z.string(), berkas: z.string() }),
}).partial();

export const hitShape = z.object({
  id: z.uuid(), level, score: z.number(), inForce: z.boolean(), standing: z.string().nullable(), standingLabel: z.string().nullable(), subjectRole: z.string(),
  reasons: z.array(sentence), shown,
  verdict: z.enum(['sama', 'bukan_yang_sama', 'belum_yakin']).nullable(), verdictReason: z.string().nullable(), judgedById: z.uuid().nullable(), judgedByName: z.string().nullable(),
  judgedAt: z.string().nullable(),
  confirmedById: z.uuid().nullable(), confirmedByName: z.string().nullable(), confirmedAt: z.string().nullable(), confirmReason: z.string().nullable(),
}).meta({ id: 'Temuan' });
export type HitView = z.output<typeof hitShape>;

export const checkItem = z.object({
  id: z.uuid(), caseId: z.uuid(), caseNumber: z.string(), kind: z.enum(['daftar_hitam', 'lpse_lain']), kindLabel: z.string(), round: z.int(), identityVersion: z.int(),
  importId: z.uuid().nullable(), dataDate: z.string().nullable(),
  /** Of the list today; `freshnessAtRun` as it was when the run was made. */
  freshness, freshnessLabel: z.string(), freshnessAtRun: freshness,
  day: z.string(),
  subjects: z.array(z.object({ role: z.string(), name: z.string(), nik: z.string().nullable(), npwp: z.string().nullable(), email: z.string().nullable(), userId: z.string().nullable(), region: z.string().nullable() })),
  runByName: z.string().nullable(), runAt: z.string(),
  hits: z.array(hitShape),
  /** Sanctions that are over or cancelled. */
  history: z.array(z.object({ level, reasons: z.array(sentence), shown })),
  /** Looks at the portal recorded in the round of the run. */
  portalLooks: z.array(z.object({ id: z.uuid(), lookedAt: z.string(), query: z.string(), result: z.enum(['tidak_ditemukan', 'ditemukan']), pictureUploadId: z.uuid().nullable(), recordedByName: z.string() })),
}).meta({ id: 'Pemeriksaan' });
export type CheckItem = z.output<typeof checkItem>;
