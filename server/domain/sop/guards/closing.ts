/** Guards about letters and addresses, tasks, and the ending of a case. */
import type { TaskFact } from '../facts.ts';
import type { ActorIdentity, Guard, InputGuard, Obstacle, Sop } from '../model.ts';
import { obstacle } from './obstacle.ts';

/** Letters that could not be delivered are explained before the file is closed (decision 9). */
export const lettersDelivered: Guard = (facts, { sop }) => (facts.surat.undelivered === 0 ? []
  : [obstacle('surat_belum_sampai', { jumlah: facts.surat.undelivered }, facts.surat.rejected > 0 ? addressFix(sop) : undefined)]);

/** Where a wrong address is mended: wherever the case stands, by the act the procedure has for it. */
function addressFix(sop: Sop): Obstacle['fix'] {
  return 'ajukan_perbaikan_alamat' in sop.actions ? { workspace: 'surat', act: 'ajukan_perbaikan_alamat' } : undefined;
}

/** A duty: a mail was refused or given up, so the applicant knows nothing of it. Somebody telephones and asks for the right address. */
export const addressReached: Guard = (facts, { sop }) =>
  facts.surat.rejected === 0 ? [] : [obstacle('alamat_ditolak', { jumlah: facts.surat.rejected }, addressFix(sop))];
/** A duty: a corrected address waits for a second person. */
export const addressConfirmed: Guard = (facts, { sop }) =>
  facts.alamat.proposal ? [obstacle('alamat_menunggu_orang_kedua', undefined, 'perbaiki_alamat' in sop.actions ? { workspace: 'surat', act: 'perbaiki_alamat' } : undefined)] : [];

/** Somebody else's correction of the address is there to be confirmed or refused (decision 12). */
export const addressProposed: Guard = (facts) => (facts.alamat.proposal ? [] : [obstacle('tidak_ada_usul_alamat')]);
/** One at a time: the second person must know which one he confirms. */
export const noAddressProposed: Guard = (facts) => (facts.alamat.proposal ? [obstacle('usul_alamat_terbuka')] : []);

/** A filed case is sealed first: what is sealed must not see what comes after. */
export const sealedIfFiled: Guard = (facts) => (facts.arsip.filed && !facts.arsip.sealed ? [obstacle('arsip_belum_disegel')] : []);

/** The case ended like this: only then is there such a paper to take back. */
export function endedWith(outcome: string): Guard {
  const endedSo: Guard = (facts) => (facts.kasus.outcome === outcome ? [] : [{ ...obstacle('hasil_bukan_itu', { hasil: `hasil.${outcome}` }), forGood: true }]);
  return endedSo;
}
/** An ending with a receipt is undone by taking the receipt back, never around it. */
export function endedOtherwiseThan(outcome: string): Guard {
  const endedOtherwise: Guard = (facts) => (facts.kasus.outcome === outcome ? [{ ...obstacle('cabut_tanda_terima_dulu'), forGood: true }] : []);
  return endedOtherwise;
}

/** The task named in the input is open and of the actor's part; where the procedure says so, another person closes it than opened it. */
export const taskMayClose: InputGuard = (facts, input, { actor, action }) => {
  const excepted = facts.pengecualian.some((exception) => exception.action === action && exception.actorId === actor.id);
  return taskClosedTo(facts.tugas.find((candidate) => candidate.id === input.tugasId), actor, excepted);
};

/** What stands against this person closing this task; lists say with it what the door will say. `excepted`: four eyes were lifted for him here. */
export function taskClosedTo(task: Pick<TaskFact, 'open' | 'ref' | 'actor' | 'notOpener' | 'openedBy'> | undefined, actor: Pick<ActorIdentity, 'id' | 'roles'>, excepted: boolean): Obstacle[] {
  if (!task?.open) return [obstacle('tugas_tidak_terbuka')];
  if (task.ref) return [obstacle('tugas_selesai_bersama')];
  if (!actor.roles.includes(task.actor)) return [obstacle('tugas_bagian_lain', { bagian: `peran.${task.actor}` })];
  return task.notOpener && task.openedBy === actor.id && !excepted ? [obstacle('tugas_oleh_orang_lain')] : [];
}
