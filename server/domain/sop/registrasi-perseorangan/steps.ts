import type { SopHead, Step } from '../model.ts';

const SEED = '003_18582bf3ad43e2e5.txt';
const at = (line: number) => ({ seed: SEED, line });
const title = (step: string) => `langkah.registrasi_perseorangan.${step}`;
const scans = 'perlengkapan.tiga_pindaian';

/** The printed lines of seed 003. Numbers 3 and 16 do not exist on the paper; they are not invented here. */
export const steps: Record<string, Step> = {
  '1': {
    printed: '1', source: at(32), title: title('1'), actor: 'pemohon', standard: { menit: 5 }, perlengkapan: 'perlengkapan.email', measured: 'di_luar',
    quote: 'Melakukan registrasi online pada website LPSE/aplikasi SPSE',
  },
  '2': {
    printed: '2', source: at(33), title: title('2'), actor: 'pemohon', standard: { menit: 5 }, output: scans, measured: 'di_luar',
    quote: 'Melengkapi Dokumen persyaratan pada halaman Sipesut.kaltimprov.go.id',
    remarks: ['Blanko tersedia pada aplikasi sipesut.kaltimprov.go.id'],
  },
  '4': {
    printed: '4', source: at(34), title: title('4'), actor: 'pemohon', standard: { menit: 5 }, output: 'output.informasi_jadwal_perbaikan', measured: 'di_luar',
    quote: 'Mengecek Informasi pada Email masuk/Spam yang diajukan',
    remarks: ['Perbaikan Dokumen dikirim kembali melalui email verifikator.kaltimprov.go.id', 'Setelah melakukan perbaikan rekanan harus mengisi Buku Tamu pada link http://bit.ly/BukuTamuLPSEkaltim'],
  },
  '5': {
    printed: '5', source: at(35), title: title('5'), actor: 'pemohon', standard: { menit: 5 }, perlengkapan: scans, output: 'output.berkas_permohonan', measured: 'di_luar',
    quote: 'Mempersiapkan berkas permohonan',
    remarks: ['Jadwal verifikasi sesuai informasi pada email rekanan'],
  },
  '6': {
    printed: '6', source: at(36), title: title('6'), actor: 'helpdesk', standard: { menit: 5 }, measured: 'di_sini',
    quote: 'Mengecek berkas permohonan dan memeriksa hasil upload pada aplikasi sipesut.kaltimprov.go.id',
    remarks: ['Buku Tamu diisi pada link http://bit.ly/BukuTamuLPSEkaltim', 'Helpdesk memeriksa berkas permohonan', 'Lanjutan dari tahap 10, bila dokumen tidak lengkap, maka Berkas dikembalikan kepada penyedia untuk dilengkapi'],
  },
  '7': {
    printed: '7', source: at(40), title: title('7'), actor: 'helpdesk', standard: { menit: 5 }, measured: 'di_sini',
    quote: 'Menerima berkas permohonan dan memeriksa apakah penyedia masuk daftar hitam/black list yang tercantum pada portal inaproc',
    remarks: ['Setelah melakukan pengecekan berkas upload, dilanjutkan dengan pengecekan daftar hitam', 'Lanjutan dari tahap 10. Bila dokumen tidak lengkap, maka berkas dikembalikan kepada penyedia untuk dilengkapi'],
  },
  '8': {
    printed: '8', source: at(41), title: title('8'), actor: 'helpdesk', standard: { menit: 5 }, measured: 'di_sini',
    quote: 'Memberitahu penyedia permohonan ditolak dan mengembalikan berkasnya serta memberitahu verifikator untuk memasukkan ID penyedia tersebut kedalam daftar hitam pada aplikasi SPSE',
  },
  '9': {
    printed: '9', source: at(42), title: title('9'), actor: 'helpdesk', standard: { menit: 10 }, measured: 'di_sini',
    quote: 'Memeriksa kelengkapan berkas permohonan',
  },
  '10': {
    printed: '10', source: at(43), title: title('10'), actor: 'helpdesk', standard: { menit: 5 }, measured: 'di_sini',
    quote: 'Memberitahu penyedia untuk melengkapi berkas sesuai yang tercantum pada aplikasi sipesut.kaltimprov.go.id',
  },
  '11': {
    printed: '11', source: at(44), title: title('11'), actor: 'helpdesk', standard: { menit: 5 }, measured: 'otomatis',
    quote: 'Menginformasikan berkas permohonan kepada verifikator.',
  },
  '12': {
    printed: '12', source: at(45), title: title('12'), actor: 'verifikator', standard: { menit: 5 }, measured: 'di_sini',
    quote: 'Menerima berkas permohonan dan memeriksa apakah penyedia sudah terdaftar di LPSE lain',
  },
  '13': {
    printed: '13', source: at(46), title: title('13'), actor: 'verifikator', via: 'helpdesk', standard: { menit: 5 }, measured: 'di_sini',
    quote: 'Memberitahu penyedia agar penyedia tersebut menggunakan ID yang sudah terdaftar',
  },
  '14': {
    printed: '14', source: at(47), title: title('14'), actor: 'pemohon', via: 'helpdesk', standard: { menit: 5 }, measured: 'di_luar',
    quote: 'Menerima pemberitahuan dari verifikator melalui helpdesk untuk login pada aplikasi SPSE menggunakan ID yang sudah terdaftar',
    remarks: ['Informasi diberikan melalui email pengajuan'],
  },
  '15': {
    printed: '15', source: at(48), title: title('15'), actor: 'verifikator', standard: { menit: 10 }, output: 'output.informasi_jadwal_perbaikan', measured: 'di_sini',
    quote: 'Melakukan penjadwalan verifikasi dan validitas berkas permohonan melalui daring via Video Call atau Zoom. Apakah berkas sesuai/lolos verifikasi?',
    remarks: ['Informasi Jadwal verifikasi dan/atau Perbaikan dokumen diberikan melalui email pengajuan'],
  },
  '17': {
    printed: '17', source: at(52), title: title('17'), actor: 'verifikator', standard: { menit: 5 }, perlengkapan: 'perlengkapan.hasil_verifikasi', measured: 'di_sini',
    quote: 'Menyetujui permohonan dengan mengklik tombol "KIRIM TANDA TERIMA" pada aplikasi Sipesut.kaltimprov.go.id',
    remarks: ['Bila dokumen tidak lengkap, dilanjutkan tahap 18', 'Lanjutan dari tahap 10. Bila dokumen tidak lengkap, maka Berkas dikembalikan kepada penyedia untuk dilengkapi'],
  },
  '18': {
    printed: '18', source: at(53), title: title('18'), actor: 'verifikator', via: 'helpdesk', standard: { menit: 5 }, measured: 'di_sini',
    quote: 'Mencantumkan kekurangan/tidak lolos pada berkas permohonan, menyerahkannya kepada penyedia melalui helpdesk untuk menginformasikan kekurangan/tidak lolos melalui email pengajuan',
  },
  '19': {
    printed: '19', source: at(54), title: title('19'), actor: 'arsiparis', standard: { menit: 10 }, output: 'output.arsip_berkas', measured: 'di_sini',
    quote: 'Mengarsipkan berkas dengan mengacu pada SOP pengarsipan berkas',
  },
};

