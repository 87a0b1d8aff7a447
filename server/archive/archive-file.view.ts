/** Daftar berkas and one file with its daftar isi berkas and supplements. */
import { kindNameSql } from '../documents/index.ts';
import type { Knex } from 'knex';
import type { ArchiveFileItem, ArchiveFileView } from '../domain/contract/archive.ts';
import { translate, type Locale } from '../domain/messages/translate.ts';
import type { ArchiveFileRow, SupplementRow } from './archive-files.repository.ts';

export type ArchiveListRow = ArchiveFileRow & { case_number: string; filed_by_name: string | null };

/** Names come from sub-queries of the rows shown. */
export function selectShown(query: Knex.QueryBuilder, db: Knex | Knex.Transaction): Knex.QueryBuilder {
  return query.select('f.*', db.raw('(select c.number from cases c where c.id = f.case_id) as case_number'),
    db.raw('(select u.name from users u where u.id = f.filed_by) as filed_by_name'));
}

export function archiveFileShown(row: ArchiveListRow, locale: Locale): ArchiveFileItem {
  const say = (key: string) => translate(key, {}, locale);
  return {
    id: row.id, caseId: row.case_id, caseNumber: row.case_number, number: row.number, classificationCode: row.classification_code, description: row.description,
    location: row.location, copyStatus: row.copy_status, copyStatusLabel: say(`nilai.${row.copy_status}`), outcome: row.outcome, outcomeLabel: say(`hasil.${row.outcome}`),
    periodFrom: row.period_from, periodTo: row.period_to, activeUntil: row.active_until, inactiveUntil: row.inactive_until, annexUntil: row.annex_until,
    disposition: row.disposition, dispositionLabel: say(`arsip.nasib.${row.disposition}`), trigger: row.trigger, triggerLabel: say(row.trigger), triggerDate: row.trigger_date,
    filedByName: row.filed_by_name, filedAt: row.filed_at.toISOString(), sealedAt: row.sealed_at?.toISOString() ?? null,
    verifiedAt: row.verified_at?.toISOString() ?? null, intact: row.is_intact, reopenedAt: row.reopened_at?.toISOString() ?? null,
  };
}

interface ItemRow { part: 'rekaman' | 'lampiran'; key: string; number: string | null; version: number | null; date: Date; copy_status: string; count: number }

export async function archiveFileView(trx: Knex.Transaction, row: ArchiveListRow, locale: Locale): Promise<ArchiveFileView> {
  const { rows } = await trx.raw<{ rows: ItemRow[] }>(
    `select 'rekaman' as part, 'arsip.isi.berkas' as key, null as number, null::int as version, f.filed_at as date, 'asli' as copy_status, 1 as count from archive_files f where f.id = ?
     union all select 'rekaman', 'surat.' || l.kind, l.number, null, l.issued_at, 'asli', 1 from letters l where l.case_id = ? and l.pdf_key is not null
     union all select 'lampiran', ${kindNameSql('c.checklist_id', 'd.kind')}, null, d.version, d.received_at, 'salinan_digital', u.page_count
       from documents d join uploads u on u.id = d.upload_id join cases c on c.id = d.case_id where d.case_id = ?
     order by part desc, date, key`, [row.id, row.case_id, row.case_id]);
  const supplements = await trx('archive_supplements as s').leftJoin('users as u', 'u.id', 's.added_by').where('s.archive_file_id', row.id).orderBy('s.n')
    .select<(SupplementRow & { added_by_name: string | null })[]>('s.*', 'u.name as added_by_name');
  return {
    ...archiveFileShown(row, locale), recordManifestSha256: row.record_manifest_sha256, annexManifestSha256: row.annex_manifest_sha256,
    items: rows.map((item, index) => ({
      n: index + 1, kind: item.key, part: item.part, date: item.date.toISOString(), copyStatus: translate(`nilai.${item.copy_status}`, {}, locale), count: item.count,
      description: [translate(item.key, {}, locale), item.number, item.version && item.version > 1 ? translate('arsip.isi.versi', { versi: item.version }, locale) : null].filter(Boolean).join(' – '),
    })),
    supplements: supplements.map((supplement) => ({
      n: supplement.n, kind: supplement.kind, kindLabel: translate(`arsip.jenis_suplemen.${supplement.kind}`, {}, locale), text: supplement.text, addedByName: supplement.added_by_name, addedAt: supplement.added_at.toISOString(),
      sealed: supplement.manifest_key !== null, manifestSha256: supplement.manifest_sha256,
    })),
  };
}
