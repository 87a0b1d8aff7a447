import type { ReasonGroup } from '../sop/model.ts';

export interface Reason { code: string; groups: ReasonGroup[]; id: string; en: string }

/**
 * Reason codes an officer chooses from. Codes DH, DUP, DOC, ID, VER and FRD are those found in practice (domain.md 1.7)
 * and keep their numbers; the others fill groups for which practice names none, and an office may rename them.
 */
export const reasons: Reason[] = [
  { code: 'DOC-01', groups: ['kekurangan'], id: 'Dokumen tidak lengkap', en: 'Documents incomplete' },
  { code: 'DOC-02', groups: ['kekurangan'], id: 'Scan tidak terbaca atau terpotong', en: 'Scan unreadable or cut off' },
  { code: 'DOC-03', groups: ['kekurangan'], id: 'Isi dokumen tidak sesuai dengan isian SPSE', en: 'Document does not agree with what was entered in SPSE' },
  { code: 'DOC-04', groups: ['kekurangan', 'penolakan'], id: 'Dokumen bukan asli atau tidak sesuai asli', en: 'Document not original or not agreeing with the original' },
  { code: 'DOC-05', groups: ['kekurangan'], id: 'Surat kuasa tidak ada, tidak bermeterai, atau bukan dari Direksi', en: 'Power of attorney missing, unstamped, or not from the board' },
  { code: 'DOC-06', groups: ['kekurangan'], id: 'Masa berlaku dokumen habis', en: 'Document expired' },
  { code: 'ID-01', groups: ['kekurangan', 'penolakan'], id: 'NIK/NPWP tidak valid atau tidak cocok', en: 'NIK/NPWP invalid or not matching' },
  { code: 'DH-01', groups: ['penolakan', 'temuan'], id: 'Penyedia masuk Daftar Hitam yang masih tayang', en: 'Supplier is on the blacklist in force' },
  { code: 'DUP-01', groups: ['penutupan', 'temuan'], id: 'Sudah terdaftar di LPSE lain; gunakan ID yang ada', en: 'Registered at another LPSE; use the existing ID' },
  { code: 'DUP-02', groups: ['penutupan'], id: 'Data tidak ditemukan: verifikasi di LPSE yang berbeda dari tempat mendaftar', en: 'Not found: verification at another LPSE than that of registration' },
  { code: 'VER-01', groups: ['jadwal'], id: 'Tidak hadir pada verifikasi daring', en: 'Did not attend the on-line verification' },
  { code: 'VER-02', groups: ['penolakan'], id: 'Wajah/penanggung jawab tidak sesuai KTP', en: 'Face/responsible person does not match the identity card' },
  { code: 'FRD-01', groups: ['penolakan'], id: 'Indikasi penipuan/pemalsuan data atau KTP', en: 'Signs of fraud or forged details or identity card' },

  { code: 'BKS-01', groups: ['kekurangan'], id: 'Berkas terdeteksi mengandung virus; kirim pindaian atau foto baru', en: 'The file was found to hold a virus; send a new scan or photo' },
  { code: 'TMN-01', groups: ['temuan'], id: 'NIK atau NPWP sama', en: 'Same NIK or NPWP' },
  { code: 'TMN-02', groups: ['temuan'], id: 'Nama mirip, tetapi NIK, NPWP, atau alamat berbeda', en: 'Similar name, but another NIK, NPWP or address' },
  { code: 'TMN-03', groups: ['temuan'], id: 'Data pembanding tidak cukup', en: 'Not enough to compare with' },
  { code: 'JDW-01', groups: ['jadwal'], id: 'Pemohon meminta waktu lain', en: 'Applicant asked for another time' },
  { code: 'JDW-02', groups: ['jadwal'], id: 'Verifikator berhalangan', en: 'Verifier unable to attend' },
  { code: 'JDW-03', groups: ['jadwal'], id: 'Gangguan jaringan atau sarana panggilan', en: 'Network or call equipment failed' },
  { code: 'TTP-01', groups: ['penutupan'], id: 'Kiriman salah alamat', en: 'Sent to the wrong address' },
  { code: 'TTP-02', groups: ['penutupan'], id: 'Kiriman iklan, percobaan, atau tidak bermakna', en: 'Advertisement, test or meaningless sending' },
  { code: 'TTP-03', groups: ['penutupan'], id: 'Permohonan yang sama sudah ada', en: 'The same application exists already' },
  { code: 'PYM-01', groups: ['penyimpangan'], id: 'Perlengkapan tidak tersedia', en: 'Requirement not available' },
  { code: 'PYM-02', groups: ['penyimpangan'], id: 'Waktu baku terlampaui', en: 'Standard time exceeded' },
  { code: 'PYM-03', groups: ['penyimpangan'], id: 'Output tidak sampai atau tidak terbit', en: 'Output not delivered or not issued' },
  { code: 'PGC-01', groups: ['pengecualian'], id: 'Petugas lain tidak tersedia', en: 'No other officer available' },
  { code: 'PGC-02', groups: ['pengecualian'], id: 'Kantor hanya memiliki dua petugas', en: 'Office has two officers only' },
  { code: 'PBT-01', groups: ['pembatalan'], id: 'Tanda Terima terbit karena kekeliruan petugas', en: 'Receipt issued by an officer\'s mistake' },
  { code: 'PBT-02', groups: ['pembatalan'], id: 'Data atau dokumen ternyata tidak benar', en: 'Details or documents turned out to be untrue' },
  { code: 'PBT-03', groups: ['pembatalan'], id: 'Isi Tanda Terima salah', en: 'The receipt says something wrong' },
  { code: 'BKA-01', groups: ['pembukaan'], id: 'Permohonan ditutup karena kekeliruan', en: 'Application closed by mistake' },
  { code: 'BKA-02', groups: ['pembukaan'], id: 'Bukti baru diterima sesudah penutupan', en: 'New evidence came in after closing' },
  { code: 'BKA-03', groups: ['pembukaan'], id: 'Keberatan pemohon diterima', en: 'The applicant\'s objection was accepted' },
  { code: 'ARS-01', groups: ['arsip'], id: 'Fakta baru sesudah berkas disegel', en: 'New fact after sealing' },
  { code: 'ARS-02', groups: ['arsip'], id: 'Perbaikan uraian atau lokasi simpan', en: 'Description or location mended' },
];

