import type { FactSource } from '../cases/index.ts';
import { factSource } from '../cases/index.ts';
import { sanctionStanding } from '../domain/screening/sanction-standing.ts';
import type { HitFact } from '../domain/sop/facts.ts';
import { dayIn } from '../domain/working-time.ts';
import { getOffice } from '../offices/index.ts';
import { findImport, newestFinishedImport } from './blacklist.repository.ts';
import { hitsOfRun, latestRun, type HitRow } from './checks.repository.ts';
import { everybodyLookedFor } from './everybody-looked-for.ts';
import { listFreshness, looksCountSince } from './freshness-rule.ts';
import { portalLooksOf } from './portal-looks.repository.ts';
import { findRegistryImport } from './registry.repository.ts';
import { hitsAfterRun } from './standing-hits.repository.ts';

function hitFacts(hits: HitRow[]): HitFact[] {
  return hits.map((hit) => ({ id: hit.id, level: hit.level, inForce: hit.in_force, verdict: hit.verdict, judgedBy: hit.judged_by, confirmed: hit.confirmed_at !== null }));
}

/** What was shown is frozen; days go on. A look at the portal has no days of its own. */
function standsOtherwise({ shown, verdict }: HitRow, today: string): boolean {
  if (verdict === 'bukan_yang_sama' || !shown.status || !shown.keadaan) return false;
  return sanctionStanding({ status: shown.status, startsOn: shown.mulai ?? null, endsOn: shown.selesai ?? null }, today) !== shown.keadaan;
}

/** What the door knows of steps 7 and 12. */
export const checkFacts: FactSource[] = [
  factSource('daftarHitam', async (trx, { caseId, round, identityVersion, now }) => {
    const run = await latestRun(trx, { caseId, kind: 'daftar_hitam', round, identityVersion });
    // A run against a list withdrawn since proves nothing, neither for nor against anybody. An earlier run does not take its place: looks at the
    // portal recorded since would be lost with it. The next run takes them in.
    if (!run || (run.import_id !== null && (await findImport(trx, run.import_id))?.state !== 'selesai')) return null;
    const { office_id: officeId } = await trx('cases').where({ id: caseId }).first<{ office_id: string }>('office_id');
    const office = await getOffice(trx, officeId);
    const newest = await newestFinishedImport(trx);
    const looks = await portalLooksOf(trx, caseId, round);
    const hits = await hitsOfRun(trx, run.id);
    const today = dayIn(office.zone, now);
    const since = looksCountSince(office, now);
    return {
      id: run.id, round: run.round,
      // Judged today, not as of the run: between 7 and 17 lie days, and a list goes on ageing.
      freshness: (await listFreshness(trx, { office, today, at: now, inForceId: newest?.id }))(run.data_date),
      newestList: run.import_id === (newest?.id ?? null),
      // A look ages as a list does.
      portalLook: everybodyLookedFor(run.query.subjek, looks.filter((look) => look.looked_at >= since)),
      hits: hitFacts(hits),
      standingChanged: hits.some((hit) => standsOtherwise(hit, today)),
      withdrawn: false, contactChanged: false,
      // A newer list closes the door by itself, whoever it names.
      newer: [],
    };
  }),
  factSource('lpseLain', async (trx, { caseId, identityVersion, contactVersion }) => {
    const run = await latestRun(trx, { caseId, kind: 'lpse_lain', identityVersion });
    if (!run) return null;
    const withdrawn = run.registry_import_id !== null && (await findRegistryImport(trx, run.registry_import_id))?.state !== 'selesai';
    return {
      id: run.id, round: run.round, freshness: 'segar', newestList: true, portalLook: false, hits: hitFacts(await hitsOfRun(trx, run.id)), standingChanged: false, withdrawn,
      newer: await hitsAfterRun(trx, { caseId, runAt: run.run_at, registryId: run.registry_import_id }),
      contactChanged: run.contact_version !== contactVersion,
    };
  }),
];
