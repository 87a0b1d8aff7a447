/** A colleague takes a file that somebody else holds, and that somebody is told why. */
import type { Knex } from 'knex';
import { ActionClosedError, NotAllowedError } from '../platform/errors.ts';
import type { Officer } from '../platform/http/route.ts';
import type { CaseDoor } from './case-door.ts';
import { lockCase, type CaseRow } from './cases.repository.ts';
import { changeHolder } from './change-holder.ts';
import { requireActive } from './colleagues.repository.ts';
import { insertHandover } from './handovers.repository.ts';
import { heldBy, servesPlace } from './held-by.ts';

export interface TakeOverRequest { caseId: string; seenVersion: number; reason: string }

/**
 * @throws NotAllowedError when there is nothing here for this person's parts and he does not supervise
 * @throws ActionClosedError when it is his already, free to take, or (of two at once) just taken over by the other, who is named
 */
export async function takeOverCase(trx: Knex.Transaction, door: CaseDoor, officer: Officer, { caseId, seenVersion, reason }: TakeOverRequest): Promise<CaseRow> {
  await requireActive(trx, officer.id);
  const row = await lockCase(trx, caseId, officer.officeId);
  if (!servesPlace(row, officer.roles) && !officer.roles.includes('penyelia')) throw new NotAllowedError('galat.bukan_giliran_anda');
  if (row.holder_id === officer.id) throw new ActionClosedError([{ key: 'hambatan.sudah_anda_pegang' }], { holder: officer.name, version: row.version });
  if (!row.holder_id) throw new ActionClosedError([{ key: 'hambatan.belum_diambil' }], { version: row.version });
  // Of two at once the second is told who has it now.
  if (row.version !== seenVersion) throw new ActionClosedError([{ key: 'hambatan.sudah_berubah' }], { holder: (await heldBy(trx, row)).holder, version: row.version });
  const at = door.clock.now();
  const formerId = row.holder_id;
  const taken = await changeHolder(trx, door, row, { toId: officer.id, at, because: 'diambil_alih', chosen: true });
  await insertHandover(trx, { case_id: caseId, kind: 'ambil_alih', from_id: formerId, to_id: officer.id, by_id: officer.id, reason, at });
  await door.notify(trx, { officeId: row.office_id, userId: formerId, kind: 'ambil_alih', caseId, textKey: 'pemberitahuan.ambil_alih', params: { nama: officer.name, nomor: row.number, alasan: reason }, at });
  return taken;
}