/** A reason as one office words and orders it. */
export interface OfficeReason extends Reason { active: boolean; position: number; /** of the list above */ common: boolean; /** changed by the office */ worded: boolean }

/** The list above with an office's own wording, order and codes laid over it. */
export function mergeReasons(own: readonly (Reason & { active: boolean; position: number })[]): OfficeReason[] {
  const common = reasons.map((reason, index): OfficeReason => {
    const mine = own.find((candidate) => candidate.code === reason.code);
    return { ...reason, ...(mine ?? { active: true, position: (index + 1) * 10 }), groups: reason.groups, common: true, worded: mine !== undefined };
  });
  const added = own.filter((reason) => !reasons.some((known) => known.code === reason.code)).map((reason): OfficeReason => ({ ...reason, common: false, worded: true }));
  return [...common, ...added].sort((a, b) => a.position - b.position || a.code.localeCompare(b.code));
}

/** A reason as the office words it, one it switched off since too; what is no code of its stays as it is. */
export function reasonText(all: readonly OfficeReason[], code: string, locale: 'id' | 'en'): string {
  return all.find((candidate) => candidate.code === code)?.[locale] ?? code;
}

/** Whether an office gives this reason at present; one it switched off meanwhile is refused like one that never was. */
export function isOffered(all: readonly OfficeReason[], code: string, group: ReasonGroup): boolean {
  const reason = all.find((candidate) => candidate.code === code);
  return reason?.active === true && reason.groups.includes(group);
}

/** The reasons offered for a group, in the order above. */
export function reasonsOf(group: ReasonGroup): Reason[] {
  return reasons.filter((reason) => reason.groups.includes(group));
}

/** The groups a code is offered in; empty for a code that does not exist. */
export function reasonGroups(code: string): ReasonGroup[] {
  return reasons.find((reason) => reason.code === code)?.groups ?? [];
}

const words = (locale: 'id' | 'en') => Object.fromEntries(reasons.map((reason) => [`alasan.${reason.code}`, reason[locale]]));
const groupNames: Record<'id' | 'en', Record<`kelompok_alasan.${ReasonGroup}`, string>> = {
  id: {
    'kelompok_alasan.kekurangan': 'Kekurangan', 'kelompok_alasan.penolakan': 'Penolakan', 'kelompok_alasan.temuan': 'Temuan',
    'kelompok_alasan.jadwal': 'Jadwal', 'kelompok_alasan.penutupan': 'Penutupan', 'kelompok_alasan.penyimpangan': 'Penyimpangan',
    'kelompok_alasan.pengecualian': 'Pengecualian', 'kelompok_alasan.arsip': 'Arsip',
    'kelompok_alasan.pembatalan': 'Pembatalan Tanda Terima', 'kelompok_alasan.pembukaan': 'Pembukaan kembali',
  },
  en: {
    'kelompok_alasan.kekurangan': 'Shortcomings', 'kelompok_alasan.penolakan': 'Rejection', 'kelompok_alasan.temuan': 'Hits',
    'kelompok_alasan.jadwal': 'Appointments', 'kelompok_alasan.penutupan': 'Closing', 'kelompok_alasan.penyimpangan': 'Deviations',
    'kelompok_alasan.pengecualian': 'Exceptions', 'kelompok_alasan.arsip': 'Archive',
    'kelompok_alasan.pembatalan': 'Revoking a receipt', 'kelompok_alasan.pembukaan': 'Reopening',
  },
};

export const reasonWords = { id: { ...words('id'), ...groupNames.id }, en: { ...words('en'), ...groupNames.en } };
