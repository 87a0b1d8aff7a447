/** Shapes of what an office words itself: reasons, letters, blank forms. */
import { z } from 'zod';
import { fileField } from './documents.ts';
import { reasons } from '../messages/reasons.ts';
import type { ReasonGroup } from '../sop/model.ts';
import { onPaper } from '../printable.ts';

export const REASON_GROUPS = [...new Set(reasons.flatMap((reason) => reason.groups))] as [ReasonGroup, ...ReasonGroup[]];
const words = (max: number, min = 3) => z.string().trim().min(min).max(max).regex(/^[^\p{Cc}<>]*$/u, { error: 'galat.isian.bentuk' }).superRefine(onPaper);

export const reasonBody = z.strictObject({
  code: z.string().trim().toUpperCase().regex(/^[A-Z]{2,4}-\d{2}$/, { error: 'galat.alasan.kode' }), groups: z.array(z.enum(REASON_GROUPS)).min(1, { error: 'galat.alasan.kelompok' }),
  id: words(160), en: words(160), active: z.boolean(), position: z.int().min(1).max(999),
});
export type ReasonBody = z.output<typeof reasonBody>;
/** `common`: a code of the house (domain.md 1.7); its groups stay, its words may be the office's. `worded`: the office changed something. */
export const reasonItem = reasonBody.extend({ common: z.boolean(), worded: z.boolean() }).meta({ id: 'Alasan' });
export type ReasonItem = z.output<typeof reasonItem>;

const letterId = z.string().regex(/^[a-z0-9_]{1,60}$/);
const lines = (max: number) => z.string().max(max).transform((text) => text.replace(/\r\n?/g, '\n')).refine((text) => !/[^\P{Cc}\n]/u.test(text), { error: 'galat.isian.bentuk' }).superRefine(onPaper);
export const templateDraft = z.strictObject({ procedure: z.string().max(60), letter: letterId, subject: words(200), body: lines(8_000) });
export const templateBody = z.strictObject({ ...templateDraft.shape, validFrom: z.iso.date({ error: 'galat.isian.bentuk' }) });
/** `problems` name what stands against saving; the preview is filled with invented data as far as it goes. */
export const templateCheck = z.object({
  problems: z.array(z.string()), subject: z.string(), body: z.string(),
  variables: z.array(z.object({ name: z.string(), label: z.string(), example: z.string(), used: z.boolean() })),
}).meta({ id: 'PeriksaTemplat' });
export type TemplateCheck = z.output<typeof templateCheck>;

export const blankFormItem = z.object({
  id: z.uuid(), procedure: z.string(), procedureLabel: z.string(), title: z.string(), version: z.string(), own: z.boolean(), offered: z.boolean(), withdrawn: z.boolean(),
  /** Of the same form, the version before this one that is not withdrawn: offered when this one is. */ offeredNext: z.string().nullable(),
  uploadedAt: z.string(), uploadedBy: z.string().nullable(),
}).meta({ id: 'FormulirKosong' });
export const blankFormFields = z.strictObject({ procedure: z.string().max(60), title: words(120), version: words(30, 1) });
export const blankFormForm = blankFormFields.extend({ berkas: fileField });
