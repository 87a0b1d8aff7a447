/**
 * Shapes of what is typed at an act, shared by the procedures. `meta.label` is a message key, `meta.widget` a hint for the form, `meta.when` says
 * with which answer a field is asked at all, `meta.proposal` names what the procedure itself fills in.
 */
import { z } from 'zod';
import { ORIGINS_AT_DESK } from '../origins.ts';

const text = (max: number, label: string) => z.string().trim().min(1).max(max).meta({ label, widget: max > 200 ? 'textarea' : 'text' });

export const reason = z.string().regex(/^[A-Z]{2,4}-\d{2}$/).meta({ label: 'isian.alasan', widget: 'reason' });
export const note = text(2000, 'isian.catatan');
export const optionalNote = note.optional();
export const nothing = z.strictObject({});
export const reasonAndNote = z.strictObject({ alasan: reason, catatan: note });
export const justNote = z.strictObject({ catatan: note });
export const uuid = z.uuid();
export const moment = z.iso.datetime({ offset: true });

/** One document, one check, one verdict. */
export const documentVerdict = z.strictObject({
  dokumenId: uuid, periksa: z.string().max(60), hasil: z.enum(['sesuai', 'unggah_ulang', 'tolak']),
  alasan: reason.optional(), catatan: optionalNote,
});
/** A value that the machine read, taken over by a person. */
export const takenReading = z.strictObject({ dokumenId: uuid, isian: z.string().regex(/^[a-z_]{1,40}$/) });
/** A document the applicant does not have, and why. */
export const lacking = z.strictObject({ jenis: z.string().regex(/^[a-z_]{1,60}$/), alasan: note });
/** Whether a file seen elsewhere is the same one, and why. */
export const twinVerdict = z.strictObject({ kembaranId: uuid, hasil: z.enum(['sama', 'berbeda']), alasan: note });
export const hitVerdict = z.strictObject({ hitId: uuid, hasil: z.enum(['sama', 'bukan_yang_sama', 'belum_yakin']), alasan: note });
/** What the supervisor makes of a hit sent to him; `kembalikan` leaves it to the officer, with a word on what to find out. */
export const hitDecision = z.strictObject({ hitId: uuid, hasil: z.enum(['sama', 'bukan_yang_sama', 'kembalikan']), alasan: note });
export const hitConfirmation = z.strictObject({ hitId: uuid, alasan: note });
export const portalLook = z.strictObject({
  waktu: moment.meta({ label: 'isian.waktu_portal', widget: 'datetime' }),
  pencarian: text(200, 'isian.pencarian_portal'),
  // Where the file is about several: a look is a look for one of them.
  tentang: z.string().regex(/^[a-z_]{1,40}:\d{1,3}$/).optional().meta({ label: 'isian.tentang_portal', widget: 'subject' }),
  hasil: z.enum(['tidak_ditemukan', 'ditemukan']).meta({ label: 'isian.hasil_portal' }),
  // Of what was found: the letter of rejection names them.
  nomorSk: z.string().trim().max(200).optional().meta({ label: 'isian.nomor_sk_portal', when: { hasil: 'ditemukan' } }),
  mulai: z.iso.date().optional().meta({ label: 'isian.mulai_portal', when: { hasil: 'ditemukan' } }),
  selesai: z.iso.date().optional().meta({ label: 'isian.selesai_portal', when: { hasil: 'ditemukan' } }),
  gambar: uuid.optional().meta({ label: 'isian.gambar_portal', widget: 'upload' }),
});
/** What is asked back from the applicant: documents by kind, fields by key. */
export const shortageList = z.strictObject({
  butir: z.array(z.strictObject({
    jenis: z.enum(['dokumen', 'isian']), kunci: z.string().max(60), alasan: reason, catatan: optionalNote,
  })).max(30).meta({ label: 'isian.daftar_kekurangan', widget: 'shortages' }),
  // Stands in the letter and on the applicant's page: the field says so before somebody writes to a colleague there.
  catatan: text(2000, 'isian.pesan_pemohon').optional(),
});
export const repair = z.strictObject({
  isian: z.record(z.string().max(40), z.string().max(500)).default({}).meta({ label: 'isian.isian_perbaikan', widget: 'repair' }),
  dokumen: z.record(z.string().max(40), uuid).default({}),
  tidakPunya: z.record(z.string().max(40), z.string().trim().min(1).max(500)).default({}),
  asal: z.enum(['tautan', ...ORIGINS_AT_DESK]).meta({ label: 'isian.asal' }),
  /** Of documents that came another way than the rest. */
  asalDokumen: z.record(z.string().max(40), z.enum(ORIGINS_AT_DESK)).default({}),
});
export const slot = z.strictObject({
  mulai: moment.meta({ label: 'isian.mulai', widget: 'datetime', ahead: true }),
  menit: z.number().int().min(10).max(180).default(30).meta({ label: 'isian.lama_menit' }),
  saluran: z.enum(['daring', 'luring']).meta({ label: 'isian.saluran' }),
  ruangId: uuid.optional().meta({ label: 'isian.ruang', widget: 'room' }),
  /** Needed where no room is named, or the room's link is typed in for each call. */
  tempat: text(300, 'isian.tautan_atau_ruang').optional(),
  /** Evening and weekend calls happen; they are agreed on, not slipped in. */
  alasanDiLuarJam: text(300, 'isian.alasan_di_luar_jam').optional(),
});
/** A letter already issued, and why it is issued anew or void. */
export const namedLetter = z.strictObject({ suratId: uuid, catatan: note });
/** Where an appointment goes whose place no longer holds: to the one its room has now, or to the office's usual one. */
export const newPlace = z.strictObject({ ke: z.enum(['ruang', 'biasa']).default('ruang') });
/** The applicant's own choice among the offered slots. */
export const chosenSlot = z.strictObject({ mulai: moment.meta({ label: 'isian.mulai', widget: 'datetime' }), saluran: z.enum(['daring', 'luring']).meta({ label: 'isian.saluran' }) });
/** The same, told to an officer: which of the offered slots, by which way he said so, and what was said. */
export const toldSlot = chosenSlot.extend({ lewat: z.enum(['telepon', 'whatsapp', 'email', 'loket']).meta({ label: 'isian.lewat_mana' }), catatan: optionalNote });
/** Another officer holds the same appointment. */
export const handOver = z.strictObject({ verifikatorId: uuid.meta({ label: 'isian.verifikator_pengganti', widget: 'officer' }), alasan: reason, catatan: note });
export const callPicture = z.strictObject({ gambar: uuid.meta({ label: 'isian.gambar_bukti', widget: 'upload' }), keterangan: optionalNote });
export const wish = z.strictObject({ keinginan: text(500, 'isian.keinginan_jadwal') });
export const checklistRow = z.strictObject({
  butir: z.string().max(60), ada: z.boolean(), sesuaiAsli: z.boolean(), keterangan: optionalNote,
});
export const personCheck = z.strictObject({ orangSesuai: z.boolean(), persetujuan: z.boolean(), keterangan: optionalNote });
export const existingId = z.strictObject({
  lpse: text(120, 'isian.lpse_asal'), userId: text(60, 'isian.user_id_spse'), catatan: optionalNote,
});
export const referral = z.strictObject({ lpse: text(120, 'isian.lpse_tujuan'), alasan: reason, catatan: optionalNote });
export const taskDone = z.strictObject({ tugasId: uuid, bukti: z.record(z.string().max(40), z.string().max(300)) });
export const exceptionGrant = z.strictObject({
  aksi: z.string().max(60).meta({ label: 'isian.aksi_dikecualikan', widget: 'actEmpatMata' }), orangId: uuid.meta({ label: 'isian.orang', widget: 'officer' }), alasan: note,
});
/** A corrected address, and how it was made sure that it is the applicant who gives it. */
export const addressProposal = z.strictObject({
  email: text(254, 'isian.email_baru').meta({ label: 'isian.email_baru', widget: 'text' }),
  telepon: z.string().trim().max(30).optional().meta({ label: 'isian.telepon_baru', widget: 'text' }),
  caraIdentitas: z.enum(['telepon_terdaftar', 'datang_ke_loket', 'panggilan_video', 'surat_resmi']).meta({ label: 'isian.cara_identitas' }),
  identitas: z.string().trim().min(10).max(500).meta({ label: 'isian.identitas_ditanya', widget: 'textarea' }),
});
const papers = (label: string) => z.string().trim().max(2000).optional().meta({ label, widget: 'textarea' });
/** One paper on a line. */
export const papersIn = z.strictObject({
  penyerah: text(120, 'isian.penyerah'), asli: papers('isian.berkas_asli'), salinan: papers('isian.berkas_salinan'), scan: papers('isian.berkas_scan'), catatan: optionalNote,
});
/** All originals go back at once, to one person. */
export const papersOut = z.strictObject({ penerima: text(120, 'isian.penerima_asli'), identitas: text(200, 'isian.identitas_penerima'), catatan: optionalNote });
export const npwpJudgement = z.strictObject({ hasil: z.enum(['diterima', 'ditolak']).meta({ label: 'isian.hasil_npwp' }), alasan: note });
export const visit = z.strictObject({ nama: text(120, 'isian.nama_tamu'), keperluan: text(300, 'isian.keperluan'), lewat: z.enum(['tautan', 'loket']).default('loket') });
export const urgency = z.strictObject({ mendesak: z.boolean().meta({ label: 'isian.mendesak' }), catatan: note });
export const filing = z.strictObject({
  kode: z.string().regex(/^\d{3}(\.\d+)*$/).meta({ label: 'isian.kode_klasifikasi', proposal: 'kodeArsip' }),
  uraian: text(300, 'isian.uraian_berkas'),
  lokasi: text(120, 'isian.lokasi_simpan'),
  tingkat: z.enum(['asli', 'salinan_digital']).default('salinan_digital').meta({ label: 'isian.tingkat_perkembangan' }),
});
export const deviation = z.strictObject({ jenis: z.enum(['perlengkapan', 'waktu', 'output']).meta({ label: 'isian.jenis_penyimpangan' }), catatan: note });
