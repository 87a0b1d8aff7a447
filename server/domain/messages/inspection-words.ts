/** What the sender reads about a file; the keys are those of `documents/inspection/inspection-keys.ts`: what is wrong and what to do. `%{name}` is filled from the refusal's params. */
const sentences = {
  id: {
    file_empty: 'Berkas ini kosong. Periksa berkas di perangkat Anda, lalu unggah ulang.',
    file_too_large: 'Berkas ini lebih besar dari %{maxMb} MB. Perkecil atau pindai ulang dengan resolusi lebih rendah, lalu unggah ulang.',
    extension_missing: 'Nama berkas ini tidak berakhiran .pdf, .jpg, atau .png. Simpan ulang sebagai PDF, JPEG, atau PNG, lalu unggah.',
    extension_not_allowed: 'Berkas .%{extension} tidak dapat diterima. Simpan atau pindai sebagai PDF, JPEG, atau PNG, lalu unggah.',
    extension_mismatch:
      'Nama berkas berakhiran .%{extension}, tetapi isinya %{actual}. Ganti akhiran namanya sesuai isinya atau simpan ulang, lalu unggah.',
    content_heic:
      'Foto ini berformat HEIC dari kamera ponsel. Ubah pengaturan kamera ke JPEG ("Paling Kompatibel") dan foto ulang, atau simpan fotonya sebagai JPEG.',
    content_webp: 'Gambar ini berformat WebP. Simpan ulang sebagai JPEG atau PNG, lalu unggah.',
    content_other_image: 'Format gambar ini tidak dapat diterima. Simpan ulang sebagai JPEG atau PNG, lalu unggah.',
    content_office: 'Dokumen kantor atau arsip ZIP tidak dapat diterima. Simpan dokumennya sebagai PDF, lalu unggah.',
    content_unknown: 'Berkas ini bukan PDF, JPEG, atau PNG. Foto ulang atau pindai dokumennya, lalu simpan sebagai PDF.',
    pdf_header_moved: 'PDF ini didahului data lain sehingga tidak dapat diterima. Buka lalu simpan ulang sebagai PDF, atau pindai ulang.',
    pdf_broken: 'PDF ini rusak atau tidak lengkap sehingga tidak dapat dibuka. Pindai ulang dokumennya, atau unggah fotonya sebagai JPEG.',
    pdf_password: 'PDF ini dikunci dengan kata sandi. Simpan ulang tanpa kata sandi, lalu unggah.',
    pdf_without_pages: 'PDF ini tidak mempunyai halaman. Pindai ulang dokumennya, lalu unggah.',
    pdf_needs_too_much_memory: 'PDF ini terlalu besar untuk dibuka. Pindai ulang dengan resolusi lebih rendah (150–300 dpi), lalu unggah.',
    pdf_took_too_long: 'PDF ini terlalu rumit untuk dibuka. Pindai ulang dokumennya sebagai PDF biasa, atau unggah fotonya sebagai JPEG.',
    image_broken: 'Gambar ini rusak atau tidak lengkap. Foto atau pindai ulang dokumennya, lalu unggah.',
    image_too_many_pixels:
      'Gambar ini berukuran %{megapixels} megapiksel, lebih dari %{maxMegapixels} megapiksel. Foto ulang dengan ukuran lebih kecil, lalu unggah.',
    image_needs_too_much_memory: 'Gambar ini terlalu besar untuk dibuka. Foto ulang dengan ukuran lebih kecil, lalu unggah.',
    image_took_too_long: 'Gambar ini terlalu rumit untuk dibuka. Foto ulang atau simpan ulang sebagai JPEG, lalu unggah.',
    inspection_unavailable: 'Berkas belum dapat diperiksa saat ini. Tunggu satu menit, lalu unggah lagi; isian Anda yang lain tidak hilang.',
    picture_blurred: 'Gambar tampak buram. Pastikan tulisannya terbaca; bila tidak, foto ulang di tempat terang tanpa bergerak.',
    picture_too_dark: 'Gambar tampak terlalu gelap. Pastikan tulisannya terbaca; bila tidak, foto ulang di tempat terang.',
    picture_nearly_empty: 'Halaman pertama tampak kosong. Pastikan Anda mengunggah berkas yang benar.',
    picture_small: 'Gambar ini kecil (sisi terpanjang %{pixels} piksel). Bila tulisannya sulit dibaca, kirim gambar paling sedikit %{least} piksel.',
    pages_not_shown: 'Berkas ini berisi %{pages} halaman; hanya %{shown} halaman pertama yang diperiksa. Letakkan bagian yang diminta di awal.',
    pages_unreadable: 'Halaman berikut tidak dapat dibuka: %{pages}. Bila halaman itu diperlukan, pindai ulang dan unggah lagi.',
  },
  en: {
    file_empty: 'This file is empty. Check the file on your device and upload it again.',
    file_too_large: 'This file is larger than %{maxMb} MB. Make it smaller or scan it again at a lower resolution, then upload it again.',
    extension_missing: 'The name of this file does not end in .pdf, .jpg or .png. Save it as PDF, JPEG or PNG and upload it.',
    extension_not_allowed: 'A .%{extension} file cannot be accepted. Save or scan it as PDF, JPEG or PNG and upload it.',
    extension_mismatch: 'The file name ends in .%{extension}, but the content is %{actual}. Correct the ending or save the file again, then upload it.',
    content_heic:
      'This photo is in the HEIC format of a phone camera. Set the camera to JPEG ("Most Compatible") and take it again, or save the photo as JPEG.',
    content_webp: 'This picture is in the WebP format. Save it as JPEG or PNG and upload it.',
    content_other_image: 'This picture format cannot be accepted. Save it as JPEG or PNG and upload it.',
    content_office: 'Office documents and ZIP archives cannot be accepted. Save the document as PDF and upload it.',
    content_unknown: 'This file is not a PDF, JPEG or PNG. Photograph or scan the document again and save it as PDF.',
    pdf_header_moved: 'This PDF begins with other data and cannot be accepted. Open it and save it as PDF again, or scan it again.',
    pdf_broken: 'This PDF is damaged or incomplete and cannot be opened. Scan the document again, or upload a photo of it as JPEG.',
    pdf_password: 'This PDF is locked with a password. Save it without a password and upload it.',
    pdf_without_pages: 'This PDF has no pages. Scan the document again and upload it.',
    pdf_needs_too_much_memory: 'This PDF is too large to open. Scan it again at a lower resolution (150–300 dpi) and upload it.',
    pdf_took_too_long: 'This PDF is too complex to open. Scan the document again as a plain PDF, or upload a photo of it as JPEG.',
    image_broken: 'This picture is damaged or incomplete. Photograph or scan the document again and upload it.',
    image_too_many_pixels: 'This picture has %{megapixels} megapixels, more than %{maxMegapixels}. Take it again at a smaller size and upload it.',
    image_needs_too_much_memory: 'This picture is too large to open. Take it again at a smaller size and upload it.',
    image_took_too_long: 'This picture is too complex to open. Take it again or save it as JPEG, then upload it.',
    inspection_unavailable: 'The file cannot be checked right now. Wait a minute and upload it again; nothing else you entered is lost.',
    picture_blurred: 'The picture looks blurred. Make sure the text can be read; if not, take it again in good light without moving.',
    picture_too_dark: 'The picture looks too dark. Make sure the text can be read; if not, take it again in good light.',
    picture_nearly_empty: 'The first page looks empty. Make sure you uploaded the right file.',
    picture_small: 'This picture is small (longest side %{pixels} pixels). If the text is hard to read, send one of at least %{least} pixels.',
    pages_not_shown: 'This file has %{pages} pages; only the first %{shown} are checked. Put the requested part at the beginning.',
    pages_unreadable: 'These pages cannot be opened: %{pages}. If they are needed, scan them again and upload the file again.',
  },
};

