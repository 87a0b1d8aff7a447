import type { DoorPart, NowEffect } from '../cases/index.ts';
import { notify } from './notify.ts';

/** The applicant's act put a file back on somebody's desk: its holder, or whoever had it last and gets it first, is told. */
const tellCameBack: NowEffect = async (trx, { case: row, sop, actionId, action, actor, at }) => {
  const told = row.holder_id ?? row.preferred_holder_id;
  const comesBack = sop.actions[actionId]?.nextRound === true || (actor.kind === 'pemohon' && action.to !== 'tetap');
  if (!comesBack || told === null || told === actor.id || row.turn === 'pemohon') return;
  await notify(trx, { officeId: row.office_id, userId: told, kind: 'kembali', caseId: row.id, textKey: 'pemberitahuan.kembali', params: { nomor: row.number, aksi: `aksi.${actionId}` }, at });
};

/** What an applicant asks for at the counter, or the supervisor decides, moves a file whoever holds it: he is told what became of his work, and by whom. */
const tellMoved: NowEffect = async (trx, { case: row, sop, actionId, action, actor, facts, at }) => {
  const held = facts?.pemegang?.id;
  if (actor.kind !== 'staf' || action.to === 'tetap' || sop.actions[actionId]?.nextRound || !held || held === actor.id) return;
  await notify(trx, { officeId: row.office_id, userId: held, kind: 'digerakkan', caseId: row.id, textKey: 'pemberitahuan.digerakkan', params: { nomor: row.number, aksi: `aksi.${actionId}`, nama: actor.name }, at });
};

export const noticesDoorPart = (): DoorPart => ({ onAct: [tellCameBack, tellMoved] });
