import { useEffect, useRef } from 'preact/hooks';
import { getDraftState } from '../api.ts';
import { useLocale } from '../hooks.ts';
import { missingWords } from '../upload/DocumentCard.tsx';
import { checkLeft, formWords, type FieldBook } from './check-form.ts';
import { errorsAnew, missingDocuments, ownErrors, warnedAnew, type AskedDocument } from './form-state.ts';

/** Another language was chosen: what stands beside fields and documents is said again in it. */
export function useReworded(book: FieldBook, documents: readonly AskedDocument[]): void {
  const locale = useLocale();
  const saidRef = useRef(locale);
  useEffect(() => {
    if (saidRef.current === locale) return;
    saidRef.current = locale;
    void reword(book, documents);
  });
}

async function reword(book: FieldBook, documents: readonly AskedDocument[]): Promise<void> {
  const { fields, form, change } = book;
  change((now) => errorsAnew(now, { ...ownErrors(fields, now, formWords()), ...missingDocuments(documents, now, missingWords()) }));
  const papers = documents.flatMap(({ kind }) => { const kept = form().papers[kind]?.kept; return kept && kept.warnings.length > 0 ? [{ kind, id: kept.id }] : []; });
  for (const { kind, id } of papers) {
    const answer = await getDraftState(id, kind);
    // Without an answer the old words stay: they say the same.
    if (answer.ok) change((now) => warnedAnew(now, kind, id, answer.body.warnings));
  }
  const [left] = form().touched;
  if (left !== undefined) await checkLeft(book, left);
}
