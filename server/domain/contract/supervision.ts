/** Shapes of the supervisor's page. Every figure names the list and the filter that open its rows. */
import { z } from 'zod';

/** `resource` is a list of the interface; `filter` as that list takes it. */
export const supervisedFigure = z.object({
  id: z.string(), label: z.string(), count: z.int(), alarming: z.boolean(), resource: z.string(), filter: z.record(z.string(), z.union([z.string(), z.boolean(), z.array(z.string())])),
}).meta({ id: 'AngkaPengawasan' });
export type SupervisedFigure = z.output<typeof supervisedFigure>;

export const stuckCaseItem = z.object({
  id: z.uuid(), number: z.string(), procedureLabel: z.string(), place: z.string(), placeLabel: z.string(), turn: z.string().nullable(), turnLabel: z.string().nullable(),
  holderId: z.uuid().nullable(), holderName: z.string().nullable(), whys: z.array(z.enum(['lewat', 'diam', 'janji', 'pindaian', 'banding'])), whyLabel: z.string(), dueAt: z.string().nullable(), dueProvisional: z.boolean(), lastAt: z.string(), onHoldUntil: z.string().nullable(),
  /** What stands against the usual next act, in words; empty: it only has to be done. */
  obstacles: z.array(z.string()),
}).meta({ id: 'BerkasTersendat' });
export type StuckCaseItem = z.output<typeof stuckCaseItem>;

export const deviationItem = z.object({
  id: z.uuid(), caseId: z.uuid(), caseNumber: z.string(), kind: z.string(), kindLabel: z.string(), step: z.string().nullable(), round: z.int(), explanation: z.string(),
  recordedByName: z.string().nullable(), at: z.string(),
}).meta({ id: 'Penyimpangan' });
export type DeviationItem = z.output<typeof deviationItem>;

export const exceptionItem = z.object({
  id: z.uuid(), caseId: z.uuid(), caseNumber: z.string(), action: z.string(), actionLabel: z.string(), personName: z.string(), grantedByName: z.string(), round: z.int(), reason: z.string(),
  at: z.string(), /** the excepted act was done by this person */ used: z.boolean(),
}).meta({ id: 'Pengecualian' });
export type ExceptionItem = z.output<typeof exceptionItem>;

/** `held` is now; the others are of the period asked for. Minutes are office minutes. */
export const officerLoadItem = z.object({
  id: z.uuid(), name: z.string(), active: z.boolean(), roles: z.string(), held: z.int(), heldOverdue: z.int(), done: z.int(), workingMinutes: z.number(),
}).meta({ id: 'BebanPetugas' });
export type OfficerLoadItem = z.output<typeof officerLoadItem>;

export const stepVisitItem = z.object({
  id: z.uuid(), caseId: z.uuid(), caseNumber: z.string(), procedureLabel: z.string(), step: z.string(), stepLabel: z.string(), round: z.int(), officerName: z.string().nullable(),
  enteredAt: z.string(), leftAt: z.string(), workingMinutes: z.number(), waitingMinutes: z.number(),
}).meta({ id: 'LangkahSelesai' });
export type StepVisitItem = z.output<typeof stepVisitItem>;

export const EXPORTED_LISTS = ['cases', 'stuck-cases', 'tasks', 'emails', 'case-exceptions', 'case-deviations', 'officer-load', 'step-visits', 'sla-steps'] as const;
export const exportBody = z.strictObject({
  list: z.enum(EXPORTED_LISTS), format: z.enum(['csv', 'xlsx']),
  filter: z.record(z.string().max(60), z.unknown()).default({}), sort: z.tuple([z.string().max(60), z.enum(['ASC', 'DESC'])]).optional(),
});