const underUploads = (words: Record<string, string>): Record<string, string> => Object.fromEntries(Object.entries(words).map(([key, text]) => [`unggahan.${key}`, text]));

/** Words of uploads and documents. */
export const inspectionWords = {
  id: {
    ...underUploads(sentences.id),
    'unggahan.terinfeksi': 'Pemindai menemukan perangkat lunak berbahaya dalam berkas ini. Jangan kirim berkas ini lagi; pindai ulang dokumen aslinya dari perangkat yang bersih.',
    'hambatan.pindaian_ditahan': 'Berkas ini masih ditahan sampai pemindai virus menjawab. Coba lagi beberapa menit lagi.',
    'galat.satu_berkas': 'Kirim tepat satu berkas dalam satu unggahan.',
    'galat.berkas_terlalu_besar': 'Berkas lebih besar dari %{batas} MB. Perkecil atau pindai ulang dengan resolusi lebih rendah, lalu unggah ulang.',
    'galat.unggahan_tidak_berlaku': 'Berkas unggahan ini sudah dipakai atau sudah lewat sehari. Unggah ulang berkasnya.',
    'galat.dokumen_tidak_dikenal': 'Dokumen ini tidak diminta dalam prosedur ini. Hapus dokumen itu lalu kirim lagi.',
  },
  en: {
    ...underUploads(sentences.en),
    'unggahan.terinfeksi': 'The scanner found malicious software in this file. Do not send it again; scan the original document on a clean device.',
    'hambatan.pindaian_ditahan': 'This file is held until the virus scanner answers. Try again in some minutes.',
    'galat.satu_berkas': 'Send exactly one file per upload.',
    'galat.berkas_terlalu_besar': 'The file is larger than %{batas} MB. Shrink it or scan it again at a lower resolution, then upload it again.',
    'galat.unggahan_tidak_berlaku': 'This upload has been used or is more than a day old. Upload the file again.',
    'galat.dokumen_tidak_dikenal': 'This document is not asked for in this procedure. Remove it and send again.',
  },
};
