import { z } from 'zod';
import { defineSop } from '../define-sop.ts';
import type { Doc, Field } from '../model.ts';
import { actions } from './actions.ts';
import { addressDuties } from '../correcting-acts.ts';
import { appointmentKept, registryKept } from '../guards.ts';
import { blankForms } from './blank-forms.ts';
import { letters } from './letters.ts';
import { messages } from './messages.ts';
import { places, tasksAbout } from './places.ts';
import { head, steps } from './steps.ts';

const text = (max: number) => z.string().trim().min(1).max(max);

const fields: Field[] = [
  { key: 'nama', schema: text(120), label: 'isian.nama', hint: 'petunjuk.nama', input: 'text', identity: true },
  { key: 'nik', schema: text(30), label: 'isian.nik', hint: 'petunjuk.nik', input: 'number', identity: true },
  { key: 'npwp', schema: text(30), label: 'isian.npwp', hint: 'petunjuk.npwp', input: 'number', identity: true },
  { key: 'tanggal_lahir', schema: z.iso.date(), label: 'isian.tanggal_lahir', input: 'date', identity: true },
  { key: 'email', schema: text(254), label: 'isian.email', hint: 'petunjuk.email', input: 'email', repeat: true, contact: true },
  { key: 'telepon', schema: text(30), label: 'isian.telepon', hint: 'petunjuk.telepon', input: 'tel', contact: true },
  { key: 'user_id_spse', schema: text(60), label: 'isian.user_id_spse', hint: 'petunjuk.user_id_spse', input: 'text', identity: true },
  { key: 'alamat', schema: text(300), label: 'isian.alamat', input: 'textarea' },
  { key: 'kabupaten', schema: z.string().regex(/^\d{4}$/), label: 'isian.kabupaten', input: 'kabupaten', identity: true },
];

const docs: Doc[] = [
  {
    kind: 'ktp', label: 'dokumen.ktp', forms: ['scan'], maxBytes: null, photo: true,
    checks: [
      { id: 'terbaca', at: 'cek_unggahan' },
      { id: 'nama_sama', at: 'cek_kelengkapan', identity: true },
      { id: 'nik_sama', at: 'cek_kelengkapan', identity: true },
    ],
  },
  {
    kind: 'npwp', label: 'dokumen.npwp', forms: ['scan'], maxBytes: null,
    checks: [{ id: 'terbaca', at: 'cek_unggahan' }, { id: 'nama_sama', at: 'cek_kelengkapan', identity: true }, { id: 'npwp_sama', at: 'cek_kelengkapan', identity: true }],
  },
  {
    kind: 'sertifikat_keahlian', label: 'dokumen.sertifikat_keahlian', forms: ['scan'], maxBytes: null,
    checks: [{ id: 'terbaca', at: 'cek_unggahan' }, { id: 'nama_sama', at: 'cek_kelengkapan', identity: true }, { id: 'masih_berlaku', at: 'cek_kelengkapan' }],
  },
];

/** SOP 000.3/0633/BPLPSE/B.PBJ: registration and verification of an individual supplier, on-line (seed 003). */
export default defineSop({
  code: 'registrasi_perseorangan',
  version: 1,
  title: 'prosedur.registrasi_perseorangan',
  rank: 1,
  head,
  intake: { fields, start: 'diterima', letters: ['konfirmasi_penerimaan'], needsStatement: 'publik.pernyataan_kebenaran', guide: 'publik.panduan_pengguna' },
  docs,
  subjects: [{ role: 'pemohon', screen: ['daftar_hitam', 'lpse_lain'] }],
  steps,
  places,
  tasksAbout,
  actions,
  letters,
  outcomes: ['disetujui', 'ditolak_daftar_hitam', 'gunakan_id_ada', 'dirujuk_lpse_lain', 'tidak_lolos', 'ditarik', 'kedaluwarsa', 'bukan_permohonan'],
  archive: {
    step: '19', place: 'pengarsipan', code: '000.3.5', activeYears: 2, inactiveYears: 3, disposition: 'permanen',
    trigger: 'arsip.pemicu.pemutakhiran_data', annexYears: 2,
  },
  duties: [...addressDuties, registryKept, appointmentKept],
  blankForms,
  messages,
});
