import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Knex } from 'knex';

const read = <T>(name: string) => parse(readFileSync(path.join(import.meta.dirname, 'data', name)), { columns: true, bom: true, skip_empty_lines: true }) as unknown as T[];

/**
 * What every office stands on: region codes, holidays of the decree, texts people agree to. Safe to repeat: rows are keyed, facts
 * are brought up to date, holidays somebody edited are left alone.
 */
export async function seed(knex: Knex): Promise<void> {
  await knex.transaction(async (trx) => {
    await onceFor(trx, 'wilayah.csv', () => storeRegions(trx));
    await onceFor(trx, 'hari-libur.csv', () => storeHolidays(trx));
    await trx('agreement_texts').insert(AGREEMENTS).onConflict(['kind', 'version']).ignore();
  });
}

/** Reads a file in when it is not the one that was read in last. */
async function onceFor(trx: Knex.Transaction, name: string, store: () => Promise<void>): Promise<void> {
  const sha256 = createHash('sha256').update(readFileSync(path.join(import.meta.dirname, 'data', name))).digest('hex');
  if (await trx('reference_state').where({ name, sha256 }).first<{ name: string } | undefined>('name')) return;
  await store();
  await trx('reference_state').insert({ name, sha256 }).onConflict('name').merge(['sha256']);
}

async function storeRegions(trx: Knex.Transaction): Promise<void> {
  const regions = read<{ kode: string; nama: string; berlaku: string }>('wilayah.csv').map((row) => ({ code: row.kode, name: row.nama, is_current: row.berlaku === 'ya' }));
  for (let i = 0; i < regions.length; i += 1000) {
    await trx('regions').insert(regions.slice(i, i + 1000)).onConflict('code').merge(['name', 'is_current']);
  }
}

async function storeHolidays(trx: Knex.Transaction): Promise<void> {
  let stored = 0;
  for (const row of read<{ tanggal: string; nama: string; jenis: string; dasar: string }>('hari-libur.csv')) {
    const { rowCount } = await trx.raw<{ rowCount: number }>(
      `insert into holidays (date, name, kind, basis) values (?, ?, ?, ?)
       on conflict (date, (coalesce(office_id, '00000000-0000-0000-0000-000000000000'))) do nothing`,
      [row.tanggal, row.nama, row.jenis, row.dasar]);
    stored += rowCount;
  }
  // A new decree that came with a new version: deadlines that run are reckoned with it, as when an admin enters it.
  if (stored > 0) await trx('offices').update({ calendar_edition: trx.raw('calendar_edition + 1'), calendar_changed_at: trx.raw('now()') });
}

/** A changed text is a new version; what somebody agreed to stays readable. */
const AGREEMENTS = [
  {
    kind: 'privasi', version: '2026-01', valid_from: '2026-01-01T00:00:00Z',
    text_id: [
      'Data dan pindaian yang Anda kirim dipakai hanya untuk memeriksa permohonan Anda sesuai SOP LPSE, atas dasar tugas pelayanan publik (UU 27/2022 Pasal 20).',
      'Yang melihatnya: petugas LPSE yang menangani berkas Anda; setiap kali dilihat atau diunduh tercatat.',
      'Data dibandingkan dengan Daftar Hitam dan daftar penyedia LPSE lain; keputusan selalu diambil oleh petugas, tidak pernah otomatis.',
      'Pindaian identitas disimpan lebih singkat daripada catatan perkaranya, lalu dimusnahkan dengan berita acara.',
      'Anda berhak meminta salinan data, perbaikan, dan riwayat pemrosesan melalui LPSE yang Anda pilih.',
    ].join('\n\n'),
    text_en: [
      'The data and scans you send are used only to check your application under the LPSE procedure, on the basis of a public task (Law 27/2022 art. 20).',
      'Seen by: the officers who handle your file; every view and download is logged.',
      'Data are compared with the blacklist and the suppliers of other LPSEs; a person always decides, never a machine.',
      'Scans of identity papers are kept for a shorter time than the case record and then destroyed by the book.',
      'You may ask for a copy, a correction and the history of processing at the LPSE you chose.',
    ].join('\n\n'),
  },
  {
    kind: 'kebenaran', version: '2026-01', valid_from: '2026-01-01T00:00:00Z',
    text_id: 'Saya menyatakan bahwa data dan dokumen yang saya kirim benar dan milik saya. Bila terbukti tidak benar, saya bersedia permohonan ini ditolak dan dikenai sanksi sesuai peraturan.',
    text_en: 'I state that the data and documents I send are true and mine. If they prove untrue, I accept that this application is rejected and sanctioned by law.',
  },
];
