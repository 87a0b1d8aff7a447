/** Guards about the national list and the registry: runs, hits, and who judges them. */
import type { Facts, RunFact } from '../facts.ts';
import type { Guard, InputGuard, Obstacle } from '../model.ts';
import { obstacle } from './obstacle.ts';

function runUsable(run: RunFact | null, facts: Facts, check: 'daftar_hitam' | 'lpse_lain'): Obstacle[] {
  const fix = { workspace: check };
  if (!run) return [obstacle(`${check}_belum_diperiksa`, undefined, fix)];
  const wrong: Obstacle[] = [];
  if (check === 'daftar_hitam' && run.round !== facts.kasus.round) wrong.push(obstacle('daftar_hitam_putaran_lama', undefined, fix));
  if (!run.newestList) wrong.push(obstacle('daftar_lebih_baru', undefined, fix));
  if (run.standingChanged) wrong.push(obstacle('keadaan_sanksi_berubah', undefined, fix));
  if (run.contactChanged) wrong.push(obstacle('kontak_berubah', undefined, fix));
  if (run.freshness !== 'segar' && !run.portalLook) wrong.push(obstacle(`daftar_${run.freshness}`, undefined, fix));
  return wrong;
}

/** The blacklist was looked at in this round, in the newest list, which is fresh or backed by a look at the portal (decision 3). */
export const blacklistLooked: Guard = (facts) => runUsable(facts.daftarHitam, facts, 'daftar_hitam');

/** All hits of the run carry a verdict, none of them `belum_yakin`. */
function hitsJudged(run: RunFact | null, check: 'daftar_hitam' | 'lpse_lain'): Obstacle[] {
  return (run?.hits ?? []).filter((hit) => hit.verdict === null || hit.verdict === 'belum_yakin').map((hit) =>
    obstacle(hit.verdict ? 'temuan_belum_yakin' : 'temuan_belum_dinilai', undefined, { workspace: check, ref: hit.id }));
}
export const blacklistHitsJudged: Guard = (facts) => hitsJudged(facts.daftarHitam, 'daftar_hitam');
export const candidatesJudged: Guard = (facts) => hitsJudged(facts.lpseLain, 'lpse_lain');

/** Nobody on the list in force is this applicant. */
export const noBlacklistHit: Guard = (facts) =>
  (facts.daftarHitam?.hits ?? []).some((hit) => hit.verdict === 'sama' && hit.inForce) ? [obstacle('temuan_sama', undefined, { workspace: 'daftar_hitam' })] : [];

/** Clean beyond doubt: what step 17 needs. */
export const blacklistClean: Guard = (facts, context) => [
  ...blacklistLooked(facts, context), ...blacklistHitsJudged(facts, context), ...noBlacklistHit(facts, context),
];

/** A second person confirmed that the entry in force is this applicant (decision 3). */
export const confirmedBlacklistHit: Guard = (facts) => {
  const same = (facts.daftarHitam?.hits ?? []).filter((hit) => hit.verdict === 'sama' && hit.inForce);
  if (same.length === 0) return [obstacle('tidak_ada_temuan_sama', undefined, { workspace: 'daftar_hitam' })];
  return same.some((hit) => hit.confirmed) ? [] : [obstacle('temuan_belum_dikonfirmasi', undefined, { workspace: 'daftar_hitam', ref: same[0]?.id })];
};

/** The hit named in the input is judged `sama` and waits for its second person. */
export const hitAwaitsConfirmation: InputGuard = (facts, input) => {
  const hit = [...facts.daftarHitam?.hits ?? [], ...facts.lpseLain?.hits ?? []].find((candidate) => candidate.id === input.hitId);
  if (!hit) return [obstacle('temuan_tidak_dikenal')];
  return hit.verdict === 'sama' && !hit.confirmed ? [] : [obstacle('temuan_tidak_menunggu_konfirmasi')];
};

/** Kind of the task by which the supervisor judges a hit that the officer is unsure of. */
export const UNSURE_HIT = 'putuskan_temuan';

/** Judged `belum_yakin`, and not with the supervisor yet. */
export const hitIsUnsure: InputGuard = (facts, input) => {
  const hit = [...facts.daftarHitam?.hits ?? [], ...facts.lpseLain?.hits ?? []].find((candidate) => candidate.id === input.hitId);
  if (!hit) return [obstacle('temuan_tidak_dikenal')];
  if (hit.verdict !== 'belum_yakin') return [obstacle('temuan_bukan_belum_yakin')];
  return atSupervisor(facts, hit.id) ? [obstacle('temuan_sudah_diajukan')] : [];
};