/** The head of the paper, as printed. */
export const head: SopHead = {
  nomor: '000.3/0633/BPLPSE/B.PBJ',
  nama: 'REGISTRASI DAN VERIFIKASI PENYEDIA PERSEORANGAN (ONLINE)',
  dibuat: '27 Februari 2023',
  direvisi: null,
  disahkan: null,
  disahkanOleh: 'Kepala Biro Pengadaan Barang dan Jasa',
  dasarHukum: [
    'Undang-undang (UU) Nomor 1 Tahun 2023 tentang Kitab Undang-Undang Hukum Pidana',
    'Peraturan Pemerintah (PP) Nomor 71 Tahun 2019 tentang Penyelenggaraan Sistem dan Transaksi Elektronik',
    'Peraturan Presiden No. 12 Tahun 2021 Tentang Perubahan atas Perpres No. 16 Tahun 2018 Tentang Pengadaan Barang/Jasa Pemerintah',
    'PermenPan Nomor 35 Tahun 2012 tentang Pedoman Penyusunan Standar Operasional Prosedur Administrasi Pemerintahan',
    'Peraturan Lembaga Kebijakan Pengadaan Barang/Jasa Pemerintah Nomor 10 Tahun 2021 tentang Unit Kerja Pengadaan Barang/Jasa',
    'Peraturan Kepala Lembaga Kebijakan Pengadaan Barang/Jasa Pemerintah Nomor 1 Tahun 2010 tentang E-Tendering',
  ],
  kualifikasi: ['Penyedia Barang/Jasa', 'Verifikator', 'Helpdesk LPSE'],
  peralatan: ['E-mail usaha/ e-mail pribadi', 'Berkas Permohonan'],
  keterkaitan: ['SOP Pengarsipan Dokumen'],
  peringatan: [
    'Pelaksana bertanggung jawab atas pelaksanaan aktivitas yang telah dibakukan dan ditetapkan',
    'Segala bentuk penyimpangan atas mutu baku terkait perlengkapan, waktu maupun output dikategorikan sebagai bentuk kegagalan yang harus dipertanggungjawabkan oleh pelaksana',
  ],
};
