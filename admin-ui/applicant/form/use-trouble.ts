import { useState } from 'preact/hooks';
import { isSending, type FormState } from './form-state.ts';

type Say = () => string;

/**
 * The sentence beside the button: one about marked places goes away with the last mark, one about uploads with the last of them, one about the connection
 * stays until the next try. It is said when it is drawn, so that it follows the language.
 */
export function useTrouble(form: FormState) {
  const [told, tell] = useState<{ say: Say; about: 'form' | 'uploads' | 'line' } | null>(null);
  const settled = (told?.about === 'form' && Object.keys(form.errors).length === 0) || (told?.about === 'uploads' && !isSending(form));
  const telling = (about: 'form' | 'uploads' | 'line') => (say: Say) => { tell({ say, about }); };
  return {
    trouble: told && !settled ? told.say() : null,
    tellOfForm: telling('form'), tellOfUploads: telling('uploads'), tellOfLine: telling('line'),
    tellNothing: () => { tell(null); },
  };
}
