/** One look for a known supplier at 10,000, 100,000 and 1,000,000 suppliers: what the door does at step 12, the run and its hits written. */
import type { Knex } from 'knex';
import { runRegistryCheck } from '../../../server/checks/run-registry-check.ts';
import type { ActContext, CaseRow } from '../../../server/cases/index.ts';
import { getSop } from '../../../server/domain/sop/catalogue.ts';
import { fillCases } from '../crowd.ts';
import { figure, percentile, timed, type Figure } from '../figure.ts';
import { withSetting } from '../setting.ts';
import { createDice } from './dice.ts';
import { fillSpread, spreadIdentity } from './spread.ts';
import { perturbPerson } from './perturb.ts';

const SIZES = (process.env.LOKET_BENCH_SUPPLIERS ?? '10000,100000,1000000').split(',').map(Number);
const OPEN_CASES = 100_000;
const CHECKED = 200;
const WARM_UP = 20;
const SECRET = 'rahasia-hanya-untuk-ukur-0123456789';

export async function oneCheck(): Promise<Figure[]> {
  return withSetting(async ({ database, officeId }) => {
    const { db, ownerDb } = database;
    await fillCases(ownerDb, officeId, OPEN_CASES);
    const files = await db<CaseRow>('cases').where({ office_id: officeId }).whereNull('archived_at').orderBy('id').limit(CHECKED + WARM_UP);
    const figures: Figure[] = [];
    let there = 0;
    for (const size of SIZES) {
      await fillSpread(ownerDb, database.ownerUrl, there, size);
      there = size;
      // Half of them are somebody known under another spelling, half nobody knows.
      const dice = createDice(size);
      for (const [n, file] of files.entries()) {
        const { name_glued: _glued, ...identity } = spreadIdentity(n % 2 === 0 ? dice.number(size) : 50_000_000 + n);
        await ownerDb('case_subjects').where({ case_id: file.id }).update({ ...identity, name: perturbPerson(identity.name, dice) });
      }
      await ownerDb.raw('vacuum analyze case_subjects');
      const times: number[] = [];
      for (const [n, file] of files.entries()) {
        const trx = await db.transaction();
        const time = await timed(() => check(trx, file));
        await trx.rollback();
        if (n >= WARM_UP) times.push(time);
      }
      figures.push(figure({ name: `checks_satu_pemeriksaan_${size}`, unit: 'ms', value: percentile(times, 0.95), target: 30, seen: { p50: percentile(times, 0.5), suppliers: size, openCases: OPEN_CASES, checked: times.length } }));
    }
    return figures;
  });
}

async function check(trx: Knex.Transaction, file: CaseRow): Promise<void> {
  const context: ActContext = {
    case: file, sop: getSop(file.procedure, file.sop_version), actionId: 'ukur', action: { to: 'tetap' }, actionRowId: '', input: {}, facts: null, at: new Date(), round: 1,
    actor: { kind: 'sistem', id: null, name: '', roles: ['sistem'] },
  };
  await runRegistryCheck(trx, context, SECRET);
}
