/**
 * What an auditor (pemeriksa, product decision 14) may see inside his office: cases received in the period he was given, or of those only the ones
 * listed, until his time is over. Asked of the database in the very query that reads, so that no list, count or page can be wider than the grant.
 */
import type { Knex } from 'knex';
import type { Officer } from './route.ts';

/** SQL over one uuid of the auditor; `caseColumn` is a column of ours. Without a grant nothing is inside. */
export const auditSql = (caseColumn: string): string => `exists (
  select 1 from auditor_grants g join cases ac on ac.id = ${caseColumn} join offices ao on ao.id = ac.office_id
  where g.user_id = ? and g.expires_at > clock_timestamp() and (ac.received_at at time zone ao.zone)::date between g.period_from and g.period_to
    and (g.all_cases or exists (select 1 from auditor_grant_cases gc where gc.user_id = g.user_id and gc.case_id = ac.id)))`;

export const isAuditor = (officer: Officer): boolean => officer.roles.includes('pemeriksa');

/** Narrows a query to the auditor's cases; for everybody else it stays as it is. */
export function withinAudit<T extends Knex.QueryBuilder>(query: T, officer: Officer, caseColumn: string): T {
  if (isAuditor(officer)) void query.whereRaw(auditSql(caseColumn), [officer.id]);
  return query;
}

/** The same question for one case. */
export async function mayAudit(db: Knex | Knex.Transaction, officer: Officer, caseId: string): Promise<boolean> {
  if (!isAuditor(officer)) return true;
  return await withinAudit(db('cases as c').where('c.id', caseId), officer, 'c.id').first<{ id: string } | undefined>('c.id') !== undefined;
}
