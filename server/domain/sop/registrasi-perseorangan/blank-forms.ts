import type { BlankForm } from '../model.ts';

/** Equipment the SOP of such offices names; none of them is compulsory (domain.md 1.2). */
export const blankForms: BlankForm[] = [
  {
    title: 'Formulir Data Penyedia', version: '2026-01', opening: 'Diisi dengan huruf cetak oleh penyedia perseorangan.',
    lines: ['Nama lengkap', 'NIK', 'NPWP', 'Tempat dan tanggal lahir', 'Alamat', 'Kabupaten/kota', 'E-mail', 'Nomor telepon', 'User ID SPSE', 'Bidang keahlian', 'Nomor sertifikat keahlian', 'Masa berlaku sertifikat'],
    closing: 'Data di atas benar dan dapat dipertanggungjawabkan.',
  },
  {
    title: 'Formulir Keikutsertaan', version: '2026-01', opening: 'Yang bertanda tangan di bawah ini:',
    lines: ['Nama lengkap', 'NIK', 'Alamat', 'User ID SPSE', 'E-mail'],
    closing: 'Dengan ini menyatakan ikut serta sebagai pengguna SPSE dan mematuhi ketentuan yang berlaku.',
  },
  {
    title: 'Surat Kuasa', version: '2026-01', opening: 'Pemberi kuasa memberikan kuasa kepada penerima kuasa untuk menyerahkan dan mengambil berkas.',
    lines: ['Nama pemberi kuasa', 'NIK pemberi kuasa', 'Alamat pemberi kuasa', 'Nama penerima kuasa', 'NIK penerima kuasa', 'Alamat penerima kuasa', 'Berkas yang dikuasakan'],
    closing: 'Surat kuasa ini dibubuhi meterai sesuai ketentuan.',
  },
];
