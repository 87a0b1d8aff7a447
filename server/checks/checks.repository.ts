import type { Knex } from 'knex';
import type { Freshness, HitVerdict } from '../domain/sop/facts.ts';
import type { SanctionStatus } from '../domain/screening/sanction-standing.ts';
import type { EvidenceLevel, ScreeningReason } from '../domain/screening/screening.ts';

export type CheckKind = 'daftar_hitam' | 'lpse_lain';

export interface NewRun {
  caseId: string; officeId: string; kind: CheckKind; round: number; identityVersion: number; contactVersion: number;
  /** Version of the national list (step 7), or of the registry of other LPSEs (step 12). */
  importId: string | null; dataDate: string | null; freshness: Freshness;
  query: object; history: object[]; runBy: string | null; at: Date;
}
export interface NewHit {
  entryId?: string; providerId?: string; otherCaseId?: string; portalLookId?: string;
  subjectRole: string; subjectHash: string; targetKey: string;
  level: EvidenceLevel; score: number; inForce: boolean; reasons: ScreeningReason[];
  /** What the officer is shown, as it was then. */
  shown: Record<string, unknown>;
}

/** Evidence: the run and what it found, frozen. Only verdicts are added later. */
export async function insertRun(trx: Knex.Transaction, run: NewRun, hits: NewHit[]): Promise<string> {
  const [row] = await trx('checks').insert({
    case_id: run.caseId, office_id: run.officeId, kind: run.kind, round: run.round, identity_version: run.identityVersion, contact_version: run.contactVersion,
    ...(run.kind === 'daftar_hitam' ? { import_id: run.importId } : { registry_import_id: run.importId }), data_date: run.dataDate, freshness: run.freshness, query: JSON.stringify(run.query), history: JSON.stringify(run.history), run_by: run.runBy, run_at: run.at,
  }).returning<{ id: string }[]>('id');
  if (!row) throw new Error('check was not written');
  await insertHits(trx, row.id, run.caseId, hits);
  return row.id;
}

export async function insertHits(trx: Knex.Transaction, checkId: string, caseId: string, hits: NewHit[]): Promise<void> {
  if (hits.length === 0) return;
  await trx('check_hits').insert(hits.map((hit) => ({
    check_id: checkId, case_id: caseId, entry_id: hit.entryId ?? null, provider_id: hit.providerId ?? null, other_case_id: hit.otherCaseId ?? null,
    portal_look_id: hit.portalLookId ?? null, subject_role: hit.subjectRole, subject_hash: hit.subjectHash, target_key: hit.targetKey, level: hit.level,
    score: hit.score, in_force: hit.inForce, reasons: JSON.stringify(hit.reasons), shown: JSON.stringify(hit.shown),
  })));
}

export interface RunRow { id: string; round: number; identity_version: number; contact_version: number; import_id: string | null; registry_import_id: string | null; data_date: string | null; freshness: Freshness; query: { subjek: { siapa?: string }[] }; run_at: Date }

export async function latestRun(trx: Knex.Transaction, of: { caseId: string; kind: CheckKind; round?: number; identityVersion?: number }): Promise<RunRow | undefined> {
  const query = trx<RunRow & { case_id: string; kind: CheckKind }>('checks').where({ case_id: of.caseId, kind: of.kind });
  if (of.round !== undefined) void query.andWhere({ round: of.round });
  if (of.identityVersion !== undefined) void query.andWhere({ identity_version: of.identityVersion });
  return query.orderBy([{ column: 'run_at', order: 'desc' }, { column: 'id', order: 'desc' }]).first();
}

export interface HitRow {
  id: string; level: EvidenceLevel; in_force: boolean; verdict: HitVerdict | null; judged_by: string | null; confirmed_at: Date | null;
  shown: { status?: SanctionStatus; mulai?: string | null; selesai?: string | null; keadaan?: string; lpse?: string; userId?: string | null; luar?: boolean };
}

export async function hitsOfRun(trx: Knex.Transaction, checkId: string): Promise<HitRow[]> {
  return trx<HitRow & { check_id: string; score: number }>('check_hits').where({ check_id: checkId }).orderBy([{ column: 'score', order: 'desc' }, { column: 'id' }]);
}

/** A new verdict puts the earlier confirmation aside: the second person confirmed something else. */
export async function judgeHit(trx: Knex.Transaction, hit: { id: string; caseId: string; verdict: HitVerdict; reason: string; by: string | null; at: Date }): Promise<void> {
  await trx('check_hits').where({ id: hit.id, case_id: hit.caseId }).update({
    verdict: hit.verdict, verdict_reason: hit.reason, judged_by: hit.by, judged_at: hit.at, confirmed_by: null, confirmed_at: null, confirm_reason: null,
  });
}

export async function confirmHit(trx: Knex.Transaction, hit: { id: string; caseId: string; reason: string; by: string | null; at: Date }): Promise<void> {
  await trx('check_hits').where({ id: hit.id, case_id: hit.caseId, verdict: 'sama' }).update({ confirmed_by: hit.by, confirmed_at: hit.at, confirm_reason: hit.reason });
}

export interface EarlierVerdict { subjectHash: string; targetKey: string; verdict: HitVerdict; reason: string; by: string | null; at: Date; caseNumber: string }

/**
 * The last verdict this office gave on each pair with the same identity, in a file or on a hit in a newer list; shown beside the hit, never taken
 * over.
 */
export async function earlierVerdicts(trx: Knex.Transaction, of: { officeId: string; subjectHashes: string[]; targetKeys: string[] }): Promise<EarlierVerdict[]> {
  if (of.targetKeys.length === 0) return [];
  const { rows } = await trx.raw<{ rows: { subject_hash: string; target_key: string; verdict: HitVerdict; verdict_reason: string | null; judge: string | null; judged_at: Date; number: string | null }[] }>(
    `select distinct on (v.subject_hash, v.target_key) v.subject_hash, v.target_key, v.verdict, v.verdict_reason, v.judged_at,
       (select c.number from cases c where c.id = v.case_id) as number, (select u.name from users u where u.id = v.judged_by) as judge
     from (
       select h.id, h.subject_hash, h.target_key, h.verdict, h.verdict_reason, h.judged_at, h.judged_by, h.case_id from check_hits h join checks k on k.id = h.check_id
         where h.verdict is not null and h.subject_hash = any(:subjects) and h.target_key = any(:targets) and k.office_id = :office
       union all
       select s.id, s.subject_hash, s.target_key, s.verdict, s.verdict_reason, s.judged_at, s.judged_by, s.case_id from standing_hits s
         where s.verdict is not null and s.subject_hash = any(:subjects) and s.target_key = any(:targets) and s.office_id = :office
     ) v
     order by v.subject_hash, v.target_key, v.judged_at desc, v.id desc`, { subjects: of.subjectHashes as unknown as string, targets: of.targetKeys as unknown as string, office: of.officeId });
  return rows.map((row) => ({ subjectHash: row.subject_hash, targetKey: row.target_key, verdict: row.verdict, reason: row.verdict_reason ?? '', by: row.judge, at: row.judged_at, caseNumber: row.number ?? '–' }));
}

/** Named again, the later one counts. */
export async function insertExistingId(trx: Knex.Transaction, row: { case_id: string; lpse: string; user_id_spse: string; recorded_by: string; at: Date }): Promise<void> {
  await trx('existing_ids').insert(row).onConflict('case_id').merge();
}
