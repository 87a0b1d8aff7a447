import type { Knex } from 'knex';
import type { FactSource } from '../cases/index.ts';
import { factSource } from '../cases/index.ts';
import { freshnessOf } from '../domain/screening/freshness.ts';
import type { HitFact } from '../domain/sop/facts.ts';
import { dayIn } from '../domain/working-time.ts';
import { getOffice } from '../offices/index.ts';
import { findImport, newestFinishedImport } from './blacklist.repository.ts';
import { hitsOfRun, latestRun } from './checks.repository.ts';
import { freshnessRule } from './freshness-rule.ts';
import { portalLooksOf } from './portal-looks.repository.ts';

const DAY = 86_400_000;

async function hitFacts(trx: Knex.Transaction, checkId: string): Promise<HitFact[]> {
  return (await hitsOfRun(trx, checkId)).map((hit) => ({
    id: hit.id, level: hit.level, inForce: hit.in_force, verdict: hit.verdict, judgedBy: hit.judged_by, confirmed: hit.confirmed_at !== null,
  }));
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
    const freshMs = office.settings.blacklistFreshDays * DAY;
    return {
      id: run.id, round: run.round,
      // Judged today, not as of the run: between 7 and 17 lie days, and a list goes on ageing.
      freshness: freshnessOf(run.data_date, dayIn(office.zone, now), freshnessRule(office)),
      newestList: run.import_id === (newest?.id ?? null),
      // A look ages as a list does.
      portalLook: looks.some((look) => now.getTime() - look.looked_at.getTime() <= freshMs),
      hits: await hitFacts(trx, run.id),
    };
  }),
  factSource('lpseLain', async (trx, { caseId, identityVersion }) => {
    const run = await latestRun(trx, { caseId, kind: 'lpse_lain', identityVersion });
    return run ? { id: run.id, round: run.round, freshness: 'segar', newestList: true, portalLook: false, hits: await hitFacts(trx, run.id) } : null;
  }),
];
