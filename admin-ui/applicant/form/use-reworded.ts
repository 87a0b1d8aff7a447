import { useEffect, useRef } from 'preact/hooks';
import { useLocale } from '../hooks.ts';
import { missingWords } from '../upload/DocumentCard.tsx';
import type { FieldBook } from './check-form.ts';
import type { AskedDocument } from './form-state.ts';
import { reword } from './reword.ts';

/** Another language was chosen: what stands beside fields and documents is said again in it. */
export function useReworded(book: FieldBook, documents: readonly AskedDocument[]): void {
  const locale = useLocale();
  const saidRef = useRef(locale);
  useEffect(() => {
    if (saidRef.current === locale) return;
    saidRef.current = locale;
    void reword(book, documents, missingWords());
  });
}
