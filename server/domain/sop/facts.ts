/**
 * What guards may know. Each fact is read by the feature that owns it (a FactSource given to `app.ts`), inside the
 * transaction that holds the row lock of the case.
 */
import type { Actor } from './model.ts';

export type Freshness = 'segar' | 'kuning' | 'merah';
export type DocumentVerdict = 'sesuai' | 'unggah_ulang' | 'tolak';
export type HitVerdict = 'sama' | 'bukan_yang_sama' | 'belum_yakin';

export interface DocumentFact {
  id: string;
  kind: string;
  /** Verdicts that still hold: same file, and same identity where the check compares with what was typed. */
  verdicts: Record<string, DocumentVerdict>;
  /** Why, by check, where somebody wrote it with a verdict that still holds. */
  remarks?: Record<string, { alasan: string | null; catatan: string | null }>;
  /** `ditahan`: the scanner has not answered; `terinfeksi`: it has, and nobody will ever open this file. */
  scan: 'bersih' | 'belum_dipindai' | 'ditahan' | 'terinfeksi';
}
export interface HitFact {
  id: string;
  level: 'A' | 'B' | 'C';
  inForce: boolean;
  verdict: HitVerdict | null;
  judgedBy: string | null;
  confirmed: boolean;
}
export interface RunFact {
  id: string; round: number; freshness: Freshness; newestList: boolean; portalLook: boolean; hits: HitFact[];
  /** A sanction that was found has begun or ended since the day of the run; what is somebody else's does not count. */
  standingChanged: boolean;
  /** The registry that was asked has been withdrawn since. */
  withdrawn: boolean;
  /** What a registry that came in after the run says about this applicant, and what a verifikator makes of it. */
  newer: { id: string; verdict: HitVerdict | null }[];
  /** The applicant is reached elsewhere since; only a check that compares addresses can say so. */
  contactChanged: boolean;
}
export interface TaskFact {
  id: string; kind: string; open: boolean; openedBy: string | null; blocks: string[]; notOpener: boolean;
  /** Whose work it is. */
  actor: Actor;
  /** The one thing it is about; done with that. */
  ref?: string | null;
}
/** Its officer verifies here no more, or is away at that time. */
export type AppointmentTrouble = 'tidak_bertugas' | 'berhalangan';
export interface AppointmentFact {
  id: string; state: 'diusulkan' | 'dikonfirmasi' | 'hadir' | 'tidak_hadir' | 'dijadwal_ulang' | 'batal';
  start: Date; end: Date; answer: 'ya' | 'lain' | null;
  verifikatorId: string;
  /** Why it will not be held as it stands; null while nothing is in the way, and once it is closed. */
  trouble: AppointmentTrouble | null;
  /** How often the applicant asked for another time in this round, and how often he may. */
  moves: number; mostMoves: number;
}
export interface ChecklistRow { item: string; ada: boolean; sesuaiAsli: boolean; keterangan?: string | null }
/** How something came that nobody filed yet: through a link of the counter, by mail. */
export type DeliveryRoad = 'tautan' | 'surel';
export interface RepairRequestFact {
  id: string; round: number; fields: string[]; documents: string[]; dueAt: Date | null; /** of the calendar it was reckoned with */ dueEdition: number; expiryProposed: boolean;
}

export interface Facts {
  kasus: { round: number; identityVersion: number; urgent: boolean; outcome: string | null; origin: string };
  pemegang: { id: string; name: string } | null;
  /** Who did what, newest last. */
  pelaku: { action: string; actorId: string; round: number; ref: string | null }[];
  pengecualian: { action: string; actorId: string }[];
  dokumen: DocumentFact[];
  /** Kinds that may be missing because an officer wrote down why. */
  tidakPunya: Record<string, string>;
  /** Kinds the applicant says he does not have, in his words; opens nothing by itself. */
  dinyatakanTidakPunya: Record<string, string>;
  /** Documents in force that were seen at another case before. */
  kembaran: { id: string; documentId: string; kind: string; verdict: 'sama' | 'berbeda' | null }[];
  kunjungan: { thisRound: boolean; deviationRecorded: boolean };
  /** Latest run of step 7 for the present round. */
  daftarHitam: RunFact | null;
  /** Latest run of step 12 for the present identity; of an earlier address it says so. */
  lpseLain: RunFact | null;
  identitas: { npwpDoubtful: boolean; npwpJudged: 'diterima' | 'ditolak' | null };
  tugas: TaskFact[];
  janji: AppointmentFact | null;
  /** The applicant may choose a slot himself. */
  pilihanJadwal: boolean;
  pernahHadir: boolean;
  daftarPeriksa: { rows: ChecklistRow[]; orangSesuai: boolean | null; persetujuan: boolean | null; keterangan?: string | null };
  perbaikan: RepairRequestFact | null;
  /** What came for the open repair request and was not filed yet. */
  kiriman: DeliveryRoad[];
  /**
   * Mails that did not arrive, were not sent again and were not explained as a deviation. `rejected` are those the other side
   * refused or that were given up: waiting longer helps nobody.
   */
  surat: { undelivered: number; rejected: number };
  /** A correction of the address that waits for its second person. */
  alamat: { proposal: { id: string; proposedBy: string | null } | null };
  arsip: { filed: boolean; sealed: boolean };
  /** Originals that lie with us. */
  kertas: { originals: number };
}
export type FactKey = keyof Facts;
