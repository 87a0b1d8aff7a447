/** Giving a file to a colleague, or back to the queue for a named reason. */
import type { Knex } from 'knex';
import { InvalidError } from '../platform/errors.ts';
import type { Officer } from '../platform/http/route.ts';
import type { CaseDoor } from './case-door.ts';
import { lockCase, type CaseRow } from './cases.repository.ts';
import { changeHolder } from './change-holder.ts';
import { getColleague, keepColleague, type Colleague } from './colleagues.repository.ts';
import { insertHandover } from './handovers.repository.ts';
import { refuseStale, requireHolder, servesPlace } from './held-by.ts';

export interface HandOverRequest { caseId: string; seenVersion: number; reason: string; /** null: the queue */ toId: string | null }

/** By the holder, or by whoever supervises. @throws InvalidError on `toId` for a colleague who cannot work on it; ActionClosedError stale or held by another */
export async function handOverCase(trx: Knex.Transaction, door: CaseDoor, officer: Officer, { caseId, seenVersion, reason, toId }: HandOverRequest): Promise<CaseRow> {
  await keepColleague(trx, officer.officeId, toId);
  const row = await lockCase(trx, caseId, officer.officeId);
  if (!row.holder_id || !supervises(officer)) await requireHolder(trx, row, officer);
  refuseStale(row, seenVersion);
  const at = door.clock.now();
  const colleague = toId ? await getColleague(trx, row.office_id, toId, at) : null;
  if (colleague && !servesPlace(row, colleague.roles)) throw new InvalidError({ toId: { key: 'galat.serah.bukan_bagiannya', params: { nama: colleague.name } } });
  if (colleague && colleague.id === row.holder_id) throw new InvalidError({ toId: { key: 'galat.serah.sudah_memegang', params: { nama: colleague.name } } });
  return give(trx, door, row, { to: colleague, by: officer, reason, at, kind: 'serah_terima', chosen: true });
}

export function supervises(officer: Officer): boolean {
  return officer.roles.includes('penyelia') || officer.roles.includes('admin_kantor');
}

export interface Giving { to: Pick<Colleague, 'id' | 'name'> | null; by: Pick<Officer, 'id' | 'name'> | null; reason: string | null; at: Date; kind: 'serah_terima' | 'absen'; chosen: boolean }

/** Under the lock of a held case: the change of hands, its row, and a word to everybody it concerns who did not do it himself. */
export async function give(trx: Knex.Transaction, door: Pick<CaseDoor, 'onHolder' | 'notify'>, row: CaseRow, { to, by, reason, at, kind, chosen }: Giving): Promise<CaseRow> {
  const formerId = row.holder_id;
  const given = await changeHolder(trx, door, row, { toId: to?.id ?? null, at, because: kind === 'absen' ? 'absen' : 'diserahkan', chosen });
  await insertHandover(trx, { case_id: row.id, kind, from_id: formerId, to_id: to?.id ?? null, by_id: by?.id ?? null, reason, at });
  const told = { officeId: row.office_id, kind, caseId: row.id, at };
  const params = { nama: by?.name ?? '', nomor: row.number, alasan: reason ?? '' };
  if (to && to.id !== by?.id) await door.notify(trx, { ...told, userId: to.id, textKey: by ? 'pemberitahuan.diserahkan_kepada' : 'pemberitahuan.menggantikan', params });
  if (by && formerId && formerId !== by.id) await door.notify(trx, { ...told, userId: formerId, textKey: 'pemberitahuan.diserahkan_dari', params: { ...params, kepada: to?.name ?? '–' } });
  return given;
}
