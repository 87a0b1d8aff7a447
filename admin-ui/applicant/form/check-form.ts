import { checkFields } from '../api.ts';
import type { Problem } from '../api-answer.ts';
import { say } from '../language.ts';
import { filledFields, firstTroubled, judged, judgedAnew, ownErrors, repeatOf, type AskedField, type FormState } from './form-state.ts';

type Change = (next: (form: FormState) => FormState) => void;
export interface FieldBook { procedure: string; fields: readonly AskedField[]; form(): FormState; change: Change }

export const formWords = () => ({ required: say('laman.isian.wajib'), different: say('laman.isian.berbeda') });
const keysOf = (fields: readonly AskedField[]) => fields.flatMap((field) => (field.repeat ? [field.key, repeatOf(field.key)] : [field.key]));

/** A field was left: say at once what is wrong with it. Others that were left are looked at too, since fields are compared (NIK with birth date). */
export async function checkLeft({ procedure, fields, form, change }: FieldBook, key: string): Promise<void> {
  const asked = filledFields(fields, form());
  const own = ownErrors(fields, form(), formWords());
  // What is empty is asked for when somebody wants to go on, not while they look around.
  const mismatch = form().touched.filter((name) => name in own && name in asked);
  change((now) => ({ ...now, errors: { ...now.errors, ...Object.fromEntries(mismatch.map((name) => [name, own[name] ?? ''])) } }));
  if (!(key in asked)) return;
  const answer = await checkFields(procedure, asked);
  // Without an answer nothing is claimed; everything is checked again before it is sent.
  if (answer.ok) change((now) => judged(now, now.touched.filter((name) => !mismatch.includes(name)), answer.body, asked));
}

/** Another language was chosen: every field that was left is asked about again, whichever of them is empty. */
export async function checkTouched({ procedure, fields, form, change }: FieldBook, check = checkFields): Promise<void> {
  const asked = filledFields(fields, form());
  if (!form().touched.some((key) => key in asked)) return;
  const answer = await check(procedure, asked);
  // Without an answer the old words stay: they say the same.
  if (answer.ok) change((now) => judgedAnew(now, now.touched, answer.body, asked));
}

/** Everything about the fields, before going on. Resolves to the first field to look at, or to a problem in asking. */
export async function checkAll({ procedure, fields, form, change }: FieldBook): Promise<{ first: string | undefined; problem: Problem | null }> {
  const own = ownErrors(fields, form(), formWords());
  const asked = filledFields(fields, form());
  const answer = await checkFields(procedure, asked);
  change((now) => {
    const said = answer.ok ? judged(now, keysOf(fields), answer.body, asked) : now;
    return { ...said, touched: keysOf(fields), errors: { ...said.errors, ...own } };
  });
  return { first: firstTroubled(fields, [], form().errors), problem: answer.ok ? null : answer };
}
