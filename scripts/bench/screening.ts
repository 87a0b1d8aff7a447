/** Steps 7 and 12 for one applicant: a blacklist of 5,000 entries (the third version kept) and 100,000 suppliers. */
import { Readable } from 'node:stream';
import type { Knex } from 'knex';
import type { ActContext, CaseRow } from '../../server/cases/index.ts';
import { importBlacklist } from '../../server/checks/import-blacklist.ts';
import { runBlacklistCheck } from '../../server/checks/run-blacklist-check.ts';
import { runRegistryCheck } from '../../server/checks/run-registry-check.ts';
import { maskNpwp } from '../../server/domain/identity/npwp.ts';
import { getSop } from '../../server/domain/sop/catalogue.ts';
import { fillCases, fillProviders, identityOf } from './crowd.ts';
import { figure, percentile, timed, type Figure } from './figure.ts';
import { statementsOf, withBarePg, withSetting, type Statement } from './setting.ts';

const ENTRIES = 5_000;
const PROVIDERS = 100_000;
const CASES = 2_000;
const CHECKED = 150;
const WARM_UP = 10;
const SECRET = 'rahasia-hanya-untuk-ukur-0123456789';

export async function screening(): Promise<Figure[]> {
  return withSetting(async ({ database, officeId }) => {
    const { db, ownerDb } = database;
    for (const dataDate of ['2026-01-01', '2026-02-01', '2026-03-01']) {
      await importBlacklist(db, { stream: Readable.from([await listFile(db, dataDate)]), fileName: 'daftar.csv', dataDate, importedBy: null, at: new Date() });
    }
    await fillProviders(ownerDb, PROVIDERS);
    await fillCases(ownerDb, officeId, CASES);
    const files = await db<CaseRow>('cases').where({ office_id: officeId }).whereNull('archived_at').orderBy('id').limit(CHECKED + WARM_UP);
    // The applicant of each file is somebody of his own, near enough to others to be compared with many.
    for (const [n, file] of files.entries()) {
      const { name_glued: _glued, ...identity } = identityOf(2_000_000 + n);
      await ownerDb('case_subjects').where({ case_id: file.id }).update({ ...identity, npwp_mask: identity.npwp15.slice(5, 8) + identity.npwp15.slice(10, 12) });
    }
    await ownerDb.raw('vacuum analyze');

    const ours: number[] = [];
    const theirs: number[] = [];
    await withBarePg(database.url, async (bare) => {
      for (const [n, file] of files.entries()) {
        let statements: Statement[] = [];
        let time = 0;
        const trx = await db.transaction();
        statements = await statementsOf(db, async () => { time = await timed(() => checkBoth(trx, file)); });
        await trx.rollback();
        await bare.query('begin');
        // What was compared is asked again; what was kept of it is not written twice.
        const questions = statements.filter(({ text }) => /^\s*(select|with)/i.test(text));
        const bareTime = await timed(async () => { for (const statement of questions) await bare.query(statement); });
        await bare.query('rollback');
        if (n >= WARM_UP) { ours.push(time); theirs.push(bareTime); }
      }
    });
    return [figure({
      name: 'screening_both_lists', unit: 'ms', value: percentile(ours, 0.95), baseline: percentile(theirs, 0.95), target: 50,
      seen: { p50: percentile(ours, 0.5), baselineP50: percentile(theirs, 0.5), checked: ours.length, entries: ENTRIES, providers: PROVIDERS },
    })];
  });
}

async function checkBoth(trx: Knex.Transaction, file: CaseRow): Promise<void> {
  const context: ActContext = {
    case: file, sop: getSop(file.procedure, file.sop_version), actionId: 'ukur', action: { to: 'tetap' }, actionRowId: '', input: {}, facts: null, at: new Date(), round: 1,
    actor: { kind: 'sistem', id: null, name: '', roles: ['sistem'] },
  };
  await runBlacklistCheck(trx, context, SECRET);
  await runRegistryCheck(trx, context, SECRET);
}

/** The columns the import reads, of people nobody knows; a third is still in force. */
async function listFile(db: Knex, dataDate: string): Promise<Buffer> {
  const regions = await db('regions').whereIn('code', ['6472', '6471', '6403', '6402', '6474', '6409']).select<{ code: string; name: string }[]>('code', 'name');
  const nameOf = new Map(regions.map((region) => [region.code, region.name]));
  const lines = Array.from({ length: ENTRIES }, (_, n) => {
    const { name, npwp15, regency_code } = identityOf(3_000_000 + n);
    const form = ['CV ', 'PT ', 'UD ', ''][n % 4] ?? '';
    return [`${form}${name}`, '2025-06-01', n % 3 === 0 ? 'PUBLISHED' : 'EXPIRED', n % 14 === 0 ? 'N/A' : maskNpwp(npwp15), 'Kalimantan Timur', nameOf.get(regency_code) ?? 'Kota Samarinda',
      `SK-${n}-${dataDate}`, n % 3 === 0 ? '2099-05-31' : '2025-12-31'].join(',');
  });
  return Buffer.from(['penyedia,tanggal_berlaku,status,npwp_penyedia,provinci,kota/kabupaten,nomor_sk,tanggal_selesai', ...lines].join('\n'));
}
