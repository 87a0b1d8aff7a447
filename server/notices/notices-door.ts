import type { ActContext, DoorPart, NowEffect } from '../cases/index.ts';
import { notify } from './notify.ts';

/** Whose desk the applicant's act put the file back on: its holder's, or that of whoever had it last and gets it first. */
function backWith({ case: row, sop, actionId, action, actor }: ActContext): string | null {
  const comesBack = sop.actions[actionId]?.nextRound === true || (actor.kind === 'pemohon' && action.to !== 'tetap');
  const back = row.holder_id ?? row.preferred_holder_id;
  return comesBack && back !== actor.id && row.turn !== 'pemohon' ? back : null;
}

const tellCameBack: NowEffect = async (trx, context) => {
  const { case: row, actionId, at } = context;
  const told = backWith(context);
  if (told) await notify(trx, { officeId: row.office_id, userId: told, kind: 'kembali', caseId: row.id, textKey: 'pemberitahuan.kembali', params: { nomor: row.number, aksi: `aksi.${actionId}` }, at });
};

/**
 * What an applicant asks for, at the counter or by his link, or the supervisor decides moves a file whoever holds it: he is told what became of his work, and
 * by whom. Not he who is told that it is back with him.
 */
const tellMoved: NowEffect = async (trx, context) => {
  const { case: row, actionId, action, actor, facts, at } = context;
  const held = facts?.pemegang?.id;
  if (actor.kind === 'sistem' || action.to === 'tetap' || !held || held === actor.id || held === backWith(context)) return;
  const [textKey, by] = actor.kind === 'staf' ? ['pemberitahuan.digerakkan', { nama: actor.name }] as const : ['pemberitahuan.digerakkan_pemohon', {}] as const;
  await notify(trx, { officeId: row.office_id, userId: held, kind: 'digerakkan', caseId: row.id, textKey, params: { nomor: row.number, aksi: `aksi.${actionId}`, ...by }, at });
};

export const noticesDoorPart = (): DoorPart => ({ onAct: [tellCameBack, tellMoved] });
