import type { Knex } from 'knex';
import type { ActContext } from '../cases/index.ts';
import { retentionPeriod } from '../domain/retention.ts';
import type { ArchiveRule } from '../domain/sop/model.ts';
import { getOffice } from '../offices/index.ts';
import { takeNumber } from '../platform/numbering.ts';
import { enqueueEffects } from '../platform/outbox.ts';
import { reasonText } from '../domain/messages/reasons.ts';
import { translate } from '../domain/messages/translate.ts';
import { dayIn } from '../domain/working-time.ts';
import { officeReasons } from '../reasons/index.ts';
import { redactorFor, type KnownIdentity } from './redact.ts';
import { archiveOfCase, insertArchiveFile, insertSupplement, markReopened, renewArchiveFile } from './archive-files.repository.ts';

interface Filing { kode: string; uraian: string; lokasi: string; tingkat: string }

/**
 * Step 19: the entry in the daftar berkas, with number, code, place and retention (domain.md 5.5). Days are those of the office's zone.
 * The periods run from the day the case ended until a newer date of the same trigger is known (decision 17). A case that was opened again keeps
 * its number and its sealed parts; what happened since is sealed beside them.
 */
export async function fileCase(trx: Knex.Transaction, context: ActContext): Promise<void> {
  const { case: row, sop, at, input } = context;
  const { kode, uraian, lokasi, tingkat } = input as unknown as Filing;
  const office = await getOffice(trx, row.office_id);
  const day = (moment: Date) => dayIn(office.zone, moment);
  const ended = day(row.ended_at ?? at);
  const rule = { classification_code: kode, description: uraian, location: lokasi, copy_status: tingkat, outcome: row.outcome ?? '', period_to: ended, ...retention(sop.archive, ended) };
  const before = await archiveOfCase(trx, row.id);
  if (before) {
    await renewArchiveFile(trx, before.id, rule);
    await insertSupplement(trx, { archive_file_id: before.id, kind: 'lanjutan', action_id: context.actionRowId, added_by: context.actor.id, added_at: at, text: uraian });
    return;
  }
  const year = Number(day(at).slice(0, 4));
  const sequence = await takeNumber(trx, { officeId: office.id, kind: 'berkas_arsip', year });
  await insertArchiveFile(trx, {
    case_id: row.id, office_id: office.id, number: `${office.code}-ARS-${year}-${String(sequence).padStart(6, '0')}`,
    period_from: day(row.received_at), ...rule, filed_by: context.actor.id, filed_at: at,
  });
}

/** What the schedule (JRA) says from this trigger date on. Ends are the first day that is no longer part of the period. */
export function retention(rule: ArchiveRule, triggerDate: string): { active_until: string; inactive_until: string; annex_until: string; disposition: string; trigger: string; trigger_date: string } {
  const { activeYears, inactiveYears, disposition, annexYears, trigger } = rule;
  const record = retentionPeriod(triggerDate, { activeYears, inactiveYears, disposition, startRule: 'tanggal' });
  const annex = retentionPeriod(triggerDate, { activeYears: annexYears, inactiveYears: 0, disposition: 'musnah', startRule: 'tanggal' });
  return { active_until: record.activeUntil, inactive_until: record.inactiveUntil, annex_until: annex.inactiveUntil, disposition, trigger, trigger_date: triggerDate };
}

/** A fact that came after sealing: appended with a number, the sealed parts stay as they are. */
export async function addSupplement(trx: Knex.Transaction, context: ActContext): Promise<void> {
  const file = await archiveOfCase(trx, context.case.id);
  if (!file) throw new Error('a supplement needs an archived file');
  await insertSupplement(trx, { archive_file_id: file.id, kind: 'catatan', action_id: context.actionRowId, added_by: context.actor.id, added_at: context.at, text: await masked(trx, context, String(context.input.catatan)) });
}

/**
 * A correcting act on a case that was filed before: what was done and why, with its letters, sealed beside the rest. Nothing to do for a case
 * that was never filed: then all of this is in the record that is sealed one day.
 */
export async function noteAct(trx: Knex.Transaction, context: ActContext): Promise<void> {
  const file = await archiveOfCase(trx, context.case.id);
  if (!file) return;
  const { alasan, catatan } = context.input as { alasan?: string; catatan?: string };
  const text = translate('arsip.suplemen.tindakan', { aksi: `aksi.${context.actionId}`, alasan: alasan ? reasonText(await officeReasons(trx, context.case.office_id), alasan, 'id') : '–', catatan: catatan ?? '–' });
  await insertSupplement(trx, { archive_file_id: file.id, kind: 'tindakan', action_id: context.actionRowId, added_by: context.actor.id, added_at: context.at, text: await masked(trx, context, text) });
  if (context.sop.actions[context.actionId]?.reopens) await markReopened(trx, file.id, context.at);
}

/** A letter of a filed case came back signed or stamped; before filing it is in the record like the rest. The caller holds the lock of the case. */
export async function noteSignedLetter(trx: Knex.Transaction, of: { caseId: string; signedLetterId: string; kind: string; number: string; by: string; at: Date }): Promise<void> {
  const file = await archiveOfCase(trx, of.caseId);
  if (!file) return;
  const text = translate('arsip.suplemen.surat', { surat: `surat.${of.kind}`, nomor: of.number }, 'id');
  await insertSupplement(trx, { archive_file_id: file.id, kind: 'surat', signed_letter_id: of.signedLetterId, added_by: of.by, added_at: of.at, text });
  await enqueueEffects(trx, [{ effect: 'segel_surat_bertanda_tangan', caseId: of.caseId, refId: of.signedLetterId }]);
}

/** A supplement is kept as long as the record: identities are masked in it too. */
async function masked(trx: Knex.Transaction, context: ActContext, text: string): Promise<string> {
  return redactorFor(await trx<KnownIdentity & { case_id: string }>('case_subjects').where({ case_id: context.case.id }))(text);
}
