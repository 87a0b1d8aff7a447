import type { Knex } from 'knex';
import { recordAudit } from '../audit/index.ts';
import type { OfficeEdit, OfficeSettings } from '../domain/contract/offices.ts';
import { ActionClosedError, InvalidError } from '../platform/errors.ts';
import type { Officer } from '../platform/http/route.ts';
import { forgetCalendars } from './calendar-of.ts';
import { lockOffice, raiseCalendarEdition } from './offices.repository.ts';

/** Megabytes the installation allows. */
export interface LargestUploads { largestUpload: number; largestStaffUpload: number }
/** What hangs on the usual places of an office, in the same transaction. @throws where somebody has to say more */
export type PlaceChange = (trx: Knex.Transaction, of: { officeId: string; before: OfficeSettings; after: OfficeSettings; booked: OfficeEdit['booked'] }) => Promise<void>;
export interface AskedBy { officer: Officer; requestId: string; ipHash: string }

/**
 * Writes what the office's admin changed, and in the audit trail each changed value with the one before.
 * @throws ActionClosedError when somebody changed the office since the form was read; InvalidError when the upload limit is above the installation's, or the second
 * factor is to be optional again; what `placeChanged` throws
 */
export async function editOffice(trx: Knex.Transaction, by: AskedBy, edit: OfficeEdit, { largest, placeChanged }: { largest: LargestUploads; placeChanged: PlaceChange }): Promise<void> {
  const before = await lockOffice(trx, by.officer.officeId);
  if (before.version !== edit.seenVersion) throw new ActionClosedError([{ key: 'hambatan.setelan_berubah' }], { version: before.version });
  for (const [setting, most] of [['uploadMegabytes', largest.largestUpload], ['staffUploadMegabytes', largest.largestStaffUpload]] as const) {
    const wanted = edit.settings[setting];
    if (wanted !== null && wanted > most) throw new InvalidError({ [`settings.${setting}`]: { key: 'galat.kantor.batas_unggah', params: { batas: most } } });
  }
  // Loosening it would be loosening it for oneself: that is a system admin's, who sees no file.
  if (before.settings.secondFactor === 'wajib' && edit.settings.secondFactor !== 'wajib') throw new InvalidError({ 'settings.secondFactor': { key: 'galat.kantor.dua_langkah' } });
  await placeChanged(trx, { officeId: before.id, before: before.settings, after: edit.settings, booked: edit.booked });
  await trx('offices').where({ id: before.id }).update({
    version: before.version + 1, name: edit.name, zone: edit.zone, is_open: edit.open, letterhead: JSON.stringify(edit.letterhead), settings: JSON.stringify(edit.settings),
  });
  const changes = changed(
    { name: before.name, zone: before.zone, open: before.isOpen, letterhead: before.letterhead, settings: before.settings },
    { name: edit.name, zone: edit.zone, open: edit.open, letterhead: edit.letterhead, settings: edit.settings });
  for (const [setting, [from, to]] of Object.entries(changes)) {
    await recordAudit(trx, {
      event: 'ubah_kantor', officeId: before.id, actorKind: 'staf', actorId: by.officer.id, ref: `office:${before.id}`, requestId: by.requestId, ipHash: by.ipHash,
      detail: { setelan: setting, dari: from, ke: to },
    });
  }
  if (before.zone === edit.zone) return;
  await raiseCalendarEdition(trx, before.id);
  forgetCalendars();
}

/** Leaves that differ, by their path, as text. Settings of an office hold no personal values. */
function changed(before: unknown, after: unknown, path = ''): Record<string, [string, string]> {
  const isTree = (node: unknown): node is Record<string, unknown> => typeof node === 'object' && node !== null && !Array.isArray(node);
  if (isTree(before) || isTree(after)) {
    const [left, right] = [isTree(before) ? before : {}, isTree(after) ? after : {}];
    return Object.assign({}, ...[...new Set([...Object.keys(left), ...Object.keys(right)])]
      .map((key) => changed(left[key], right[key], path ? `${path}.${key}` : key))) as Record<string, [string, string]>;
  }
  const [from, to] = [JSON.stringify(before ?? null), JSON.stringify(after ?? null)];
  return from === to ? {} : { [path]: [from.slice(0, 400), to.slice(0, 400)] };
}
