/** What the system knows already is not asked again: the shortages the server found, the filing from the procedure. */
import type { CaseView } from '../../../server/domain/contract/cases.ts';
import type { CheckItem } from '../../../server/domain/contract/checks.ts';
import type { FormField, Values } from './schema-fields.ts';

/** "Gunakan ID yang sudah terdaftar": where and under which ID the candidate is known that was judged to be this applicant, the confirmed one first. A masked ID is no ID. */
export function existingIdFrom(runs: readonly CheckItem[] | undefined): { lpse?: string; userId?: string } {
  const same = runs?.find((run) => run.kind === 'lpse_lain')?.hits.filter((hit) => hit.verdict === 'sama') ?? [];
  const { lpse, userId } = (same.find((hit) => hit.confirmedAt !== null) ?? same[0])?.shown ?? {};
  return { ...(lpse ? { lpse } : {}), ...(userId && !userId.includes('*') ? { userId } : {}) };
}

/** Proposals for the fields a form has; everything may be changed before it is sent. */
export function proposalsFor(fields: readonly FormField[], view: Pick<CaseView, 'shortages'>, more: Values = {}): Values {
  const shortages = fields.filter((field) => field.kind === 'kekurangan').map((field) => [field.key, view.shortages]);
  return { ...Object.fromEntries(shortages) as Values, ...more };
}