/** An officer sent this hit to the supervisor and waits for an answer. */
export const hitIsAtSupervisor: InputGuard = (facts, input) => (atSupervisor(facts, String(input.hitId)) ? [] : [obstacle('temuan_tidak_diajukan')]);

function atSupervisor(facts: Facts, hitId: string): boolean {
  return facts.tugas.some((task) => task.open && task.kind === UNSURE_HIT && task.ref === hitId);
}

/** The hit named in the input belongs to the run in force of this check, and of no other. */
export function hitIsCurrent(check: 'daftarHitam' | 'lpseLain'): InputGuard {
  const hitIsOfThisRun: InputGuard = (facts, input) => ((facts[check]?.hits ?? []).some((hit) => hit.id === input.hitId) ? [] : [obstacle('temuan_tidak_dikenal')]);
  return hitIsOfThisRun;
}

/** Step 12 was done for this identity and these addresses. */
export const registryRan: Guard = (facts) => runUsable(facts.lpseLain, facts, 'lpse_lain');
const registryStands: Guard = (facts) => (facts.lpseLain?.withdrawn ? [obstacle('registri_dicabut', undefined, { workspace: 'lpse_lain' })] : []);
/** Whoever decides on the run needs one that does not rest on a withdrawn registry. */
export const registryLooked: Guard = (facts, context) => [...registryRan(facts, context), ...registryStands(facts, context)];
/** What a newer registry says about the applicant (standing screening) is judged; where it is him, step 12 is done again before anything is approved. */
export const newerRegistrySettled: Guard = (facts, { sop }) => (facts.lpseLain?.newer ?? []).flatMap(({ verdict }) => {
  if (verdict === 'bukan_yang_sama') return [];
  if (verdict !== 'sama') return [obstacle('temuan_registri_baru')];
  return [obstacle('registri_baru_sama', undefined, 'kembalikan_ke_lpse_lain' in sop.actions ? { workspace: 'lpse_lain', act: 'kembalikan_ke_lpse_lain' } : undefined)];
});
const noCandidateSame: Guard = (facts) =>
  (facts.lpseLain?.hits ?? []).some((hit) => hit.verdict === 'sama') ? [obstacle('kandidat_sama', undefined, { workspace: 'lpse_lain' })] : [];
export const notRegisteredElsewhere: Guard = (facts, context) => [
  ...registryLooked(facts, context), ...candidatesJudged(facts, context), ...noCandidateSame(facts, context),
];
/** The same after step 12, where it may have been run again for a corrected address; a registry withdrawn meanwhile does not undo it. */
export const stillNotRegisteredElsewhere: Guard = (facts, context) => [
  ...registryRan(facts, context), ...candidatesJudged(facts, context), ...noCandidateSame(facts, context),
];
export const registeredElsewhere: Guard = (facts) =>
  (facts.lpseLain?.hits ?? []).some((hit) => hit.verdict === 'sama') ? [] : [obstacle('tidak_ada_kandidat_sama', undefined, { workspace: 'lpse_lain' })];

/** A second person confirmed that a supplier known elsewhere is this applicant: the file ends by it as it does by the list (decision 3). */
export const confirmedCandidate: Guard = (facts, context) => {
  const same = (facts.lpseLain?.hits ?? []).filter((hit) => hit.verdict === 'sama');
  if (same.length === 0) return [obstacle('tidak_ada_kandidat_sama', undefined, { workspace: 'lpse_lain' })];
  return [...registryLooked(facts, context), ...(same.some((hit) => hit.confirmed) ? [] : [obstacle('temuan_belum_dikonfirmasi', undefined, { workspace: 'lpse_lain', ref: same[0]?.id })])];
};

/**
 * A duty: after step 12 the address changed, or running it again for that brought somebody whom nobody has judged. Shown where it can be run and
 * is not the work itself; one thing after the other.
 */
export const registryKept: Guard = (facts, context) => {
  const { sop, place } = context;
  if (!facts.lpseLain || sop.places[place]?.workspace === 'lpse_lain' || !sop.actions.jalankan_lpse_lain?.from.includes(place)) return [];
  return stillNotRegisteredElsewhere(facts, context).slice(0, 1);
};
