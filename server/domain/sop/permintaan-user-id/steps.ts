import type { SopHead, Step } from '../model.ts';

const FAQ = '004_958a032a077f105d.txt';
/** Line 19 is the question, line 21 the answer: who asks, with what, from which address, and who tells. */
const answer = { seed: FAQ, line: 21 };
const asked = 'Bapak/Ibu dapat mengirimkan permohonan permintaan user id terdaftar via e-mail … atau menghubungi LPSE tempat Penyedia mendaftar, dengan melampirkan data perusahaan berupa nama perusahaan, alamat, NPWP, dan e-mail terdaftar.';
const title = (step: string) => `langkah.permintaan_user_id.${step}`;

/** The answer of seed 004 taken apart. It prints neither numbers nor minutes, so there are none here; archiving is that of seed 003, step 19. */
export const steps: Record<string, Step> = {
  ajukan: { printed: null, source: answer, title: title('ajukan'), quote: asked, actor: 'pemohon', standard: 'tidak_dinyatakan', perlengkapan: 'perlengkapan.empat_data_perusahaan', measured: 'di_luar' },
  terima: { printed: null, source: answer, title: title('terima'), quote: asked, actor: 'helpdesk', standard: 'tidak_dinyatakan', measured: 'di_sini' },
  cocokkan: { printed: null, source: answer, title: title('cocokkan'), quote: asked, actor: 'helpdesk', standard: 'tidak_dinyatakan', perlengkapan: 'perlengkapan.empat_data_perusahaan', measured: 'di_sini' },
  sampaikan: { printed: null, source: { seed: FAQ, line: 19 }, title: title('sampaikan'), quote: 'Bagaimana cara mengetahui user id Pengguna SPSE?', actor: 'helpdesk', standard: 'tidak_dinyatakan', output: 'output.user_id_disampaikan', measured: 'di_sini' },
  arsip: { printed: null, source: { seed: '003_18582bf3ad43e2e5.txt', line: 54 }, title: title('arsip'), quote: 'Mengarsipkan berkas dengan mengacu pada SOP pengarsipan berkas', actor: 'arsiparis', standard: 'tidak_dinyatakan', output: 'output.arsip_berkas', measured: 'di_sini' },
};

/** A page of questions and answers, not an SOP: it has no number, nobody signed it. */
export const head: SopHead = {
  nomor: '',
  nama: 'Bagaimana cara mengetahui user id Pengguna SPSE? (F.A.Q LPSE Kabupaten Muaro Jambi, pertanyaan 1)',
  dibuat: '2023',
  direvisi: null,
  disahkan: null,
  disahkanOleh: '',
  dasarHukum: [],
  kualifikasi: [],
  peralatan: [],
  keterkaitan: [],
  peringatan: [],
};
