import type { Knex } from 'knex';
import type { EvidenceLevel, ScreeningReason } from '../domain/screening/screening.ts';
import type { HitVerdict } from '../domain/sop/facts.ts';

interface NewStandingHit {
  kind: 'daftar_hitam' | 'lpse_lain'; office_id: string; case_id: string | null; provider_id: string | null; import_id: string; data_date: string; entry_id: string | null;
  subject_hash: string; target_key: string; asked: Record<string, string | null>; level: EvidenceLevel; score: number; in_force: boolean; reasons: ScreeningReason[];
  shown: Record<string, unknown>; found_at: Date;
}
export interface Judgement { verdict: HitVerdict; reason: string; by: string | null; at: Date }
const judged = ({ verdict, reason, by, at }: Judgement) => ({ verdict, verdict_reason: reason, judged_by: by, judged_at: at });
const unjudged = (open: Knex.QueryBuilder) => { void open.whereNull('verdict').orWhere('verdict', 'belum_yakin'); };

/** Undefined where the pair has its row already. */
export async function insertStandingHit(trx: Knex.Transaction, hit: NewStandingHit): Promise<string | undefined> {
  const [noted] = await trx('standing_hits').insert({ ...hit, asked: JSON.stringify(hit.asked), reasons: JSON.stringify(hit.reasons), shown: JSON.stringify(hit.shown) })
    .onConflict(trx.raw('(office_id, subject_hash, target_key, in_force) where withdrawn_at is null')).ignore().returning<{ id: string }[]>('id');
  return noted?.id;
}

/** Undefined for a hit of another office, and one whose list was withdrawn. */
export async function findStandingHit(trx: Knex.Transaction, of: { id: string; officeId: string }): Promise<{ case_id: string | null } | undefined> {
  return trx('standing_hits').where({ id: of.id, office_id: of.officeId }).whereNull('withdrawn_at').first<{ case_id: string | null } | undefined>('case_id');
}

/** Undefined where it was withdrawn meanwhile. */
export async function judgeStanding(trx: Knex.Transaction, of: { id: string; officeId: string }, judgement: Judgement): Promise<{ case_id: string | null } | undefined> {
  const [hit] = await trx('standing_hits').where({ id: of.id, office_id: of.officeId }).whereNull('withdrawn_at').update(judged(judgement)).returning<{ case_id: string | null }[]>('case_id');
  return hit;
}

/** Open hits about the pair of a hit of the file get its verdict. Answers which. */
export async function judgeTwins(trx: Knex.Transaction, of: { hitId: string; caseId: string }, judgement: Judgement): Promise<string[]> {
  const pair = trx('check_hits as h').where({ 'h.id': of.hitId, 'h.case_id': of.caseId }).whereRaw('h.subject_hash = standing_hits.subject_hash and h.target_key = standing_hits.target_key').select(trx.raw('1'));
  const rows = await trx('standing_hits').where({ case_id: of.caseId }).whereNull('withdrawn_at').andWhere(unjudged).whereExists(pair).update(judged(judgement)).returning<{ id: string }[]>('id');
  return rows.map(({ id }) => id);
}

/** What registries say about the applicant that came in after the run; what the run itself asked stands among its own hits. */
export async function hitsAfterRun(trx: Knex.Transaction, run: { caseId: string; runAt: Date; registryId: string | null }): Promise<{ id: string; verdict: HitVerdict | null }[]> {
  return trx('standing_hits').where({ case_id: run.caseId, kind: 'lpse_lain' }).whereNull('withdrawn_at').where('found_at', '>=', run.runAt).whereRaw('import_id is distinct from ?', [run.registryId])
    .orderBy('id').select<{ id: string; verdict: HitVerdict | null }[]>('id', 'verdict');
}

/** Cases with hits of a version that wait for somebody, in the order in which everybody locks them. */
export async function casesWaitingFor(trx: Knex.Transaction, importId: string): Promise<{ case_id: string; office_id: string }[]> {
  return trx('standing_hits').where({ import_id: importId }).whereNull('withdrawn_at').whereNotNull('case_id').andWhere(unjudged)
    .distinct('case_id', 'office_id').orderBy('case_id').select<{ case_id: string; office_id: string }[]>();
}

/** What nobody judged of a version; verdicts stay. */
export async function withdrawHits(trx: Knex.Transaction, importId: string, at: Date): Promise<{ id: string; case_id: string | null }[]> {
  return trx('standing_hits').where({ import_id: importId }).whereNull('withdrawn_at').andWhere(unjudged).update({ withdrawn_at: at })
    .returning<{ id: string; case_id: string | null }[]>(['id', 'case_id']);
}
