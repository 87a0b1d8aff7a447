/** What may be asked of the table of steps. Its rows are computed, so order and pages are made over them. */
import type { Knex } from 'knex';
import { z } from 'zod';
import type { SlaStep } from '../domain/contract/reports.ts';
import type { Locale } from '../domain/messages/translate.ts';
import { takeFilter, type ListRequest, type ListSpec } from '../platform/http/list.ts';
import { slaSteps } from './sla-steps.view.ts';

const moment = z.iso.datetime({ offset: true });

export const slaStepList: ListSpec = {
  name: 'sla-steps',
  filters: {
    id: { column: 'id', type: z.string().max(80) }, procedure: { column: 'procedure', type: z.string().regex(/^[a-z_]{1,60}$/) }, measured: { column: 'measured', type: z.enum(['di_sini', 'di_luar', 'otomatis']) },
    // The period the figures are of, no column of a row.
    from: { column: '', type: moment }, before: { column: '', type: moment },
  },
  sorts: {
    // As the paper has them: by its number "10" would come before "6".
    id: 'position', standardMinutes: 'standardMinutes', visits: 'visits', openNow: 'openNow', workingP50: 'workingP50', workingP90: 'workingP90', waitingP50: 'waitingP50', waitingP90: 'waitingP90',
    withinShare: 'withinShare', overruns: 'overruns',
  },
  defaultSort: ['id', 'ASC'],
  tieBreak: 'position',
};

const DAY = 86_400_000;

/** The figures of the period in the request, which is taken out of it; the last thirty days unless one is asked for. */
export async function slaStepsOf(db: Knex, { officeId, auditorId, request, now }: { officeId: string; auditorId?: string | undefined; request: ListRequest; now: Date }, locale: Locale): Promise<(SlaStep & { position: number })[]> {
  const [from, before] = [takeFilter(slaStepList, request, 'from'), takeFilter(slaStepList, request, 'before')];
  const steps = await slaSteps(db, {
    officeId, auditorId, from: typeof from === 'string' ? new Date(from) : new Date(now.getTime() - 30 * DAY), before: typeof before === 'string' ? new Date(before) : new Date(now.getTime() + DAY),
  }, locale);
  return steps.map((step, position) => ({ ...step, position }));
}
