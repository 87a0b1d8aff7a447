/** The input of an act as a JSON schema a generic form can draw: labels, choices and reasons in the reader's language. */
import { z } from 'zod';
import { translate, type Locale } from '../domain/messages/translate.ts';
import { exceptable } from '../domain/workflow.ts';
import { reasonsOf, type OfficeReason } from '../domain/messages/reasons.ts';
import type { Action, ReasonGroup, Sop } from '../domain/sop/model.ts';
import type { TypedNumber } from './case-door.ts';

type Schema = Record<string, unknown>;
/** By act: an act belongs to one procedure. */
const drawn = new WeakMap<Action, Map<Locale, Schema>>();

export function actionForm(sop: Sop, action: Action, locale: Locale): Schema {
  const perLocale = drawn.get(action) ?? new Map<Locale, Schema>();
  drawn.set(action, perLocale);
  const known = perLocale.get(locale);
  if (known) return known;
  const schema = withWords(z.toJSONSchema(action.input, { io: 'input', unrepresentable: 'any' }), action.reasons, locale) as Schema;
  offerActs(schema, sop, locale);
  propose(schema, sop);
  perLocale.set(locale, schema);
  return schema;
}

export interface OfficeForm { reasons: readonly OfficeReason[]; numbers: readonly TypedNumber[] }

/** The form as this office asks it: its own reasons in its order, and the numbers it types by hand. */
export function officeActionForm(sop: Sop, action: Action, locale: Locale, { reasons, numbers }: OfficeForm): Schema {
  const drawnForm = actionForm(sop, action, locale);
  const worded = action.reasons ? withOfficeReasons(drawnForm, optionsOf(reasons, action.reasons, locale)) as Schema : drawnForm;
  // Which letter is issued anew is known only when it is named: its number is among the fields, asked for where it is needed.
  const asked = action.reissues ? numbers : numbers.filter((one) => action.letters?.includes(one.letter));
  if (asked.length === 0) return worded;
  const fields = Object.fromEntries(asked.map(({ field, letter, mode }) => [field, {
    type: 'string', minLength: 1, maxLength: 80, label: translate(`isian.nomor_${mode}`, { surat: translate(`surat.${letter}`, {}, locale) }, locale),
  }]));
  return { ...worded, properties: { ...worded.properties as object, ...fields }, required: [...(worded.required as string[] | undefined ?? []), ...(action.reissues ? [] : asked.map((one) => one.field))] };
}

function optionsOf(reasons: readonly OfficeReason[], group: ReasonGroup, locale: Locale): { value: string; label: string }[] {
  return reasons.filter((reason) => reason.active && reason.groups.includes(group)).map((reason) => ({ value: reason.code, label: `${reason.code} – ${locale === 'en' ? reason.en : reason.id}` }));
}

function withOfficeReasons(node: unknown, options: { value: string; label: string }[]): unknown {
  if (Array.isArray(node)) return node.map((item) => withOfficeReasons(item, options));
  if (typeof node !== 'object' || node === null) return node;
  const copied = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withOfficeReasons(value, options)]));
  return copied.widget === 'reason' ? { ...copied, options } : copied;
}

/** Acts an exception can be granted for: those closed to somebody by four eyes. */
function offerActs(schema: Schema, sop: Sop, locale: Locale): void {
  for (const field of Object.values((schema.properties ?? {}) as Record<string, Schema>)) {
    if (field.widget === 'actEmpatMata') field.options = exceptable(sop).map((id) => ({ value: id, label: translate(`aksi.${id}`, {}, locale) }));
  }
}

/** What the definition knows already is not asked again. */
function propose(schema: Schema, sop: Sop): void {
  for (const field of Object.values((schema.properties ?? {}) as Record<string, Schema>)) if (field.proposal === 'kodeArsip') field.default = sop.archive.code;
}

/** The same for the proof of a task. */
export function schemaWithWords(schema: z.ZodType, locale: Locale): Schema {
  return withWords(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), undefined, locale) as Schema;
}

function withWords(node: unknown, reasons: ReasonGroup | undefined, locale: Locale): unknown {
  if (Array.isArray(node)) return node.map((item) => withWords(item, reasons, locale));
  if (typeof node !== 'object' || node === null) return node;
  const result: Schema = {};
  for (const [key, value] of Object.entries(node)) {
    if (key === '$schema') continue;
    result[key] = key === 'label' && typeof value === 'string' ? translate(value, {}, locale) : withWords(value, reasons, locale);
  }
  if (Array.isArray(result.enum)) result.options = result.enum.map((value) => ({ value: value as string, label: translate(`nilai.${String(value)}`, {}, locale) }));
  if (result.widget === 'reason' && reasons) {
    result.options = reasonsOf(reasons).map((reason) => ({ value: reason.code, label: `${reason.code} – ${locale === 'en' ? reason.en : reason.id}` }));
    delete result.pattern;
  }
  return result;
}
