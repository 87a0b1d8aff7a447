import { useState } from 'preact/hooks';
import type { FormState } from './form-state.ts';

/** The sentence beside the button: one about marked places goes away with the last mark, one about the connection stays until the next try. */
export function useTrouble(form: FormState) {
  const [told, tell] = useState<{ sentence: string; about: 'form' | 'line' } | null>(null);
  const settled = told?.about === 'form' && Object.keys(form.errors).length === 0;
  return {
    trouble: told && !settled ? told.sentence : null,
    tellOfForm: (sentence: string) => { tell({ sentence, about: 'form' }); },
    tellOfLine: (sentence: string) => { tell({ sentence, about: 'line' }); },
    tellNothing: () => { tell(null); },
  };
}
