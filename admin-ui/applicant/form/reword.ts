/** What stands beside fields and documents, said again in the language that was chosen. */
import { checkFields, getDraftState } from '../api.ts';
import { currentLocale } from '../language.ts';
import { checkTouched, formWords, type FieldBook } from './check-form.ts';
import { errorsAnew, missingDocuments, ownErrors, warnedAnew, type AskedDocument, type MissingWords } from './form-state.ts';

/** What is asked of the server; each answer comes in the language that is read by then, so that two changes in a row cannot overtake each other. */
interface Asks { check: typeof checkFields; draft: typeof getDraftState }

export async function reword(book: FieldBook, documents: readonly AskedDocument[], missing: MissingWords, asks: Asks = { check: checkFields, draft: getDraftState }): Promise<void> {
  const { fields, form, change } = book;
  change((now) => errorsAnew(now, { ...ownErrors(fields, now, formWords()), ...missingDocuments(documents, now, missing) }, currentLocale()));
  await Promise.all([checkTouched(book, asks.check), ...documents.map(async ({ kind }) => {
    const kept = form().papers[kind]?.kept;
    if (!kept || kept.warnings.length === 0) return;
    const answer = await asks.draft(kept.id, kind);
    // Without an answer the old words stay; of one that was handed in nothing is said any more.
    if (answer.ok && answer.body.upload) change((now) => warnedAnew(now, kind, kept.id, answer.body.warnings));
  })]);
}
