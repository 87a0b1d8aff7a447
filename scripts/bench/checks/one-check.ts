/**
 * One look for a known supplier at 10,000, 100,000 and 1,000,000 suppliers: what the door does at step 12, the run and its hits written.
 * Beside it, over the same suppliers, what one would take first; those are asked a few times only, because each reads every name.
 * `LOKET_BENCH_SUPPLIERS=10000` (or several, by commas) measures some of the sizes.
 */
import { loadavg } from 'node:os';
import type { Knex } from 'knex';
import { runRegistryCheck } from '../../../server/checks/run-registry-check.ts';
import type { ActContext, CaseRow } from '../../../server/cases/index.ts';
import { getSop } from '../../../server/domain/sop/catalogue.ts';
import { fillCases } from '../crowd.ts';
import { figure, percentile, timed, type Figure } from '../figure.ts';
import { withSetting } from '../setting.ts';
import { fuseOver, jaroWinklerOver, type Baseline } from './baselines.ts';
import { createDice } from './dice.ts';
import { fillSpread, spreadIdentity } from './spread.ts';
import { perturbPerson } from './perturb.ts';

const SIZES = (process.env.LOKET_BENCH_SUPPLIERS ?? '10000,100000,1000000').split(',').map(Number);
const OPEN_CASES = 100_000;
const CHECKED = 200;
const WARM_UP = 20;
const SECRET = 'rahasia-hanya-untuk-ukur-0123456789';
/** `LOKET_BENCH_OTHERS=tidak` leaves the others out, which read a million names each time. */
const WITH_OTHERS = process.env.LOKET_BENCH_OTHERS !== 'tidak';
/** How often the others are asked: so that a million names end too. */
const ASKED_OTHERS = { pg_trgm: 20, jaro_winkler: 5, fuse: 3 };

interface Asked { file: CaseRow; name: string; /** Who is meant; null for somebody nobody knows. */ truth: string | null }

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
      const asked = await applicants(ownerDb, files, size);
      const times: number[] = [];
      let [known, found] = [0, 0];
      for (const [n, each] of asked.entries()) {
        const trx = await db.transaction();
        const time = await timed(() => check(trx, each.file));
        if (n >= WARM_UP) times.push(time);
        if (each.truth !== null) {
          known += 1;
          if ((await bestHits(trx, each.file.id)).includes(each.truth)) found += 1;
        }
        await trx.rollback();
      }
      figures.push(figure({
        name: `checks_satu_pemeriksaan_${size}`, unit: 'ms', value: percentile(times, 0.95), target: 30,
        seen: { p50: percentile(times, 0.5), suppliers: size, openCases: OPEN_CASES, checked: times.length, foundAmongFirstThree: found / known, load: Math.round((loadavg()[0] ?? 0) * 10) / 10 },
      }));
      if (WITH_OTHERS) figures.push(...await others(database, asked.filter(({ truth }) => truth !== null), size));
    }
    return figures;
  });
}

/** Half of them are somebody known under another spelling, half nobody knows. */
async function applicants(ownerDb: Knex, files: CaseRow[], size: number): Promise<Asked[]> {
  const dice = createDice(size);
  const asked: Asked[] = [];
  for (const [n, file] of files.entries()) {
    const { name_glued: _glued, ...identity } = spreadIdentity(n % 2 === 0 ? dice.number(size) : 50_000_000 + n);
    const name = perturbPerson(identity.name, dice);
    await ownerDb('case_subjects').where({ case_id: file.id }).update({ ...identity, name });
    const known = n % 2 === 0 ? await ownerDb('providers').where({ npwp15: identity.npwp15, user_id_spse: identity.user_id_spse }).first<{ id: string } | undefined>('id') : undefined;
    asked.push({ file, name, truth: known?.id ?? null });
  }
  await ownerDb.raw('vacuum analyze case_subjects');
  return asked;
}

async function bestHits(trx: Knex.Transaction, caseId: string): Promise<string[]> {
  return trx('check_hits').where({ case_id: caseId }).orderBy([{ column: 'score', order: 'desc' }, { column: 'id' }]).limit(3).pluck<string[]>('provider_id');
}

/** Names only, over all suppliers of the country. The trigrams get an index of their own for as long as they are asked. */
async function others({ db, ownerDb }: { db: Knex; ownerDb: Knex }, asked: Asked[], size: number): Promise<Figure[]> {
  await ownerDb.raw('create index providers_by_trigrams on providers using gin (name_folded gin_trgm_ops)');
  const rows = (await db('providers').select<{ id: string; name: string }[]>('id', 'name')).map(({ id, name }) => ({ key: id, name: name.toUpperCase() }));
  const trigrams: Baseline = {
    name: 'pg_trgm',
    find: async (name) => (await db.transaction(async (trx) => {
      await trx.raw(`set local pg_trgm.similarity_threshold = 0.3`);
      return trx.raw<{ rows: { key: string; score: number }[] }>(`select id as key, similarity(name_folded, :name)::float8 as score from providers where name_folded % :name order by score desc, id limit 5`, { name: name.toUpperCase() });
    })).rows,
  };
  const figures: Figure[] = [];
  for (const baseline of [trigrams, jaroWinklerOver(rows), fuseOver(rows)]) {
    const times: number[] = [];
    let found = 0;
    const sample = asked.slice(0, ASKED_OTHERS[baseline.name as keyof typeof ASKED_OTHERS]);
    for (const { name, truth } of sample) {
      let answer: { key: string }[] = [];
      times.push(await timed(async () => { answer = await baseline.find(name); }));
      if (answer.slice(0, 3).some(({ key }) => key === truth)) found += 1;
    }
    figures.push(figure({ name: `checks_pembanding_${baseline.name}_${size}`, unit: 'ms', value: percentile(times, 0.95), target: 0, atLeast: true, seen: { p50: percentile(times, 0.5), suppliers: size, asked: sample.length, foundAmongFirstThree: found / sample.length } }));
  }
  await ownerDb.raw('drop index providers_by_trigrams');
  return figures;
}

async function check(trx: Knex.Transaction, file: CaseRow): Promise<void> {
  const context: ActContext = {
    case: file, sop: getSop(file.procedure, file.sop_version), actionId: 'ukur', action: { to: 'tetap' }, actionRowId: '', input: {}, facts: null, at: new Date(), round: 1,
    actor: { kind: 'sistem', id: null, name: '', roles: ['sistem'] },
  };
  await runRegistryCheck(trx, context, SECRET);
}
