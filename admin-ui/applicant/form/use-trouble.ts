import { useState } from 'preact/hooks';
import { currentLocale, type Locale } from '../language.ts';
import { isSending, type FormState } from './form-state.ts';

/**
 * The sentence beside the button: one about marked places goes away with the last mark, one about uploads with the last of them, one about the connection
 * stays until the next try. None outlives the language it was said in.
 */
export function useTrouble(form: FormState) {
  const [told, tell] = useState<{ sentence: string; about: 'form' | 'uploads' | 'line'; locale: Locale } | null>(null);
  const settled = told?.locale !== currentLocale() || (told.about === 'form' && Object.keys(form.errors).length === 0) || (told.about === 'uploads' && !isSending(form));
  const telling = (about: 'form' | 'uploads' | 'line') => (sentence: string) => { tell({ sentence, about, locale: currentLocale() }); };
  return {
    trouble: told && !settled ? told.sentence : null,
    tellOfForm: telling('form'), tellOfUploads: telling('uploads'), tellOfLine: telling('line'),
    tellNothing: () => { tell(null); },
  };
}
