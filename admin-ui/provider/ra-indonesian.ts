/** react-admin's own words. Indonesian has one form only: a text with "||||" would always show its first half. */
import type { TranslationMessages } from 'react-admin';

export const raIndonesian: TranslationMessages = {
  ra: {
    action: {
      add_filter: 'Tambah saringan', add: 'Tambah', back: 'Kembali', bulk_actions: '%{smart_count} baris dipilih', cancel: 'Batal',
      clear_array_input: 'Kosongkan daftar', clear_input_value: 'Kosongkan isian', clone: 'Salin', confirm: 'Ya, lanjutkan', create: 'Buat', create_item: 'Buat %{item}',
      delete: 'Hapus', edit: 'Ubah', export: 'Ekspor', list: 'Daftar', refresh: 'Muat ulang', remove_filter: 'Lepas saringan ini',
      remove_all_filters: 'Lepas semua saringan', remove: 'Lepas', reset: 'Kembalikan', save: 'Simpan', search: 'Cari', search_columns: 'Cari kolom',
      select_all: 'Pilih semua', select_all_button: 'Pilih semua', select_row: 'Pilih baris ini', show: 'Lihat', sort: 'Urutkan', undo: 'Urungkan',
      unselect: 'Batal pilih', expand: 'Buka', close: 'Tutup', open_menu: 'Buka menu', close_menu: 'Tutup menu', update: 'Perbarui',
      move_up: 'Naikkan', move_down: 'Turunkan', open: 'Buka', toggle_theme: 'Ganti tampilan terang/gelap', select_columns: 'Kolom',
      update_application: 'Muat ulang aplikasi',
    },
    boolean: { true: 'Ya', false: 'Tidak', null: ' ' },
    page: {
      create: 'Buat %{name}', dashboard: 'Beranda', edit: '%{name} %{recordRepresentation}', error: 'Ada yang tidak berjalan', list: '%{name}', loading: 'Memuat',
      not_found: 'Halaman tidak ditemukan', show: '%{name} %{recordRepresentation}', empty: 'Belum ada %{name}.', invite: 'Buat yang pertama?',
      access_denied: 'Tidak ada akses', authentication_error: 'Gagal memeriksa akun',
    },
    input: {
      file: { upload_several: 'Letakkan berkas di sini, atau klik untuk memilih.', upload_single: 'Letakkan satu berkas di sini, atau klik untuk memilih.' },
      image: { upload_several: 'Letakkan gambar di sini, atau klik untuk memilih.', upload_single: 'Letakkan satu gambar di sini, atau klik untuk memilih.' },
      references: {
        all_missing: 'Data acuan tidak ditemukan.', many_missing: 'Sebagian data acuan sudah tidak tersedia.', single_missing: 'Data acuan sudah tidak tersedia.',
      },
      password: { toggle_visible: 'Sembunyikan kata sandi', toggle_hidden: 'Perlihatkan kata sandi' },
    },
    message: {
      about: 'Tentang', access_denied: 'Bagian Anda tidak mencakup halaman ini.', are_you_sure: 'Anda yakin?',
      authentication_error: 'Akun Anda tidak dapat diperiksa. Coba lagi sebentar lagi.', auth_error: 'Sesi tidak dapat diperiksa. Silakan masuk kembali.',
      bulk_delete_content: 'Hapus %{smart_count} %{name}?', bulk_delete_title: 'Hapus %{smart_count} %{name}',
      bulk_update_content: 'Ubah %{smart_count} %{name} %{recordRepresentation}?', bulk_update_title: 'Ubah %{smart_count} %{name} %{recordRepresentation}',
      clear_array_input: 'Kosongkan seluruh daftar?', delete_content: 'Hapus %{name} ini?', delete_title: 'Hapus %{name} %{recordRepresentation}', details: 'Rincian',
      error: 'Halaman ini mengalami gangguan. Muat ulang halaman; bila terulang, sampaikan kepada admin.', invalid_form: 'Ada isian yang belum benar. Periksa yang ditandai.',
      loading: 'Mohon tunggu', no: 'Tidak', not_found: 'Alamatnya salah ketik, atau tautannya sudah tidak berlaku.',
      select_all_limit_reached: 'Terlalu banyak untuk dipilih semua. Hanya %{max} yang pertama dipilih.',
      unsaved_changes: 'Ada yang belum disimpan. Tinggalkan halaman ini?', yes: 'Ya', placeholder_data_warning: 'Jaringan terganggu: data belum diperbarui.',
    },
    navigation: {
      clear_filters: 'Lepas saringan', no_filtered_results: 'Tidak ada %{name} yang cocok dengan saringan.', no_results: 'Tidak ada %{name}',
      no_more_results: 'Halaman %{page} tidak ada. Kembali ke halaman sebelumnya.', page_out_of_boundaries: 'Halaman %{page} tidak ada',
      page_out_from_end: 'Ini halaman terakhir', page_out_from_begin: 'Ini halaman pertama', page_range_info: '%{offsetBegin}–%{offsetEnd} dari %{total}',
      partial_page_range_info: '%{offsetBegin}–%{offsetEnd} dari lebih dari 10.000', current_page: 'Halaman %{page}', page: 'Ke halaman %{page}',
      first: 'Ke halaman pertama', last: 'Ke halaman terakhir', next: 'Ke halaman berikutnya', previous: 'Ke halaman sebelumnya',
      page_rows_per_page: 'Baris per halaman:', skip_nav: 'Langsung ke isi',
    },
    sort: { sort_by: 'Urut menurut %{field_lower_first} %{order}', ASC: 'naik', DESC: 'turun' },
    auth: {
      auth_check_error: 'Silakan masuk terlebih dahulu.', user_menu: 'Akun saya', username: 'Nama pengguna', password: 'Kata sandi', email: 'E-mail', sign_in: 'Masuk',
      sign_in_error: 'Gagal masuk. Coba lagi.', logout: 'Keluar',
    },
    notification: {
      updated: '%{smart_count} data diubah', created: 'Tersimpan', deleted: '%{smart_count} data dihapus', bad_item: 'Data tidak benar', item_doesnt_exist: 'Data tidak ada',
      http_error: 'Server tidak dapat dihubungi', data_provider_error: 'Data tidak dapat diambil.', i18n_error: 'Bahasa ini tidak dapat dimuat.',
      canceled: 'Dibatalkan', logged_out: 'Sesi Anda sudah berakhir. Silakan masuk kembali.', not_authorized: 'Anda tidak memiliki akses ke bagian ini.',
      application_update_available: 'Tersedia versi baru.', offline: 'Tidak ada sambungan. Data tidak dapat diambil.',
    },
    validation: {
      required: 'Wajib diisi', minLength: 'Sedikitnya %{min} huruf', maxLength: 'Paling banyak %{max} huruf', minValue: 'Sedikitnya %{min}', maxValue: 'Paling besar %{max}',
      number: 'Harus berupa angka', email: 'Alamat e-mail belum benar', oneOf: 'Pilih salah satu: %{options}', regex: 'Bentuknya harus: %{pattern}', unique: 'Sudah dipakai',
    },
    saved_queries: {
      label: 'Saringan tersimpan', query_name: 'Nama saringan', new_label: 'Simpan saringan ini…', new_dialog_title: 'Simpan saringan sebagai',
      remove_label: 'Hapus saringan tersimpan', remove_label_with_name: 'Hapus saringan "%{name}"', remove_dialog_title: 'Hapus saringan tersimpan?',
      remove_message: 'Hapus saringan ini dari daftar Anda?', help: 'Saring daftar, lalu simpan untuk dipakai lagi',
    },
    guesser: { empty: { title: 'Tidak ada data', message: 'Periksa sumber datanya' } },
    configurable: {
      customize: 'Sesuaikan', configureMode: 'Atur halaman ini',
      inspector: { title: 'Pengaturan', content: 'Tunjuk bagian halaman untuk mengaturnya', reset: 'Kembalikan', hideAll: 'Sembunyikan semua', showAll: 'Tampilkan semua' },
      Datagrid: { title: 'Tabel', unlabeled: 'Kolom %{column} tanpa judul' },
      SimpleForm: { title: 'Formulir', unlabeled: 'Isian %{input} tanpa judul' },
      SimpleList: { title: 'Daftar', primaryText: 'Teks utama', secondaryText: 'Teks kedua', tertiaryText: 'Teks ketiga' },
    },
  },
};
