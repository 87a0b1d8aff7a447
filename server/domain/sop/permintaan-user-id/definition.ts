import { z } from 'zod';
import { defineSop } from '../define-sop.ts';
import type { Field } from '../model.ts';
import { addressDuties } from '../correcting-acts.ts';
import { actions } from './actions.ts';
import { letters } from './letters.ts';
import { messages } from './messages.ts';
import { places } from './places.ts';
import { head, steps } from './steps.ts';

const text = (max: number) => z.string().trim().min(1).max(max);

/** The four data the seed names. The NIB, which the seed does not know yet, may be added: one number of one business, and a sure key to the registry. */
const fields: Field[] = [
  { key: 'nama', schema: text(120), label: 'isian.nama_perusahaan', hint: 'petunjuk.nama_perusahaan', input: 'text', identity: true },
  { key: 'alamat', schema: text(300), label: 'isian.alamat_perusahaan', input: 'textarea' },
  { key: 'npwp', schema: text(30), label: 'isian.npwp_perusahaan', hint: 'petunjuk.npwp_perusahaan', input: 'number', identity: true },
  { key: 'nib', schema: text(30), label: 'isian.nib', hint: 'petunjuk.nib', input: 'number', optional: true, identity: true },
  { key: 'email', schema: text(254), label: 'isian.email_terdaftar', hint: 'petunjuk.email_terdaftar', input: 'email', repeat: true, contact: true },
];

/** Seed 004, question 1: a supplier asks for the user ID it is registered with. */
export default defineSop({
  code: 'permintaan_user_id',
  version: 1,
  title: 'prosedur.permintaan_user_id',
  rank: 2,
  head,
  intake: { fields, start: 'diterima', letters: ['konfirmasi_penerimaan'], needsStatement: 'publik.pernyataan.permintaan_user_id', guide: 'publik.panduan.permintaan_user_id' },
  docs: [],
  subjects: [{ role: 'perusahaan', screen: ['lpse_lain'] }],
  steps,
  places,
  actions,
  letters,
  outcomes: ['user_id_disampaikan', 'tidak_ditemukan', 'ditarik', 'bukan_permohonan'],
  // Permendagri 83/2022 "Aplikasi layanan publik", the code for tickets of a service: destroyed after its time.
  archive: {
    step: 'arsip', place: 'pengarsipan', code: '500.12.6.5', activeYears: 2, inactiveYears: 3, disposition: 'musnah',
    trigger: 'arsip.pemicu.permintaan_selesai', annexYears: 2,
  },
  duties: addressDuties,
  messages,
});
