/** Words of the review screen: readings, the viewer, what was seen before, what changed. */
export const uiDocumentWords = {
  'ui.bacaan.judul': ['Terbaca oleh mesin', 'Read by the machine'],
  'ui.bacaan.bantuan': ['Usulan saja: bandingkan dengan gambar. Nilai hanya dipakai bila Anda menekan tombolnya.', 'A proposal only: compare it with the picture. A value is used only when you press its button.'],
  'ui.bacaan.sama': ['sama', 'same'],
  'ui.bacaan.beda': ['berbeda', 'different'],
  'ui.bacaan.diisi': ['diisi', 'typed'],
  'ui.bacaan.keyakinan': ['keyakinan %{n}%', 'confidence %{n}%'],
  'ui.bacaan.ragu': ['ragu', 'doubtful'],
  'ui.bacaan.pakai': ['Pakai nilai ini', 'Use this value'],
  'ui.bacaan.tidak_terbaca': ['Mesin tidak dapat membaca tulisan pada gambar ini.', 'The machine could not read any writing in this picture.'],
  'ui.bacaan.jenis_lain': ['Berkas ini tampaknya %{jenis}.', 'This file seems to be: %{jenis}.'],
  'ui.bacaan.galat': ['Salah', 'Wrong'],
  'ui.bacaan.peringatan': ['Periksa', 'Check'],
} as const satisfies Record<string, readonly [id: string, en: string]>;
