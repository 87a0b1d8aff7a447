import type { Knex } from 'knex';
import type { ActContext } from '../cases/index.ts';
import { retentionPeriod } from '../domain/retention.ts';
import type { ArchiveRule } from '../domain/sop/model.ts';
import { getOffice } from '../offices/index.ts';
import { takeNumber } from '../platform/numbering.ts';
import { insertArchiveFile, insertSupplement, archiveOfCase } from './archive-files.repository.ts';

interface Filing { kode: string; uraian: string; lokasi: string; tingkat: string }

/**
 * Step 19: the entry in the daftar berkas, with number, code, place and retention (domain.md 5.5). Days are those of the office's zone.
 * The periods run from the day the case ended until a newer date of the same trigger is known (decision 17).
 */
export async function fileCase(trx: Knex.Transaction, context: ActContext): Promise<void> {
  const { case: row, sop, at, input } = context;
  const { kode, uraian, lokasi, tingkat } = input as unknown as Filing;
  const office = await getOffice(trx, row.office_id);
  const day = (moment: Date) => localDate(office.zone, moment);
  const year = Number(day(at).slice(0, 4));
  const sequence = await takeNumber(trx, { officeId: office.id, kind: 'berkas_arsip', year });
  const ended = day(row.ended_at ?? at);
  await insertArchiveFile(trx, {
    case_id: row.id, office_id: office.id, number: `${office.code}-ARS-${year}-${String(sequence).padStart(6, '0')}`,
    classification_code: kode, description: uraian, location: lokasi, copy_status: tingkat, outcome: row.outcome ?? '',
    period_from: day(row.received_at), period_to: ended, ...retention(sop.archive, ended), filed_by: context.actor.id, filed_at: at,
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
  await insertSupplement(trx, { archive_file_id: file.id, action_id: context.actionRowId, added_by: context.actor.id, added_at: context.at, text: String(context.input.catatan) });
}

function localDate(zone: string, at: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
}
