import { z } from 'zod';

/** One step of one procedure over a period; minutes are office minutes. Only steps measured here are compared with a standard. */
export const slaStepShape = z.object({
  id: z.string(), procedure: z.string(), procedureLabel: z.string(), step: z.string(), printed: z.string().nullable(), label: z.string(), actor: z.string(), actorLabel: z.string(),
  measured: z.enum(['di_sini', 'di_luar', 'otomatis']), standardMinutes: z.number().nullable(), /** the office set its own */ standardOverridden: z.boolean(),
  visits: z.int(), openNow: z.int(),
  workingP50: z.number().nullable(), workingP90: z.number().nullable(), waitingP50: z.number().nullable(), waitingP90: z.number().nullable(), stoppedP50: z.number().nullable(),
  within: z.int(), withinShare: z.number().nullable(), overruns: z.int(),
}).meta({ id: 'LangkahSla' });
export type SlaStep = z.output<typeof slaStepShape>;

export const slaVisitShape = z.object({
  id: z.uuid(), caseId: z.uuid(), number: z.string(), round: z.int(), enteredAt: z.string(), leftAt: z.string(),
  workingMinutes: z.number(), waitingMinutes: z.number(), stoppedMinutes: z.number(), over: z.boolean(), officerName: z.string().nullable(),
  /** What was recorded as a deviation in time at this step and round. */
  explanation: z.string().nullable(),
}).meta({ id: 'KunjunganLangkah' });
export type SlaVisit = z.output<typeof slaVisitShape>;
